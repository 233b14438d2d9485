"""Tables as CSV that spreadsheets open safely: UTF-8 with a mark at the start, and no text that becomes a formula."""

import csv
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from kentan.publish.text import clean
from kentan.publish.veil import is_mark
from kentan.records.moments import Moment

_FORMULA = "=+-@\t\r＝＋－＠"


def guarded(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would take it for a formula; numbers stay numbers."""
    bare = text.lstrip()
    if not bare or (text[0] not in _FORMULA and bare[0] not in _FORMULA):
        return text
    try:
        float(text)
    except ValueError:
        return f"'{text}"
    return text if text.isascii() else f"'{text}"


@lru_cache(1 << 13)
def _text(value: str) -> str:
    return "" if is_mark(value) else guarded(" ".join(clean(value).split()))


@lru_cache(1 << 13)
def _when(value: Moment | date) -> str:
    return str(value)


_CELLS: Mapping[type, Callable[[Any], str]] = {
    str: _text,
    Moment: _when,
    date: _when,
    bool: lambda value: "true" if value else "false",
}
"""How values are written, by their types; numbers and words of closed lists are written as they are."""
_line = csv.writer(SimpleNamespace(write=str), lineterminator="\r\n").writerow
"""A row as a line: the writer hands back what it wrote, and here that is the line itself."""


def lines(rows: Iterable[Iterable[Any]]) -> bytes:
    """Rows as CSV: texts in one line, days as they are written, true and false in small letters; nothing where there is
    no value, or where it is withheld."""
    ways = _CELLS.get
    cells = ([way(value) if (way := ways(value.__class__)) else value for value in row] for row in rows)
    return "".join(map(_line, cells)).encode()


def table(head: Iterable[str]) -> bytes:
    """The beginning of a table as CSV: the mark and the head."""
    return b"\xef\xbb\xbf" + lines([head])
