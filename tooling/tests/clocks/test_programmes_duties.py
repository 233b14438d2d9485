"""Notice, invitations, cadence, duties; and which due dates a new calendar or rule moves."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kentan.clocks.meetings import MeetingStatus
from kentan.clocks.moves import moves
from kentan.clocks.reckoner import Reckoner
from kentan.clocks.status import State
from kentan.files.calendars import statutory_years
from kentan.files.loading import shape
from kentan.files.reading import read
from kentan.records.ledger import Ledger
from kentan.records.meeting import Meeting
from kentan.records.moments import Moment

PROGRAMME = """
id: huzhou
name: 恳谈
prefix: HZ
organiser: federation
places: [huzhou]
began: 2022-06-01
summary: 规则
versions:
  - from: 2022-06-01
    meetings:
      talk: {name: 恳谈会, cadence: {every: week, weekday: wednesday}, notice: {working_days: 3}}
      review: {name: 例会}
    clocks:
      reply: {name: 答复, starts: [handed-over], stops: [replied], limit: {working_days: 10}}
    invitations: {at_most: 2, within: {days: 30}}
    duties:
      review: {name: 每月例会, every: month, by: {day_of_month: 10}, meeting_kind: review}
      rating: {name: 每月测评, every: month, survey: true}
      report: {name: 年度报告, every: year}
"""
MEETING = """
id: {day}-huzhou
programme: huzhou
place: huzhou
provenance: sample
kind: {kind}
theme: 主题
format: onsite
"""
CASE = """
id: HZ-2026-0001
programme: huzhou
place: huzhou
provenance: sample
title: 事项
kind: request
topic: land
raised: {on: 2026-12-21, by: enterprise, channel: letter}
summary: 事项
assignments: {finance: {handed_over: [{on: 2026-12-21}], role: lead}}
"""


def record(kind: str, text: str) -> Any:
    found, findings = shape(read("x.yml", text.encode()), kind)
    assert findings == []
    return found


def meeting(day: str, rest: str = "", kind: str = "talk") -> Meeting:
    found = record("meeting", MEETING.format(day=day, kind=kind) + rest)
    assert isinstance(found, Meeting)
    return found


def reckoner(as_of: date, *meetings: Meeting, **more: Any) -> Reckoner:
    programme = record("programme", PROGRAMME)
    ledger = Ledger(
        programmes={"huzhou": programme},
        meetings={each.id: each for each in meetings},
        statutory=statutory_years(),
        **more,
    )
    return Reckoner(ledger, Moment(as_of))


@pytest.mark.parametrize(
    ("rest", "as_of", "status", "late"),
    [
        ("announced: 2022-06-02\nheld: {on: 2022-06-08}", date(2022, 6, 30), "held", False),
        ("announced: 2022-06-03\nheld: {on: 2022-06-08}", date(2022, 6, 30), "held", True),
        ("held: {on: 2022-06-08}", date(2022, 6, 30), "held", True),
        ("planned: 2022-06-08", date(2022, 6, 2), "planned", False),
        ("planned: 2022-06-08", date(2022, 6, 3), "planned", True),
        ("announced: 2022-06-02\nplanned: 2022-06-08", date(2022, 6, 8), "announced", False),
        ("announced: 2022-06-02\nplanned: 2022-06-08", date(2022, 6, 9), "passed", False),
        ("cancelled: {on: 2022-06-06, reason: 台风}", date(2022, 6, 30), "cancelled", False),
        ("announced: 2022-06-02\nheld: {on: 2022-06-08}", date(2022, 6, 1), "planned", False),
    ],
)
def test_notice_is_due_working_days_ahead(rest: str, as_of: date, status: str, late: bool) -> None:
    found = reckoner(as_of, meeting("2022-06-08", rest)).reckon_meeting(meeting("2022-06-08", rest))
    assert found.status == MeetingStatus(status)
    assert found.notice is not None
    # Wednesday back over the Dragon Boat Festival: Tuesday 7, Monday 6, Thursday 2
    assert (found.notice.due, found.notice.late) == (date(2022, 6, 2), late)


def test_the_third_invitation_within_the_time_is_too_many() -> None:
    days = ("2022-06-08", "2022-06-15", "2022-07-06", "2022-07-20")
    all_of_them = [meeting(day, f"invited: [e-aaaaaa]\nheld: {{on: {day}}}\n") for day in days]
    found = reckoner(date(2022, 12, 31), *all_of_them)
    assert [[each.times for each in found.reckon_meeting(one).too_often] for one in all_of_them] == [[], [], [3], []]


def test_a_cancelled_meeting_does_not_count_as_invited() -> None:
    days = ("2022-06-08", "2022-06-15")
    held = [meeting(day, f"invited: [e-aaaaaa]\nheld: {{on: {day}}}\n") for day in days]
    cancelled = meeting("2022-06-22", "invited: [e-aaaaaa]\ncancelled: {on: 2022-06-21, reason: 台风}\n")
    last = meeting("2022-06-29", "invited: [e-aaaaaa]\nheld: {on: 2022-06-29}\n")
    found = reckoner(date(2022, 12, 31), *held, cancelled, last)
    assert found.reckon_meeting(cancelled).too_often == ()
    assert [each.times for each in found.reckon_meeting(last).too_often] == [3]


def test_a_week_without_its_meeting_breaks_the_cadence_unless_its_wednesday_was_a_holiday() -> None:
    held = [meeting(day, f"held: {{on: {day}}}\n") for day in ("2022-09-21", "2022-10-12")]
    found = reckoner(date(2022, 10, 17), *held).cadences(record("programme", PROGRAMME))
    weeks = [(each.first.isoformat(), each.held, each.excused, each.broken) for each in found]
    assert weeks == [
        ("2022-09-19", 1, False, False),
        ("2022-09-26", 0, False, True),
        ("2022-10-03", 0, True, False),
        ("2022-10-10", 1, False, False),
    ]


def test_duties_are_fulfilled_by_what_the_programme_names() -> None:
    reviews = [meeting("2022-07-08", "held: {on: 2022-07-08}", "review")]
    duties = reckoner(date(2022, 8, 11), *reviews).duties(record("programme", PROGRAMME))
    assert [(each.id, each.first.month, str(each.due), each.state) for each in duties] == [
        ("rating", 6, "2022-06-30", State.OVERDUE),
        ("review", 6, "2022-07-10", State.MET),
        ("rating", 7, "2022-07-31", State.OVERDUE),
        ("review", 7, "2022-08-10", State.OVERDUE),
        ("rating", 8, "2022-08-31", State.RUNNING),
        ("review", 8, "2022-09-10", State.RUNNING),
        ("report", 1, "2022-12-31", State.RUNNING),
    ]


def test_a_calendar_announced_since_moves_open_due_dates_and_no_others() -> None:
    case = record("case", CASE)
    answered = replace(
        record("case", CASE.replace("0001", "0002")),
        assignments={
            "finance": record("case", CASE.replace("handed_over: [{on: 2026-12-21}]", _ANSWERED)).assignments["finance"]
        },
    )
    before = reckoner(date(2026, 12, 22), cases={each.id: each for each in (case, answered)})
    year = record(
        "calendar", "year: 2027\nnotices: [{title: x}]\ndays_off: [{from: 2027-01-01, to: 2027-01-03, name: 元旦}]"
    )
    after = Reckoner(replace(before.ledger, calendars={"2027": year}), before.as_of)
    (moved,) = moves(before, after, after.ledger.cases.values())
    assert moved.case == "HZ-2026-0001"
    assert moved.before is not None
    assert moved.after is not None
    assert (str(moved.before.due), moved.before.provisional) == ("2027-01-04", True)
    assert (str(moved.after.due), moved.after.provisional) == ("2027-01-05", False)


_ANSWERED = "handed_over: [{on: 2026-12-21}], replies: [{on: 2026-12-22, outcome: solved, text: 已办}]"
