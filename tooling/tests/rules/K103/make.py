"""A file of 50 megabytes; sparse, so that it costs nothing."""

import os
from pathlib import Path

FILE = "cases/2022/HZ-2022-0002.yml"


def make(root: Path, side: str) -> None:
    path = root / FILE
    path.parent.mkdir(parents=True)
    if side == "bad":
        with path.open("wb") as file:
            file.write(b"id: HZ-2022-0002\n")
            os.truncate(path, 50 * 1024 * 1024)
    else:
        source = Path(__file__).parents[1] / "base" / "cases" / "2022" / "HZ-2022-0001.yml"
        text = source.read_text("utf-8").replace("HZ-2022-0001", "HZ-2022-0002").replace("工业用地", "临时用地")
        path.write_text(text, "utf-8")
