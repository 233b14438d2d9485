"""Tables as CSV that spreadsheets open safely: UTF-8 with a mark at the start, and no text that becomes a formula."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
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


def cell(value: Any) -> str:
    """One value as a cell: texts in one line, days as they are written, true and false in small letters; nothing where
    there is none, or where it is withheld."""
    if value is None:
        return ""
    of = value.__class__
    if of is str:
        return _text(value)
    if of is Moment or of is date:
        return _when(value)
    if of is bool:
        return "true" if value else "false"
    return str(value)  # a number, a word of a closed list


@lru_cache(1 << 13)
def _text(value: str) -> str:
    return "" if is_mark(value) else guarded(" ".join(clean(value).split()))


@lru_cache(1 << 13)
def _when(value: Moment | date) -> str:
    return str(value)


def lines(rows: Iterable[Iterable[Any]]) -> bytes:
    """Rows as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([map(cell, row) for row in rows])
    return text.getvalue().encode()


def table(head: Iterable[str]) -> bytes:
    """The beginning of a table as CSV: the mark and the head."""
    return b"\xef\xbb\xbf" + lines([head])
