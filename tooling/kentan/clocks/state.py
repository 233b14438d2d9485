"""What reckoning yields: the state of each clock and of the case, as of one moment. Values, without text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

from kentan.clocks.history import Happening
from kentan.clocks.status import ENDED, State, Status
from kentan.records.case import Case, Extension, Pause, Rating
from kentan.records.clock import Clock, Event, Obliged, Step, StepState
from kentan.records.finding import Path
from kentan.records.frozen import frozen_value
from kentan.records.moments import Moment
from kentan.records.vocabulary import Outcome

if TYPE_CHECKING:
    from kentan.clocks.compiled import CompiledClock
    from kentan.clocks.proof import Proof


class PauseProblem(StrEnum):
    """Why a pause does not count, or not wholly."""

    AFTER_DUE = "after-due"
    TOO_MANY = "too-many"
    TOO_LONG = "too-long"


class ExtensionProblem(StrEnum):
    """Why an extension does not count, or not wholly."""

    UNDECIDED = "undecided"
    REFUSED = "refused"
    ASKED_LATE = "asked-late"
    TOO_OFTEN = "too-often"
    BEYOND_CAP = "beyond-cap"
    WRONG_OFFICE = "wrong-office"
    DECIDED_LATE = "decided-late"


@frozen_value
class Waiting:
    """One time in which a clock stands still.

    `from_` and `until` bound what counts; `until` is None while it lasts. Nothing counts where both are equal.
    `path` is the pause (or objection) in the file of the case.
    """

    path: Path
    entry: "Pause | None"
    from_: Moment
    until: Moment | None
    problem: PauseProblem | None = None


@frozen_value
class Prolonging:
    """One request for more time. `until` is the day up to which it counts; None where it does not, as `problems` say.

    `due` is the due moment when it was asked for; `ask_by` the last moment at which it could be; `allowed_until` the
    last day to which the programme's cap allows, where it has one.
    """

    path: Path
    entry: Extension
    due: Moment
    until: Moment | None
    problems: tuple[ExtensionProblem, ...] = ()
    allowed_until: Moment | None = None
    ask_by: Moment | None = None


@frozen_value
class Reached:
    """A step of the ladder that was reached, when, and by when what it obliges is due (None: no time is set).

    `done` is when that was done, by the first of the events that show it. `is_missed`: it was not, or too late, while
    the clock ran past that time.
    """

    step: Step
    on: Moment
    due: Moment | None
    done: Moment | None = None
    is_missed: bool = False


@frozen_value
class ClockState:
    """One clock of a case, as of one moment.

    `department` is whose clock it is: the department that is obliged or concerned; None where there is none (yet).
    `start` is the event that started it; `due` the last moment in time, with pauses, extensions and rolling; while it
    is paused, as if the enterprise answered at `as_of`. `provisional` says that the due day rests on a year whose
    calendar is not announced. `stop` is the event that stopped it; `end` the event that ended it without being done
    (merge, withdrawal, refusal, transfer, another grade). `was_overdue` stays for ever. `number` counts the
    recurrences of one start from 0. `base` is the due moment without pauses, extensions and rolling.
    """

    id: str
    rule: "CompiledClock" = field(repr=False)
    department: str | None
    start: Happening
    due: Moment
    as_of: Moment
    state: State
    stop: Happening | None = None
    end: Happening | None = None
    provisional: bool = False
    was_overdue: bool = False
    pauses: tuple[Waiting, ...] = ()
    extensions: tuple[Prolonging, ...] = ()
    number: int = 0
    begins: Moment | None = None
    base: Moment | None = None

    @property
    def key(self) -> tuple[str, str, str, int]:
        """What names it among the clocks of its case: the same clock under another calendar has the same key."""
        return (self.id, self.department or "", ".".join(map(str, self.start.path)), self.number)

    @property
    def recurrence(self) -> tuple[str, str, str]:
        """What the periods of one clock that recurs have in common."""
        return self.key[:3]

    @property
    def clock(self) -> Clock:
        """The clock as the programme declares it."""
        return self.rule.clock

    @property
    def obliges(self) -> Obliged:
        """Whom it obliges."""
        return self.rule.clock.obliges

    @property
    def owner(self) -> str:
        """Who owes what it waits for: the id of the department, where it obliges one, else the word for whom."""
        if self.obliges is Obliged.DEPARTMENT and self.department is not None:
            return self.department
        return self.obliges.value

    @property
    def started(self) -> Moment:
        """From when it counts: the moment of the start event; in a recurrence the due date before; for a promise its
        own due day (which may lie ahead)."""
        return self.begins or self.start.moment

    @property
    def started_by(self) -> Event:
        """What happened at `started`: a clock that waits for a promise is started by its due day, not by its making."""
        is_promise = self.start.event is Event.PROMISED and Event.PROMISE_DUE in self.rule.starts
        return Event.PROMISE_DUE if is_promise else self.start.event

    @property
    def promised(self) -> Moment | None:
        """When the promise was made whose due day started it; None where something else did."""
        return self.start.moment if self.started_by is Event.PROMISE_DUE else None

    @property
    def stopped(self) -> Moment | None:
        """When it was stopped."""
        return self.stop.moment if self.stop else None

    @property
    def ended(self) -> Moment | None:
        """When it ended without being done."""
        return self.end.moment if self.end else None

    @property
    def is_open(self) -> bool:
        """Whether it still waits for what stops it."""
        return self.stop is None and self.end is None

    @property
    def is_overdue(self) -> bool:
        """Whether it is past due and not done."""
        return self.state is State.OVERDUE

    @property
    def is_long_overdue(self) -> bool:
        """Whether its ladder says that it is long overdue."""
        return self.is_overdue and any(each.step.state is StepState.LONG_OVERDUE for each in self.steps())

    @property
    def days_left(self) -> int:
        """Natural days from `as_of` to the due day; negative where it is past."""
        return (self.due.day - self.as_of.day).days

    @property
    def days_late(self) -> int:
        """Natural days by which it was or is late; 0 where it is not (or only by hours)."""
        last = self.stop or self.end
        over = last.moment.day if last else self.as_of.day
        return max(0, (over - self.due.day).days) if self.was_overdue else 0

    def name_in(self, language: str) -> str:
        """Return the clock's name in a language, as written where no translation is recorded."""
        return self.clock.translations.get(f"name_{language}", self.clock.name)

    @property
    def step(self) -> Reached | None:
        """The last step of its ladder that was reached, unless it was done or ended in time; reckoned at each call."""
        last = self.stop or self.end
        if not self.rule.ladder or (last and last.moment <= self.due):
            return None
        return next(reversed(self.steps()), None)

    def steps(self) -> tuple[Reached, ...]:
        """Return every step of its ladder that was reached, in the order of the ladder; reckoned anew at each call."""
        from kentan.clocks.ladder import reached

        since = self.started if self.number else self.start.moment
        return reached(self.rule, since, self.due, self.stop or self.end, self.as_of, self.step_events)

    step_events: tuple[Happening, ...] = field(default=(), repr=False)

    def proof(self) -> "Proof":
        """Return the day-by-day proof of the due date; reckoned at each call, on demand only."""
        from kentan.clocks.proof import prove

        return prove(self)


@frozen_value
class CaseState:
    """A case as of one moment.

    `lead` is the leading department to which it is handed over; `outcome` and `rating` are the last ones.
    `answered_on` is the lead's first reply since the case began or was last reopened, `first_answered_on` its first
    reply of all. `settled_on`: replied, and nothing promised is open; `closed_on`: settled, and rated or the rating
    window passed. `rating_until` is the end of the rating window, once it runs. `clocks` holds every clock that was
    ever started, in the order of start.
    """

    case: Case
    as_of: Moment
    status: Status
    outcome: Outcome | None
    rating: Rating | None
    lead: str | None
    happenings: tuple[Happening, ...] = field(repr=False)
    clocks: tuple[ClockState, ...]
    answered_on: Moment | None = None
    first_answered_on: Moment | None = None
    settled_on: Moment | None = None
    closed_on: Moment | None = None
    rating_until: Moment | None = None
    grade: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still owes something to it: not closed, merged, refused or withdrawn."""
        return self.status not in ENDED

    @property
    def is_overdue(self) -> bool:
        """Whether one of its clocks is overdue."""
        return any(clock.is_overdue for clock in self.clocks)

    @property
    def was_overdue(self) -> bool:
        """Whether one of its clocks ever was overdue; stays for ever."""
        return any(clock.was_overdue for clock in self.clocks)

    @property
    def open_clocks(self) -> tuple[ClockState, ...]:
        """The clocks that still wait for what stops them, the one due first in front."""
        return tuple(sorted((clock for clock in self.clocks if clock.is_open), key=lambda clock: clock.due))

    @property
    def due(self) -> Moment | None:
        """The earliest due moment of an open clock."""
        return min((clock.due for clock in self.clocks if clock.is_open), default=None)


def with_missed(clocks: Sequence[ClockState]) -> Iterator[tuple[ClockState, int]]:
    """Yield clocks with 1; of one that recurs only the first period missed, with the number of those missed."""
    missed = Counter([clock.recurrence for clock in clocks if clock.is_overdue])
    for clock in clocks:
        if not clock.is_overdue:
            yield clock, 1
        elif clock.recurrence in missed:
            yield clock, missed.pop(clock.recurrence)
