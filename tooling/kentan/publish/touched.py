"""Which files stand in the folder of a site, each with a mark by which is seen that it was touched since."""

import os
from pathlib import Path


def laid_down(output: Path) -> dict[str, int]:
    """Every file below the folder of a site, by its path there, with its mark."""
    found: dict[str, int] = {}
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            with os.scandir(f"{output}/{below}") as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{below}{entry.name}/")
                    else:
                        found[f"{below}{entry.name}"] = mark(entry.stat(follow_symlinks=False))
        except (FileNotFoundError, NotADirectoryError):
            continue
    return found


def mark(status: os.stat_result) -> int:
    """What is another number once a file was written again: from when it is, and how long. Restored files may have
    another one, too; then their digests tell."""
    return status.st_mtime_ns ^ status.st_size << 40
