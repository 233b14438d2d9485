"""Attackers write in every field at once: no script runs, no request leaves, and the pages hold together."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from kentan.records.ledger import Ledger
from tests.browser.conftest import Open, once, serving, shared_folder
from tests.browser.kinds import KINDS, address
from tests.publish.conftest import built
from tests.publish.html import Seen
from tests.publish.test_hostile import texts_of

LONG = ("长" * 5000, "w" * 5000, "1" * 5000)
PAYLOADS = (*map(json.loads, (Path(__file__).parent / "payloads.jsonl").read_text("utf-8").splitlines()), *LONG)
free_texts = cache(texts_of)
_OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_SEEN = """() => {
  const strange = 'script:not([src*="/assets/"]), style, iframe, object, embed, base, link, meta, video, audio, math,'
    + 'img, form:not([role=search]), dialog, marquee';
  const html = all => all.map(one => one.outerHTML.slice(0, 120));
  const places = [...document.querySelectorAll('.md-content, .md-footer, title')];
  return {
    boomed: window.boomed === true,
    strange: html(places.flatMap(one => [...one.querySelectorAll(strange)])),
    handlers: html([...document.querySelectorAll('*')].filter(
      one => [...one.attributes].some(given => given.name.startsWith('on')))),
    links: [...document.querySelectorAll('a[href], area[href]')].map(one => one.protocol)
      .filter(one => !['http:', 'https:', 'webcal:'].includes(one)),
  };
}"""
FEW, SHORT = 5, 120
"""Where many stand in one text, none takes more room than this."""


class Spread:
    """Gives every field of free text every payload: one after the other, or many at once where the field is rare."""

    def __init__(self, ledger: Ledger) -> None:
        self._slots: Counter[tuple[str, str]] = Counter()
        self._given: defaultdict[tuple[str, str], int] = defaultdict(int)
        self._count(ledger)

    def of(self, value: Any) -> Any:
        """The same record with payloads in place of its texts, translations included."""
        if isinstance(value, tuple) and not hasattr(value, "_fields"):
            return tuple(self.of(one) for one in value)
        if isinstance(value, Mapping):
            return {key: self.of(one) for key, one in value.items()}
        if not is_dataclass(value) or isinstance(value, type):
            return value
        changes: dict[str, Any] = {}
        free = free_texts(type(value))
        for field in fields(value):
            now, slot = getattr(value, field.name), (type(value).__name__, field.name)
            if field.name == "translations":
                changes[field.name] = {f"{name}_en": self._text((slot[0], name)) for name in free}
            elif field.name in free:
                changes[field.name] = (
                    tuple(self._text(slot) for _ in now) if isinstance(now, tuple) else now and self._text(slot)
                )
            else:
                changes[field.name] = self.of(now)
        return replace(value, **changes)

    def _count(self, value: Any) -> None:
        if isinstance(value, Mapping):
            value = tuple(value.values())
        if isinstance(value, tuple):
            for one in value:
                self._count(one)
        elif is_dataclass(value) and not isinstance(value, type):
            for name in free_texts(type(value)):
                if getattr(value, name):
                    self._slots[type(value).__name__, name] += 1
            for field in fields(value):
                self._count(getattr(value, field.name))

    def _text(self, slot: tuple[str, str]) -> str:
        many = -(-len(PAYLOADS) // max(1, self._slots[slot]))
        first = self._given[slot]
        self._given[slot] = first + many
        found = [PAYLOADS[(first + each) % len(PAYLOADS)] for each in range(many)]
        return " ".join(text[:SHORT] for text in found) if many > FEW else " ".join(found)


def attacked(records: Ledger) -> Ledger:
    spread = Spread(records)
    changed = {field.name: spread.of(getattr(records, field.name)) for field in fields(records)}
    return replace(records, **{**changed, "files": records.files, "unread": records.unread})


@pytest.fixture(scope="module")
def battlefield(records: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample with every payload in every field of text."""
    return once(shared_folder(tmp_path_factory, "hostile"), lambda folder: built(attacked(records), folder))


def unharmed(page: Page) -> None:
    seen = page.evaluate(_SEEN)
    assert seen == {"boomed": False, "strange": [], "handlers": [], "links": []}


def test_there_are_enough_of_them() -> None:
    assert len(set(PAYLOADS)) >= 100


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_script_runs_no_request_leaves_and_the_layout_holds(
    battlefield: Path, opened: Open, kind: str, language: str
) -> None:
    with serving(battlefield) as home:
        window = opened(360, at=home)
        window.page.add_init_script("window.boom = () => { window.boomed = true; };")
        page = window.go(address(battlefield, kind, language))
        page.wait_for_load_state("networkidle")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        unharmed(page)
        assert page.evaluate(_OVER) <= 0, "scrolls sideways on a phone"
        page.set_viewport_size({"width": 1440, "height": 900})
        assert page.evaluate(_OVER) <= 0, "scrolls sideways on a desktop"
        window.is_quiet()


@pytest.mark.parametrize("typed", ["boom", "<script>", "长长", "{{", "&lt;", "𠮷", "null"])
def test_what_is_found_is_text_too(battlefield: Path, opened: Open, typed: str) -> None:
    with serving(battlefield) as home:
        window = opened(360, at=home)
        window.page.add_init_script("window.boom = () => { window.boomed = true; };")
        page = window.go("search/index.html")
        page.locator("#content input[type=search]").fill(typed)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(600)
        unharmed(page)
        assert page.evaluate(_OVER) <= 0
        assert page.evaluate("document.title").strip()
        window.is_quiet()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_element_comes_from_a_text(battlefield: Path, site: Path, language: str) -> None:
    for kind in KINDS:
        name = address(battlefield, kind, language)
        assert elements(battlefield / name) <= elements(site / name) | {"br", "p", "bdi", "span"}, name


def elements(page: Path) -> set[str]:
    return {tag for tag, _ in Seen(page.read_text("utf-8")).elements}
