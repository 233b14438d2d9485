"""Every kind of page, in both languages: on desktop, tablet and phone, light, dark and printed, for everybody."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.kinds import KINDS, PREFIXES, address
from tests.publish.conftest import ROOT

WIDTHS = (1440, 768, 360)
PAPER = 700  # pixels between the margins of A4
NO_PAGE = {"footer.html", "row.html"}
OF_LARGE_SITES = {"light.html", "archived.html"}
_OVER = """() => {
  document.querySelectorAll('.md-main, .md-footer').forEach(one => { one.style.overflowX = 'visible'; });
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}"""
"""How far a page scrolls sideways, without the clipping that is meant for single wide signs."""

kinds = pytest.mark.parametrize("kind", KINDS)
languages = pytest.mark.parametrize("language", PREFIXES)


def violations(page: Page) -> list[str]:
    """What axe finds wrong, one line a rule and place."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}" for one in found for node in one["nodes"]
    ]


def holds(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate(_OVER) <= 0, f"scrolls sideways at {width}"


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
