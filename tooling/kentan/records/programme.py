"""A programme: its rule set. Nothing of it stands in code; every deadline is a clock declared here."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

from kentan.languages import mark
from kentan.records.case import Source
from kentan.records.describe import (
    Between,
    DepartmentId,
    Dimension,
    GradeId,
    KindOfMeeting,
    KindOfResult,
    Line,
    OneFact,
    Pattern,
    PlaceId,
    ProgrammeId,
    Refers,
    Slug,
    Text,
    TopicId,
    Translations,
    described,
    record,
    translations,
)
from kentan.records.vocabulary import (
    CaseKind,
    Channel,
    HostKind,
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


class Period(Vocabulary):
    """A period of the calendar."""

    WEEK = "week", N_("week")
    MONTH = "month", N_("month")
    QUARTER = "quarter", N_("quarter")
    HALF_YEAR = "half-year", N_("half-year")
    YEAR = "year", N_("year")


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


@record
class Grade:
    """A grade that a case can have."""

    name: Line = described(N_("Name."))
    leaders: Small = described(N_("How many leaders it needs."), default=0)
    plan: bool = described(N_("Whether it needs a plan."), default=False)
    translations: Translations = translations()


@record
class Cadence:
    """How often something is promised."""

    every: Period = described(N_("Once, or `times`, in each …"))
    times: Annotated[int, Between(1, 1000)] = described(N_("How many times in each."), default=1)
    weekday: Weekday | None = described(N_("On this day of the week."), default=None)
    days_of_month: tuple[Annotated[int, Between(1, 31)], ...] = described(N_("On these days of the month."), default=())
    minutes: Small | None = described(N_("How long at least, in minutes."), default=None)


@record
class MeetingKind:
    """A kind of meeting, with its cadence, notice and rota of hosts."""

    name: Line = described(N_("Name."))
    cadence: Cadence | None = described(N_("How often it is promised."), default=None)
    notice: LimitOf | None = described(N_("How long before it must be announced."), default=None)
    levels: tuple[Level, ...] = described(N_("At which levels it is held."), default=())
    hosts: tuple[HostKind, ...] = described(N_("Who hosts."), default=())
    rota: Line | None = described(N_("By which rota the hosts change."), default=None)
    formats: tuple[Line, ...] = described(N_("How enterprises take part, in words."), default=())
    verbatim: bool = described(N_("Whether a verbatim record is promised."), default=False)
    translations: Translations = translations()


@record
class ScoreDimension:
    """What is scored, by whom, on which scale."""

    name: Line = described(N_("Name."))
    asks: Line = described(N_("What is asked."))
    scored_by: RaisedBy = described(N_("Who scores."), default=RaisedBy.ENTERPRISE)
    least: Decimal = described(N_("Lowest score."), default=Decimal(1))
    most: Decimal = described(N_("Highest score."), default=Decimal(5))
    translations: Translations = translations()


@record
class RatingRule:
    """How enterprises rate what became of their case."""

    window: LimitOf | None = described(N_("How long after the reply a rating is waited for."), default=None)
    low: Annotated[int, Between(1, 5)] = described(N_("A rating of this or less is low."), default=2)
    satisfied: Annotated[int, Between(1, 5)] = described(N_("A rating of this or more is satisfied."), default=4)


@record
class InvitationCap:
    """How often an enterprise may be invited at most."""

    at_most: Annotated[int, Between(1, 1000)] = described(N_("How many times."))
    within: LimitOf = described(N_("Within which time."))


@record
class Duty:
    """A report or a review meeting that the programme owes."""

    name: Line = described(N_("Name."))
    every: Period = described(N_("How often."))
    to: Line | None = described(N_("To whom."), default=None)
    by: LimitOf | None = described(N_("How long after the end of the period."), default=None)
    meeting_kind: KindOfMeeting | None = described(
        N_("Fulfilled by a meeting of this kind in the time until then."), default=None
    )
    survey: bool = described(
        N_("Fulfilled by a survey of the month, or drawn up in the time until then."), default=False
    )
    translations: Translations = translations()


@record
class ResultKind:
    """A kind of result that meetings can bring."""

    name: Line = described(N_("Name."))
    unit: Line = described(N_("Unit of the quantity."))
    translations: Translations = translations()


@record
class OfficeHours:
    """The hours that count in `office_hours`."""

    opens: TimeOfDay = described(N_("Opens at."), default="09:00")
    break_from: TimeOfDay | None = described(N_("The break at noon begins at."), default=None)
    break_until: TimeOfDay | None = described(N_("The break at noon ends at."), default=None)
    closes: TimeOfDay = described(N_("Closes at."), default="17:00")


@record
class RuleSet:
    """One version of the rules; a case keeps the version under which it began."""

    from_: date = described(N_("The day from which this version counts."))
    summary: Text | None = described(N_("What this version says, in plain words."), default=None)
    meetings: Mapping[KindOfMeeting, MeetingKind] = described(N_("Kinds of meeting by id."), factory=dict)
    clocks: Mapping[Slug, Clock] = described(N_("Deadlines by id."), factory=dict)
    ladders: Mapping[Slug, tuple[Step, ...]] = described(N_("Ladders by id; their steps in order."), factory=dict)
    grades: Mapping[GradeId, Grade] = described(N_("Grades by id."), factory=dict)
    rating: RatingRule | None = described(N_("How cases are rated."), default=None)
    scores: Mapping[Dimension, ScoreDimension] = described(N_("Dimensions in which meetings are scored."), factory=dict)
    results: Mapping[KindOfResult, ResultKind] = described(N_("Kinds of result by id."), factory=dict)
    invitations: InvitationCap | None = described(N_("Protects enterprises from too many invitations."), default=None)
    duties: Mapping[Slug, Duty] = described(N_("Reports and reviews that are owed."), factory=dict)
    recorded_within: LimitOf | None = described(
        N_("How long after it happened a fact should be recorded; later is shown."), default=None
    )
    office_hours: OfficeHours | None = described(N_("Hours of the offices."), default=None)
    translations: Translations = translations()


@record
class Programme:
    """A programme of regular meetings between enterprises and government: `registry/programmes/<id>.yml`."""

    id: Annotated[ProgrammeId, Refers("programme", own=True)] = described(N_("Id; the same as the file's name."))
    name: Line = described(N_("Name."))
    prefix: Annotated[str, Pattern(r"[A-Z]{2,6}", "HZ")] = described(N_("Prefix of the ids of its cases."))
    organiser: DepartmentId = described(N_("The office that runs it."))
    places: tuple[PlaceId, ...] = described(N_("The places in which it runs."))
    supervisors: tuple[DepartmentId, ...] = described(
        N_("Offices that may step in; each has its slot in a case."), default=()
    )
    began: date = described(N_("The day on which it began."))
    ended: date | None = described(N_("The last day, where it has ended."), default=None)
    summary: Text = described(N_("What it is, in plain words."))
    public_intake: bool = described(
        N_("Whether new appeals may be sent in where everybody can read them, for ever."), default=False
    )
    versions: tuple[RuleSet, ...] = described(N_("The versions of its rules, oldest first."))
    sources: tuple[Source, ...] = described(N_("Published reports that are the source."), default=())
    translations: Translations = translations()

    def rules_on(self, day: date) -> RuleSet:
        """Return the version of the rules that counts on a day: the last that began, or else the first."""
        if len(self.versions) == 1:
            return self.versions[0]
        begun = [version for version in self.versions if version.from_ <= day]
        return max(begun, key=lambda version: version.from_) if begun else self.versions[0]
