"""Files put into place so that none is ever seen half written, and taken away."""

import os
import shutil
from collections.abc import Iterable
from errno import EXDEV
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is never seen half written."""
    draft = path.with_suffix(".draft")
    draft.write_bytes(content)
    put(str(draft), str(path))


def put(source: str, target: str) -> None:
    """Put a file into place, so that it is never seen half written, on another file system neither."""
    try:
        os.replace(source, target)
    except IsADirectoryError:
        shutil.rmtree(target)
        os.replace(source, target)
    except OSError as error:
        if error.errno != EXDEV:
            raise
        draft = f"{target}.draft"
        shutil.copy2(source, draft)
        os.replace(draft, target)
        os.remove(source)


def moved(source: Path, target: Path) -> bool:
    """Move a whole folder at once; False where the target is on another file system."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.rename(source, target)
    except OSError as error:
        if error.errno != EXDEV:
            raise
        return False
    return True


def removed(path: Path) -> None:
    """Remove a file, or a folder with all that it holds, where it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def folders_around(paths: Iterable[str]) -> set[str]:
    """All folders in which some files are to stand."""
    found: set[str] = set()
    for folder in {os.path.dirname(path) for path in paths}:
        while folder and folder not in found:
            found.add(folder)
            folder = os.path.dirname(folder)
    return found


def remove_empty(top: Path, folders: set[str]) -> None:
    """Remove the folders that hold nothing any more, and those around them."""
    for folder in sorted(folders, reverse=True):
        while folder and os.path.isdir(top / folder):
            try:
                os.rmdir(top / folder)
            except OSError:  # it still holds something
                break
            folder = os.path.dirname(folder)
