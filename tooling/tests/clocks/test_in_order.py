"""What is quickly shown to be in order is in order: the clocks of the case, reckoned one by one, say the same."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kentan.clocks.reckoner import Reckoner
from kentan.clocks.status import State
from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.records.case import (
    Acceptance,
    Assignment,
    Callback,
    Case,
    GradeEntry,
    HandOver,
    Kept,
    Progress,
    Promise,
    Raised,
    Rating,
    RatingRequest,
    Reply,
    Supervision,
)
from kentan.records.clock import Clock, Condition, Event, Limit, Obliged, Roll, Which
from kentan.records.ledger import Ledger
from kentan.records.meeting import Held, Meeting
from kentan.records.moments import Moment
from kentan.records.programme import RuleSet
from kentan.records.vocabulary import (
    CallbackResult,
    CaseKind,
    Channel,
    Decision,
    KeptBy,
    MeetingFormat,
    Outcome,
    Provenance,
    RaisedBy,
    RatedBy,
    Role,
    SupervisionKind,
)
from tests.clocks.hostile import CASES, CHINA, CLOCKS, few, programme_of

ROOT = Path(__file__).resolve().parents[3]
FIRST = date(2022, 6, 8)
LATER = date(2026, 11, 22)
SAMPLE = Case(
    id="HZ-2022-0001",
    programme="huzhou",
    place="huzhou",
    provenance=Provenance.SAMPLE,
    title="x",
    kind=CaseKind.DIFFICULTY,
    topic="land",
    raised=Raised(on=Moment(FIRST), by=RaisedBy.ENTERPRISE, channel=Channel.MEETING, meeting="m"),
    summary="x",
)


def reckoner(clocks: tuple[Clock, ...], meeting: Meeting | None = None, as_of: date = LATER) -> Reckoner:
    rules = RuleSet(from_=date(2022, 1, 1), clocks={f"c{number}": clock for number, clock in enumerate(clocks)})
    programme = programme_of(rules)
    meetings = {} if meeting is None else {"m": meeting}
    return Reckoner(Ledger(programmes={"huzhou": programme}, meetings=meetings), Moment(as_of), CHINA)


def shown(reckoner: Reckoner, case: Case) -> int | None:
    """How many clocks of a case are shown to be in order, None where one is doubted; reckoned, they are."""
    rules = reckoner.rules_of(case)
    assert rules is not None
    doubted = reckoner.doubted(case, rules)
    reckoned = reckoner.reckon(case).clocks
    clocks = [clock for clock in reckoned if clock.rule not in doubted]
    assert {clock.state for clock in clocks} <= {State.MET, State.ENDED}
    assert not any(clock.pauses or clock.extensions or clock.was_overdue for clock in clocks)
    told = {clock.key for clock in reckoner.out_of_order(case)}
    assert {clock.key for clock in reckoned if clock.state in (State.LATE, State.OVERDUE)} <= told
    return None if doubted else len(clocks)


class Chance:
    """Cases of one week in which nobody waits, objects or asks for more time, and clocks that may be met in it."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.timed = self.random.random() < 0.3

    def moment(self) -> Moment:
        minute = self.random.choice([540, 870, 1440]) if self.timed else 1440
        return Moment(FIRST + timedelta(self.random.randrange(4)), minute)

    def some(self, make: Callable[[], Any], most: int = 2) -> tuple[Any, ...]:
        return tuple(make() for _ in range(self.random.randrange(most + 1)))

    def maybe(self, make: Callable[[], Any]) -> Any:
        return make() if self.random.random() < 0.5 else None

    def one_of(self, words: Any) -> Any:
        return self.random.choice(list(words))

    def promise(self) -> Promise:
        kept = self.maybe(lambda: Kept(on=self.moment(), by=self.one_of(KeptBy)))
        return Promise(due=self.moment().day, text="x", kept=kept)

    def assignment(self) -> Assignment:
        return Assignment(
            handed_over=self.some(lambda: HandOver(on=self.moment(), ended=self.maybe(self.moment))),
            replies=self.some(
                lambda: Reply(
                    on=self.moment(), outcome=self.one_of(Outcome), text="x", promise=self.maybe(self.promise)
                )
            ),
            progress=self.some(lambda: Progress(on=self.moment(), text="x"), 1),
            role=self.one_of(Role),
        )

    def case(self) -> Case:
        decisions = [*Decision][: 5 if self.random.random() < 0.2 else 4]
        steps = self.some(
            lambda: Supervision(
                on=self.moment(), kind=self.one_of(SupervisionKind), department=self.one_of([None, "finance", "land"])
            )
        )
        return replace(
            SAMPLE,
            kind=self.one_of(CaseKind),
            raised=replace(SAMPLE.raised, on=self.moment()),
            acceptance=self.some(lambda: Acceptance(on=self.moment(), decision=self.one_of(decisions))),
            grades=self.some(lambda: GradeEntry(on=self.moment(), grade=self.one_of("ab"))),
            assignments={
                name: self.assignment() for name in self.one_of([("tax",), ("finance", "tax"), ("tax", "land")])
            },
            supervision={"federation": steps},
            rating_requests=self.some(lambda: RatingRequest(on=self.moment())),
            ratings=self.some(lambda: Rating(on=self.moment(), score=self.one_of((1, 2, 3)), by=RatedBy.ENTERPRISE), 1),
            callbacks=self.some(lambda: Callback(on=self.moment(), result=self.one_of(CallbackResult)), 1),
        )

    def condition(self) -> Condition:
        return Condition(
            grades=self.some(lambda: self.one_of("ab"), 1),
            roles=self.some(lambda: self.one_of(Role)),
            outcomes=self.some(lambda: self.one_of(Outcome)),
            kinds=self.some(lambda: self.one_of(CaseKind), 1),
        )

    def clock(self) -> Clock:
        unit = self.one_of([{"days": self.random.randrange(6)}, {"working_days": 2}, {"hours": 30}])
        return Clock(
            name="x",
            starts=(self.one_of(Event),),
            which=self.one_of(Which),
            stops=tuple(self.random.sample(list(Event), 10)),
            limit=Limit(**unit),
            every=Limit(days=1) if self.random.random() < 0.1 else None,
            applies=self.maybe(self.condition),
            obliges=self.one_of([Obliged.DEPARTMENT, *Obliged]),
            roll=self.one_of(Roll),
            until=self.some(lambda: self.one_of(Event)),
            stopping_outcomes=() if self.random.random() < 0.8 else (Outcome.SOLVED,),
        )

    def meeting(self) -> Meeting | None:
        return Meeting(
            id="m",
            programme="huzhou",
            place="huzhou",
            provenance=Provenance.SAMPLE,
            kind="talk",
            theme="x",
            format=self.one_of(MeetingFormat),
            announced=self.maybe(lambda: self.moment().day),
            held=self.maybe(lambda: Held(on=self.moment())),
        )


def test_what_is_shown_is_so() -> None:
    found = []
    for seed in range(5000):
        chance = Chance(seed)
        judging = reckoner((chance.clock(),), chance.maybe(chance.meeting), chance.one_of([date(2022, 6, 10), LATER]))
        found.append(shown(judging, chance.case()))
    assert sum(1 for number in found if number) > 150


@settings(max_examples=200)
@given(CASES, few(CLOCKS, 3), st.sampled_from([date(2022, 7, 15), date.max]))
def test_nothing_false_is_shown_of_hostile_records(case: Case, clocks: tuple[Clock, ...], as_of: date) -> None:
    shown(reckoner(clocks, None, as_of), case)


@pytest.mark.parametrize("day", [date(2022, 6, 20), date(2022, 7, 1), LATER])
def test_what_is_shown_of_the_sample_is_so(day: date) -> None:
    ledger = load(DiskTree(str(ROOT))).ledger
    judging = Reckoner(ledger, Moment(day))
    found = [shown(judging, case) for case in ledger.cases.values()]
    assert sum(1 for number in found if number is not None) > len(found) / 3


def test_a_reply_in_time_is_shown_and_one_a_day_late_is_not() -> None:
    assignment = Assignment(
        handed_over=(HandOver(on=Moment(FIRST)),),
        replies=(Reply(on=Moment(FIRST + timedelta(5)), outcome=Outcome.EXPLAINED, text="x"),),
        role=Role.LEAD,
    )
    case = replace(SAMPLE, assignments={"tax": assignment})
    clock = Clock(
        name="x", starts=(Event.HANDED_OVER,), stops=(Event.REPLIED,), limit=Limit(days=5), obliges=Obliged.DEPARTMENT
    )
    assert shown(reckoner((clock,)), case) == 1
    assert shown(reckoner((replace(clock, limit=Limit(days=4)),)), case) is None


def test_a_case_taken_up_again_is_reckoned() -> None:
    entries = (Decision.ACCEPTED, Decision.REOPENED, Decision.ACCEPTED)
    case = replace(
        SAMPLE,
        acceptance=tuple(Acceptance(on=Moment(FIRST), decision=each) for each in entries),
        assignments={"tax": Assignment(handed_over=(HandOver(on=Moment(FIRST)),), role=Role.LEAD)},
    )
    clock = Clock(
        name="x", starts=(Event.ACCEPTED,), stops=(Event.HANDED_OVER,), limit=Limit(days=5), obliges=Obliged.STAFF
    )
    assert shown(reckoner((clock,)), case) is None


def test_what_starts_the_clock_of_each_department_is_reckoned() -> None:
    reply = Reply(on=Moment(FIRST + timedelta(1)), outcome=Outcome.EXPLAINED, text="x")
    handed_over = (HandOver(on=Moment(FIRST)),)
    case = replace(
        SAMPLE,
        assignments={
            "tax": Assignment(handed_over=handed_over, replies=(reply,), role=Role.LEAD),
            "land": Assignment(handed_over=handed_over, role=Role.SUPPORT),
        },
        ratings=(Rating(on=Moment(FIRST), score=1, by=RatedBy.ENTERPRISE),),
    )
    clock = Clock(
        name="x",
        starts=(Event.RATED,),
        stops=(Event.REPLIED,),
        limit=Limit(days=5),
        obliges=Obliged.DEPARTMENT,
        applies=Condition(roles=(Role.LEAD, Role.SUPPORT)),
    )
    assert shown(reckoner((clock,)), case) is None
