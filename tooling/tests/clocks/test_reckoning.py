"""The reckoning agrees with a naive one, with its own proof, and with itself as time passes."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kentan.clocks.calendars import working_calendar
from kentan.clocks.proof import RowKind
from kentan.clocks.reckoner import Reckoner
from kentan.clocks.state import ClockState
from kentan.clocks.status import State
from kentan.files.calendars import statutory_years
from kentan.records.case import Assignment, Case, Extension, ExtensionDecision, HandOver, Pause, Raised, Reply
from kentan.records.clock import Clock, Event, ExtensionRule, Limit, PauseRule, Roll
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment
from kentan.records.programme import OfficeHours, RuleSet
from kentan.records.vocabulary import CaseKind, Channel, ExtensionOutcome, Outcome, Provenance, RaisedBy, Role
from tests.clocks.hostile import programme_of
from tests.clocks.naive import Rules, due_of, office_due

CHINA = working_calendar("CN", statutory_years())
END = date(2027, 12, 31)
DAY = timedelta(days=1)


def ledger(clock: Clock, hours: OfficeHours | None = None) -> Ledger:
    rules = RuleSet(from_=date(2019, 1, 1), clocks={"reply": clock}, office_hours=hours)
    return Ledger(programmes={"huzhou": programme_of(rules)}, statutory=statutory_years())


def case_of(assignment: Assignment, raised: Moment) -> Case:
    return Case(
        id="HZ-2022-0001",
        programme="huzhou",
        place="huzhou",
        provenance=Provenance.SAMPLE,
        title="x",
        kind=CaseKind.REQUEST,
        topic="land",
        raised=Raised(on=raised, by=RaisedBy.ENTERPRISE, channel=Channel.LETTER),
        summary="x",
        assignments={"finance": assignment},
    )


def only(ledger: Ledger, case: Case, as_of: Moment) -> ClockState:
    (clock,) = (each for each in Reckoner(ledger, as_of, CHINA).reckon(case).clocks if each.id == "reply")
    return clock


LIMITS = st.one_of(
    st.integers(0, 60).map(lambda n: Limit(days=n)),
    st.integers(0, 45).map(lambda n: Limit(working_days=n)),
    st.integers(0, 4).map(lambda n: Limit(months=n)),
    st.integers(0, 3).map(lambda n: Limit(end_of_month=n)),
    st.tuples(st.integers(1, 31), st.integers(0, 2)).map(lambda x: Limit(day_of_month=x[0], months_after=x[1])),
)
FEW = st.none() | st.integers(0, 12)


@st.composite
def clocks(draw: st.DrawFn) -> Clock:
    pauses = PauseRule(at_most=draw(st.none() | st.integers(0, 3)), days_each=draw(FEW), days_in_all=draw(FEW))
    cap = draw(st.none() | st.integers(0, 15))
    limit = draw(LIMITS)
    up_to = None if cap is None else Limit(working_days=cap) if limit.working_days is not None else Limit(days=cap)
    return Clock(
        name="x",
        starts=(Event.HANDED_OVER,),
        stops=(Event.REPLIED,),
        limit=limit,
        roll=draw(st.sampled_from((Roll.NONE, Roll.FORWARD))),
        pauses=pauses,
        extensions=ExtensionRule(at_most=draw(st.integers(0, 2)), up_to=up_to),
    )


@st.composite
def assignments(draw: st.DrawFn) -> Assignment:
    """A department's part: pauses one after the other, extensions on other days than pauses begin or end."""
    start = draw(st.dates(date(2019, 1, 1), date(2026, 10, 1)))
    days = sorted(draw(st.sets(st.integers(0, 70), max_size=6)))
    pauses = [
        Pause(on=Moment(start + a * DAY), until=Moment(start + b * DAY), question="?")
        for a, b in zip(days[::2], days[1::2], strict=False)
    ]
    busy = {start + n * DAY for n in days}
    asked = [start + n * DAY for n in sorted(draw(st.sets(st.integers(0, 60), max_size=2)))]
    extensions = [
        Extension(
            on=Moment(day),
            decision=ExtensionDecision(on=Moment(day), outcome=ExtensionOutcome.GRANTED),
            until=day + draw(st.integers(0, 40)) * DAY,
            reason="x",
        )
        for day in asked
        if day not in busy
    ]
    return Assignment(
        handed_over=(HandOver(on=Moment(start)),), pauses=tuple(pauses), extensions=tuple(extensions), role=Role.LEAD
    )


def naive(clock: Clock, assignment: Assignment, until: date) -> date:
    start = assignment.handed_over[0].on.day
    assert clock.pauses is not None
    assert clock.extensions is not None
    working = clock.limit.working_days is not None
    rules = Rules(
        counts=CHINA.is_working if working else lambda _: True,
        is_working=CHINA.is_working,
        rolls=clock.roll is Roll.FORWARD,
        at_most=clock.pauses.at_most,
        days_each=clock.pauses.days_each,
        days_in_all=clock.pauses.days_in_all,
        extensions=clock.extensions.at_most,
        up_to=None
        if clock.extensions.up_to is None
        else clock.extensions.up_to.days
        if clock.extensions.up_to.days is not None
        else clock.extensions.up_to.working_days,
    )
    return due_of(
        start,
        plain_due(clock.limit, start),
        [(each.on.day, each.until.day if each.until else END) for each in assignment.pauses],
        [(each.on.day, each.until) for each in assignment.extensions],
        until,
        rules,
    )


def plain_due(limit: Limit, start: date) -> date:
    """The due day of a limit, found by looking at one day after the other."""
    day = start
    if limit.days is not None:
        return start + limit.days * DAY
    if limit.working_days is not None:
        left = limit.working_days
        while left:
            day += DAY
            left -= CHINA.is_working(day)
        return day
    months = limit.months if limit.months is not None else limit.end_of_month
    if limit.day_of_month is not None:
        months = limit.months_after
        wanted = limit.day_of_month
        while True:
            last = (day + DAY).month != day.month
            past = (day.year - start.year) * 12 + day.month - start.month
            fits = day.day == wanted or (last and day.day < wanted)
            if fits and (past == months if months else day > start):
                return day
            day += DAY
            if day.day == 1 and months and past > months:
                raise AssertionError
            if months and past < months and day.month != (day - DAY).month:
                continue
    assert months is not None
    while (day.year - start.year) * 12 + day.month - start.month < months:
        day += DAY
    while (day + DAY).month == day.month and (limit.end_of_month is not None or day.day < start.day):
        day += DAY
    return day


@settings(max_examples=400)
@given(clocks(), assignments(), st.integers(0, 120))
def test_the_due_day_is_that_of_a_naive_reckoning(clock: Clock, assignment: Assignment, later: int) -> None:
    start = assignment.handed_over[0].on
    as_of = start.day + later * DAY
    found = only(ledger(clock), case_of(assignment, start), Moment(as_of))
    expected = naive(clock, assignment, as_of)
    assert found.due == Moment(expected)
    assert found.is_overdue == (as_of > expected)


@settings(max_examples=400)
@given(clocks(), assignments(), st.integers(0, 120))
def test_the_proof_yields_the_due_day(clock: Clock, assignment: Assignment, later: int) -> None:
    start = assignment.handed_over[0].on
    found = only(ledger(clock), case_of(assignment, start), Moment(start.day + later * DAY))
    proof = found.proof()
    assert proof.due == found.due
    assert proof.rows[-1].day == found.due.day
    assert [row.day for row in proof.rows] == [start.day + n * DAY for n in range(len(proof.rows))]
    assert sum(row.counted for row in proof.rows if row.kind is RowKind.COUNTED) <= proof.amount
    if all(each.until is None for each in found.extensions):
        assert proof.rows[-1].total == proof.amount


@settings(max_examples=150)
@given(st.dates(date(2019, 1, 1), date(2026, 10, 1)), st.integers(0, 1440), st.integers(0, 40), st.booleans())
def test_office_hours_are_those_of_a_naive_reckoning(day: date, minute: int, hours: int, noon: bool) -> None:
    office = OfficeHours(break_from="12:00", break_until="13:30") if noon else OfficeHours()
    times = [(540, 720), (810, 1020)] if noon else [(540, 1020)]
    clock = Clock(name="x", starts=(Event.HANDED_OVER,), stops=(Event.REPLIED,), limit=Limit(office_hours=hours))
    start = Moment(day, minute)
    assignment = Assignment(handed_over=(HandOver(on=start),), role=Role.LEAD)
    found = only(ledger(clock, office), case_of(assignment, Moment(day, 0)), Moment(END))
    assert found.due == Moment(*office_due((day, minute), hours * 60, CHINA.is_working, times))
    assert found.proof().rows[-1].total == hours * 60


@settings(max_examples=60)
@given(clocks(), assignments(), st.none() | st.integers(0, 100))
def test_as_time_passes_nothing_that_was_overdue_ceases_to_have_been(
    clock: Clock, assignment: Assignment, answered: int | None
) -> None:
    start = assignment.handed_over[0].on
    if answered is not None:
        reply = Reply(on=Moment(start.day + answered * DAY), outcome=Outcome.SOLVED, text="x")
        assignment = replace(assignment, replies=(reply,))
    case = case_of(assignment, start)
    book = ledger(clock)
    before: ClockState | None = None
    for number in range(110):
        now = only(book, case, Moment(start.day + number * DAY))
        if before is not None:
            assert now.was_overdue or not before.was_overdue
            if before.stop is not None:
                assert (now.state, now.due, now.was_overdue) == (before.state, before.due, before.was_overdue)
        assert (now.state in (State.LATE, State.OVERDUE)) <= now.was_overdue
        before = now
