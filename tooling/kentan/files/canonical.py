"""The swift reader: a file in the canonical form, line by line straight to its record.

It reads what `formatting` writes and hands everything else over to the strict reader (`reading`, `shaping`): each line
is either exactly the one that may stand there, or the whole file is not for this reader. It therefore finds nothing
wrong, knows no places, and never decides what is sound: scalars go through the strict shapers, and what it returns is
what the strict reader returns (`docs/decisions/0006`).

For each type of record a function is written out once (`canonical_code`), as `dataclasses` does it, because it reads a
hundred thousand files: comparing a line with the one key that may follow is most of what is left to do.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import Any, get_args, get_origin

from kentan.files.canonical_code import Readers, marks, written
from kentan.files.canonical_scalars import NotCanonical, is_printable, key_reader, remembered, scalar_reader
from kentan.files.comments import MODELINE
from kentan.files.encoding import MOST_LINE
from kentan.records.case import Assignment
from kentan.records.describe import Line, inner, is_mapping, is_record

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


@cache
def part_reader(hint: Any, indent: int) -> Callable[[str], Any]:
    """Return what tells what the lines under a key of that type hold, indented so far.

    Both raise NotCanonical: where no such part has lines, and where they do not hold it alone.
    """
    nested = _nested(inner(hint), indent)
    if nested is None:
        raise NotCanonical
    start, read = nested

    def part(text: str) -> Any:
        lines = [_END, *reversed(text.split("\n"))]
        take = lines.pop
        line = take()
        if line[: len(start)] != start:
            raise NotCanonical
        value, line = read(line, take)
        if line is not _END or lines:
            raise NotCanonical
        return value

    return part


@lru_cache(64)
def _is_modeline(line: str) -> bool:
    return MODELINE.fullmatch(line) is not None


@cache
def _text(indent: int) -> _Read:
    """Return the reader of a block of text that is indented so far."""
    blank = " " * indent

    def read(line: str, take: _Take) -> tuple[str, str]:
        text = line[indent:]
        if line[:indent] != blank or text[:1] in ("", " "):
            raise NotCanonical
        if not (text.isprintable() or is_printable(text)):
            raise NotCanonical
        line = take()
        while not line or line[:indent] == blank:
            more = line[indent:]
            if not (more.isprintable() or is_printable(more)):
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
    marks_of = lru_cache(1000)(partial(marks, value_hint, indent + 2))

    def read(line: str, take: _Take) -> tuple[dict[str, Any], str]:
        entries: dict[str, Any] = {}
        while line[:indent] == blank:
            if line[-1] != ":":
                raise NotCanonical
            key = keys[line[indent:-1]]
            line = take()
            if key in entries or not (listed or line[: indent + 2] == deeper):
                raise NotCanonical
            entries[key], line = value_of(line, take, marks_of(key)) if marked else value_of(line, take)
        return entries, line

    return read


def _items(item: Any, indent: int) -> _Read:
    """Return the reader of a list whose dashes are indented so far."""
    start, blank, cut = " " * indent + "- ", " " * (indent + 2), indent + 2
    if is_record(item):
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
    read: _Read = written(kind, indent, Readers(_text, _translations, _nested))
    return read


def _nested(hint: Any, indent: int) -> tuple[str, _Read] | None:
    """Return how the first line of a nested part begins, and its reader; None for a scalar."""
    if is_record(hint):
        return " " * indent, _record(hint, indent)
    if get_origin(hint) is tuple:
        return " " * indent + "- ", _items(get_args(hint)[0], indent)
    if is_mapping(hint):
        key, value = get_args(hint)
        return " " * indent, _entries(key, value, indent)
    return None
