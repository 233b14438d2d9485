"""The proof of a due date in words: days of the same kind become one line."""

from itertools import groupby
from typing import NamedTuple

from kentan.clocks.calendars.days import DayName
from kentan.clocks.proof import Proof, Row, RowKind
from kentan.clocks.spans import Unit
from kentan.clocks.state import ClockState
from kentan.languages import mark
from kentan.publish.text import clean
from kentan.publish.views.standing import ProofRow
from kentan.publish.wording import Wording

N_ = mark
_HOUR = 60
_WHY = {
    RowKind.START: N_("the day of the start"),
    RowKind.COUNTED: N_("counted"),
    RowKind.DAY_OFF: N_("day off, not counted"),
    RowKind.PAUSED: N_("waiting for the enterprise, not counted"),
    RowKind.EXTENDED: N_("extension"),
    RowKind.ROLLED: N_("day off: moves to the next working day"),
}
_DAYS = {
    DayName.WORKING: "",
    DayName.MAKE_UP: N_("make-up working day"),
    DayName.WEEKEND: N_("weekend"),
    DayName.HOLIDAY: N_("public holiday"),
    DayName.CLOSING: N_("offices closed"),
}
_PASSING = (RowKind.START, RowKind.COUNTED, RowKind.EXTENDED)


class Alike(NamedTuple):
    """Neighbouring days of a proof that are told in one line, in the same way in all languages."""

    unit: Unit
    kind: RowKind
    any_day: bool
    rows: tuple[Row, ...]


def proof_rows(words: Wording, clock: ClockState, known: dict[int, tuple[Alike, ...]]) -> tuple[ProofRow, ...]:
    """The lines of a proof in the words of one language; the very same for clocks with the same proof.

    `known` are the proofs of this case that another language asked for already. Without pauses and extensions all
    clocks of one rule that began and are due at the same moments have the same proof.
    """
    if clock.pauses or clock.extensions:
        return _rows(words, clock, known)
    key = id(clock.rule), clock.started, clock.due, clock.base, clock.number
    found = words.proofs.get(key)
    if found is None:
        found = words.proofs[key] = (clock.rule, _rows(words, clock, known))
    return found[1]


def _rows(words: Wording, clock: ClockState, known: dict[int, tuple[Alike, ...]]) -> tuple[ProofRow, ...]:
    found = known.get(id(clock))
    if found is None:
        found = known[id(clock)] = _alike(clock.proof())
    return tuple([_told(words, *one) for one in found])


def _told(words: Wording, unit: Unit, kind: RowKind, any_day: bool, rows: tuple[Row, ...]) -> ProofRow:
    return ProofRow(rows[0].day, rows[-1].day, _counted(words, unit, kind, rows), _why(words, rows[0], any_day))


def _alike(proof: Proof) -> tuple[Alike, ...]:

    def alike(row: Row) -> tuple[RowKind, str, str, bool]:
        if _any_day(proof.unit, row):
            return row.kind, "", "", row.provisional
        return row.kind, row.day_kind.kind, row.day_kind.name_in("zh"), row.provisional

    found = [(key[0], tuple(group)) for key, group in groupby(proof.rows, key=alike)]
    return tuple([Alike(proof.unit, kind, _any_day(proof.unit, rows[0]), rows) for kind, rows in found])


def _any_day(unit: Unit, row: Row) -> bool:
    """Whether it makes no difference to the row whether offices work on its day."""
    return row.kind is RowKind.PAUSED or (unit is Unit.DAY and row.kind in _PASSING)


def _counted(words: Wording, unit: Unit, kind: RowKind, rows: tuple[Row, ...]) -> str:
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
    why = _(_WHY[row.kind])
    known: tuple[str, ...] = ()
    if not any_day:
        day = _DAYS[row.day_kind.kind]
        known = day and _(day), clean(row.day_kind.name_in(words.language))
    notes = [note for note in (*known, _("provisional") if row.provisional else "") if note]
    return _("{what} ({why})").format(what=why, why=_(", ").join(notes)) if notes else why
