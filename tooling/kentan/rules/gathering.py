"""Everything of interest in one record, without its places: quick, for records of which there are very many.

What `walk` finds with the path of each, `gather` finds again without. A check gathers first and walks only a record in
which something is wrong. For cases and meetings a function is written out from the type's own description, as
`dataclasses` does it; of all other records there are few, and they are walked.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from kentan.records.case import Case
from kentan.records.describe import FreeText, Refers, Searched, TranslationsOf, hints_of, inner, is_mapping, is_record
from kentan.records.meeting import Meeting
from kentan.records.moments import Moment
from kentan.rules.walk import FACT_DAYS, QUOTED, is_own_id, walk

_MANY = frozenset({Case, Meeting})


@dataclass(slots=True)
class Gathered:
    """The texts, the searched values, the days of facts and the references (kind and id) of one record."""

    texts: list[str]
    searched: list[str]
    days: list[date]
    references: list[tuple[str, str]]


_Gather = Callable[[Any, list[str], list[str], list[date], list[tuple[str, str]]], None]


def gather(record: Any) -> Gathered:
    """Return the texts, the days of facts and the references of a record and of all that is in it."""
    found = Gathered([], [], [], [])
    kind = record.__class__
    if kind in _MANY:
        _swift(kind)(record, found.texts, found.searched, found.days, found.references)
        return found
    for part in walk(record):
        match part.kind:
            case "text":
                found.texts.append(part.value)
            case "searched":
                found.searched.append(part.value)
            case "day":
                found.days.append(part.value)
            case "reference":
                found.references.append((part.to, part.value))
    return found


@cache
def _swift(kind: type) -> _Gather:
    """Return the function that gathers from a record of a type."""
    lines = ["def gather(record, texts, searched, days, references):", *_record(kind, "record", 1)]
    names: dict[str, Any] = {}
    exec(compile("\n".join([*lines, "    return"]), f"<gather {kind.__name__}>", "exec"), names)
    written: _Gather = names["gather"]
    return written


def _record(kind: Any, record: str, depth: int) -> Iterator[str]:
    """Yield the lines that gather from a variable that holds a record."""
    hints = hints_of(kind)
    blank, value = "    " * depth, f"value_{depth}"
    for each in fields(kind):
        lines = list(_value(hints[each.name], each.name, value, depth + 1))
        if lines:
            yield f"{blank}{value} = {record}.{each.name}"
            yield f"{blank}if {value}:"
            yield from lines


def _value(hint: Any, name: str, value: str, depth: int) -> Iterator[str]:
    """Yield the lines that gather from a variable of a field's type; none where nothing of interest can stand in it."""
    hint = inner(hint)
    origin, blank = get_origin(hint), "    " * depth
    if origin is Annotated:
        yield from _marked(hint, name, value, depth)
    elif origin is tuple:
        item = f"item_{depth}"
        lines = list(_value(get_args(hint)[0], name, item, depth + 1))
        if lines:
            yield f"{blank}for {item} in {value}:"
            yield from lines
    elif is_mapping(hint):
        key, entry = f"key_{depth}", f"entry_{depth}"
        of_key, of_entry = get_args(hint)
        lines = [*_value(of_key, name, key, depth + 1), *_value(of_entry, name, entry, depth + 1)]
        if lines:
            yield f"{blank}for {key}, {entry} in {value}.items():"
            yield from lines
    elif hint is str and name in QUOTED:
        yield f"{blank}texts.append({value})"
    elif hint is Moment:
        yield f"{blank}days.append({value}.day)"
    elif hint is date and name in FACT_DAYS:
        yield f"{blank}days.append({value})"
    elif is_record(hint):
        yield from _record(hint, value, depth)


def _marked(hint: Any, name: str, value: str, depth: int) -> Iterator[str]:
    blank = "    " * depth
    if is_own_id(hint):
        return
    for marker in get_args(hint)[1:]:
        match marker:
            case TranslationsOf():
                yield f"{blank}texts.extend({value}.values())"
            case FreeText():
                yield f"{blank}texts.append({value})"
            case Searched():
                yield f"{blank}searched.append({value})"
            case Refers():
                yield f"{blank}references.append(({marker.to!r}, {value}))"
            case _:
                continue
        return
    yield from _value(get_args(hint)[0], name, value, depth)
