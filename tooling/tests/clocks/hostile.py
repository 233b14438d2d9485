"""Records and rules of every kind, in whatever order and year, for Hypothesis."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from kentan.clocks.calendars import working_calendar
from kentan.files.calendars import statutory_years
from kentan.records.case import (
    Acceptance,
    Assignment,
    Callback,
    Case,
    Extension,
    ExtensionDecision,
    GradeEntry,
    HandOver,
    Kept,
    Objection,
    ObjectionDecision,
    Pause,
    Progress,
    Promise,
    Raised,
    Rating,
    Reply,
    Supervision,
)
from kentan.records.clock import (
    Clock,
    Condition,
    Event,
    ExtensionRule,
    Limit,
    Obliged,
    PauseRule,
    Roll,
    Step,
    StepState,
    Weekday,
    Which,
)
from kentan.records.moments import Moment
from kentan.records.programme import Programme, RuleSet
from kentan.records.vocabulary import (
    CallbackResult,
    CaseKind,
    Channel,
    Decision,
    ExtensionOutcome,
    KeptBy,
    ObjectionOutcome,
    Outcome,
    Provenance,
    RaisedBy,
    RatedBy,
    Role,
    SupervisionKind,
)

CHINA = working_calendar("CN", statutory_years())
DAYS = st.one_of(
    st.dates(date(2022, 5, 20), date(2022, 8, 31)),
    st.sampled_from([date.min, date.max, date(2024, 2, 29), date(2026, 12, 31), date(2027, 1, 1)]),
)
MOMENTS = st.builds(Moment, DAYS, st.sampled_from([0, 540, 870, 1439, 1440, 1440, 1440]))


def few(strategy: Any, most: int = 2) -> Any:
    return st.lists(strategy, max_size=most).map(tuple)


def one_of(words: Any) -> Any:
    return st.sampled_from(list(words))


DEPARTMENTS = one_of(["finance", "tax"])
PROMISES = st.builds(
    Promise, due=DAYS, text=st.just("x"), kept=st.none() | st.builds(Kept, on=MOMENTS, by=one_of(KeptBy))
)
ASSIGNMENTS = st.builds(
    Assignment,
    handed_over=few(st.builds(HandOver, on=MOMENTS, ended=st.none() | MOMENTS), 3),
    objections=few(
        st.builds(
            Objection,
            on=MOMENTS,
            reason=st.just("x"),
            decision=st.none() | st.builds(ObjectionDecision, on=MOMENTS, outcome=one_of(ObjectionOutcome)),
        )
    ),
    pauses=few(st.builds(Pause, on=MOMENTS, until=st.none() | MOMENTS, question=st.just("?")), 3),
    extensions=few(
        st.builds(
            Extension,
            on=MOMENTS,
            until=DAYS,
            reason=st.just("x"),
            decision=st.none() | st.builds(ExtensionDecision, on=MOMENTS, outcome=one_of(ExtensionOutcome)),
        ),
        3,
    ),
    replies=few(
        st.builds(Reply, on=MOMENTS, outcome=one_of(Outcome), text=st.just("x"), promise=st.none() | PROMISES), 3
    ),
    progress=few(st.builds(Progress, on=MOMENTS, text=st.just("x")), 3),
    role=one_of(Role),
)
CASES = st.builds(
    Case,
    id=st.just("HZ-2022-0001"),
    programme=st.just("huzhou"),
    place=st.just("huzhou"),
    provenance=st.just(Provenance.SAMPLE),
    title=st.just("x"),
    kind=one_of(CaseKind),
    topic=st.just("land"),
    raised=st.builds(Raised, on=MOMENTS, by=one_of(RaisedBy), channel=one_of(Channel)),
    summary=st.just("x"),
    acceptance=few(st.builds(Acceptance, on=MOMENTS, decision=one_of(Decision)), 3),
    grades=few(st.builds(GradeEntry, on=MOMENTS, grade=one_of(["a", "b"]))),
    assignments=st.dictionaries(DEPARTMENTS, ASSIGNMENTS, max_size=2),
    supervision=st.dictionaries(
        st.just("federation"),
        few(st.builds(Supervision, on=MOMENTS, kind=one_of(SupervisionKind), department=st.none() | DEPARTMENTS)),
        max_size=1,
    ),
    ratings=few(st.builds(Rating, on=MOMENTS, score=st.integers(1, 5), by=one_of(RatedBy))),
    callbacks=few(st.builds(Callback, on=MOMENTS, result=one_of(CallbackResult))),
)
NUMBERS = st.integers(0, 30) | st.just(10_000)
LIMITS = st.one_of(
    *(
        NUMBERS.map(lambda n, unit=unit: Limit(**{unit: n}))
        for unit in ("minutes", "hours", "office_hours", "days", "working_days", "months", "end_of_month")
    ),
    st.builds(Limit, weekday=one_of(Weekday), weeks_after=NUMBERS),
    st.builds(Limit, day_of_month=st.integers(1, 31), months_after=NUMBERS),
)
EVENTS = few(one_of(Event), 3).filter(bool)
CLOCKS = st.builds(
    Clock,
    name=st.just("x"),
    starts=EVENTS,
    which=one_of(Which),
    stops=EVENTS,
    limit=LIMITS,
    applies=st.none()
    | st.builds(Condition, grades=few(one_of(["a", "b"])), roles=few(one_of(Role)), outcomes=few(one_of(Outcome))),
    obliges=one_of(Obliged),
    stopping_outcomes=few(one_of(Outcome)),
    every=st.none() | LIMITS,
    until=few(one_of(Event)),
    roll=one_of(Roll),
    pauses=st.none()
    | st.builds(
        PauseRule,
        at_most=st.none() | st.integers(0, 2),
        days_each=st.none() | NUMBERS,
        days_in_all=st.none() | NUMBERS,
        objections=st.booleans(),
    ),
    extensions=st.none()
    | st.builds(ExtensionRule, at_most=st.integers(0, 2), up_to=st.none() | LIMITS, ask_before=st.none() | LIMITS),
    ladder=st.just("ladder"),
)
STEPS = st.builds(
    Step,
    id=st.just("s"),
    name=st.just("s"),
    state=one_of(StepState),
    before=st.none() | LIMITS,
    after=st.none() | LIMITS,
    event=st.none() | one_of(Event),
    within=st.none() | LIMITS,
)


def programme_of(rules: RuleSet) -> Programme:
    """A programme that has these rules alone."""
    return Programme(
        id="huzhou",
        name="x",
        prefix="HZ",
        organiser="federation",
        places=("huzhou",),
        began=date(2022, 1, 1),
        summary="x",
        versions=(rules,),
    )
