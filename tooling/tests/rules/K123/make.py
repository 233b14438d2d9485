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
        text = source.read_text("utf-8").replace("HZ-2022-0001", "HZ-2022-0002").replace("工业用地", "临时用地")
        path.write_text(text, "utf-8")
