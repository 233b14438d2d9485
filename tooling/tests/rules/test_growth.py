"""A record, or a registry, with thousands of entries keeps no check busy: what a check does grows as its entries do."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.records.case import (
    Acceptance,
    Assignment,
    Case,
    HandOver,
    Objection,
    ObjectionDecision,
    Pause,
    Reply,
    Supervision,
)
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment
from kentan.records.registry import Place
from kentan.records.vocabulary import Decision, Level, ObjectionOutcome, Outcome, Role, SupervisionKind
from kentan.rules import assigning, handling, merging, pausing, time, within
from kentan.rules.rule import Check, Context

HERE = Path(__file__).parent
BASE = load(DiskTree(str(HERE / "base"))).ledger
LEDGER = replace(BASE, programmes=load(DiskTree(str(HERE.resolve().parents[2]))).ledger.programmes)
"""A sound instance under the rules of the cities: they ask more of a case."""
(CASE,) = LEDGER.cases.values()
TODAY = date(2022, 12, 31)
MANY = 60


def days(count: int) -> list[Moment]:
    """So many moments, in their order, on the days of a month."""
    first = date(2022, 6, 9)
    return [Moment(first + timedelta(number * 28 // count), number % 1440) for number in range(count)]


def one(**parts: Any) -> Case:
    return replace(CASE, assignments={"natural-resources": Assignment(**{"role": Role.LEAD, **parts})})


def handed_over(count: int) -> tuple[HandOver, ...]:
    return tuple(HandOver(on=each, ended=each) for each in days(count))


def replies(count: int) -> tuple[Reply, ...]:
    return tuple(Reply(on=each, outcome=Outcome.EXPLAINED, basis="有关规定", text="答复。") for each in days(count))


def objected(count: int) -> Case:
    upheld = [ObjectionDecision(on=each, outcome=ObjectionOutcome.UPHELD) for each in days(count)]
    objections = tuple(Objection(on=each.on, decision=each, reason="不属本局职责。") for each in upheld)
    return one(handed_over=handed_over(count), objections=objections, replies=replies(count))


def paused(count: int) -> Case:
    pauses = tuple(Pause(on=each, until=each, question="请补充材料。") for each in days(count))
    return one(handed_over=handed_over(count), pauses=pauses, replies=replies(count))


def led_by_turns(count: int) -> Case:
    parts = {f"department-{place}": (each,) for place, each in enumerate(handed_over(count))}
    return replace(
        CASE, assignments={name: Assignment(role=Role.LEAD, handed_over=each) for name, each in parts.items()}
    )


def ended_and_reopened(count: int) -> Case:
    ends = [Decision.WITHDRAWN, Decision.REOPENED]
    acceptance = tuple(Acceptance(on=each, decision=ends[place % 2]) for place, each in enumerate(days(count)))
    return replace(one(handed_over=handed_over(count)), acceptance=acceptance)


def reminded(count: int) -> Case:
    """Departments that were reminded together, and of which some answered."""
    steps = tuple(Supervision(on=each, kind=SupervisionKind.REMINDER) for each in days(10))
    parts = {
        f"department-{place}": Assignment(
            role=Role.SUPPORT, handed_over=(replace(each, ended=None),), replies=replies(2) if place % 2 else ()
        )
        for place, each in enumerate(handed_over(count))
    }
    return replace(CASE, assignments=parts, supervision={"federation": steps})


def answered_again(count: int) -> Case:
    return one(handed_over=handed_over(count), replies=replies(count))


def calls(judge: Callable[[], Any]) -> int:
    """Count the calls of functions, of Python's own as well: the same at every run, however busy the computer is."""
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        judge()
    finally:
        sys.setprofile(None)
    return counted


def grows_evenly(judge: Callable[[int], Callable[[], Any]]) -> bool:
    """Whether four times the entries make hardly more than four times the work: sorting adds a little."""
    judge(MANY)()  # what is worked out once
    return calls(judge(4 * MANY)) < 5 * calls(judge(MANY))


@pytest.mark.parametrize(
    ("make", "check"),
    [
        (objected, handling.check_case),
        (objected, time.starts.check_case),
        (paused, pausing.check_case),
        (led_by_turns, assigning.check_case),
        (ended_and_reopened, assigning.check_case),
        (reminded, time.check_case),
        (answered_again, time.check_case),
    ],
)
def test_a_case_with_many_entries(make: Callable[[int], Case], check: Check) -> None:
    def judge(count: int) -> Callable[[], Any]:
        case = make(count)
        context = Context(ledger=replace(LEDGER, cases={case.id: case}), today=TODAY)
        return lambda: [*check(case, context)]

    assert grows_evenly(judge)


def merged(count: int) -> dict[str, Case]:
    """Cases each of which is merged into the next."""
    names = [f"HZ-2022-{number:04d}" for number in range(1, count + 2)]
    into = [Acceptance(on=CASE.raised.on, decision=Decision.MERGED, into=name) for name in names[1:]]
    found = {name: replace(CASE, id=name, acceptance=(entry,)) for name, entry in zip(names, into, strict=False)}
    return {**found, names[-1]: replace(CASE, id=names[-1])}


def test_a_long_row_of_merged_cases() -> None:
    def judge(count: int) -> Callable[[], Any]:
        cases = merged(count)
        context = Context(ledger=replace(LEDGER, cases=cases), today=TODAY)
        return lambda: [found for case in cases.values() for found in merging.check_case(case, context)]

    assert grows_evenly(judge)


def nested(count: int) -> Ledger:
    """Places each of which lies within the next."""
    around = {f"place-{number}": f"place-{number + 1}" for number in range(count)}
    places = {name: Place(name=name, level=Level.CITY, within=within) for name, within in around.items()}
    return replace(LEDGER, places=places)


def test_a_long_row_of_places_within_each_other() -> None:
    def judge(count: int) -> Callable[[], Any]:
        context = Context(ledger=nested(count), today=TODAY)
        return lambda: [*within.check_ledger(context)]

    assert grows_evenly(judge)
