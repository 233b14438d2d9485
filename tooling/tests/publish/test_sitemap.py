"""The map of the site: every page once, each with its other languages, all of them there; and what robots are told."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kentan.languages import CHINESE
from kentan.publish.feeds import sitemap
from kentan.publish.feeds.sitemap import sitemap_files
from kentan.publish.page import Place
from kentan.publish.site import pages
from kentan.records.ledger import Ledger
from tests.publish.conftest import DAY
from tests.publish.outputs import addressed, editions

BASE = "https://talks.example.org/hz"
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_LINK = "{http://www.w3.org/1999/xhtml}link"


def maps(ledger: Ledger, number: int) -> dict[str, bytes]:
    edition = editions(addressed(ledger, BASE), DAY)[number]
    place = Place(edition.language, edition.prefix)
    return dict(sitemap_files(edition, place, [page.address for page in pages(edition)]))


def test_every_page_stands_in_the_map_once_beside_itself_in_the_other_language(sample: Ledger, site: Path) -> None:
    for number, (name, prefix) in enumerate((("sitemap.xml", ""), ("en/sitemap.xml", "en/"))):
        urls = ElementTree.fromstring(maps(sample, number)[name])
        addresses = [url.findtext(f"{_SITEMAP}loc", "").removeprefix(f"{BASE}/") for url in urls]
        assert len(addresses) == len(set(addresses))
        laid = {path.relative_to(site).as_posix() for path in (site / prefix).rglob("*.html")}
        laid = {address for address in laid if address.startswith("en/") == bool(prefix)}
        written = {"about/index.html", "about/raise.html", "about/answer.html", "about/honesty.html"}
        assert {*addresses} | {prefix + one for one in written} == laid - {f"{prefix}404.html"}
        for url, address in zip(urls, addresses, strict=True):
            links = {link.get("hreflang"): link.get("href") for link in url.iter(_LINK)}
            chinese = address.removeprefix("en/")
            assert links == {"zh": f"{BASE}/{chinese}", "en": f"{BASE}/en/{chinese}"}


def test_robots_are_told_where_the_maps_are(sample: Ledger) -> None:
    robots = maps(sample, 0)["robots.txt"].decode()
    assert robots.splitlines()[2:] == [f"Sitemap: {BASE}/sitemap.xml", f"Sitemap: {BASE}/en/sitemap.xml"]
    assert "robots.txt" not in maps(sample, 1)


def test_a_large_site_has_its_map_in_parts(sample: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = maps(sample, 0)["sitemap.xml"].count(b"<url>")
    monkeypatch.setattr(sitemap, "MOST", 100)
    parts = maps(sample, 0)
    index = ElementTree.fromstring(parts["sitemap.xml"])
    named = [one.findtext(f"{_SITEMAP}loc", "").removeprefix(f"{BASE}/") for one in index]
    assert len(named) == -(-whole // 100)
    assert sum(parts[name].count(b"<url>") for name in named) == whole


def test_without_a_public_address_there_is_none(sample: Ledger) -> None:
    assert sample.instance is not None
    nowhere = replace(sample, instance=replace(sample.instance, base_address=None))
    edition = editions(nowhere, DAY)[0]
    assert dict(sitemap_files(edition, Place(CHINESE, ""), [])) == {}
