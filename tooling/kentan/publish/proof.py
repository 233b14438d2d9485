"""The proof of a due date in words: days of the same kind become one line."""

from collections.abc import Iterator
from itertools import groupby

from kentan.clocks.calendars.days import DayName
from kentan.clocks.proof import Proof, Row, RowKind
from kentan.clocks.spans import Unit
from kentan.clocks.state import ClockState
from kentan.publish.text import clean
from kentan.publish.views.standing import ProofRow
from kentan.publish.wording import Wording

_HOUR = 60
_PASSING = (RowKind.START, RowKind.COUNTED, RowKind.EXTENDED)


def proof_rows(words: Wording, clock: ClockState) -> tuple[ProofRow, ...]:
    """The lines of a proof in the words of one language.

    Without pauses and extensions all clocks of one rule that began and are due at the same moments have the same.
    """
    if clock.pauses or clock.extensions:
        return tuple(_rows(words, clock))
    key = id(clock.rule), clock.started, clock.due, clock.base, clock.number
    known = words.proofs.get(key)
    if known is None:
        known = words.proofs[key] = (clock.rule, tuple(_rows(words, clock)))
    return known[1]


def _rows(words: Wording, clock: ClockState) -> Iterator[ProofRow]:
    proof: Proof = clock.proof()

    def alike(row: Row) -> tuple[RowKind, str, str, bool]:
        if _any_day(proof.unit, row):
            return row.kind, "", "", row.provisional
        return row.kind, row.day_kind.kind, row.day_kind.name_in("zh"), row.provisional

    for kind, group in groupby(proof.rows, key=alike):
        rows = list(group)
        counted = _counted(words, proof.unit, kind[0], rows)
        yield ProofRow(rows[0].day, rows[-1].day, counted, _why(words, rows[0], _any_day(proof.unit, rows[0])))


def _any_day(unit: Unit, row: Row) -> bool:
    """Whether it makes no difference to the row whether offices work on its day."""
    return row.kind is RowKind.PAUSED or (unit is Unit.DAY and row.kind in _PASSING)


def _counted(words: Wording, unit: Unit, kind: RowKind, rows: list[Row]) -> str:
    _ = words._
    if not any(row.counted for row in rows):
        return _("day 0") if kind is RowKind.START else "–"
    if unit in (Unit.MINUTE, Unit.OFFICE_MINUTE):
        hours, minutes = divmod(sum(row.counted for row in rows), _HOUR)
        return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    first, last = rows[0].total, rows[-1].total
    return _("day {day}").format(day=str(first) if first == last else f"{first}–{last}")


def _why(words: Wording, row: Row, any_day: bool) -> str:
    _ = words._
    why = {
        RowKind.START: _("the day of the start"),
        RowKind.COUNTED: _("counted"),
        RowKind.DAY_OFF: _("day off, not counted"),
        RowKind.PAUSED: _("waiting for the enterprise, not counted"),
        RowKind.EXTENDED: _("extension"),
        RowKind.ROLLED: _("day off: moves to the next working day"),
    }[row.kind]
    day = {
        DayName.WORKING: "",
        DayName.MAKE_UP: _("make-up working day"),
        DayName.WEEKEND: _("weekend"),
        DayName.HOLIDAY: _("public holiday"),
        DayName.CLOSING: _("offices closed"),
    }[row.day_kind.kind]
    name = clean(row.day_kind.name_in(words.language))
    known = () if any_day else (day, name)
    notes = [note for note in (*known, _("provisional") if row.provisional else "") if note]
    return _("{what} ({why})").format(what=why, why=_(", ").join(notes)) if notes else why
