"""What stands in a record, found by its type's own description: texts, days of facts, and references, with places."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from kentan.records.describe import (
    FreeText,
    Refers,
    Searched,
    TranslationsOf,
    hints_of,
    inner,
    is_mapping,
    is_record,
    key_of,
)
from kentan.records.finding import Path
from kentan.records.moments import Moment

FACT_DAYS = frozenset({"on", "announced", "as_of"})
"""Days of these names have happened; other days (due, until, planned, from) may lie in the future."""

QUOTED = frozenset({"was", "now"})
"""Values that a correction quotes: text that is published like any other."""


class Part(NamedTuple):
    """One text, searched value, day or reference, and where it stands. `to` is the kind that a reference names."""

    kind: str
    path: Path
    value: Any
    to: str = ""
    at_key: bool = False


_Walk = Callable[[Any, Path], Iterator[Part]]


def walk(record: Any) -> Iterator[Part]:
    """Yield the texts, the days of facts and the references of a record, with their paths, in the file's order."""
    return _record_walk(record.__class__)(record, ())


MOST_DIGITS = 9
"""The position of an entry has no more digits; of numbers with thousands Python makes none."""


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
            if len(step) > MOST_DIGITS:
                raise LookupError(step)
            value = value[int(step)]
        else:
            raise LookupError(step)
    return value


@cache
def _record_walk(kind: type) -> _Walk:
    hints = hints_of(kind)
    walks: list[tuple[str, str, _Walk]] = []
    for each in fields(kind):
        step = _walk(hints[each.name], each.name)
        if step is not None:
            walks.append((each.name, key_of(each), step))

    def walk_record(record: Any, path: Path) -> Iterator[Part]:
        for name, key, step in walks:
            value = getattr(record, name)
            if value:
                yield from step(value, path if step is _walk_translations else (*path, key))

    return walk_record


def _walk(hint: Any, name: str) -> _Walk | None:
    """Return the walk of a field's type, or None where nothing of interest can stand in it."""
    hint = inner(hint)
    origin = get_origin(hint)
    if origin is Annotated:
        if is_own_id(hint):
            return None
        for marker in get_args(hint)[1:]:
            if isinstance(marker, TranslationsOf):
                return _walk_translations
            if isinstance(marker, FreeText):
                return _walk_text
            if isinstance(marker, Searched):
                return _walk_searched
            if isinstance(marker, Refers):
                return _reference(marker.to)
        return _walk(get_args(hint)[0], name)
    if origin is tuple:
        return _items(_walk(get_args(hint)[0], name))
    if is_mapping(hint):
        return _entries(*(_walk(argument, name) for argument in get_args(hint)))
    if hint is str and name in QUOTED:
        return _walk_text
    if hint is Moment:
        return lambda value, path: _one("day", path, value.day)
    if hint is date and name in FACT_DAYS:
        return lambda value, path: _one("day", path, value)
    return _record_walk(hint) if is_record(hint) else None


def is_own_id(hint: Any) -> bool:
    """Whether a type is that of a record's own id, which refers to nothing else."""
    return any(isinstance(marker, Refers) and marker.own for marker in get_args(hint)[1:])


def _one(kind: str, path: Path, value: Any) -> Iterator[Part]:
    yield Part(kind, path, value)


def _walk_text(value: str, path: Path) -> Iterator[Part]:
    yield Part("text", path, value)


def _walk_searched(value: str, path: Path) -> Iterator[Part]:
    yield Part("searched", path, value)


def _walk_translations(value: Mapping[str, str], path: Path) -> Iterator[Part]:
    for key, text in value.items():
        yield Part("text", (*path, key), text)


def _reference(to: str) -> _Walk:
    def walk_reference(value: str, path: Path) -> Iterator[Part]:
        yield Part("reference", path, value, to)

    return walk_reference


def _items(item: _Walk | None) -> _Walk | None:
    if item is None:
        return None

    def walk_items(values: tuple[Any, ...], path: Path) -> Iterator[Part]:
        for index, value in enumerate(values):
            yield from item(value, (*path, index))

    return walk_items


def _entries(of_key: _Walk | None, of_value: _Walk | None) -> _Walk | None:
    if of_key is None and of_value is None:
        return None

    def walk_entries(entries: Mapping[str, Any], path: Path) -> Iterator[Part]:
        for key, value in entries.items():
            if of_key:
                yield from (part._replace(at_key=True) for part in of_key(key, (*path, key)))
            if of_value:
                yield from of_value(value, (*path, key))

    return walk_entries
