"""Comments: they say nothing to Kentan, but are published with the file like everything else in it."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from kentan.records.ledger import Comment

MODELINE = re.compile(r"# yaml-language-server: \$schema=[./]*registry/schema/[a-z]+\.schema\.json")
"""The first line of a file, by which editors know what may stand in it."""


def may_have_comments(text: str) -> bool:
    """Whether a text holds a `#` that is not that of its modeline."""
    first, _, rest = text.partition("\n")
    return "#" in (rest if MODELINE.fullmatch(first) else text)


def comments(text: str, scalars: Iterable[Any]) -> tuple[Comment, ...]:
    """Return every comment of a readable file but its modeline: whole lines and ends of lines, not what scalars hold.

    `text` has LF at the ends of its lines; `scalars` are the parser's events of all of its scalars.
    """
    if not may_have_comments(text):
        return ()
    return tuple(each for each in _comments(text, scalars) if not MODELINE.fullmatch(each.text))


def _comments(text: str, scalars: Iterable[Any]) -> Iterator[Comment]:
    lines = text.split("\n")
    ends: dict[int, int] = {}
    inside: set[int] = set()
    for event in scalars:
        start, last, column = event.start_mark, event.end_mark.line, event.end_mark.column
        inside.update(range(start.line + 1, last))
        if event.style in ("|", ">"):
            last, column = start.line, start.column + len(lines[start.line][start.column :].split(" ")[0])
        ends[last] = max(ends.get(last, 0), column)
    for number, line in enumerate(lines):
        begins = line.find("#", ends.get(number, 0)) if number not in inside else -1
        if begins >= 0:
            yield Comment(number + 1, begins + 1, line[begins:].rstrip())
