"""A name in GBK, as an archive packed on Windows brings it."""

import os
from pathlib import Path

FILE = "cases/2022/HZ-2022-0002.yml"


def make(root: Path, side: str) -> None:
    path = root / FILE
    path.parent.mkdir(parents=True)
    if side == "bad":
        Path(os.fsdecode(os.fsencode(path.parent) + b"/\xba\xfe\xd6\xdd.yml")).write_bytes(b"id: HZ-2022-0002\n")
    else:
        source = Path(__file__).parents[1] / "base" / "cases" / "2022" / "HZ-2022-0001.yml"
        text = source.read_text("utf-8").replace("HZ-2022-0001", "HZ-2022-0002").replace("工业用地", "临时用地")
        path.write_text(text, "utf-8")
