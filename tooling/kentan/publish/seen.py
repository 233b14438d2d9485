"""The records as they stood at the end of a day: later facts are hidden, they are not errors.

What happened later goes: entries of lists, decisions, the end of a pause. Days that were only named, such as a
promised one, stay.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any, TypeVar

from kentan.records.case import HandOver, Pause
from kentan.records.moments import Moment

_Recorded = TypeVar("_Recorded")
_ENDS: Mapping[type, str] = {HandOver: "ended", Pause: "until"}
_NO_FACTS = frozenset({"translations", "sources", "allowed", "withheld", "evidence"})


def seen(record: _Recorded, as_of: date) -> _Recorded | None:
    """What of a record had happened by the end of a day; None where nothing had.

    The same object comes back where nothing of it lies later.
    """
    found: _Recorded | None = _seen(record, as_of)
    return found


def _seen(value: Any, as_of: date) -> Any:
    if isinstance(value, tuple) and not isinstance(value, Moment):
        kept = tuple(found for found in (_seen(one, as_of) for one in value) if found is not None)
        same = len(kept) == len(value) and all(new is old for new, old in zip(kept, value, strict=True))
        return value if same else kept
    if isinstance(value, Mapping):
        pairs = {key: _seen(one, as_of) for key, one in value.items()}
        return value if all(pairs[key] is one for key, one in value.items()) else pairs
    if not is_dataclass(value) or isinstance(value, type):
        return value
    names, day_in = _plan(type(value))
    if day_in and _later(getattr(value, day_in), as_of):
        return None
    changes: dict[str, Any] = {}
    for name in names:
        before = getattr(value, name)
        if before and (after := _seen(before, as_of)) is not before:
            changes[name] = after
    end = _ENDS.get(type(value))
    if end and _later(getattr(value, end), as_of):
        changes[end] = None
    return replace(value, **changes) if changes else value


def _later(when: Moment | date | None, as_of: date) -> bool:
    day = when.day if isinstance(when, Moment) else when
    return day is not None and day > as_of


@cache
def _plan(of: type) -> tuple[tuple[str, ...], str]:
    """The fields of a type in which facts may stand, and the field with its own day (empty where it has none)."""
    names = tuple(field.name for field in fields(of) if field.name not in _NO_FACTS)
    return tuple(name for name in names if name != "on"), "on" if "on" in names else ""
