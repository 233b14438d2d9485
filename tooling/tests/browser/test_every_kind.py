"""Every kind of page, in both languages: on desktop, tablet and phone, light, dark and printed, for everybody."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from kentan.records.ledger import Ledger
from tests.browser.conftest import Open, once, serving, shared_folder
from tests.browser.kinds import KINDS, PREFIXES, address
from tests.publish.conftest import ROOT, built

WIDTHS = (1440, 768, 360)
PAPER = 616  # pixels between the margins of A4 that the style sheet sets
NO_PAGE = {"footer.html"}
OF_LARGE_SITES = {"light.html"}
SETTLED, OPEN = "HZ-2022-0002", "HZ-2026-0004"
"""Cases of the sample that a very large site would give a short page; in the second something is owed."""
SHORT = (
    *(f"cases/{case[3:7]}/{case}.html" for case in (SETTLED, OPEN)),
    *("meetings/2022/2022-06-15-huzhou.html", "reports/programme/huzhou/2022-06.html"),
)
_OVER = """() => {
  document.querySelectorAll('.md-main, .md-footer').forEach(one => { one.style.overflowX = 'visible'; });
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}"""
"""How far a page scrolls sideways, without the clipping that is meant for single wide signs."""

_RUN_OUT = """() => [...document.querySelectorAll('table.list td')]
  .filter(one => one.scrollHeight > one.clientHeight + 1).map(one => one.dataset.term + ': ' + one.textContent)"""
"""Cells of cards whose term is higher than they are, so that it stands over the next one."""
_CUT = """() => [...document.querySelectorAll('.wide table')].filter(one =>
  one.getBoundingClientRect().right > one.closest('.wide').getBoundingClientRect().right + 1
).map(one => one.textContent.trim().slice(0, 40))"""
"""Tables of which a part is lost on paper, which does not scroll."""
_NARROW = """() => [...document.querySelectorAll('table.list td.name')].filter(one =>
  one.getBoundingClientRect().width < one.parentElement.clientWidth - 1
).map(one => one.textContent)"""
"""Names that do not take the whole width of their card."""

kinds = pytest.mark.parametrize("kind", KINDS)
languages = pytest.mark.parametrize("language", PREFIXES)


_LAID_OUT = """() => {
  const all = new CSSStyleSheet();
  all.replaceSync('* { content-visibility: visible !important; }');
  document.adoptedStyleSheets = [all];
}"""
"""Lays out what is out of sight, too: axe takes places that are only estimated for what lies there."""


def violations(page: Page) -> list[str]:
    """What axe finds wrong, one line a rule and place."""
    page.evaluate(_LAID_OUT)
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}" for one in found for node in one["nodes"]
    ]


def holds(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate(_OVER) <= 0, f"scrolls sideways at {width}"


@pytest.mark.parametrize("kind", ["home", "departments", "department", "programme", "claims", "integrity"])
@languages
def test_on_a_phone_each_cell_of_a_card_holds_its_term_and_takes_its_width(
    kind: str, language: str, site: Path, opened: Open
) -> None:
    page = opened(width=360).go(address(site, kind, language))
    page.evaluate(_LAID_OUT)
    assert page.evaluate(_RUN_OUT) == []
    assert page.evaluate(_NARROW) == []


def test_every_template_is_a_kind_that_is_tested() -> None:
    pages = {path.name for path in (ROOT / "site" / "templates").glob("*.html")} - NO_PAGE - OF_LARGE_SITES
    assert pages <= {f"{kind}.html" for kind in KINDS}


@kinds
@languages
def test_a_page_is_quiet_holds_its_width_and_excludes_nobody(
    kind: str, language: str, site: Path, opened: Open
) -> None:
    window = opened()
    page = window.go(address(site, kind, language))
    assert page.locator("h1").count() == 1
    for width in WIDTHS:
        holds(page, width)
        if width == 1440 or (width == 360 and language == "zh"):
            assert violations(page) == []
    page.emulate_media(media="print")
    holds(page, PAPER)
    assert page.evaluate(_CUT) == []
    assert not page.locator(".md-header").is_visible()
    assert page.locator("h1").is_visible()
    window.is_quiet()


@kinds
def test_a_page_in_the_dark(kind: str, site: Path, opened: Open) -> None:
    window = opened(360, color_scheme="dark")
    page = window.go(address(site, kind, "zh"))
    light = page.evaluate("getComputedStyle(document.body).backgroundColor").removeprefix("rgb(").split(",")
    assert int(light[0]) < 60
    assert violations(page) == []
    window.is_quiet()


@kinds
@languages
def test_a_page_without_a_script(kind: str, language: str, site: Path, opened: Open) -> None:
    window = opened(360, java_script_enabled=False)
    page = window.go(address(site, kind, language))
    holds(page, 360)
    assert page.locator("h1").is_visible()
    assert page.locator("#content, .md-content").first.inner_text().strip()
    window.is_quiet()


@pytest.fixture(scope="module")
def large(records: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that counts as very large, so that cases have short pages."""

    def make(folder: Path) -> Path:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("kentan.publish.archive.VERY_MANY", 0)
            return built(replace(records, cases={case: records.cases[case] for case in (SETTLED, OPEN)}), folder)

    with serving(once(shared_folder(tmp_path_factory, "large"), make)) as address_:
        yield address_


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("short", SHORT)
@languages
def test_a_short_page_excludes_nobody_either(language: str, short: str, scheme: str, large: str, opened: Open) -> None:
    window = opened(at=large, color_scheme=scheme)
    page = window.go(f"{PREFIXES[language]}{short}")
    assert page.locator("script").count() == 0
    assert page.locator("link[href*='/short.css']").count() == 1
    assert page.locator("h1").count() == 1
    for proof in page.locator("summary").all():
        proof.click()
    assert (page.locator("#owed").count() == 1) is (OPEN in short)
    for width in WIDTHS:
        holds(page, width)
        assert violations(page) == []
    page.emulate_media(media="print")
    holds(page, PAPER)
    window.is_quiet()
