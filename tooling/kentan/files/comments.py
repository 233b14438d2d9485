"""Comments: they say nothing to Kentan, but are published with the file like everything else in it."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from kentan.records.ledger import Comment

MODELINE = re.compile(r"# yaml-language-server: \$schema=[./]*registry/schema/[a-z]+\.schema\.json")
"""The first line of a file, by which editors know what may stand in it."""


def comments(text: str) -> tuple[Comment, ...]:
    """Return every comment of a readable file but its modeline: whole lines and ends of lines, not what scalars hold.

    `text` has LF at the ends of its lines.
    """
    first, _, rest = text.partition("\n")
    if "#" not in (rest if MODELINE.fullmatch(first) else text):
        return ()
    return tuple(each for each in _comments(text) if not MODELINE.fullmatch(each.text))


def _comments(text: str) -> Iterator[Comment]:
    lines = re.split("[\n\x85\u2028\u2029]", text)
    ends: dict[int, int] = {}
    inside: set[int] = set()
    for event in _scalar_events(text):
        start, last, column = event.start_mark, event.end_mark.line, event.end_mark.column
        inside.update(range(start.line + 1, last))
        if event.style in ("|", ">"):
            last, column = start.line, start.column + len(lines[start.line][start.column :].split(" ")[0])
        ends[last] = max(ends.get(last, 0), column)
    for number, line in enumerate(lines):
        begins = line.find("#", ends.get(number, 0)) if number not in inside else -1
        if begins >= 0:
            yield Comment(number + 1, begins + 1, line[begins:].rstrip())


def _scalar_events(text: str) -> Iterator[Any]:
    """Yield the parser's events of scalars."""
    for event in yaml.parse(text, Loader=getattr(yaml, "CLoader", yaml.Loader)):
        if isinstance(event, yaml.ScalarEvent):
            yield event
