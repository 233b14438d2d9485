"""A record as flat facts: what stands where, whatever the form of the file.

A fact is a path and a text: `("raised", "on")` is `2022-06-08`. Entries of a list are known by their position, those
of a mapping by their key. What is empty is no fact, and what a file leaves out is what its default says; so a moved
line, another way to quote, a comment or an empty slot changes nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from kentan.records.describe import key_of
from kentan.records.finding import Path

Facts = dict[Path, str]
"""The text of each fact by its path."""


def facts(record: Any, path: Path = ()) -> Facts:
    """Return the facts of a record, or of any value of a record, each under `path`."""
    found: Facts = {}
    _gather(record, path, found)
    return found


@cache
def _fields(kind: type) -> tuple[tuple[str, str | None], ...] | None:
    """Return name and key of each field of a record, None as key of translations; None for what is no record."""
    if not is_dataclass(kind):
        return None
    return tuple((each.name, None if each.name == "translations" else key_of(each)) for each in fields(kind))


def _gather(value: Any, path: Path, into: Facts) -> None:
    kind = value.__class__
    text = _TEXTS.get(kind)
    if text is not None:
        into[path] = text(value)
    elif kind is tuple:
        for index, part in enumerate(value):
            _gather(part, (*path, index), into)
    elif (parts := _fields(kind)) is not None:
        for name, key in parts:
            part = getattr(value, name)
            if part is not None and part != ():
                _gather(part, path if key is None else (*path, key), into)
    elif isinstance(value, Mapping):
        for key, part in value.items():
            _gather(part, (*path, key), into)
    elif value is not None:
        into[path] = value.value if isinstance(value, StrEnum) else str(value)


def _number(value: Decimal) -> str:
    """Return a number as text, so that 4.5 and 4.50 are the same fact."""
    return format(value.normalize(), "f")


_TEXTS: Mapping[type, Callable[[Any], str]] = {
    str: str,
    int: str,
    bool: lambda value: "true" if value else "false",
    Decimal: _number,
}


def path_text(path: Path) -> str:
    """Return a path as corrections write it: `assignments.finance.replies.0.text`."""
    return ".".join(map(str, path))
