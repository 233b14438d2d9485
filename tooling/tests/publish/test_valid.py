"""The HTML of every kind of page is valid: no error of syntax (html5lib), and nothing stands where it may not."""

from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from kentan.records.ledger import Ledger
from tests.browser.kinds import KINDS, address
from tests.publish.conftest import built
from tests.publish.html import Seen, is_outside, target

BLOCKS = {"address", "article", "aside", "blockquote", "details", "div", "dl", "figure", "footer", "form", "h1", "h2"}
BLOCKS |= {"h3", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul"}
PHRASES = {"p", "h1", "h2", "h3", "span", "bdi", "small", "strong", "code", "button", "time", "dt", "summary"}
ONLY = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"div", "dt", "dd"},
    "tr": {"td", "th"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "table": {"caption", "thead", "tbody"},
}
FIRST = {"caption": "table", "summary": "details", "figcaption": "figure"}
OWN = {"a", "button", "label"}
"""Elements in which no other of their kind may stand."""


def misplaced(element: Element, within: tuple[str, ...] = ()) -> list[str]:
    """Each element that stands where HTML does not allow it."""
    tag = str(element.tag)
    found = []
    for number, child in enumerate(element):
        name = str(child.tag)
        if tag in ONLY and name not in ONLY[tag]:
            found.append(f"{name} in {tag}")
        if name in BLOCKS and tag in PHRASES and not (tag == "dt" and name in ("p", "div")):
            found.append(f"{name} in {tag}")
        if name in OWN and name in (*within, tag):
            found.append(f"{name} within {name}")
        if name in FIRST and (tag != FIRST[name] or number):
            found.append(f"{name} is not the first of {FIRST[name]}")
        if name == "img" and "alt" not in child.attrib:
            found.append("img without alt")
        found += misplaced(child, (*within, tag))
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "withheld"])
def test_a_page_is_valid(kind: str, language: str, site: Path) -> None:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document = parser.parse((site / address(site, kind, language)).read_text("utf-8"))
    assert [(where, what) for where, what, _ in parser.errors] == []
    body = document.find("body")
    assert body is not None
    content = [one for one in body.iter() if one.get("id") == "content" or one.get("class") == "foot md-typeset"]
    assert [fault for one in content for fault in misplaced(one)] == []


def test_what_is_invalid_is_found() -> None:
    page = html5lib.parse("<div><ul><p>x</p></ul><a href=x>x</a></div>", namespaceHTMLElements=False)
    assert misplaced(page) == ["p in ul"]


@pytest.fixture(scope="module")
def large(sample: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample as if it were a very large one, on which most pages of cases are short."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("kentan.publish.archive.MANY", 0)
        patched.setattr("kentan.publish.archive.VERY_MANY", 0)
        return built(sample, tmp_path_factory.mktemp("large"))


@pytest.mark.parametrize("kind", ["cases", "meetings", "reports"])
def test_short_pages_are_valid_and_lead_somewhere(kind: str, large: Path) -> None:
    pages = [path for path in large.rglob(f"{kind}/**/*.html") if b"/short.css" in path.read_bytes()]
    assert len(pages) > 5
    assert kind != "cases" or any(b"<details>" in path.read_bytes() for path in pages)
    for path in sorted(pages, key=lambda path: -path.stat().st_size)[:16]:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        document = parser.parse(path.read_text("utf-8"))
        assert [(where, what) for where, what, _ in parser.errors] == [], path
        main = document.find("body/main")
        assert main is not None
        assert misplaced(main) == [], path
        seen = Seen(path.read_text("utf-8"))
        assert len(seen.ids) == len(set(seen.ids)), path
        for link in [*seen.links, *seen.loads]:
            if not is_outside(link):
                file, anchor = target(large, path, link)
                assert file.is_file(), (path, link)
                assert not anchor or anchor in Seen(file.read_text("utf-8")).ids, (path, link)
