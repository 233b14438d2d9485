"""A clock as a programme declares it: what starts and stops it, how long, what pauses it, its ladder."""

from typing import Annotated

from kentan.languages import mark
from kentan.records.describe import (
    Between,
    DepartmentId,
    GradeId,
    KindOfMeeting,
    Line,
    OneFact,
    Pattern,
    PlaceId,
    Slug,
    TopicId,
    Translations,
    described,
    record,
    translations,
)
from kentan.records.vocabulary import (
    CaseKind,
    Channel,
    Level,
    Mode,
    Outcome,
    PersonRole,
    RaisedBy,
    Role,
    SupervisionKind,
    Vocabulary,
)

N_ = mark
TimeOfDay = Annotated[str, Pattern(r"([01][0-9]|2[0-3]):[0-5][0-9]", "09:00")]
Small = Annotated[int, Between(0, 10_000)]


class Event(Vocabulary):
    """What can start or stop a clock, fulfil a duty, or make a step of a ladder."""

    RAISED = "raised", N_("raised")
    MEETING_ANNOUNCED = "meeting-announced", N_("meeting announced")
    MEETING_HELD = "meeting-held", N_("meeting held")
    ACCEPTED = "accepted", N_("accepted")
    NOT_ACCEPTED = "not-accepted", N_("not accepted")
    MERGED = "merged", N_("merged")
    WITHDRAWN = "withdrawn", N_("withdrawn")
    REOPENED = "reopened", N_("reopened")
    GRADED = "graded", N_("graded")
    HANDED_OVER = "handed-over", N_("handed over")
    RELEASED = "released", N_("department released from the case")
    OBJECTION_RAISED = "objection-raised", N_("objection raised")
    OBJECTION_DECIDED = "objection-decided", N_("objection decided")
    PAUSED = "paused", N_("waiting for the enterprise")
    RESUMED = "resumed", N_("the enterprise answered")
    EXTENSION_ASKED = "extension-asked", N_("extension asked")
    EXTENSION_DECIDED = "extension-decided", N_("extension decided")
    REPLIED = "replied", N_("replied")
    PROMISED = "promised", N_("promised")
    PROMISE_DUE = "promise-due", N_("promise due")
    PROMISE_KEPT = "promise-kept", N_("promise kept")
    PROGRESS_REPORTED = "progress-reported", N_("progress reported")
    REMINDED = "reminded", N_("reminded")
    SUPERVISED = "supervised", N_("an office stepped in")
    RATING_ASKED = "rating-asked", N_("rating asked")
    RATED = "rated", N_("rated")
    RATED_LOW = "rated-low", N_("rated low")
    CALLED_BACK = "called-back", N_("called back")
    NOT_SOLVED = "not-solved", N_("call-back found it not solved")
    SETTLED = "settled", N_("settled: replied, and nothing promised is open")


class Weekday(Vocabulary):
    """A day of the week."""

    MONDAY = "monday", N_("Monday")
    TUESDAY = "tuesday", N_("Tuesday")
    WEDNESDAY = "wednesday", N_("Wednesday")
    THURSDAY = "thursday", N_("Thursday")
    FRIDAY = "friday", N_("Friday")
    SATURDAY = "saturday", N_("Saturday")
    SUNDAY = "sunday", N_("Sunday")


class Roll(Vocabulary):
    """What happens to a due day that falls on a day off."""

    NONE = "none", N_("stays")
    FORWARD = "forward", N_("moves to the next working day")
    BACK = "back", N_("moves to the working day before")


class Which(Vocabulary):
    """Which of several start events counts."""

    FIRST = "first", N_("only the first")
    LAST = "last", N_("only the last")
    EACH = "each", N_("each one")


class StepState(Vocabulary):
    """What a step of a ladder says about a clock."""

    DUE_SOON = "due-soon", N_("due soon")
    OVERDUE = "overdue", N_("overdue")
    LONG_OVERDUE = "long-overdue", N_("long overdue")
    NAMED = "named", N_("a step with its own name")


class Obliged(Vocabulary):
    """Whom a step of a ladder or a duty obliges."""

    STAFF = "staff", N_("the staff")
    DEPARTMENT = "department", N_("the department")
    SUPERVISOR = "supervisor", N_("the supervising office")
    LEADERS = "leaders", N_("the leaders")
    HOST = "host", N_("the host")


_LIMIT_FIELDS = (
    "minutes",
    "hours",
    "office_hours",
    "days",
    "working_days",
    "months",
    "weekday",
    "day_of_month",
    "end_of_month",
)


@record
class Limit:
    """How long: exactly one of its units. In days the start is day 0 and due is the end of the last day."""

    minutes: Small | None = described(N_("Natural minutes."), default=None)
    hours: Small | None = described(N_("Natural hours, to the minute."), default=None)
    office_hours: Small | None = described(N_("Office hours, on working days only."), default=None)
    days: Small | None = described(N_("Natural days."), default=None)
    working_days: Small | None = described(N_("Working days of the statutory calendar."), default=None)
    months: Small | None = described(N_("Months, to the same day or the last of a shorter month."), default=None)
    weekday: Weekday | None = described(N_("The next such day of the week after the start."), default=None)
    weeks_after: Small = described(N_("With weekday: how many weeks later."), default=0)
    day_of_month: Annotated[int, Between(1, 31)] | None = described(
        N_("That day of a month (or its last, where it is shorter), the first that comes after the start."),
        default=None,
    )
    also_on: tuple[Annotated[int, Between(1, 31)], ...] = described(
        N_("With day_of_month: also these days; the first that comes counts."), default=()
    )
    months_after: Small = described(
        N_("With day_of_month: so many months after that of the start, whatever its day."), default=0
    )
    end_of_month: Small | None = described(N_("The last day of the month so many months after."), default=None)


LimitOf = Annotated[Limit, OneFact(_LIMIT_FIELDS)]


@record
class Condition:
    """For which cases or assignments something applies; what is left out does not restrict."""

    grades: tuple[GradeId, ...] = described(N_("Only these grades."), default=())
    kinds: tuple[CaseKind, ...] = described(N_("Only these kinds."), default=())
    roles: tuple[Role, ...] = described(N_("Only departments in these roles."), default=())
    channels: tuple[Channel, ...] = described(N_("Only cases that came in these ways."), default=())
    levels: tuple[Level, ...] = described(N_("Only places of these levels."), default=())
    outcomes: tuple[Outcome, ...] = described(
        N_("Only where the reply that starts it has one of these outcomes."), default=()
    )
    supervision: tuple[SupervisionKind, ...] = described(
        N_("Only where the step of an office that starts it is of these kinds."), default=()
    )
    topics: tuple[TopicId, ...] = described(N_("Only these topics."), default=())
    places: tuple[PlaceId, ...] = described(N_("Only these places."), default=())
    departments: tuple[DepartmentId, ...] = described(N_("Only these departments."), default=())
    raised_by: tuple[RaisedBy, ...] = described(N_("Only cases raised by these."), default=())
    modes: tuple[Mode, ...] = described(N_("Only matters raised in these ways."), default=())
    meeting_kinds: tuple[KindOfMeeting, ...] = described(N_("Only cases from meetings of these kinds."), default=())


@record
class PauseRule:
    """What may pause a clock: waiting for the enterprise, and only before it is due; what remains goes on after."""

    at_most: Small | None = described(N_("How many pauses."), default=None)
    days_each: Small | None = described(N_("How many natural days each, at most."), default=None)
    days_in_all: Small | None = described(N_("How many natural days in all, at most."), default=None)
    objections: bool = described(N_("Whether it also stands still while an objection is not decided."), default=False)


@record
class ExtensionRule:
    """How a clock may be extended."""

    at_most: Small = described(N_("How many times."), default=1)
    up_to: LimitOf | None = described(N_("How much in all beyond the due date, at most."), default=None)
    ask_before: LimitOf | None = described(N_("How long before the due date it must be asked for."), default=None)
    decided_by: tuple[PersonRole, ...] = described(N_("Who decides."), default=(PersonRole.STAFF,))


@record
class Step:
    """A step of a ladder: reached before or after the due date, or when something happened so many times."""

    id: Slug = described(N_("Id of the step."))
    name: Line = described(N_("Name, such as yellow slip."))
    state: StepState = described(N_("What it says about the clock."))
    before: LimitOf | None = described(N_("Reached so long before the due date."), default=None)
    after: LimitOf | None = described(N_("Reached so long after the due date; 0 days: the day after it."), default=None)
    event: Event | None = described(N_("Reached by this event …"), default=None)
    times: Annotated[int, Between(1, 100)] = described(N_("… when it happened so many times."), default=1)
    obliges: Obliged | None = described(N_("Whom it obliges."), default=None)
    to: Line | None = described(N_("To do what."), default=None)
    within: LimitOf | None = described(N_("Within which time of the step."), default=None)
    done: tuple[Event, ...] = described(
        N_("Events that show that it was done; where it is left out, the record does not tell."), default=()
    )
    translations: Translations = translations()


@record
class Clock:
    """A deadline: from which event to which, how long, for what, and what may change it."""

    name: Line = described(N_("Name."))
    starts: tuple[Event, ...] = described(N_("Events that start it."))
    which: Which = described(N_("Which of several start events counts."), default=Which.EACH)
    stops: tuple[Event, ...] = described(N_("Events that stop it."))
    limit: LimitOf = described(N_("How long."))
    applies: Condition | None = described(N_("For what it applies; all where it is left out."), default=None)
    obliges: Obliged = described(N_("Whom it obliges."), default=Obliged.DEPARTMENT)
    stopping_outcomes: tuple[Outcome, ...] = described(
        N_("Only replies of these outcomes stop it; all where it is left out."), default=()
    )
    every: LimitOf | None = described(
        N_("Recurs so long after each due date, until it is stopped for good …"), default=None
    )
    until: tuple[Event, ...] = described(N_("… by one of these events."), default=())
    roll: Roll = described(N_("What happens to a due day that is a day off."), default=Roll.NONE)
    pauses: PauseRule | None = described(N_("What may pause it; nothing where it is left out."), default=None)
    extensions: ExtensionRule | None = described(
        N_("How it may be extended; not at all where it is left out."), default=None
    )
    ladder: Slug | None = described(N_("Its ladder."), default=None)
    translations: Translations = translations()
