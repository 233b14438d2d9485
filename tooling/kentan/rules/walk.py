"""What stands in a record, found by its type's own description: texts, days of facts, and references.

`gather` is quick and knows no places; `walk` finds the same again with the path of each. A check gathers first and
walks only a record in which something is wrong.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from kentan.records.describe import FreeText, Refers, Searched, TranslationsOf, key_of
from kentan.records.finding import Path
from kentan.records.moments import Moment

FACT_DAYS = frozenset({"on", "announced", "as_of"})
"""Days of these names have happened; other days (due, until, planned, from) may lie in the future."""

QUOTED = frozenset({"was", "now"})
"""Values that a correction quotes: text that is published like any other."""


@dataclass(slots=True)
class Gathered:
    """Everything of interest in one record, without its places."""

    texts: list[str] = field(default_factory=list)
    searched: list[str] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)


class Part(NamedTuple):
    """One text, searched value, day or reference, and where it stands. `to` is the kind that a reference names."""

    kind: str
    path: Path
    value: Any
    to: str = ""
    at_key: bool = False


_Gather = Callable[[Any, Gathered], None]
_Walk = Callable[[Any, Path], Iterator[Part]]


class _Way(NamedTuple):
    """How to gather and to walk the values of one type."""

    gather: _Gather
    walk: _Walk


def gather(record: Any, into: Gathered | None = None) -> Gathered:
    """Return the texts, the days of facts and the references of a record and of all that is in it."""
    into = into or Gathered()
    _record_way(record.__class__).gather(record, into)
    return into


def walk(record: Any) -> Iterator[Part]:
    """Yield the texts, the days of facts and the references of a record, with their paths, in the file's order."""
    return _record_way(record.__class__).walk(record, ())


def value_at(record: Any, path: str) -> Any:
    """Return what stands at a path such as `raised.on` or `ratings.0.score`; None where the field is empty.

    Raises LookupError where the record has no such field, entry or position.
    """
    value = record
    for step in path.split("."):
        if is_dataclass(value) and not isinstance(value, type):
            names = {key_of(field): field.name for field in fields(value) if field.name != "translations"}
            known: Mapping[str, str] = getattr(value, "translations", {})
            value = known[step] if step in known else getattr(value, names[step])
        elif isinstance(value, Mapping):
            value = value[step]
        elif isinstance(value, tuple) and not isinstance(value, Moment) and step.isdigit():
            value = value[int(step)]
        else:
            raise LookupError(step)
    return value


@cache
def _record_way(kind: type) -> _Way:
    hints = get_type_hints(kind, include_extras=True)
    ways: list[tuple[str, str, _Way]] = []
    for each in fields(kind):
        way = _way(hints[each.name], each.name)
        if way is not None:
            ways.append((each.name, key_of(each), way))
    names = [name for name, _, _ in ways]
    gathers = tuple(way.gather for _, _, way in ways)
    walks = tuple((key, way.walk) for _, key, way in ways)
    values: Callable[[Any], tuple[Any, ...]] = (
        attrgetter(*names) if len(names) > 1 else lambda record: tuple(getattr(record, name) for name in names)
    )

    def gather_record(record: Any, into: Gathered) -> None:
        for step, value in zip(gathers, values(record), strict=True):
            if value:
                step(value, into)

    def walk_record(record: Any, path: Path) -> Iterator[Part]:
        for (key, step), value in zip(walks, values(record), strict=True):
            if value:
                yield from step(value, path if step is _walk_translations else (*path, key))

    return _Way(gather_record, walk_record)


def _way(hint: Any, name: str) -> _Way | None:
    """Return the way of a field's type, or None where nothing of interest can stand in it."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _way(get_args(hint)[0], name)
    if origin is Annotated:
        for marker in get_args(hint)[1:]:
            if isinstance(marker, TranslationsOf):
                return _Way(lambda value, into: into.texts.extend(value.values()), _walk_translations)
            if isinstance(marker, FreeText):
                return _Way(lambda value, into: into.texts.append(value), _walk_text)
            if isinstance(marker, Searched):
                return _Way(lambda value, into: into.searched.append(value), _walk_searched)
            if isinstance(marker, Refers):
                return None if marker.own else _reference(marker.to)
        return _way(get_args(hint)[0], name)
    if origin is tuple:
        return _items(_way(get_args(hint)[0], name))
    if origin is not None and issubclass(origin, Mapping):
        return _entries(*(_way(argument, name) for argument in get_args(hint)))
    if hint is str and name in QUOTED:
        return _Way(lambda value, into: into.texts.append(value), _walk_text)
    if hint is Moment:
        return _Way(lambda value, into: into.days.append(value.day), lambda value, path: _one("day", path, value.day))
    if hint is date and name in FACT_DAYS:
        return _Way(lambda value, into: into.days.append(value), lambda value, path: _one("day", path, value))
    return _record_way(hint) if isinstance(hint, type) and is_dataclass(hint) else None


def _one(kind: str, path: Path, value: Any) -> Iterator[Part]:
    yield Part(kind, path, value)


def _walk_text(value: str, path: Path) -> Iterator[Part]:
    yield Part("text", path, value)


def _walk_searched(value: str, path: Path) -> Iterator[Part]:
    yield Part("searched", path, value)


def _walk_translations(value: Mapping[str, str], path: Path) -> Iterator[Part]:
    for key, text in value.items():
        yield Part("text", (*path, key), text)


def _reference(to: str) -> _Way:
    def walk_reference(value: str, path: Path) -> Iterator[Part]:
        yield Part("reference", path, value, to)

    return _Way(lambda value, into: into.references.append((to, value)), walk_reference)


def _items(item: _Way | None) -> _Way | None:
    if item is None:
        return None

    def gather_items(values: tuple[Any, ...], into: Gathered) -> None:
        for value in values:
            item.gather(value, into)

    def walk_items(values: tuple[Any, ...], path: Path) -> Iterator[Part]:
        for index, value in enumerate(values):
            yield from item.walk(value, (*path, index))

    return _Way(gather_items, walk_items)


def _entries(of_key: _Way | None, of_value: _Way | None) -> _Way | None:
    if of_key is None and of_value is None:
        return None

    def gather_entries(entries: Mapping[str, Any], into: Gathered) -> None:
        for key, value in entries.items():
            if of_key:
                of_key.gather(key, into)
            if of_value:
                of_value.gather(value, into)

    def walk_entries(entries: Mapping[str, Any], path: Path) -> Iterator[Part]:
        for key, value in entries.items():
            if of_key:
                yield from (part._replace(at_key=True) for part in of_key.walk(key, (*path, key)))
            if of_value:
                yield from of_value.walk(value, (*path, key))

    return _Way(gather_entries, walk_entries)
