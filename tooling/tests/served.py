"""`kentan serve` in a process of its own, before a copy of the sample."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def instance_in(folder: Path) -> Path:
    """A copy of the records of the sample."""
    for room in ("registry", "cases", "meetings"):
        shutil.copytree(ROOT / room, folder / room)
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@contextmanager
def served(instance: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """The process and the address at which it serves the site."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tooling"), "KENTAN_LANG": "en", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "kentan", "serve", str(instance), "--port", "0", "--as-of", "2026-11-22"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, encoding="utf-8") as server:
        try:
            assert server.stderr is not None
            found = next(filter(None, (re.search(r"http://127\.0\.0\.1:\d+/", line) for line in server.stderr)))
            yield server, found.group()
        finally:
            server.kill()


def retitle(case: Path, title: str) -> None:
    """Save a case with another title."""
    case.write_text(re.sub(r"^title: .*$", f"title: {title}", case.read_text("utf-8"), flags=re.M), "utf-8")
