"""How long a build takes, beside other generators: `python tooling/bench/building.py --cases 10000 --peers`.

The corpus is `kentan demo`. Kentan builds its whole site in both languages; the others get one page a case
(`generators.py`). `--hugo` measures beside Hugo alone. `--write` puts the table into `docs/measurements.md`.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

from generators import generators, hugo
from turns import Contender, measure, put_away, table
from written import busy, write

HERE = Path(__file__).resolve()
REPOSITORY = HERE.parents[2]
WORK = REPOSITORY / "build" / "bench"
KENTAN = (sys.executable, "-m", "kentan")
WRITE = """import os, sys
os.makedirs(sys.argv[1])
for number in range(int(sys.argv[2])):
    open(f"{sys.argv[1]}/{number}", "wb").write(b"x" * 9000)
"""


def main() -> None:
    """Measure and print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=10_000)
    asked.add_argument("--turns", type=int, default=3)
    asked.add_argument("--folder", type=Path, default=WORK, help="where corpus and sites stand")
    asked.add_argument("--hugo", action="store_true")
    asked.add_argument("--peers", action="store_true")
    asked.add_argument("--write", action="store_true")
    given = asked.parse_args()
    os.environ.setdefault("PYTHONPATH", str(HERE.parents[1]))
    os.environ["KENTAN_TODAY"] = "2026-12-31"
    corpus = _corpus(given.folder, given.cases)
    contenders = generators(given.folder, corpus) if given.peers else []
    if given.hugo and not given.peers:
        contenders = [hugo(given.folder, corpus)]
    contenders += [_floor(given.folder, given.cases), *_kentan(corpus)]
    began = busy()
    found = table(measure(contenders, given.turns), contenders[0].name)
    print(found)
    if given.write:
        write("building", f"building.py --cases {given.cases} --turns {given.turns}", began, found)


def _corpus(folder: Path, cases: int) -> Path:
    """Return the folder of a demo with so many cases; it is made once."""
    corpus = folder / f"building-{cases}"
    if not corpus.exists():
        subprocess.run([*KENTAN, "demo", str(corpus), "--cases", str(cases)], check=True, stdout=subprocess.DEVNULL)
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(REPOSITORY / name, corpus / name)
    return corpus


def _kentan(corpus: Path) -> list[Contender]:
    """Return what is measured of Kentan."""
    folder, build = str(corpus), (*KENTAN, "build", ".")
    case = sorted((corpus / "cases").rglob("*.yml"))[-1]
    numbers = count()

    def forget() -> None:
        for kept in (corpus / "build", corpus / ".git" / "kentan"):
            put_away(kept)

    def remember() -> None:
        subprocess.run(build, cwd=folder, check=True, capture_output=True)

    def change() -> None:
        remember()
        said = re.sub(r"^title: .*$", f"title: 第{next(numbers)}次改动的标题", case.read_text("utf-8"), flags=re.M)
        case.write_text(said, "utf-8")

    return [
        Contender("kentan build, cold", build, folder, forget),
        Contender("kentan build, one case changed", build, folder, change),
        Contender("kentan build, nothing changed", build, folder, remember),
    ]


def _floor(folder: Path, cases: int) -> Contender:
    """Return what writing two pages a case costs alone."""
    target = folder / "floor"
    command = (sys.executable, "-c", WRITE, str(target), str(2 * cases))
    return Contender("write two files a case", command, str(folder), lambda: put_away(target))


if __name__ == "__main__":
    main()
