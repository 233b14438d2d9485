"""What is not published is taken out of a record before any page sees it.

A field that the record lists as withheld, and what an enterprise did not consent to show, is replaced in the record
itself: text by a marker that pages show as a stub with the reason, a list by an empty one, an optional value by none.
What cannot be left out alone takes the entry around it along; where that is the whole record, nothing but its id and
the reason is published. So no page, index or download can show it, whatever its template does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, TypeVar

from kentan.records.case import Case, Correction, Withheld
from kentan.records.meeting import Meeting
from kentan.records.vocabulary import Disclosure
from kentan.rules.walk import MOST_DIGITS

_MARK = "\x00withheld:"
_Recorded = TypeVar("_Recorded", Case, Meeting)
_NOT_SHOWN = {Disclosure.NAMED: (), Disclosure.SECTOR: ("name",), Disclosure.WITHHELD: ("name", "sector", "size")}


@dataclass(frozen=True, slots=True)
class Stub:
    """Why something is not shown; `entry` is None where the enterprise did not consent."""

    entry: Withheld | None


def stub_of(text: str, withheld: tuple[Withheld, ...]) -> Stub | None:
    """What a marker in a veiled record stands for; None where the text is an ordinary one."""
    if not text.startswith(_MARK):
        return None
    number = text.removeprefix(_MARK)
    return Stub(withheld[int(number)] if number else None)


def is_mark(text: str) -> bool:
    """Whether a text of a veiled record is the marker that stands in place of what is not published."""
    return text.startswith(_MARK)


def veiled(record: _Recorded, as_of: date) -> _Recorded | None:
    """The record as it may be published on a day; None where nothing of it may be."""
    veils = {
        tuple(entry.field.split(".")): f"{_MARK}{index}"
        for index, entry in enumerate(record.withheld)
        if withholds(entry, as_of) and entry.field != "id"  # it stands in the address
    }
    if isinstance(record, Case) and record.enterprise:
        for name in _NOT_SHOWN[record.enterprise.disclosure]:
            veils["enterprise", name] = _MARK
            if getattr(record.enterprise, name) is None and not record.enterprise.translations:
                continue
            enterprise = _without_field(record.enterprise, name, (), _MARK)
            record = replace(record, enterprise=replace(enterprise, **{name: None}))
    if not veils:
        return record
    found: _Recorded | None = record
    for path, mark in veils.items():
        if found is not None and mark != _MARK:
            found = _without(found, path, mark)
    if found is None or not found.corrections:
        return found
    return replace(found, corrections=tuple(_correction(entry, veils) for entry in found.corrections))


def withholds(entry: Withheld, as_of: date) -> bool:
    """Whether the field is still withheld on a day; `until` is the first day on which it is published."""
    return entry.until is None or as_of < entry.until


def _without(value: Any, path: tuple[str, ...], mark: str) -> Any:
    """The value without what stands at the path; None where the value itself has to go."""
    if not path:
        return mark if isinstance(value, str) and type(value) is str else _empty(value)
    step, rest = path[0], path[1:]
    if isinstance(value, Mapping):
        if step not in value:
            return value
        inner = _without(value[step], rest, mark)
        return {key: inner if key == step else old for key, old in value.items() if key != step or inner is not None}
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        if not step.isdigit() or len(step) > MOST_DIGITS or int(step) >= len(value):
            return value
        inner = _without(value[int(step)], rest, mark)
        kept = [] if inner is None else [inner]
        return (*value[: int(step)], *kept, *value[int(step) + 1 :])
    if is_dataclass(value) and not isinstance(value, type):
        return _without_field(value, step.replace("-", "_"), rest, mark)
    return None if value is not None else value


def _without_field(value: Any, step: str, rest: tuple[str, ...], mark: str) -> Any:
    names = {field.name.removesuffix("_"): field for field in fields(value)}
    field = names.get(step)
    if field is None:
        known = getattr(value, "translations", {})
        return replace(value, translations={k: v for k, v in known.items() if k != step}) if step in known else value
    before = getattr(value, field.name)
    inner = _without(before, rest, mark)
    if inner is None and before is not None and field.default is not None:
        return None
    changes: dict[str, Any] = {field.name: inner}
    if not rest and "translations" in names:
        changes["translations"] = {k: v for k, v in value.translations.items() if not k.startswith(f"{step}_")}
    return replace(value, **changes)


def _empty(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {}
    return () if isinstance(value, tuple) and not hasattr(value, "_fields") else None


def _correction(entry: Correction, veils: Mapping[tuple[str, ...], str]) -> Correction:
    """A correction shows both values: neither may be one that is withheld."""
    path = tuple(entry.path.split("."))
    for veil, mark in veils.items():
        shorter = min(len(path), len(veil))
        if path[:shorter] == veil[:shorter]:
            return replace(entry, was=mark, now=mark)
    return entry
