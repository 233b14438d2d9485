"""Records as plain values for JSON: every field that is published, under the key that it has in the file."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, partial
from typing import Any

from kentan.languages import mark
from kentan.publish.text import clean
from kentan.publish.veil import is_mark
from kentan.records.case import Case, Correction, Enterprise, Redaction
from kentan.records.describe import key_of
from kentan.records.meeting import Attendance, Meeting
from kentan.records.moments import Moment

N_ = mark

_PSEUDONYM = N_(
    "Pseudonyms of enterprises: beside sector, size, place and topic, the run of one pseudonym through many cases "
    "would soon tell who it is; no figure needs them."
)
_PERSON = N_("Who of the staff wrote a correction or a redaction, and the digest of what was removed.")
_ALLOWED = N_("Values that the check for personal data lets pass: they stand in the texts anyway.")

NOT_PUBLISHED: Mapping[type, Mapping[str, str]] = {
    Enterprise: {"ref": _PSEUDONYM},
    Attendance: {"present": _PSEUDONYM},
    Meeting: {"invited": _PSEUDONYM, "allowed": _ALLOWED},
    Case: {"allowed": _ALLOWED},
    Correction: {"by": _PERSON},
    Redaction: {"by": _PERSON, "digest": _PERSON},
}
"""What the records hold and the data do not, with the reason."""


def published(of: type) -> tuple[tuple[str, str], ...]:
    """The published fields of a type of record, as (name of the attribute, key)."""
    left_out = NOT_PUBLISHED.get(of, {})
    return tuple((field.name, key_of(field)) for field in fields(of) if field.name not in left_out)


def plain(value: Any) -> Any:
    """A published record, or a part of one, as what JSON knows; what is empty or withheld is left out."""
    return _how(value.__class__)(value)


@cache
def _how(of: type) -> Callable[[Any], Any]:
    """How a value of a type is taken apart."""
    if of is str:
        return _text
    if of is Moment or of is date or issubclass(of, StrEnum):
        return str
    if is_dataclass(of):
        return partial(_record, tuple((name, key, name == "translations") for name, key in published(of)))
    if of is tuple:
        return lambda value: [_how(one.__class__)(one) for one in value]
    if issubclass(of, Mapping):
        return lambda value: {key: _how(part.__class__)(part) for key, part in value.items()}
    return _number if of is Decimal else lambda value: value


def _text(value: str) -> str | None:
    return None if is_mark(value) else clean(value)


def _record(plan: tuple[tuple[str, str, bool], ...], value: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, key, translations in plan:
        part = getattr(value, name)
        if not part and (part is None or part == () or part == {}):
            continue
        if translations:
            found.update(_translated(part))
            continue
        made = _how(part.__class__)(part)
        if made is not None:
            found[key] = made
    return found


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _translated(translations: Mapping[str, str]) -> dict[str, Any]:
    return {name: clean(text) for name, text in translations.items() if not is_mark(text)}
