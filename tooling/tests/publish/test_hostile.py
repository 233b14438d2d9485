"""Text from records is hostile: it comes out as text, whatever it holds, and what is withheld not at all."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typing_extensions import get_type_hints

from kentan.publish.veil import veiled
from kentan.publish.views.shared import case_address
from kentan.records.case import Enterprise, Withheld
from kentan.records.describe import FreeText
from kentan.records.ledger import Ledger
from kentan.records.vocabulary import Disclosure
from tests.publish.conftest import built
from tests.publish.html import pages

PAYLOAD = (
    "甲<script>boom()</script><img src=x onerror=boom()>\"'><svg onload=boom()> {{ 7*7 }} {% raw %} "
    "[x](javascript:boom()) `a` &lt;b&gt; \u202e倒 \u0007 𠮷👩‍👩‍👧 kentan-slot:body: " + "长" * 3000
)
ALLOWED = {"script", "svg", "img"}


def texts_of(record: type) -> set[str]:
    """The fields of a type that hold free text."""
    hints = get_type_hints(record, include_extras=True)
    return {field.name for field in fields(record) if "FreeText" in repr(hints[field.name])}


def hostile(value: Any, payload: str) -> Any:
    """The same record with the payload in every field of free text, translations included."""
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(hostile(one, payload) for one in value)
    if isinstance(value, Mapping):
        return {key: hostile(one, payload) for key, one in value.items()}
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes: dict[str, Any] = {}
    free = texts_of(type(value))
    for field in fields(value):
        now = getattr(value, field.name)
        if field.name == "translations":
            changes[field.name] = {f"{name}_en": payload for name in free}
        elif field.name in free:
            changes[field.name] = tuple(payload for _ in now) if isinstance(now, tuple) else now and payload
        else:
            changes[field.name] = hostile(now, payload)
    return replace(value, **changes)


def hostile_ledger(ledger: Ledger, payload: str) -> Ledger:
    changed = {field.name: hostile(getattr(ledger, field.name), payload) for field in fields(ledger)}
    return replace(ledger, **{**changed, "files": ledger.files, "unread": ledger.unread})


def test_free_text_is_found() -> None:
    assert texts_of(Enterprise) == {"name"}
    assert FreeText().single_line is False


@pytest.mark.parametrize("short", [False, True], ids=["whole pages", "short pages"])
def test_no_text_of_a_record_becomes_an_element(
    short: bool, sample: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if short:
        monkeypatch.setattr("kentan.publish.archive.MANY", 0)
        monkeypatch.setattr("kentan.publish.archive.VERY_MANY", 0)
    attacked = built(hostile_ledger(sample, PAYLOAD), tmp_path)
    for path, seen in pages(attacked):
        for tag, given in seen.elements:
            assert not [name for name in given if name.startswith("on")], path
            assert given.get("src") != "x", path
            if tag == "script":
                assert given.get("src", "").count("boom") == 0, path
            if tag == "a":
                assert not given.get("href", "").startswith("javascript:"), path
        raw = path.read_text("utf-8")
        assert "<script>boom" not in raw, path
        assert "\u202e" not in raw, path
        assert "\u0007" not in raw, path
        assert raw.count("</html>") == ("/short.css" not in raw), path
        assert raw.count("<html") == raw.count("<!doctype") == 1, path
        assert {"style", "iframe", "object", "embed", "base"}.isdisjoint(tag for tag, _given in seen.elements), path


def test_what_is_withheld_is_in_no_byte(sample: Ledger, tmp_path: Path) -> None:
    canary = "kinglet"
    victim = next(case for case in sample.cases.values() if case.enterprise and case.assignments)
    assert victim.enterprise is not None
    secret = replace(
        victim,
        enterprise=replace(
            victim.enterprise, disclosure=Disclosure.WITHHELD, name=f"{canary}-name", sector=f"{canary}-sector"
        ),
        raised=replace(victim.raised, statement=f"{canary} statement", translations={"statement_en": f"{canary} en"}),
        summary=f"{canary} summary",
        translations={**victim.translations, "summary_en": f"{canary} summary"},
        withheld=(
            Withheld(field="raised.statement", reason="依法"),
            Withheld(field="summary", reason="依法", until=date(2027, 1, 1)),
        ),
    )
    ledger = replace(sample, cases={**sample.cases, secret.id: secret})
    site = built(ledger, tmp_path)
    for path in site.rglob("*"):
        if path.is_file():
            assert canary.encode() not in path.read_bytes(), path
        assert canary not in path.name
    text = (site / f"cases/{secret.id[3:7]}/{secret.id}.html").read_text("utf-8")
    assert "不公开：依法" in text
    assert "2027年1月1日" in text


def test_a_sector_is_shown_without_the_name(sample: Ledger) -> None:
    victim = next(case for case in sample.cases.values() if case.enterprise)
    assert victim.enterprise is not None
    secret = replace(
        victim, enterprise=replace(victim.enterprise, disclosure=Disclosure.SECTOR, name="kinglet", sector="tea")
    )
    shown = veiled(secret, date(2026, 1, 1))
    assert shown is not None
    assert shown.enterprise is not None
    assert (shown.enterprise.name, shown.enterprise.sector) == (None, "tea")


def test_an_id_stays_whatever_is_withheld(sample: Ledger) -> None:
    for record in (next(iter(sample.cases.values())), next(iter(sample.meetings.values()))):
        shown = veiled(replace(record, withheld=(Withheld(field="id", reason="依法"),)), date(2026, 1, 1))
        assert shown is not None
        assert shown.id == record.id


def test_a_field_that_cannot_be_left_out_takes_the_case_along(sample: Ledger, tmp_path: Path) -> None:
    case = replace(next(iter(sample.cases.values())), withheld=(Withheld(field="raised.on", reason="依法"),))
    shown = (
        built(replace(sample, cases={**sample.cases, case.id: case}), tmp_path) / case_address(case.id)
    ).read_text()
    assert "依法" in shown
    assert case.title not in shown
    assert fields(type(case.raised))[0].default is MISSING
    assert veiled(case, date(2026, 1, 1)) is None
    assert veiled(
        replace(case, withheld=(Withheld(field="raised.on", reason="", until=date(2025, 1, 1)),)), date(2026, 1, 1)
    )
