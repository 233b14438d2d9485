"""The explorer before very many cases: `python tooling/bench/exploring.py DEMO SITE --cases 100000`.

DEMO is a folder of `kentan demo`, SITE the site built of it. The columns and lines of so many cases are made with the
code of the build, from cases that are mixed anew out of those of the demo, and laid over a copy of the site. Then a
Chromium that is slowed down chooses values; what each choice took is measured in the page, until the first lines stand
there, and until all do.
"""

import argparse
import gzip
import os
import random
import shutil
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import Any

from playwright.sync_api import sync_playwright

from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.languages import CHINESE
from kentan.publish.edition import Edition
from kentan.publish.explorer.columns import columns
from kentan.publish.explorer.rows import rows
from kentan.publish.facets import FACETS, Filed
from kentan.publish.filing import Filing
from kentan.publish.index import index
from kentan.publish.keys import NO_KEYS
from kentan.publish.segments import Segments
from tests.browser.conftest import ARGUMENTS, serving

YEAR = [facet.id for facet in FACETS].index("year")
CHOICES = (("状态", 0), ("状态", 1), ("项目", 0), ("部门", 0), ("领域", 1), ("逾期", 0))
CHOOSE = """async ([facet, at]) => {
  const place = document.getElementById('explorer');
  const all = [...place.querySelectorAll('details')];
  const box = all.find((one) => one.querySelector('summary').textContent.trim().startsWith(facet));
  if (!box.querySelector('ul')) box.querySelector('summary').click();
  await new Promise((done) => setTimeout(done, 1000));
  const { began: first, shown } = place.dataset, took = [], click = performance.now();
  const drawn = new Promise((done) => {
    new MutationObserver(() => {
      if (!took.length && place.dataset.began !== first) took.push(performance.now() - click);
      if (place.dataset.shown !== shown) done(performance.now() - click);
    }).observe(place, { attributes: true });
  });
  box.querySelectorAll('input')[at].click();
  const last = await drawn;
  return [Number(place.dataset.took), took[0], last];
}"""


def mixed(filed: tuple[Filed, ...], count: int) -> list[Filed]:
    """So many cases: the days of those given, and the codes of others, so that neighbours are not alike."""
    chance, found, numbers = random.Random(1), [], dict[str, int]()
    for turn in range(count):
        own, other = filed[turn % len(filed)], chance.choice(filed)
        stem = own.case.id.rsplit("-", 1)[0]
        numbers[stem] = numbers.get(stem, 0) + 1
        codes = (*other.codes[:YEAR], own.codes[YEAR], *other.codes[YEAR + 1 :])
        found.append(Filed(replace(own.case, id=f"{stem}-{numbers[stem]:04d}"), other.found, codes, other.counted))
    return sorted(found, key=lambda one: (one.case.raised.on, one.case.id))


def laid(demo: Path, site: Path, count: int, day: date) -> dict[str, int]:
    """Lay the files of so many cases into a site; return what each weighs, compressed."""
    ledger = load(DiskTree(demo)).ledger
    known = index(ledger, day)
    assert ledger.instance is not None
    edition = Edition(known, ledger.instance, CHINESE, day)
    many = mixed(known.filed, count)
    lines = {one.case.title: edition.row(one.case) for one in known.filed}

    def row(case: Any) -> Any:
        return lines[case.title]._replace(id=case.id, address=f"cases/{case.raised.on.day.year}/{case.id}.html")

    cases = tuple(one.case for one in many)
    filing = Filing(many)
    all_of_them = SimpleNamespace(cases=cases, filed=many, filing=filing)
    mimic: Any = SimpleNamespace(words=edition.words, language=CHINESE, row=row, index=all_of_them)
    weights = {}
    for name, content in (*columns(tuple(many), filing), *rows(mimic, Segments(None, NO_KEYS, ""))):
        path = site / f"lookup/{name}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        weights[name] = len(gzip.compress(content, 6))
    return weights


def measured(site: Path, slower: int, turns: int) -> None:
    """Print what the first list and each choice took, in milliseconds: the least of some turns (and their median)."""
    found: dict[str, list[tuple[float, ...]]] = {}
    first = []
    with serving(site) as home, sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for _turn in range(turns):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
            page.goto(f"{home}cases/index.html")
            page.wait_for_selector("#explorer[data-ready]", state="attached")
            first.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
            for facet, at in CHOICES:
                found.setdefault(f"{facet} {at}", []).append(tuple(page.evaluate(CHOOSE, [facet, at])))
            page.close()
        browser.close()
    print(f"slowed down {slower} times: first list {min(first):.0f} ms")
    for choice, took in found.items():
        told = (f"{min(each):.0f} ({median(each):.0f})" for each in zip(*took, strict=True))
        print(f"  {choice}: found and counted, first lines, all lines: {', '.join(told)} ms")


def main() -> None:
    """Measure what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("demo", type=Path)
    parser.add_argument("site", type=Path)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 22))
    parser.add_argument("--turns", type=int, default=3)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        shutil.copytree(wanted.site, site, ignore=shutil.ignore_patterns("en", "reports", "meetings", "rows", "ids"))
        weights = laid(wanted.demo, site, wanted.cases, wanted.as_of)
        lines = [weight for name, weight in weights.items() if name.startswith("rows/") and name != "rows/index"]
        print(f"{len(lines)} files of lines, {min(lines)} to {max(lines)} bytes compressed")
        for name, weight in weights.items():
            if not name.startswith(("rows/", "ids/")) or name.endswith("/index"):
                print(f"{name}: {weight} bytes compressed")
        for slower in (1, 4):
            measured(site, slower, wanted.turns)


if __name__ == "__main__":
    main()
