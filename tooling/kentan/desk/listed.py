"""Several new cases at once, from a list that an office keeps in a spreadsheet: one line a case, all or none."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from io import StringIO
from itertools import zip_longest

from kentan.desk.editing import Refused, Taken, plain
from kentan.desk.handling import new_case
from kentan.desk.judging import including, judged
from kentan.desk.workbook import MOST_BYTES, Line, lines_of, too_large
from kentan.files.loading import Loaded
from kentan.languages import messages
from kentan.records.case import Case
from kentan.records.labels import LABELS
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment
from kentan.records.spelled_days import meant_moment

_ = messages("desk")
_FIELDS = ("title", "summary", "topic", "kind", "channel", "place", "meeting", "programme")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    **{name: LABELS[name] for name in _FIELDS},
    "on": (*LABELS["on"], *LABELS["raised"]),
}
"""The columns that a list may have, by the names of the fields, with what people call them."""

MOST_LINES = 5_000
"""How many lines are taken in at once."""
_MOST_TITLES = 10
"""In how many lines the head is looked for."""

Row = tuple[int, Mapping[str, str]]
"""The number of a line, as a spreadsheet counts them, and what stands in it, by column."""


Matter = tuple[Moment, str, str]
"""When something was raised, its title and its summary: two lines with the same are one matter."""


def rows_of(data: bytes, sheet: str | None = None) -> list[Row]:
    """Return the lines of a list below its head, from CSV or from a sheet of a workbook; raises Refused.

    What stands above the head (the last of the first lines that names columns alone) is a title.
    """
    filled = [(number, cells) for number, cells in _lines(data, sheet) if any(map(str.strip, cells))]
    filled = filled[_head_at(filled) :]
    if len(filled) < 2:
        raise Refused(_("There is nothing in this list: its first line names the columns, each other line is a case."))
    if len(filled) > MOST_LINES:
        raise Refused(_("This list has more than {most} lines: take it in part by part.").format(most=MOST_LINES))
    (_head, head), *rest = filled
    columns = [_column(each) if each.strip() else "" for each in head]
    for name, written in zip(columns, head, strict=True):
        if name and columns.count(name) > 1:
            raise Refused(_("The column “{column}” is there twice.").format(column=written.strip()))
    rows: list[Row] = [
        (number, {name: cell.strip() for name, cell in zip_longest(columns, cells, fillvalue="") if cell.strip()})
        for number, cells in rest
    ]
    beyond = [number for number, row in rows if "" in row]
    if beyond:
        said = _("There is more in it than columns have names.")
        raise Refused(*(in_line(number, said) for number in beyond))
    return rows


def _lines(data: bytes, sheet: str | None) -> Iterable[Line]:
    if len(data) > MOST_BYTES:
        raise too_large()
    if data.startswith(b"PK\x03\x04"):
        return lines_of(data, sheet)
    if data.startswith((bytes.fromhex("d0cf11e0"), b"<")):
        raise Refused(_("This workbook cannot be read: in the spreadsheet, save it as .xlsx without a password."))
    if sheet is not None:
        raise Refused(_("Only a workbook (.xlsx) has sheets (--sheet)."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    comma = max(",\t;", key=text.partition("\n")[0].count)
    try:
        return [*enumerate(csv.reader(StringIO(text, newline=""), delimiter=comma), 1)]
    except csv.Error:
        raise Refused(_("This list cannot be read as CSV.")) from None


def _head_at(filled: Sequence[Line]) -> int:
    """Return which of the first lines is the last that names columns alone; else the first with more than a title."""
    said = [[each for each in cells if each.strip()] for _number, cells in filled[:_MOST_TITLES]]
    heads = [index for index, cells in enumerate(said) if all(map(_called, cells))]
    return heads[-1] if heads else next((index for index, cells in enumerate(said) if len(cells) > 1), 0)


def new_cases(
    loaded: Loaded, rows: list[Row], given: Mapping[str, str], on: Moment, today: date
) -> Iterator[tuple[int, Taken | Refused]]:
    """Yield for each line its number and the new case, with the errors that it would bring, or why there is none.

    `given` is what all have in common, as `new_case` takes it; what stands in a line goes before it.
    """
    known: dict[str, dict[Matter, str]] = {}
    for number, row in rows:
        try:
            day = _day(row["on"]) if "on" in row else on
            own = {name: text for name, text in row.items() if name != "on"}
            made = new_case(loaded.ledger, {**given, **own}, day)
            after = including(loaded, made)
            taken = judged(loaded, made, after, today)
            series = taken.id.rpartition("-")[0]
            if series not in known:
                known[series] = _matters(loaded.ledger, series)
            loaded = replace(loaded, ledger=after)
            if not taken.findings:
                twin = known[series].setdefault(_matter(loaded.ledger.cases[taken.id]), taken.id)
                if twin != taken.id:
                    raise Refused(
                        _("{id} has the same day, title and summary: was it taken in already?").format(id=twin)
                    )
        except Refused as refused:
            yield number, refused
        else:
            yield number, taken


def _matter(case: Case) -> Matter:
    return case.raised.on, case.title, case.summary


def _matters(ledger: Ledger, series: str) -> dict[Matter, str]:
    """Return what the cases of a series, such as HZ-2022, are about, with their ids."""
    named = ((name, ledger.cases.get(name)) for name in ledger.cases if name.startswith(f"{series}-"))
    return {_matter(case): name for name, case in named if case is not None}


def _called(written: str) -> str:
    """Return the column that somebody calls so; empty where there is none."""
    name = plain(written)
    return next((column for column, called in COLUMNS.items() if name.lower() == column or name in called), "")


def _column(written: str) -> str:
    column = _called(written)
    if column:
        return column
    known = "、".join(called[0] for called in COLUMNS.values())
    raise Refused(_("There is no column “{column}”; there are: {known}").format(column=plain(written), known=known))


def _day(written: str) -> Moment:
    moment = meant_moment(written)
    if moment is None:
        raise Refused(_("{value} is no day: write 2022-06-08 or 2022-06-08 14:30.").format(value=written))
    return moment


def in_line(number: int, problem: str) -> str:
    """Return what is wrong with a line, behind its number."""
    return _("Line {number}: {problem}").format(number=number, problem=problem)
