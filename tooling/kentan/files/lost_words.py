"""Words that stand behind a text's `#` and are no part of it: YAML takes them for a comment, and says nothing."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Any, get_args, get_origin

from kentan.files.document import Document, Place
from kentan.records.describe import FreeText, hints_of, inner, is_record, key_of, marker
from kentan.records.finding import Finding, Path
from kentan.records.ledger import Comment

_TRANSLATION = re.compile(r"(.+)_[a-z]{2}")
_GLUED = re.compile(r"#[^\s#]")
"""A comment begins with a blank; a sign that belongs to a text, as in `#3`, does not."""


def lost_words(document: Document, kind: type) -> Iterator[Finding]:
    """Yield a finding for each comment behind a text on its line, or on a line below that is indented as if it went on.

    A comment behind a word, an id, a day, a number or a field without a value is none; so is one on a line of its own.
    """
    if not document.comments:
        return
    lines = document.text.split("\n")
    owners = sorted(document.places.items(), key=lambda item: (item[1].key_line, item[1].key_column, len(item[0])))
    starts = [(place.key_line, place.key_column) for _, place in owners]
    for comment in document.comments:
        number = bisect_right(starts, (comment.line, comment.column))
        path = owners[number - 1][0] if number else ()
        if path and _is_text(kind, path) and _is_cut(_value(document.raw, path), comment, lines, document.places[path]):
            yield Finding("K132", document.file, path).at(comment.line, comment.column)


def _is_cut(value: Any, comment: Comment, lines: list[str], place: Place) -> bool:
    """Whether a comment stands where the value, or what was meant to be one, would go on."""
    line = lines[comment.line - 1]
    before = line[: comment.column - 1].rstrip()
    if not (isinstance(value, str) or (value is None and _GLUED.match(comment.text))):
        return False
    if not before:
        own = lines[place.key_line - 1]
        is_item = place[:2] == place[2:]
        return comment.column > (len(own) - len(own.lstrip(" ")) + 1 if is_item else place.key_column)
    if value is None or (place.line, place.column) > (comment.line, comment.column):
        return bool(_GLUED.match(comment.text)) and before[-1] in ":-"
    if lines[place.line - 1][place.column - 1 : place.column] in ("|", ">"):
        return False
    words = value.split()
    return before[-1] in "\"'" or (bool(words) and before.endswith(words[-1]))


def _value(raw: Any, path: Path) -> Any:
    for step in path:
        raw = raw[step]
    return raw


def _is_text(kind: Any, path: Path) -> bool:
    """Whether people write what stands at a path in their own words, by the type of the record."""
    hint = kind
    for step in path:
        hint = inner(hint)
        if is_record(hint):
            hint = _field(hint, str(step))
        else:
            of = get_args(hint)
            hint = of[0] if get_origin(hint) is tuple else of[1] if of else None
    return hint is not None and (inner(hint) is str or marker(hint, FreeText) is not None)


def _field(kind: Any, key: str) -> Any:
    """Return the type of a record's field, or of the text of which it is a translation; None where there is none."""
    hints = _hints(kind)
    match = _TRANSLATION.fullmatch(key)
    return hints.get(key) or (hints.get(match.group(1)) if match else None)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    """Return the types of a record's fields by their keys."""
    hints = hints_of(kind)
    return {key_of(each): hints[each.name] for each in fields(kind)}
