"""Records as plain values for JSON: every field that is published, under the key that it has in the file."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
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


@cache
def _plan(of: type) -> tuple[tuple[str, str, Callable[[Any], Any]], ...] | None:
    """How a type is taken apart; None where it is no record."""
    if not is_dataclass(of):
        return None
    return tuple((name, key, _translated if name == "translations" else plain) for name, key in published(of))


def plain(value: Any) -> Any:
    """A published record, or a part of one, as what JSON knows; what is empty or withheld is left out."""
    of = value.__class__
    if of is str:
        return None if is_mark(value) else clean(value)
    if of is Moment or of is date:
        return str(value)
    if of is tuple:
        return [plain(one) for one in value]
    plan = _plan(of)
    if plan is not None:
        found: dict[str, Any] = {}
        for name, key, how in plan:
            part = getattr(value, name)
            if part is None or part == () or part == {}:
                continue
            made = how(part)
            if how is _translated:
                found.update(made)
            elif made is not None:
                found[key] = made
        return found
    if isinstance(value, Mapping):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value) if isinstance(value, str) else value


def _translated(translations: Mapping[str, str]) -> dict[str, Any]:
    return {name: clean(text) for name, text in translations.items() if not is_mark(text)}
