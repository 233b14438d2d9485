"""What no folder of files can say: what checks leave alone, how they stand to time, and that they are pure."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.languages import CHINESE
from kentan.records.case import Acceptance, Allowance, Correction, GradeEntry, HandOver, Pause, Reply
from kentan.records.finding import Finding, Severity
from kentan.records.ledger import Ledger
from kentan.records.meeting import Held
from kentan.records.moments import Moment
from kentan.records.vocabulary import Decision, Outcome, Role
from kentan.reports.wording import words
from kentan.rules.check import check
from kentan.rules.walk import value_at

BASE = Path(__file__).parent / "base"
TODAY = date(2022, 12, 31)
LEDGER = load(DiskTree(str(BASE))).ledger
CASE = LEDGER.cases["HZ-2022-0001"]
MEETING = LEDGER.meetings["2022-06-08-huzhou"]
PART = CASE.assignments["natural-resources"]


def with_case(ledger: Ledger = LEDGER, **changes: Any) -> Ledger:
    return replace(ledger, cases={CASE.id: replace(CASE, **changes)})


def with_part(**changes: Any) -> Ledger:
    return with_case(assignments={"natural-resources": replace(PART, **changes)})


def codes(ledger: Ledger, day: date = TODAY) -> list[str]:
    return sorted(each.code for each in check(ledger, day) if each.code[:2] != "K6")


def at(text: str, minute: int | None = None) -> Moment:
    return Moment(date.fromisoformat(text)) if minute is None else Moment(date.fromisoformat(text), minute)


def test_a_meeting_of_days_on_the_last_day_there_is_breaks_no_check() -> None:
    last = Moment(date.max)
    meetings = {MEETING.id: replace(MEETING, held=Held(on=last, minutes=60 * 24 * 7))}
    assert "K464" in codes(replace(LEDGER, meetings=meetings))


def test_a_sound_ledger_has_no_findings_and_stays_as_it_was() -> None:
    before = repr(LEDGER)
    assert check(LEDGER, TODAY) == check(LEDGER, TODAY) == []
    assert repr(LEDGER) == before


@pytest.mark.parametrize("kind", ["instance", "departments", "institutions", "people", "places", "topics"])
def test_every_finding_has_a_file_where_a_registry_file_could_not_be_read(kind: str) -> None:
    files = {key: path for key, path in LEDGER.files.items() if key[0] != kind}
    gone: dict[str, Any] = {kind: None if kind == "instance" else {}}
    unread = replace(LEDGER, files=files, unread=frozenset({(kind, "")}), **gone)
    found = check(unread, date(2030, 11, 20))
    assert "K655" in {each.code for each in found}
    assert [each for each in found if not each.file] == []


@pytest.mark.parametrize(
    ("kind", "ids"),
    [("departments", "departments"), ("places", "places"), ("topics", "topics"), ("institutions", "institutions")],
)
def test_nothing_is_called_unknown_where_the_list_could_not_be_read(kind: str, ids: str) -> None:
    files = {key: path for key, path in LEDGER.files.items() if key[0] != kind}
    gone: dict[str, Any] = {ids: {}}
    unread = replace(LEDGER, files=files, unread=frozenset({(kind, "")}), **gone)
    assert [code for code in codes(unread) if code.startswith(("K30", "K31"))] == []


@pytest.mark.parametrize("kind", ["meeting", "programme"])
def test_nothing_is_called_unknown_that_could_not_be_read(kind: str) -> None:
    name = {"meeting": MEETING.id, "programme": "huzhou"}[kind]
    gone: dict[str, Any] = {f"{kind}s": {}}
    assert codes(replace(LEDGER, unread=frozenset({(kind, name)}), **gone)) == []


def test_a_missing_registry_is_said_once() -> None:
    assert codes(Ledger(cases={CASE.id: CASE}, files={("case", CASE.id): f"cases/2022/{CASE.id}.yml"})) == [
        "K304",
        "K306",
        "K801",
        "K802",
        "K802",
        "K802",
    ]


def test_only_what_is_changed_is_judged_by_itself() -> None:
    ledger = with_case(topic="nothing")
    file = "cases/2022/HZ-2022-0001.yml"
    assert [each.code for each in check(ledger, TODAY, changed={file})] == ["K303"]
    assert check(ledger, TODAY, changed=set()) == []


def test_a_day_alone_is_no_proof_of_an_order_within_that_day() -> None:
    morning = HandOver(translations={}, on=at("2022-06-08", 9 * 60))
    assert codes(with_part(handed_over=(morning,))) == []
    ledger = with_case(
        raised=replace(CASE.raised, on=at("2022-06-08", 14 * 60)),
        acceptance=(Acceptance(translations={}, on=at("2022-06-08", 15 * 60), decision=Decision.ACCEPTED),),
        assignments={"natural-resources": replace(PART, handed_over=(morning,))},
    )
    assert codes(ledger) == ["K410"]


def test_a_lead_may_follow_another() -> None:
    first = replace(
        PART, handed_over=(HandOver(translations={}, on=at("2022-06-09"), ended=at("2022-06-13")),), replies=()
    )
    second = replace(PART, handed_over=(HandOver(translations={}, on=at("2022-06-13")),), replies=())
    assert codes(with_case(assignments={"tax": first, "finance": second})) == []
    overlapping = replace(second, handed_over=(HandOver(translations={}, on=at("2022-06-10")),))
    assert codes(with_case(assignments={"tax": first, "finance": overlapping})) == ["K401"]


def test_a_coordinator_may_begin_without_a_lead() -> None:
    assert codes(with_part(role=Role.COORDINATOR)) == []
    assert codes(with_part(role=Role.SUPPORT)) == ["K402"]


def test_a_pause_that_still_runs_is_in_order() -> None:
    assert codes(with_part(pauses=(Pause(translations={}, on=at("2022-06-15"), question="请补充红线图。"),))) == []


def test_today_is_not_the_future_and_tomorrow_is() -> None:
    for days, expected in ((0, []), (1, ["K491"])):
        day = TODAY + timedelta(days=days)
        reply = Reply(
            translations={}, on=Moment(day), outcome=Outcome.EXPLAINED, basis="《土地管理法》", text="已说明。"
        )
        assert codes(with_part(replies=(reply,))) == expected


def test_time_makes_no_sound_record_wrong() -> None:
    for years in range(1, 30):
        found = check(LEDGER, TODAY.replace(year=TODAY.year + years))
        assert [each for each in found if each.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("电话 13912345678。", "139 1234 5678", []),
        ("电话 １３９-１２３４-５６７８。", "13912345678", []),
        ("电话 13912345678。", "13912345679", ["K501", "K508"]),
        ("电话 13912345678、13912345679。", "13912345678", ["K501"]),
        ("没有电话。", "13912345678", ["K508"]),
    ],
)
def test_an_allowance_allows_exactly_its_value(text: str, value: str, expected: list[str]) -> None:
    assert codes(with_case(summary=text, allowed=(Allowance(value=value, reason="公开电话"),))) == expected


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"translations": {"summary_en": "call 13912345678"}}, ("summary_en",)),
        ({"raised": replace(CASE.raised, statement="我的电话 13912345678")}, ("raised", "statement")),
        (
            {"assignments": {"tax": replace(PART, replies=(replace(PART.replies[0], text="请拨 13912345678"),))}},
            ("assignments", "tax", "replies", 0, "text"),
        ),
        (
            {
                "corrections": (
                    Correction(
                        on=at("2022-06-30"), by="staff-01", path="topic", was="13912345678", now="land", why="改正"
                    ),
                )
            },
            ("corrections", 0, "was"),
        ),
    ],
)
def test_personal_data_is_found_wherever_text_is(changes: dict[str, Any], path: tuple[str | int, ...]) -> None:
    (found,) = [each for each in check(with_case(**changes), TODAY) if each.code == "K501"]
    assert found.path == path
    assert "13912345678" not in str(found), "a finding must not publish what it warns of"


def test_the_year_of_a_corrected_day_may_differ_from_the_id() -> None:
    correction = Correction(
        on=at("2022-06-30"), by="staff-01", path="raised.on", was="2021-12-31", now="2022-06-08", why="日期写错。"
    )
    ledger = LEDGER
    case = replace(CASE, id="HZ-2021-0001", corrections=(correction,))
    moved = {("case", case.id): "cases/2022/HZ-2021-0001.yml", **ledger.files}
    assert codes(replace(ledger, cases={case.id: case}, files=moved)) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("title", CASE.title),
        ("raised.on", CASE.raised.on),
        ("raised.statement", None),
        ("assignments.natural-resources.replies.0.text", PART.replies[0].text),
        ("acceptance.0.decision", Decision.ACCEPTED),
    ],
)
def test_a_path_leads_to_its_value(path: str, value: object) -> None:
    assert value_at(CASE, path) == value


@pytest.mark.parametrize(
    "path",
    ["", "x", "raised.x", "raised.on.day", "acceptance.9", "acceptance.-1", "__class__", "raised.__init__", "a..b"],
)
def test_a_path_to_nothing_leads_nowhere(path: str) -> None:
    with pytest.raises(LookupError):
        value_at(CASE, path)


def test_findings_of_a_broken_case_stay_with_it() -> None:
    other = replace(CASE, id="HZ-2022-0002", title="另一件", topic="nothing")
    files = {("case", other.id): "cases/2022/HZ-2022-0002.yml", **LEDGER.files}
    found: list[Finding] = check(replace(LEDGER, cases={CASE.id: CASE, other.id: other}, files=files), TODAY)
    assert {each.file for each in found} == {"cases/2022/HZ-2022-0002.yml"}


PAUSED_LATER = Pause(on=at("2022-06-27"), until=at("2022-06-28"), question="请补充红线图。")


@pytest.mark.parametrize(
    "changes",
    [
        {"handed_over": (*PART.handed_over, HandOver(on=at("2022-06-24")))},
        {"replies": (replace(PART.replies[0], outcome=Outcome.IN_PROGRESS, basis=None),)},
    ],
    ids=["handed over again", "still in progress"],
)
def test_a_pause_after_a_reply_that_left_something_to_do_is_sound(changes: dict[str, Any]) -> None:
    assert "K498" in codes(with_part(pauses=(PAUSED_LATER,)))
    assert "K498" not in codes(with_part(pauses=(PAUSED_LATER,), **changes))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"leaders": ("副市长",), "plan": "一事一案。"}, "应有2位牵头领导，现有1位。"),
        ({"leaders": ("副市长", "局长")}, "还应填写 `plan`（工作方案）。"),
    ],
)
def test_a_grade_says_what_is_missing_and_no_more(given: dict[str, Any], said: str) -> None:
    entry = GradeEntry(on=CASE.raised.on, grade="task-force", **given)
    (found,) = words((each for each in check(with_case(grades=(entry,)), TODAY) if each.code == "K447"), CHINESE, None)
    assert found.message == f"等级“task-force”还有应填未填的内容。{said}"
