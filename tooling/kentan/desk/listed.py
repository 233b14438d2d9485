"""Several new cases at once, from a list that an office keeps in a spreadsheet: one line a case, all or none."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from io import StringIO

from kentan.desk.editing import Refused, Taken, plain
from kentan.desk.handling import new_case
from kentan.desk.judging import including, judged
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

Row = tuple[int, Mapping[str, str]]
"""The number of a line, as a spreadsheet counts them, and what stands in it, by column."""


Matter = tuple[Moment, str, str]
"""When something was raised, its title and its summary: two lines with the same are one matter."""


def rows_of(data: bytes) -> list[Row]:
    """Return the lines of a list in CSV, as spreadsheets write it (UTF-8 or GBK); raises Refused."""
    if data.startswith(b"PK\x03\x04"):
        raise Refused(_("This is a workbook: in the spreadsheet, choose “Save as” and CSV."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    comma = max(",\t;", key=text.partition("\n")[0].count)
    try:
        lines = [*enumerate(csv.reader(StringIO(text, newline=""), delimiter=comma), 1)]
    except csv.Error:
        raise Refused(_("This list cannot be read as CSV.")) from None
    filled = [(number, cells) for number, cells in lines if any(map(str.strip, cells))]
    if len(filled) < 2:
        raise Refused(_("There is nothing in this list: its first line names the columns, each other line is a case."))
    (_head, head), *rest = filled
    columns = [_column(each) for each in head]
    for name, written in zip(columns, head, strict=True):
        if columns.count(name) > 1:
            raise Refused(_("The column “{column}” is there twice.").format(column=written.strip()))
    beyond = [number for number, cells in rest if any(map(str.strip, cells[len(columns) :]))]
    if beyond:
        said = _("There is more in it than columns have names.")
        raise Refused(*(in_line(number, said) for number in beyond))
    return [
        (number, {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if cell.strip()})
        for number, cells in rest
    ]


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


def _column(written: str) -> str:
    name = plain(written)
    for column, called in COLUMNS.items():
        if name.lower() == column or name in called:
            return column
    known = "、".join(called[0] for called in COLUMNS.values())
    raise Refused(_("There is no column “{column}”; there are: {known}").format(column=name, known=known))


def _day(written: str) -> Moment:
    moment = meant_moment(written)
    if moment is None:
        raise Refused(_("{value} is no day: write 2022-06-08 or 2022-06-08 14:30.").format(value=written))
    return moment


def in_line(number: int, problem: str) -> str:
    """Return what is wrong with a line, behind its number."""
    return _("Line {number}: {problem}").format(number=number, problem=problem)
