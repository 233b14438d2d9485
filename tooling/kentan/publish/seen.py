"""The records as they stood at the end of a day: later facts are hidden, they are not errors.

What happened later goes: entries of lists, decisions, the end of a pause. Days that were only named, such as a
promised one, stay.
"""

import operator
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

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
    if isinstance(value, tuple):
        kept = [found for found in [_seen(one, as_of) for one in value] if found is not None]
        same = len(kept) == len(value) and all(map(operator.is_, kept, value))
        return value if same else tuple(kept)
    if isinstance(value, Mapping):
        pairs = {key: _seen(one, as_of) for key, one in value.items()}
        return value if all(map(operator.is_, pairs.values(), value.values())) else pairs
    names, has_day, end = _plan(value.__class__)
    if has_day and _later(value.on, as_of):
        return None
    changes: dict[str, Any] = {}
    for name in names:
        before = getattr(value, name)
        if before and (after := _seen(before, as_of)) is not before:
            changes[name] = after
    if end and _later(getattr(value, end), as_of):
        changes[end] = None
    return replace(value, **changes) if changes else value


def _later(when: Moment | date | None, as_of: date) -> bool:
    day = when.day if isinstance(when, Moment) else when
    return day is not None and day > as_of


@cache
def _plan(of: type) -> tuple[tuple[str, ...], bool, str]:
    """The fields of a type in which other records stand, whether it has a day of its own, and the field of its end."""
    hints = get_type_hints(of)
    names = tuple(field.name for field in fields(of) if field.name not in _NO_FACTS)
    within = tuple(name for name in names if _holds_records(hints[name]))
    return within, "on" in names, _ENDS.get(of, "")


def _holds_records(hint: Any) -> bool:
    if isinstance(hint, type) and is_dataclass(hint):
        return True
    return any(_holds_records(part) for part in get_args(hint))
