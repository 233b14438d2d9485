"""What the plan of the demo says about one case, and the courses that a case can take."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from kentan.records.programme import RuleSet


class Course(Enum):
    """How a case goes on after it was raised."""

    SOLVED = auto()
    EXPLAINED = auto()
    ON_THE_SPOT = auto()
    PROMISE_KEPT = auto()
    PROMISE_OPEN = auto()
    PROMISE_BROKEN = auto()
    OBJECTED = auto()
    OBJECTION_REJECTED = auto()
    PAUSED = auto()
    EXTENDED = auto()
    EXTENSION_REFUSED = auto()
    LATE = auto()
    OVERDUE = auto()
    RATED_LOW = auto()
    REOPENED = auto()
    TASK_FORCE = auto()
    INSTRUCTED = auto()
    MERGED = auto()
    REFUSED = auto()
    WITHDRAWN = auto()


@dataclass(frozen=True, slots=True)
class Ways:
    """How a programme goes about its cases: whose account writes, how long a reply takes, what the rules know.

    `within` are days in which a reply is in time for certain, `late` days after which it is late for certain.
    """

    id: str
    prefix: str
    staff: str
    supervisors: tuple[str, ...]
    rules: RuleSet
    within: int
    late: int
    hand_over: int

    @property
    def rates(self) -> bool:
        """Whether cases are rated."""
        return self.rules.rating is not None

    @property
    def rates_monthly(self) -> bool:
        """Whether ratings are asked for in the month after."""
        return "rating-request" in self.rules.clocks

    @property
    def calls_back(self) -> bool:
        """Whether every answered case is called back."""
        return "callback" in self.rules.clocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One case of the plan. `settled_by` is the day by which nothing may be open any more; `made_up`: a sample.

    `into` is the case into which it is merged; `subject` chooses what it is about (the same for the two).
    """

    id: str
    place: str
    day: date
    course: Course
    channel: str
    subject: str
    meeting: str | None = None
    mode: str = "in-person"
    report: str | None = None
    grade: str | None = None
    settled_by: date | None = None
    handed_over_on: date | None = None
    into: str | None = None
    made_up: bool = False
