"""The proof of a due date: day by day what was counted, what was not and why. Data, not text."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from kentan.clocks.calendars import DayKind
from kentan.clocks.spans import Unit
from kentan.records.moments import Moment

if TYPE_CHECKING:
    from kentan.clocks.state import ClockState


class RowKind(StrEnum):
    """What a day is in a proof."""

    START = "start"
    """The day of the start: day 0 (in hours: what was left of it)."""
    COUNTED = "counted"
    DAY_OFF = "day-off"
    PAUSED = "paused"
    EXTENDED = "extended"
    ROLLED = "rolled"


@dataclass(frozen=True, slots=True)
class Row:
    """One day: what it is, how much of it counted, how much had counted by its end (both in the proof's unit).

    `day_kind` names the day off, the make-up working day or the closing.
    """

    day: date
    kind: RowKind
    counted: int
    total: int
    day_kind: DayKind
    provisional: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof of one clock's due date: the clock with its rule, the rows, and the due moment that they yield."""

    state: "ClockState"
    unit: Unit
    rows: tuple[Row, ...]
    due: Moment


def prove(state: "ClockState") -> Proof:
    """Return the proof of a clock's due date, counted day by day."""
    raise NotImplementedError
