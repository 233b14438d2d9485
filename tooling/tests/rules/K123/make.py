"""A named pipe, from which a careless reader waits for ever."""

import os
from pathlib import Path

FILE = "cases/2022/HZ-2022-0002.yml"


def make(root: Path, side: str) -> None:
    path = root / FILE
    path.parent.mkdir(parents=True)
    if side == "bad":
        os.mkfifo(path)
    else:
        source = Path(__file__).parents[1] / "base" / "cases" / "2022" / "HZ-2022-0001.yml"
        path.write_text(source.read_text("utf-8").replace("HZ-2022-0001", "HZ-2022-0002"), "utf-8")
