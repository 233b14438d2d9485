"""The swift reader: a file in the canonical form, line by line straight to its record.

It reads what `formatting` writes and hands everything else over to the strict reader (`reading`, `shaping`): each line
is either exactly the one that may stand there, or the whole file is not for this reader. It therefore finds nothing
wrong, knows no places, and never decides what is sound: scalars go through the strict shapers, and what it returns is
what the strict reader returns (`docs/decisions/0006`).

For each type of record a function is written out once, as `dataclasses` does it, because it reads a hundred thousand
files: comparing a line with the one key that may follow is most of what is left to do.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache, lru_cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from kentan.files.canonical_scalars import NotCanonical, is_printable, key_reader, remembered, scalar_reader
from kentan.files.comments import MODELINE
from kentan.files.encoding import MOST_LINE
from kentan.records.case import Assignment
from kentan.records.describe import FreeText, Line, Refers, TranslationsOf, is_slot, key_of
from kentan.records.frozen import thawed

_END = "\0"
"""Stands behind the last line; no line is read that is equal to it or begins with it."""
_LANGUAGE = re.compile(r"([a-z]{2}): (.+)")

_Take = Callable[[], str]
"""Takes the next line."""
_Read = Callable[..., tuple[Any, str]]
"""Reads a part that begins with a line, taking more; returns its value and the line behind it."""


def record_of(kind: type, data: bytes) -> Any:
    """Return the record that a sound file in canonical form holds; raises NotCanonical for any other bytes."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise NotCanonical from None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    lines = text.split("\n")
    if len(text) > MOST_LINE or lines[-1]:
        raise NotCanonical
    lines[-1] = _END
    lines.reverse()
    take = lines.pop
    line = take()
    if _is_modeline(line):
        line = take()  # every other comment is to be looked at
    record, line = _record(kind, 0)(line, take)
    if line is not _END or lines:
        raise NotCanonical
    return record


def part_of(hint: Any, indent: int, text: str) -> Any:
    """Return what the lines under a key hold, indented so far; raises NotCanonical where they do not hold it alone."""
    lines = [_END, *reversed(text.split("\n"))]
    take = lines.pop
    line = take()
    start, read = _part(hint, indent)
    if line[: len(start)] != start:
        raise NotCanonical
    value, line = read(line, take)
    if line is not _END or lines:
        raise NotCanonical
    return value


@cache
def _part(hint: Any, indent: int) -> tuple[str, _Read]:
    nested = _nested(_inner(hint), indent)
    if nested is None:
        raise NotCanonical
    return nested


@lru_cache(64)
def _is_modeline(line: str) -> bool:
    return MODELINE.fullmatch(line) is not None


@cache
def _text(indent: int) -> _Read:
    """Return the reader of a block of text that is indented so far."""
    blank = " " * indent

    def read(line: str, take: _Take) -> tuple[str, str]:
        text = line[indent:]
        if line[:indent] != blank or text[:1] in ("", " ") or not is_printable(text):
            raise NotCanonical
        line = take()
        while line[:indent] == blank or not line:
            more = line[indent:]
            if not is_printable(more):
                raise NotCanonical
            text += "\n" + more
            line = take()
        text = text.rstrip()
        if not text:
            raise NotCanonical
        return text, line

    return read


def _translations(key: str, indent: int, known: frozenset[str], block: bool) -> Callable[..., str]:
    """Return what reads the translations behind a text into a mapping, and returns the line behind them."""
    start = f"{' ' * indent}{key}_"
    cut = len(start)
    text, line_of = _text(indent + 2), scalar_reader(Line)

    def read(line: str, take: _Take, into: dict[str, str]) -> str:
        while line[:cut] == start:
            match = _LANGUAGE.fullmatch(line[cut:])
            if match is None:
                raise NotCanonical
            name = f"{key}_{match.group(1)}"
            if name in into or name in known or (block and match.group(2) != "|"):
                raise NotCanonical
            line = take()
            if block:
                into[name], line = text(line, take)
            else:
                into[name] = line_of(match.group(2))
        return line

    return read


def _entries(key_hint: Any, value_hint: Any, indent: int) -> _Read:
    """Return the reader of a mapping whose keys are indented so far: from ids to records, or to lists of records."""
    blank, deeper = " " * indent, " " * (indent + 2)
    keys = remembered(key_reader, key_hint)
    listed = get_origin(value_hint) is tuple
    marked = value_hint is Assignment
    value_of = _items(get_args(value_hint)[0], indent + 2) if listed else _record(value_hint, indent + 2)

    def read(line: str, take: _Take) -> tuple[dict[str, Any], str]:
        entries: dict[str, Any] = {}
        while line[:indent] == blank:
            if line[-1] != ":":
                raise NotCanonical
            key = keys[line[indent:-1]]
            line = take()
            if key in entries or not (listed or line[: indent + 2] == deeper):
                raise NotCanonical
            entries[key], line = value_of(line, take, f"  # {key}") if marked else value_of(line, take)
        return entries, line

    return read


def _items(item: Any, indent: int) -> _Read:
    """Return the reader of a list whose dashes are indented so far."""
    start, blank, cut = " " * indent + "- ", " " * (indent + 2), indent + 2
    if _is_record(item):
        record = _record(item, cut)

        def read_records(line: str, take: _Take) -> tuple[tuple[Any, ...], str]:
            items = []
            while line[:cut] == start:
                value, line = record(blank + line[cut:], take)
                items.append(value)
            return tuple(items), line

        return read_records
    value_of = scalar_reader(item)

    def read_values(line: str, take: _Take) -> tuple[tuple[Any, ...], str]:
        items = []
        while line[:cut] == start:
            items.append(value_of(line[cut:]))
            line = take()
        return tuple(items), line

    return read_values


@cache
def _record(kind: Any, indent: int) -> _Read:
    """Return the reader of a record whose keys are indented so far."""
    assert not hasattr(kind, "__post_init__"), "records are made without a call of their __init__"
    names: dict[str, Any] = {"Kind": kind, "new": thawed(kind), "NotCanonical": NotCanonical}
    source = "\n".join(_source(kind, indent, names))
    exec(compile(source, f"<canonical {kind.__name__}>", "exec"), names)
    read: _Read = names["read"]
    return read


_PART = "head, _, rest = line.partition(': ')"
"""Parts a line once for all keys with which it is compared; `startswith` takes twice as long for each of them."""


def _source(kind: Any, indent: int, names: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of a record's reader; what they call is put into `names`."""
    hints = get_type_hints(kind, include_extras=True)
    known = frozenset(key_of(each) for each in fields(kind))
    listed: list[Field[Any]] = [each for each in fields(kind) if not _marker(hints[each.name], TranslationsOf)]
    translations = [each.name for each in fields(kind) if _marker(hints[each.name], TranslationsOf)]
    marked = kind is Assignment
    yield f"def read(line, take{', mark' if marked else ''}):"
    if translations:
        yield "    translations = {}"
    if marked:
        yield "    cut = -len(mark)"
    tail = _tail(listed) if indent else len(listed)
    blank = "    "
    scalars = [not marked and _is_scalar(_inner(hints[each.name]), indent) for each in listed]
    is_parted = False
    for number, each in enumerate(listed):
        if number == tail:
            yield f"    if line[:{indent}] == {' ' * indent!r}:"
            blank = "        "
        hint = _inner(hints[each.name])
        if marked:
            yield "    if line[cut:] == mark:"  # the department, which `formatting` writes behind each key
            yield "        line = line[:cut]"
        if not is_parted and _is_scalar(hint, indent):
            yield blank + _PART
        is_parted = scalars[number] and True in scalars[number + 1 : number + 2]
        part = [_PART] if is_parted else []
        yield from (blank + line for line in _field(number, each, hint, indent, names, part))
        free = _marker(hint, FreeText)
        if translations and free:
            start = " " * indent + key_of(each) + "_"
            names[f"translations_{number}"] = _translations(key_of(each), indent, known, not free.single_line)
            yield f"{blank}if line[:{len(start)}] == {start!r}:"
            yield f"{blank}    line = translations_{number}(line, take, translations)"
            yield from (f"{blank}    {line}" for line in part)
    if tail < len(listed):
        yield "    else:"  # the record ends here, as most do: none of the fields behind the last that is always there
        yield from (
            f"        part_{number} = {_absent(number, each)}" for number, each in enumerate(listed[tail:], tail)
        )
    yield "    record = new()"
    parts = [(each.name, f"part_{number}") for number, each in enumerate(listed)]
    yield from (f"    record.{name} = {part}" for name, part in [*parts, *((each, each) for each in translations)])
    yield "    record.__class__ = Kind"  # frozen from here on
    yield "    return record, line"


def _field(
    number: int, each: "Field[Any]", hint: Any, indent: int, names: dict[str, Any], part: Sequence[str]
) -> Iterator[str]:
    """Yield the lines that read one field: where its key stands, its value, else what it is when left out.

    `part` are the lines by which the line behind a scalar is parted for the field that follows.
    """
    head, name, value = f"{' ' * indent}{key_of(each)}", f"part_{number}", f"value_{number}"
    free = _marker(hint, FreeText)
    required = each.default is MISSING and each.default_factory is MISSING
    names[f"default_{number}"] = each.default if each.default_factory is MISSING else each.default_factory
    absent = "raise NotCanonical" if required else f"{name} = {_absent(number, each)}"
    if free and not free.single_line:
        names[value] = _text(indent + 2)
        yield f"if line == {head + ': |'!r}:"
        yield f"    {name}, line = {value}(take(), take)"
        yield "else:"
        yield f"    {absent}"
        return
    nested = _nested(hint, indent + 2)
    if nested:
        start, names[value] = nested
        yield f"if line == {head + ':'!r}:"
        yield "    line = take()"
        yield f"    if line[:{len(start)}] == {start!r}:"
        yield f"        {name}, line = {value}(line, take)"
        yield "    else:"
        yield f"        {absent}"
        yield "else:"
        yield f"    {absent}"
        return
    unique = hint is str or free or any(isinstance(marker, Refers) and marker.own for marker in get_args(hint)[1:])
    names[value] = scalar_reader(hint) if unique else remembered(scalar_reader, hint)
    opened, closed = "()" if unique else "[]"
    yield f"if head == {head!r}:"
    yield f"    {name} = {value}{opened}rest{closed}"
    yield "    line = take()"
    yield from (f"    {line}" for line in part)
    yield "else:"
    yield f"    {absent}"
    if is_slot(each):
        yield f"    if line == {head + ':'!r}:"
        yield "        line = take()"
        yield from (f"        {line}" for line in part)


def _is_scalar(hint: Any, indent: int) -> bool:
    """Whether a field stands in one line, behind its key."""
    free = _marker(hint, FreeText)
    return bool(free and free.single_line) or (free is None and _nested(hint, indent + 2) is None)


def _absent(number: int, each: "Field[Any]") -> str:
    """Return the expression of what a field is when it is left out."""
    return f"default_{number}" if each.default_factory is MISSING else f"default_{number}()"


def _tail(listed: Sequence["Field[Any]"]) -> int:
    """Return the number of the first field behind all that stand in every such record."""
    there = (
        number
        for number, each in enumerate(listed, 1)
        if is_slot(each) or (each.default is MISSING and each.default_factory is MISSING)
    )
    return max(there, default=0)


def _nested(hint: Any, indent: int) -> tuple[str, _Read] | None:
    """Return how the first line of a nested part begins, and its reader; None for a scalar."""
    if _is_record(hint):
        return " " * indent, _record(hint, indent)
    origin = get_origin(hint)
    if origin is tuple:
        return " " * indent + "- ", _items(get_args(hint)[0], indent)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        key, value = get_args(hint)
        return " " * indent, _entries(key, value, indent)
    return None


def _is_record(hint: Any) -> bool:
    return is_dataclass(hint)


def _inner(hint: Any) -> Any:
    """Return a field's type without `| None`."""
    if get_origin(hint) in (Union, UnionType):
        (hint,) = [each for each in get_args(hint) if each is not type(None)]
    return hint


def _marker(hint: Any, of: type) -> Any:
    """Return the marker of a type, or None."""
    if get_origin(hint) is not Annotated:
        return None
    return next((each for each in get_args(hint)[1:] if isinstance(each, of)), None)
