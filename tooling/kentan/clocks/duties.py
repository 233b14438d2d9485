"""What a programme owes again and again: reports, review meetings, and meetings as often as promised."""

from dataclasses import dataclass
from datetime import date

from kentan.clocks.status import State
from kentan.records.programme import Cadence, Duty


@dataclass(frozen=True, slots=True)
class DutyState:
    """One period of a duty. `first` and `last` bound the period, `due` is the last day for it.

    `by` names the meeting or survey that fulfilled it on the day `done`. A duty that says nothing of what fulfils it
    is never `overdue`: it is shown as due, and no more is known (`State.ENDED` once it is past).
    """

    id: str
    duty: Duty
    first: date
    last: date
    due: date
    state: State
    done: date | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class CadenceState:
    """One period of a promised cadence at one place: how many meetings were promised, held, and cancelled.

    `excused` says that the promised day of the week was a day off.
    """

    kind: str
    place: str
    cadence: Cadence
    first: date
    last: date
    promised: int
    held: int
    cancelled: int
    excused: bool = False

    @property
    def broken(self) -> bool:
        """Whether fewer were held than promised."""
        return not self.excused and self.held < self.promised
