"""The canonical form: keys in the order of the type, every slot present, long texts as blocks, comments kept.

Between the places of two owners there is always a line that neither changes, so that plain Git merges what they add at
the same time (`docs/decisions/0001`). Formatting changes no value; a file with findings of reading is left alone.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from kentan.files.document import Document, Raw
from kentan.files.encoding import with_line_feeds
from kentan.files.loading import TYPES
from kentan.records.case import Assignment
from kentan.records.describe import FreeText, TranslationsOf, hints_of, inner, is_slot, key_of, marker
from kentan.records.finding import Path

_PLAIN = re.compile(r"(?![-?:,\[\]{}#&*!|>'\"%@`\s=<])(?:(?!: |:$| #)[^\x00-\x1f\x7f])*(?<![\s:])")
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


def canonical(document: Document, kind: str, offices: Sequence[str] = ()) -> str:
    """Return the canonical text of a record's file that was read without findings.

    `offices` are the supervising offices of the case's programme, each of which gets its slot.
    """
    assert document.raw is not None
    comments = _comments(document)
    raw = dict(document.raw)
    if kind == "case" and offices:
        given = raw.get("supervision")
        present = given if isinstance(given, dict) else {}
        raw["supervision"] = {**{office: present.get(office) for office in offices}, **present}
    head = _modeline(document.file, kind)
    own = [line for line in comments.pop((), []) if "yaml-language-server" not in line]
    tail = comments.pop(("",), [])
    body = list(_mapping(raw, TYPES[kind], (), 0, comments))
    return "\n".join([head, *own, *body, *tail]) + "\n"


def compose(file: str, raw: Mapping[str, Raw], kind: str) -> str:
    """Return the canonical text of a new record's file, from plain values."""
    return "\n".join([_modeline(file, kind), *_mapping(raw, TYPES[kind], (), 0, {})]) + "\n"


def _modeline(file: str, kind: str) -> str:
    up = "../" * file.count("/")
    return f"# yaml-language-server: $schema={up}registry/schema/{kind}.schema.json"


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any, bool, bool], ...]:
    """Return key, type, whether a slot, and whether a text that can be translated, for each field of a record."""
    hints = hints_of(kind)
    return tuple(
        (key_of(each), _bare(hints[each.name]), is_slot(each), marker(hints[each.name], FreeText) is not None)
        for each in fields(kind)
        if not marker(hints[each.name], TranslationsOf)
    )


def _bare(hint: Any) -> Any:
    """Return a type without `| None` and without markers, but that of free text."""
    hint = inner(hint)
    return _bare(get_args(hint)[0]) if get_origin(hint) is Annotated and not marker(hint, FreeText) else hint


def _ordered(raw: Mapping[str, Raw], kind: Any) -> Iterator[tuple[str, Raw, Any]]:
    """Yield key, value and type in canonical order: a record's by its type, a text's translations behind it."""
    if not isinstance(kind, type):
        for key, value in raw.items():
            yield key, value, _bare(get_args(kind)[1])
        return
    for key, hint, slot, text in _fields(kind):
        if raw.get(key) is not None or slot:
            yield key, raw.get(key), hint
        if text:
            for name in sorted(raw):
                if re.fullmatch(re.escape(key) + "_[a-z]{2}", name) and raw[name] is not None:
                    yield name, raw[name], hint


def _mapping(
    raw: Mapping[str, Raw], kind: Any, path: Path, indent: int, comments: dict[Path, list[str]]
) -> Iterator[str]:
    blank = " " * indent
    mark = f"  {_mark(path)}" if kind is Assignment else ""
    for key, value, hint in _ordered(raw, kind):
        here = (*path, key)
        yield from (blank + line for line in comments.pop(here, ()))
        lines = _entry(f"{blank}{_scalar(key)}:", value, hint, here, indent, comments)
        yield next(lines) + mark
        yield from lines


def _mark(assignment: Path) -> str:
    """Return what ends every key's line of an assignment: its department, so that no two departments' lines are equal.

    Git finds its way by lines that stand but once. Where the empty slots of two departments look alike, it may take
    those of one for those of the other, and put an answer into the wrong one without a conflict.
    """
    return f"# {assignment[1]}"


def _entry(head: str, value: Raw, hint: Any, path: Path, indent: int, comments: dict[Path, list[str]]) -> Iterator[str]:
    if value is None or value == [] or value == {}:
        yield head
    elif isinstance(value, str):
        free = marker(hint, FreeText)
        if free and not free.single_line:
            yield from _block_lines(head, value, indent + 2)
        else:
            yield f"{head} {_scalar(value.rstrip() if free else value)}"
    elif isinstance(value, list):
        yield head
        yield from _sequence(value, _bare(get_args(hint)[0]), path, indent + 2, comments)
    else:
        yield head
        yield from _mapping(value, hint, path, indent + 2, comments)


def _sequence(
    items: Sequence[Raw], hint: Any, path: Path, indent: int, comments: dict[Path, list[str]]
) -> Iterator[str]:
    blank = " " * indent
    for index, item in enumerate(items):
        here = (*path, index)
        yield from (blank + line for line in comments.pop(here, ()))
        if isinstance(item, dict):
            lines = list(_mapping(item, hint, here, indent + 2, comments))
            first = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
            yield from (blank + line.lstrip() for line in lines[:first])
            yield f"{blank}- {lines[first][indent + 2 :]}"
            yield from lines[first + 1 :]
        else:
            yield f"{blank}- {_scalar(item if isinstance(item, str) else '')}"


def _block_lines(head: str, text: str, indent: int) -> Iterator[str]:
    """Yield a text as a block; one that begins with a blank says how far it is indented."""
    lines = with_line_feeds(text).strip("\n").rstrip().split("\n")
    yield f"{head} |{'2' if lines[0][:1] in (' ', '') else ''}"
    yield from (" " * indent + line if line else "" for line in lines)


def _scalar(value: str) -> str:
    if value not in _NOTHING and _PLAIN.fullmatch(value):
        return value
    if any(ord(character) < 32 or character == "\x7f" for character in value):
        value = with_line_feeds(value)
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
    return "'" + value.replace("'", "''") + "'"


def _comments(document: Document) -> dict[Path, list[str]]:
    """Return every comment by the path before which it belongs; `()` is the head of the file, `("",)` its end."""
    owners = sorted((place.key_line, len(path), path) for path, place in document.places.items() if path)
    comments: defaultdict[Path, list[str]] = defaultdict(list)
    assigned = (item for item in document.places.items() if item[0][:1] == ("assignments",) and len(item[0]) == 3)
    marks = {place.key_line: _mark(path) for path, place in assigned}
    first = owners[0][0] if owners else 1
    begins = [line for line, _, _ in owners]
    for line, _, comment in document.comments:
        if marks.get(line) == comment:
            continue
        number = bisect_left(begins, line)
        owner: Path = owners[number][2] if number < len(owners) else ("",)
        comments[() if line < first else owner].append(comment)
    return comments
