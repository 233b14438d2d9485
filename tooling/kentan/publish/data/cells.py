"""Tables as CSV that spreadsheets open safely: UTF-8 with a mark at the start, and no text that becomes a formula."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from kentan.publish.text import clean

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
    """One value as a cell: texts in one line, days as they are written, true and false in small letters."""
    if value is None:
        return ""
    if value is True or value is False:
        return "true" if value else "false"
    if value.__class__ is not str:  # a number, a day, a word of a closed list
        return str(value)
    return guarded(" ".join(clean(value).split()))


def lines(rows: Iterable[Iterable[Any]]) -> bytes:
    """Rows as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([cell(value) for value in row] for row in rows)
    return text.getvalue().encode()


def table(head: Iterable[str]) -> bytes:
    """The beginning of a table as CSV: the mark and the head."""
    return b"\xef\xbb\xbf" + lines([head])
