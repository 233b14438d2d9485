"""A programme: its rule set. Nothing of it stands in code; every deadline is a clock declared here."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

from kentan.languages import mark
from kentan.records.case import Source
from kentan.records.clock import Clock, LimitOf, Small, Step, TimeOfDay, Weekday
from kentan.records.describe import (
    Between,
    DepartmentId,
    Dimension,
    GradeId,
    KindOfMeeting,
    KindOfResult,
    Line,
    Pattern,
    PlaceId,
    ProgrammeId,
    Refers,
    Slug,
    Text,
    Translations,
    described,
    record,
    translations,
)
from kentan.records.vocabulary import (
    HostKind,
    Level,
    RaisedBy,
    Vocabulary,
)

N_ = mark


class Period(Vocabulary):
    """A period of the calendar."""

    WEEK = "week", N_("week")
    MONTH = "month", N_("month")
    QUARTER = "quarter", N_("quarter")
    HALF_YEAR = "half-year", N_("half-year")
    YEAR = "year", N_("year")


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
