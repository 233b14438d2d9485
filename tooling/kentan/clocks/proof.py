"""The proof of a due date: day by day what was counted, what was not and why. Data, not text.

The days are counted one by one, by another way than the reckoning takes; tests hold that both agree.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from kentan.clocks.adjustment import rolled
from kentan.clocks.calendars import DayKind
from kentan.clocks.office import OfficeMinutes
from kentan.clocks.spans import DAY, Span, Unit, shifted
from kentan.records.frozen import frozen_value
from kentan.records.moments import END_OF_DAY, Moment

if TYPE_CHECKING:
    from kentan.clocks.state import ClockState

MOST_ROWS = 4000
"""Longer proofs are cut: their last row is not the due day."""
_DAYS = frozenset({Unit.DAY, Unit.WORKING_DAY})


class RowKind(StrEnum):
    """What a day is in a proof."""

    START = "start"
    """The day of the start: day 0 (in hours: what was left of it)."""
    COUNTED = "counted"
    DAY_OFF = "day-off"
    PAUSED = "paused"
    EXTENDED = "extended"
    ROLLED = "rolled"


@frozen_value
class Row:
    """One day: what it is, how much of it counted, how much had counted by its end (both in the proof's unit).

    `day_kind` names the day off, the make-up working day or the closing; `provisional` says that the year of the day
    is not announced.
    """

    day: date
    kind: RowKind
    counted: int
    total: int
    day_kind: DayKind
    provisional: bool


@frozen_value
class Proof:
    """The proof of one clock's due date: its clock, the unit, the rows from day 0 on, and the due moment they yield.

    `amount` is how much had to be counted, without pauses and extensions (for a day of the calendar: natural days).
    Programme, version, pauses and extensions stand in `state`.
    """

    state: "ClockState"
    unit: Unit
    amount: int
    rows: tuple[Row, ...]
    due: Moment


def prove(state: "ClockState") -> Proof:
    """Return the proof of a clock's due date, counted day by day."""
    span = _span(state)
    amount = span.amount
    if amount is None:
        amount = ((state.base or state.due).day - state.started.day).days
    walk = _Days(state, amount) if span.unit in _DAYS else _Minutes(state, amount)
    rows = tuple(walk.rows())
    return Proof(state, span.unit, amount, rows, walk.due)


def _span(state: "ClockState") -> Span:
    """Return what is counted: in a recurrence the time from one due date to the next."""
    return state.rule.every if state.number and state.rule.every else state.rule.span


class _Walk:
    """What walking by days and by minutes share."""

    def __init__(self, state: "ClockState", amount: int) -> None:
        self.state = state
        self.amount = amount
        self.calendar = state.rule.calendar
        self.start = state.started
        self.due = state.due
        self.total = 0
        last = state.stop or state.end
        until = last.moment if last else state.as_of
        self.pauses = [(each.from_, each.until or max(each.from_, until)) for each in state.pauses]

    def row(self, day: date, kind: RowKind, counted: int = 0) -> Row:
        """Return the row of a day, and count it."""
        self.total += counted
        provisional = self.calendar.provisional(day)
        return Row(day, kind, counted, self.total, self.calendar.day_kind(day), provisional)

    def rolling(self, day: date) -> Iterator[Row]:
        """Yield the days over which a due day that is a day off moves, one by one, forward or back."""
        self.due = rolled(self.state.rule, Moment(day))
        while day != self.due.day:
            day += DAY if day < self.due.day else -DAY
            yield self.row(day, RowKind.ROLLED)


class _Days(_Walk):
    """Walks natural or working days until all have been counted."""

    def rows(self) -> Iterator[Row]:
        """Yield day 0 and each day up to the due day."""
        working = _span(self.state).unit is Unit.WORKING_DAY
        granted = sorted(
            (each.entry.decision.on.day, each.until.day)
            for each in self.state.extensions
            if each.until is not None and each.entry.decision is not None
        )
        day = self.start.day
        goal = self.amount
        end: date | None = None
        yield self.row(day, RowKind.START)
        for _ in range(MOST_ROWS):
            while granted and not self._is_paused(day) and (granted[0][0] <= day or self.total >= goal):
                wanted = granted.pop(0)[1]
                end = wanted if end is None else max(end, wanted)
                goal = max(goal, self.total + self._countable(day, wanted, working))
            if self.total >= goal and not self._is_paused(day):
                asked = self._asked_while_rolling(day)
                if asked is None:
                    break
                while day < asked:
                    day += DAY
                    yield self.row(day, RowKind.ROLLED)
                continue
            if day == date.max:
                return
            day += DAY
            if any(paused.day < day <= until.day for paused, until in self.pauses):
                yield self.row(day, RowKind.PAUSED)
                continue
            if working and not self.calendar.is_working(day):
                yield self.row(day, RowKind.DAY_OFF)
            else:
                yield self.row(day, RowKind.EXTENDED if self.total >= self.amount else RowKind.COUNTED, 1)
        else:
            return
        while end is not None and day < end:
            day += DAY
            yield self.row(day, RowKind.DAY_OFF)
        yield from self.rolling(day)

    def _asked_while_rolling(self, day: date) -> date | None:
        """Return the day of a pause that begins between the due day and the working day to which it moves."""
        due = rolled(self.state.rule, Moment(day)).day
        asked = (paused.day for paused, until in self.pauses if day < paused.day <= due and paused < until)
        return min(asked, default=None)

    def _is_paused(self, day: date) -> bool:
        return any(paused.day <= day < until.day for paused, until in self.pauses)

    def _countable(self, after: date, until: date, working: bool) -> int:
        days = range(after.toordinal() + 1, until.toordinal() + 1)
        if not working:
            return len(days)
        return sum(1 for ordinal in days if self.calendar.is_working(date.fromordinal(ordinal)))


class _Minutes(_Walk):
    """Walks days and counts their minutes, up to the due moment of the reckoning."""

    def rows(self) -> Iterator[Row]:
        """Yield the day of the start and each day up to the due day, with the minutes of each."""
        day = self.start.day
        for number in range(MOST_ROWS):
            counted = self._counted(day)
            if number == 0:
                kind = RowKind.START
            elif counted:
                kind = RowKind.EXTENDED if self.total >= self.amount else RowKind.COUNTED
            elif any(paused.day < day <= until.day for paused, until in self.pauses):
                kind = RowKind.PAUSED
            else:
                kind = RowKind.ROLLED if self.total >= self.amount else RowKind.DAY_OFF
            yield self.row(day, kind, counted)
            if day >= self.due.day:
                return
            day = shifted(day, 1)

    def _counted(self, day: date) -> int:
        span = _span(self.state)
        if isinstance(span, OfficeMinutes):
            times = span.times if self.calendar.is_working(day) else ()
        else:
            times = ((0, END_OF_DAY),)
        first = self.start.minute if day == self.start.day else 0
        last = self.due.minute if day == self.due.day else END_OF_DAY
        stretches = [(max(begin, first), min(end, last)) for begin, end in times]
        for paused, until in self.pauses:
            if paused.day <= day <= until.day:
                begin = paused.minute if day == paused.day else 0
                end = until.minute if day == until.day else END_OF_DAY
                stretches = [
                    part
                    for each in stretches
                    for part in ((each[0], min(each[1], begin)), (max(each[0], end), each[1]))
                ]
        return sum(max(0, end - begin) for begin, end in stretches)
