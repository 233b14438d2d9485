"""The explorer before very many cases: `python tooling/bench/exploring.py SITE --mix DEMO --cases 100000`.

SITE is a site built of DEMO, a folder of `kentan demo`. The columns, lines and words of so many cases are made with
the code of the build, from cases that are mixed anew out of those of the demo, and laid over a copy of the site, as
are the scripts of this repository. Without `--mix` the site is measured as it stands. Then a Chromium that is slowed
down goes a way through the explorer, in a fresh window each turn. Of each step is measured, from the click: until
the lines that fill the screen stand in the page; until they are painted; until nothing is left to do and the address
is kept. `--write` puts the table into `docs/measurements.md`.
"""

import argparse
import gzip
import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from threading import Thread
from types import SimpleNamespace
from typing import Any

from playwright.sync_api import Page, sync_playwright
from written import busy, write

from kentan.cli.serving import QuietHandler, SiteServer
from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.languages import CHINESE
from kentan.publish.edition import Edition
from kentan.publish.explorer.columns import lay_columns
from kentan.publish.explorer.rows import lay_rows
from kentan.publish.facets import FACETS, Filed
from kentan.publish.filing import Filing
from kentan.publish.index import index
from kentan.publish.keys import NO_KEYS
from kentan.publish.laying import Laying
from kentan.publish.lookup import version
from kentan.publish.searching.postings import lay_shards, part, posting
from kentan.publish.searching.texts import document
from kentan.publish.segments import Segments
from tests.browser.conftest import ARGUMENTS
from tests.publish.outputs import Files

ASSETS = Path(__file__).resolve().parents[2] / "site" / "assets"
_PART = 5_000
YEAR = [facet.id for facet in FACETS].index("year")
GOAL = 100
STEPS = (
    ("open", "状态", 0, "facet of the status opened"),
    ("choose", "状态", 0, "a status"),
    ("choose", "状态", 1, "a second status"),
    ("choose", "状态", 0, "one status taken back"),
    ("open", "部门", 0, "facet of the departments opened"),
    ("choose", "部门", 0, "a department beside it"),
    ("open", "领域", 0, "facet of the topics opened"),
    ("choose", "领域", 1, "a topic beside both"),
    ("back", "", 0, "back"),
    ("choose", "领域", 5, "another topic beside both"),
    ("sort", "oldest", 0, "oldest first"),
    ("sort", "rating", 0, "lowest rating first"),
    ("sort", "newest", 0, "newest first"),
    ("chip", "", 0, "the status removed"),
    ("open", "逾期", 0, "facet of what is overdue opened"),
    ("choose", "逾期", 0, "once overdue beside both"),
    ("clear", "", 0, "all removed"),
    ("text", "企业", 0, "a word of every case"),
    ("text", "用气", 0, "another word"),
    ("text", "用气价格", 0, "more words"),
    ("open", "地区", 0, "facet of the places opened"),
    ("choose", "地区", 4, "a place beside words"),
    ("clear", "", 0, "all removed again"),
    ("sort", "due", 0, "due first, of all"),
    ("open", "行业", 0, "facet of the sectors opened"),
    ("choose", "行业", 3, "a sector, due first"),
    ("sort", "newest", 0, "newest first, of a sector"),
    ("next", "", 0, "the second page"),
    ("open", "领域", 0, "facet of the topics opened again"),
    ("choose", "领域", 3, "a topic beside a sector"),
    ("sort", "due", 0, "due first, of both"),
)
NEAR = """async ([what, name, at, ahead]) => {
  const place = document.getElementById('explorer'), find = (selector) => place.querySelector(selector);
  const rest = (time) => new Promise((done) => setTimeout(done, time));
  for (let turn = 0; what === 'next' && turn < 6; turn++) { find('.pager').scrollIntoView(); await rest(400); }
  if (what === 'sort') find('select').dispatchEvent(new Event('pointerdown'));
  if (what === 'text') find('input').focus();
  await rest(500);
  const facet = [...place.querySelectorAll('details')].find((one) => one.textContent.trim().startsWith(name));
  const near = {
    open: () => facet.querySelector('summary'),
    choose: () => facet.querySelectorAll('li input')[at],
    chip: () => find('.chip'),
    clear: () => find('.chips .plain'),
    next: () => find('.pager button:last-child'),
  }[what];
  if (near && ahead) near().dispatchEvent(new Event('pointerover', { bubbles: true }));
  await rest(ahead);
}"""
"""What somebody does before: opens the list of orders, enters the field, touches what is clicked when the finger is
lifted. A mouse points at it longer."""
STEP = """async ([what, name, at]) => {
  const place = document.getElementById('explorer'), find = (selector) => place.querySelector(selector);
  const rest = (time) => new Promise((done) => setTimeout(done, time));
  const facet = [...place.querySelectorAll('details')].find((one) => one.textContent.trim().startsWith(name));
  const given = (id, event) => () => {
    const box = document.getElementById(id);
    box.value = name;
    box.dispatchEvent(new Event(event));
  };
  const act = {
    open: () => facet.querySelector('summary').click(),
    choose: () => facet.querySelectorAll('input')[at].click(),
    chip: () => find('.chip').click(),
    clear: () => find('.chips .plain').click(),
    next: () => find('.pager button:last-child').click(),
    back: () => history.back(),
    sort: given('explorer-sort', 'change'),
    text: given('explorer-text', 'input'),
  }[what];
  const { shown } = place.dataset, began = performance.now();
  const done = () => what === 'open' ? find('details[open] li .count').textContent : place.dataset.shown !== shown;
  const watched = new Promise((stop) => new MutationObserver(() => { if (done()) stop(); }).observe(
    place, { attributes: true, subtree: true, childList: true }));
  const took = () => performance.now() - began;
  act();
  await watched;
  const listed = took();
  await new Promise((next) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = next;
    port2.postMessage(0);
  }));
  const painted = took();
  await rest(0);
  await new Promise((next) => requestIdleCallback(next));
  const ended = took();
  await rest(300);
  return [listed, painted, ended];
}"""


class Lasting(QuietHandler):
    """Serves a folder as web servers do: one connection takes many requests."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    served = 0

    def do_GET(self) -> None:
        """Count what is asked for."""
        Lasting.served += 1
        super().do_GET()


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address under which a folder is served."""
    with SiteServer(0, str(folder), Lasting) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


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
    weights: dict[str, int] = {}

    def lay(name: str, _key: str | None, make: Callable[[], bytes]) -> str:
        content = make()
        path = site / f"lookup/{name}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        weights[name] = len(gzip.compress(content, 6))
        return version(content)

    segments = Segments(None, NO_KEYS, "")
    lay_columns(many, filing, segments, lay)
    lay_rows(mimic, segments, lay)
    held = {one.case.title: document((edition.words,), one.case) for one in known.filed}
    parts = [
        part(at, posting(held[case.title] for case in cases[at : at + _PART])) for at in range(0, len(cases), _PART)
    ]
    found = Files()
    lay_shards(parts, Laying(found), lambda name: f"lookup/{name}.js")
    for name, content in found.items():
        (site / name).write_bytes(content)
    return weights


def weighed(weights: dict[str, int]) -> None:
    """Print what the files weigh."""
    lines = [name for name in weights if name.startswith("rows/") and name != "rows/index"]
    for depth, what in ((1, "files of lines"), (2, "files of the newest lines of a code")):
        own = [weights[name] for name in lines if name.count("/") == depth]
        print(f"{len(own)} {what}, {min(own)} to {max(own)} bytes compressed")
    for name, weight in weights.items():
        if not name.startswith(("rows/", "ids/")) or name == "rows/index":
            print(f"{name}: {weight} bytes compressed")


def measured(site: Path, slower: int, turns: int, ahead: int) -> str:
    """A table of what the first list and each step took, in milliseconds: least, median and most of all turns.

    What is clicked was touched `ahead` milliseconds before; 0: it was not.
    """
    found: dict[tuple[int, str], list[list[float]]] = {}
    first = []
    with serving(site) as home, sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for _turn in range(turns):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            first.append(_opened(page, f"{home}cases/index.html", slower))
            for number, (*step, said) in enumerate(STEPS):
                page.evaluate(NEAR, [*step, ahead])
                before = Lasting.served
                times = page.evaluate(STEP, step)
                found.setdefault((number, said), []).append([*times, Lasting.served - before])
            page.close()
        browser.close()
    lines = ["| step | files asked for | lines listed | painted | at rest |", "| --- | --- | --- | --- | --- |"]
    lines.append(f"| first list | | | {_spread(first)} | |")
    for (_number, said), took in found.items():
        *times, files = zip(*took, strict=True)
        lines.append(f"| {said} | {median(files):.0f} | {' | '.join(map(_spread, times))} |")
    for place, what in ((1, "Painted"), (2, "At rest")):
        steps = [[one[place] for one in took] for took in found.values()]
        within = sum(median(one) <= GOAL for one in steps), sum(max(one) <= GOAL for one in steps)
        said = f"{within[0]} of {len(steps)} steps as a median, {within[1]} in every turn."
        lines.append(f"\n{what} within {GOAL} ms: {said}")
    return "\n".join(lines)


def _opened(page: Page, address: str, slower: int) -> float:
    """Open the explorer on a slowed processor; return when its first list was painted."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(address)
    page.wait_for_selector("#explorer[data-ready]", state="attached")
    return float(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))


def _spread(took: Any) -> str:
    return f"{min(took):.0f} / {median(took):.0f} / {max(took):.0f}"


def main() -> None:
    """Measure what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--mix", type=Path, help="the demo of which the site was built")
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 22))
    parser.add_argument("--turns", type=int, default=7)
    parser.add_argument("--slower", type=int, default=4)
    parser.add_argument("--ahead", type=int, default=80, help="milliseconds from the touch to the click")
    parser.add_argument("--write", action="store_true")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = wanted.site
        if wanted.mix:
            site = Path(folder) / "site"
            left = shutil.ignore_patterns("en", "reports", "meetings", "data", "feeds", "20[0-9][0-9]", "rows", "ids")
            shutil.copytree(wanted.site, site, ignore=left)
            for name in ("explorer.js", "search.js", "explorer.css"):
                shutil.copyfile(ASSETS / name, site / "assets" / name)
            weighed(laid(wanted.mix, site, wanted.cases, wanted.as_of))
        began = busy()
        table = measured(site, wanted.slower, wanted.turns, wanted.ahead)
    print(f"slowed down {wanted.slower} times; {began} at the beginning, {busy()} at the end\n{table}")
    if wanted.write:
        write("exploring", f"exploring.py SITE --mix DEMO --turns {wanted.turns}", began, table)


if __name__ == "__main__":
    main()
