"""What pages weigh on their way to a reader, compressed: a phone on a slow line pays for each byte."""

import gzip
from pathlib import Path

from tests.publish.html import Seen, is_outside, pages, target

PAGE_OF_A_CASE = 12_000
ANY_PAGE = 20_000
SHARED = 90_000
"""Styles, scripts and pictures that the theme and we bring: once for the whole site."""


def weight(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


def shared(site: Path, page: Path) -> set[Path]:
    """The files that a page loads."""
    seen = Seen(page.read_text("utf-8"))
    return {target(site, page, link)[0] for link in seen.loads if not is_outside(link) and "/assets/" in f"/{link}"}


def test_the_page_of_a_case_is_light_and_brings_nothing_but_itself(site: Path) -> None:
    common = shared(site, site / "index.html")
    for path in [*site.glob("cases/*/*-*-*.html"), *site.glob("en/cases/*/*-*-*.html")]:
        assert weight(path) <= PAGE_OF_A_CASE, path
        assert shared(site, path) <= common, path


def test_no_page_is_heavy(site: Path) -> None:
    heavy = {path.relative_to(site).as_posix(): weight(path) for path, _seen in pages(site)}
    assert {address: bytes_ for address, bytes_ in heavy.items() if bytes_ > ANY_PAGE} == {}


def test_what_all_pages_share_stays_small(site: Path) -> None:
    assert sum(map(weight, shared(site, site / "cases" / "index.html"))) <= SHARED
