"""A site in one language has no link to another one, and tells search engines of none."""

from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from kentan.records.ledger import Ledger
from tests.publish.conftest import built
from tests.publish.html import Seen


@pytest.fixture(scope="module")
def chinese(sample: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert sample.instance is not None
    instance = replace(sample.instance, languages=sample.instance.languages[:1], base_address="https://example.org/k/")
    few = dict(islice(sample.cases.items(), 3))
    return built(replace(sample, instance=instance, cases=few), tmp_path_factory.mktemp("one"))


def test_no_page_links_to_another_language(chinese: Path) -> None:
    pages = [*chinese.rglob("*.html")]
    assert len(pages) > 20
    assert not (chinese / "en").exists()
    for path in pages:
        seen = Seen(path.read_text("utf-8"))
        assert [given for _tag, given in seen.elements if "hreflang" in given] == [], path
        assert [given for _tag, given in seen.elements if "kentan-language" in (given.get("class") or "")] == [], path
        assert "kentan-slot" not in path.read_text("utf-8"), path


def test_the_sitemap_names_no_other_language(chinese: Path) -> None:
    text = (chinese / "sitemap.xml").read_text("utf-8")
    assert "<loc>https://example.org/k/index.html</loc>" in text
    assert "hreflang" not in text
