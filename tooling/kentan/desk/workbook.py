"""The lines of a workbook (.xlsx) as a spreadsheet shows them: results of formulas, merged cells on all their lines."""

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from kentan.desk.editing import Refused, named
from kentan.languages import messages

_ = messages("desk")
MOST_BYTES = 10_000_000
"""Of a list, unpacked: five thousand lines with long texts take two thirds of it."""
_MOST_READ = 4 * MOST_BYTES
"""Bytes times sheets: a library may look through a part once for each sheet."""
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 64
"""How many rows a sheet can have, and how many of its columns are looked at."""
_CHINESE_DATES = (*range(27, 37), *range(50, 59))
"""Formats such as 2026年11月18日, which a Chinese spreadsheet names by number alone, and openpyxl does not know."""
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,2})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})"')
_NOT_RECKONED = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*/|[^<]*</(?:\w+:)?f)>(?:<(?:\w+:)?v\s*/>)?</(?:\w+:)?c>")

_ERROR = re.compile(r"#N/A|#[A-Z0-9_/]+[!?]")

Line = tuple[int, list[str]]
"""The number of a line, as the spreadsheet shows it, and what stands in its cells."""


def lines_of(data: bytes, sheet: str | None) -> list[Line]:
    """Return the lines of the sheet of that name, or of the first that is shown; raises Refused."""
    try:
        _look_over(data)
        with warnings.catch_warnings(action="ignore"):
            return [*_lines(data, sheet)]
    except Refused:
        raise
    except Exception as broken:  # whatever a reader of files that anybody may send stumbles over
        raise Refused(_("This workbook cannot be read: save it once more in the spreadsheet.")) from broken


def _look_over(data: bytes) -> None:
    """Raise Refused or another error where the parts of a workbook are too much, or of a kind that it never has."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        size = sum(part.file_size for part in archive.infolist())
        if size > MOST_BYTES:
            raise too_large()
        parts = [archive.read(name) for name in archive.namelist()]
    if any(b"<!DOCTYPE" in part.replace(b"\0", b"") for part in parts):
        raise ValueError("DOCTYPE")  # entities that grow, or lead elsewhere, in UTF-16, too
    if size * sum(len(_SHEET.findall(part)) for part in parts) > _MOST_READ:
        raise too_large()


def too_large() -> Refused:
    """Return why a list of more than `MOST_BYTES` is not taken."""
    return Refused(_("This list is too large: keep only the sheet that holds it, without pictures."))


def _lines(data: bytes, sheet: str | None) -> Iterator[Line]:
    import openpyxl  # type: ignore[import-untyped]
    from openpyxl.styles.numbers import BUILTIN_FORMATS  # type: ignore[import-untyped]
    from openpyxl.utils import column_index_from_string, get_column_letter  # type: ignore[import-untyped]

    BUILTIN_FORMATS |= dict.fromkeys(_CHINESE_DATES, "yyyy-mm-dd")
    book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    titles = [each.title for each in book.worksheets if each.title == sheet or each.sheet_state == "visible"]
    page = book[named(sheet, dict.fromkeys(titles, ()), _("Sheet (--sheet)")) if sheet else titles[0]]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        text = archive.read(page._worksheet_path)
    if _NOT_RECKONED.search(text):
        raise Refused(_("It has a formula without a result: open it in the spreadsheet, and save it once."))
    merged = {
        (int(first), column_index_from_string(column.decode()) - 1): int(last)
        for column, first, last in _MERGED.findall(text)
    }
    above: dict[int, tuple[int, str]] = {}
    page.reset_dimensions()  # what a file says of its size may be wrong
    for number, row in enumerate(page.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True), 1):
        if row.count(None) == len(row):
            continue
        cells = [*map(_text, row)]
        for index, cell in enumerate(cells):
            if _ERROR.fullmatch(cell):
                named_so = f"{get_column_letter(index + 1)}{number}"
                raise Refused(_("Cell {cell} shows the error {value}.").format(cell=named_so, value=cell))
            last, held = above.get(index, (0, ""))
            if number <= last:
                cells[index] = cell or held
            if (number, index) in merged:
                above[index] = merged[number, index], cell
        yield number, cells


def _text(value: Any) -> str:
    """Return what somebody sees in a cell, in the form that records have."""
    if isinstance(value, datetime):
        moment = (value + timedelta(seconds=30)).replace(second=0, microsecond=0)
        return f"{moment:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
