"""The status of a case, computed from what is recorded: one short record for each."""

import pytest

from kentan.clocks.reckoner import Reckoner
from kentan.clocks.state import CaseState
from kentan.clocks.status import Status
from kentan.files.loading import shape
from kentan.files.reading import read
from kentan.records.ledger import Ledger
from kentan.records.moments import parse_moment

PROGRAMME = """
id: huzhou
name: 恳谈
prefix: HZ
organiser: federation
places: [huzhou]
began: 2022-01-01
summary: 规则
versions:
  - from: 2022-01-01
    clocks:
      reply: {name: 答复, starts: [handed-over], stops: [replied], limit: {days: 14}}
    rating: {window: {days: 30}}
"""
CASE = """
id: HZ-2022-0001
programme: huzhou
place: huzhou
provenance: sample
title: 事项
kind: request
topic: land
raised: {on: 2022-06-01, by: enterprise, channel: letter}
summary: 事项
"""
ACCEPTED = "{on: 2022-06-01, decision: accepted}"
HANDED = "handed_over: [{on: 2022-06-02}]"
SOLVED = "{on: 2022-06-10, outcome: solved, text: 已办}"
PROMISED = "{on: 2022-06-10, outcome: planned, text: 列入, promise: {due: 2022-09-01, text: 开工}}"
KEPT = (
    "{on: 2022-06-10, outcome: planned, text: 列入, "
    "promise: {kept: {on: 2022-08-01, by: staff}, due: 2022-09-01, text: 开工}}"
)


def state(rest: str, as_of: str = "2022-06-20") -> CaseState:
    case, findings = shape(read("case.yml", (CASE + rest).encode()), "case")
    assert findings == []
    programme, findings = shape(read("programme.yml", PROGRAMME.encode()), "programme")
    assert findings == []
    moment = parse_moment(as_of)
    assert moment is not None
    return Reckoner(Ledger(programmes={"huzhou": programme}, cases={case.id: case}), moment).reckon(case)


def case(acceptance: str = ACCEPTED, part: str = "", rest: str = "") -> str:
    assignments = f"assignments: {{finance: {{{part}, role: lead}}}}\n" if part else ""
    return f"acceptance: [{acceptance}]\n{assignments}{rest}"


LOW = "ratings: [{on: 2022-06-12, score: 1, by: enterprise}]\n"


@pytest.mark.parametrize(
    ("status", "record", "as_of"),
    [
        ("received", "", "2022-06-20"),
        ("not-accepted", case("{on: 2022-06-03, decision: not-accepted}"), "2022-06-20"),
        ("merged", case(f"{ACCEPTED}, {{on: 2022-06-03, decision: merged, into: HZ-2022-0002}}", HANDED), "2022-06-20"),
        ("withdrawn", case(f"{ACCEPTED}, {{on: 2022-06-03, decision: withdrawn}}", HANDED), "2022-06-20"),
        ("accepted", case(), "2022-06-20"),
        ("assigned", case(part=HANDED), "2022-06-20"),
        ("objected", case(part=f"{HANDED}, objections: [{{on: 2022-06-03, reason: 不属}}]"), "2022-06-20"),
        (
            "accepted",
            case(
                part=f"{HANDED}, pauses: [{{on: 2022-06-03, question: 图}}], "
                "objections: [{on: 2022-06-03, decision: {on: 2022-06-05, outcome: upheld}, reason: 不属}]"
            ),
            "2022-06-20",
        ),
        (
            "accepted",
            case(part="handed_over: [{on: 2022-06-02, ended: 2022-06-05}], pauses: [{on: 2022-06-03, question: 图}]"),
            "2022-06-20",
        ),
        (
            "accepted",
            case(
                part="handed_over: [{on: 2022-06-02, ended: 2022-06-05}], "
                "objections: [{on: 2022-06-03, decision: {on: 2022-06-05, outcome: upheld}, reason: 不属}]"
            ),
            "2022-06-20",
        ),
        ("in-progress", case(part=f"{HANDED}, progress: [{{on: 2022-06-05, text: 调研}}]"), "2022-06-20"),
        ("awaiting-enterprise", case(part=f"{HANDED}, pauses: [{{on: 2022-06-05, question: 何时}}]"), "2022-06-20"),
        (
            "in-progress",
            case(part=f"{HANDED}, pauses: [{{on: 2022-06-05, until: 2022-06-07, question: 何时}}]"),
            "2022-06-20",
        ),
        ("replied", case(part=f"{HANDED}, replies: [{SOLVED}]"), "2022-07-10"),
        ("closed-unrated", case(part=f"{HANDED}, replies: [{SOLVED}]"), "2022-07-11"),
        (
            "closed",
            case(part=f"{HANDED}, replies: [{SOLVED}]", rest="ratings: [{on: 2022-06-12, score: 5, by: enterprise}]\n"),
            "2022-06-20",
        ),
        ("tracking", case(part=f"{HANDED}, replies: [{PROMISED}]"), "2022-12-20"),
        (
            "tracking",
            case(part=f"{HANDED}, replies: [{PROMISED}]", rest="ratings: [{on: 2022-06-12, score: 5, by: enterprise}]"),
            "2022-12-20",
        ),
        ("replied", case(part=f"{HANDED}, replies: [{KEPT}]"), "2022-08-31"),
        ("closed-unrated", case(part=f"{HANDED}, replies: [{KEPT}]"), "2022-09-01"),
        ("reopen-requested", case(part=f"{HANDED}, replies: [{SOLVED}]", rest=LOW), "2022-12-20"),
        (
            "reopen-requested",
            case(part=f"{HANDED}, replies: [{SOLVED}]", rest="callbacks: [{on: 2022-06-12, result: not-solved}]\n"),
            "2022-12-20",
        ),
        (
            "closed",
            case(
                part=f"{HANDED}, replies: [{SOLVED}]",
                rest=LOW + "callbacks: [{on: 2022-06-20, result: confirmed}]\n",
            ),
            "2022-12-20",
        ),
        (
            "reopened",
            case(f"{ACCEPTED}, {{on: 2022-06-15, decision: reopened}}", f"{HANDED}, replies: [{SOLVED}]", LOW),
            "2022-06-16",
        ),
        (
            "assigned",
            case(
                f"{ACCEPTED}, {{on: 2022-06-15, decision: reopened}}",
                f"handed_over: [{{on: 2022-06-02}}, {{on: 2022-06-16}}], replies: [{SOLVED}]",
                LOW,
            ),
            "2022-06-16",
        ),
    ],
)
def test_a_record_has_the_status(status: str, record: str, as_of: str) -> None:
    assert state(record, as_of).status == Status(status)


def test_answered_is_not_solved_and_neither_is_closed() -> None:
    found = state(case(part=f"{HANDED}, replies: [{PROMISED}]"), "2022-12-20")
    assert str(found.answered_on) == "2022-06-10"
    assert found.outcome == "planned"
    assert found.settled_on is None
    assert found.closed_on is None
    assert found.is_open
    assert found.is_overdue


def test_a_reopened_case_is_not_answered_and_keeps_its_first_answer() -> None:
    found = state(case(f"{ACCEPTED}, {{on: 2022-06-15, decision: reopened}}", f"{HANDED}, replies: [{SOLVED}]", LOW))
    assert found.answered_on is None
    assert str(found.first_answered_on) == "2022-06-10"
    assert found.rating is not None


def test_a_support_department_does_not_answer_the_case() -> None:
    both = (
        f"assignments: {{finance: {{{HANDED}, role: lead}}, tax: {{{HANDED}, replies: [{SOLVED}], role: support}}}}\n"
    )
    found = state(f"acceptance: [{ACCEPTED}]\n{both}")
    assert found.status is Status.IN_PROGRESS
    assert found.lead == "finance"
    assert found.answered_on is None


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        ("2022-06-01", "accepted"),
        ("2022-06-02", "assigned"),
        ("2022-06-09", "assigned"),
        ("2022-06-10", "replied"),
        ("2022-06-12", "reopen-requested"),
        ("2022-06-15", "reopened"),
    ],
)
def test_later_facts_are_hidden(as_of: str, status: str) -> None:
    record = case(f"{ACCEPTED}, {{on: 2022-06-15, decision: reopened}}", f"{HANDED}, replies: [{SOLVED}]", LOW)
    assert state(record, as_of).status == Status(status)


@pytest.mark.parametrize("raised", ["0001-01-01", "9999-12-31"])
def test_no_day_is_too_far_away(raised: str) -> None:
    assert state(f"assignments: {{finance: {{handed_over: [{{on: {raised}}}], role: lead}}}}\n", "9999-12-31").clocks
