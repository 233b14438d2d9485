"""Text from records on its way into a spreadsheet: nothing in it becomes a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠|%]")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def cell(value: str) -> str:
    """Return a cell that a spreadsheet shows as it is: a plain number, or text that is never a formula."""
    if _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV with a byte-order mark, without which Excel on Windows takes Chinese for another encoding."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerows([cell(value) for value in row] for row in rows)
    return "\ufeff" + target.getvalue()
