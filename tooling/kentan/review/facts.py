"""A record as flat facts: what stands where, whatever the form of the file.

A fact is a path and a text: `("raised", "on")` is `2022-06-08`. Entries of a list are known by their position, those
of a mapping by their key. What is empty is no fact, and what a file leaves out is what its default says; so a moved
line, another way to quote, a comment or an empty slot changes nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any

from kentan.records.describe import key_of
from kentan.records.finding import Path
from kentan.records.frozen import taker

Facts = dict[Path, str]
"""The text of each fact by its path."""
_Gather = Callable[[Any, Path, Facts], None]


def facts(record: Any, path: Path = ()) -> Facts:
    """Return the facts of a record, or of any value of a record, each under `path`."""
    found: Facts = {}
    if record is not None:
        _GATHER[record.__class__](record, path, found)
    return found


class _Ways(dict[type, _Gather]):
    """How to gather the facts of a value, by its type; worked out when a type is met first."""

    def __missing__(self, kind: type) -> _Gather:
        way = self[kind] = _way(kind)
        return way


def _way(kind: type) -> _Gather:
    if is_dataclass(kind):
        return _record(kind)
    if kind is tuple:
        return _gather_list
    if issubclass(kind, Mapping):
        return _gather_mapping
    if kind not in _TEXTS:
        _TEXTS[kind] = str.__str__ if issubclass(kind, StrEnum) else _remembered if issubclass(kind, tuple) else str
    text = _TEXTS[kind]

    def gather(value: Any, path: Path, into: Facts) -> None:
        into[path] = text(value)

    return gather


def _record(kind: type) -> _Gather:
    """Return what gathers the facts of a record's fields; translations stand beside the texts that they translate."""
    listed = fields(kind)
    keys: list[Path] = [() if each.name == "translations" else (key_of(each),) for each in listed]
    values = taker([each.name for each in listed])

    @lru_cache(maxsize=1_000)
    def under(path: Path) -> tuple[Path, ...]:
        return tuple([path + key for key in keys])

    def gather(record: Any, path: Path, into: Facts) -> None:
        for place, part in zip(under(path), values(record), strict=True):
            kind = part.__class__
            if kind is str:
                into[place] = part
            elif kind is tuple:
                if part:
                    _gather_list(part, place, into)
            elif kind in _TEXTS:
                into[place] = _TEXTS[kind](part)
            elif part is not None:
                _GATHER[kind](part, place, into)

    return gather


def _gather_list(values: tuple[Any, ...], path: Path, into: Facts) -> None:
    for index, part in enumerate(values):
        _GATHER[part.__class__](part, (*path, index), into)


def _gather_mapping(entries: Mapping[str, Any], path: Path, into: Facts) -> None:
    for key, part in entries.items():
        if part is not None:
            _GATHER[part.__class__](part, (*path, key), into)


def _number(value: Decimal) -> str:
    """Return a number as text, so that 4.5 and 4.50 are the same fact."""
    return format(value.normalize(), "f")


@lru_cache(maxsize=10_000)
def _remembered(value: Any) -> str:
    """Return a moment as text: there are few, and each stands in many records."""
    return str(value)


_TEXTS: dict[type, Callable[[Any], str]] = {
    str: str,
    int: str,
    bool: lambda value: "true" if value else "false",
    date: _remembered,
    Decimal: _number,
}
_GATHER = _Ways()


@lru_cache(maxsize=50_000)
def path_text(path: Path) -> str:
    """Return a path as corrections write it: `assignments.finance.replies.0.text`."""
    return ".".join(map(str, path))
