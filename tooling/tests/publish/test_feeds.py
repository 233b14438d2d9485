"""Feeds: valid, whole, escaped, and the same for the same records; ids stay when the site moves."""

from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element, fromstring

import pytest
from icalendar import Calendar

from kentan.records.case import Reply
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment
from kentan.records.vocabulary import Outcome
from tests.publish.conftest import DAY
from tests.publish.outputs import addressed, editions, outputs
from tests.publish.test_hostile import PAYLOAD, hostile_ledger

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def found(sample: Ledger) -> dict[str, bytes]:
    return outputs(sample, DAY)


def entries(content: bytes) -> list[Element]:
    return fromstring(content).findall(f"{ATOM}entry")


def ids(content: bytes) -> list[str | None]:
    return [entry.findtext(f"{ATOM}id") for entry in entries(content)]


def test_the_newest_answers_come_first_and_each_once(sample: Ledger, found: dict[str, bytes]) -> None:
    when = [entry.findtext(f"{ATOM}updated") or "" for entry in entries(found["feeds/answers.atom"])]
    assert when == sorted(when, reverse=True)
    given = [reply for case in sample.cases.values() for part in case.assignments.values() for reply in part.replies]
    assert len(when) == min(50, len(given))
    assert len(set(ids(found["feeds/answers.atom"]))) == len(when)


def test_a_feed_has_what_atom_asks_for(found: dict[str, bytes]) -> None:
    for path, content in found.items():
        if path.endswith(".atom"):
            feed = fromstring(content)
            for name in ("title", "id", "updated", "author"):
                assert feed.find(f"{ATOM}{name}") is not None, path
            for entry in feed.findall(f"{ATOM}entry"):
                for name in ("title", "id", "updated", "link"):
                    assert entry.find(f"{ATOM}{name}") is not None, path


def test_ids_stay_when_the_site_moves_and_when_an_answer_comes(sample: Ledger, found: dict[str, bytes]) -> None:
    moved = outputs(addressed(sample, "https://example.cn/kentan"), DAY)
    assert ids(moved["feeds/answers.atom"]) == ids(found["feeds/answers.atom"])
    assert b"https://example.cn/kentan/en/cases/" in moved["en/feeds/answers.atom"]
    case = next(one for one in sample.cases.values() if one.assignments)
    name, part = next(iter(case.assignments.items()))
    reply = Reply(on=Moment(date(2026, 11, 22)), outcome=Outcome.EXPLAINED, text="新的答复")
    case = replace(case, assignments={**case.assignments, name: replace(part, replies=(*part.replies, reply))})
    more = outputs(replace(sample, cases={**sample.cases, case.id: case}), DAY)
    assert set(ids(found["feeds/answers.atom"])[:49]) <= set(ids(more["feeds/answers.atom"]))
    assert more[f"feeds/departments/{name}.atom"].count("新的答复".encode()) == 1


def test_every_open_deadline_is_in_the_calendar_and_in_its_departments(sample: Ledger, found: dict[str, bytes]) -> None:
    index = editions(sample, DAY)[0].index
    due = [clock for state in index.computed.states.values() for clock in state.clocks if clock.is_open]
    events = Calendar.from_ical(found["feeds/deadlines.ics"].decode()).walk("VEVENT")
    assert len(events) == len(due)
    assert len({str(event["UID"]) for event in events}) == len(due)
    departments = {clock.department for clock in due if clock.department}
    for name in departments:
        own = Calendar.from_ical(found[f"feeds/departments/{name}.ics"].decode()).walk("VEVENT")
        assert len(own) == sum(clock.department == name for clock in due)


def test_meetings_that_are_planned_are_in_the_calendar(sample: Ledger, found: dict[str, bytes]) -> None:
    events = Calendar.from_ical(found["feeds/meetings.ics"].decode()).walk("VEVENT")
    planned = {one.planned for one in sample.meetings.values() if one.planned and not (one.held or one.cancelled)}
    days = {event.decoded("DTSTART") for event in events}
    assert planned <= days


def test_a_meeting_may_be_planned_for_the_last_day_that_there_is(sample: Ledger) -> None:
    meeting = next(one for one in sample.meetings.values() if one.planned and not (one.held or one.cancelled))
    ledger = replace(sample, meetings={**sample.meetings, meeting.id: replace(meeting, planned=date.max)})
    events = Calendar.from_ical(outputs(ledger, DAY)["feeds/meetings.ics"].decode()).walk("VEVENT")
    assert date.max in {event.decoded("DTSTART") for event in events}


def test_lines_are_folded_as_the_standard_asks(found: dict[str, bytes]) -> None:
    for path, content in found.items():
        if path.endswith(".ics"):
            assert max(len(line) for line in content.split(b"\r\n")) <= 75, path


def test_the_same_records_give_the_same_bytes(sample: Ledger, found: dict[str, bytes]) -> None:
    again = outputs(sample, DAY)
    assert again == found


def test_hostile_texts_break_no_feed(sample: Ledger) -> None:
    for path, content in outputs(hostile_ledger(sample, PAYLOAD), DAY).items():
        if path.endswith(".atom"):
            assert {element.tag.removeprefix(ATOM) for element in fromstring(content).iter()} <= {
                *("feed", "title", "id", "updated", "author", "name", "link", "entry", "published", "summary")
            }
        if path.endswith(".ics"):
            names = {component.name for component in Calendar.from_ical(content.decode()).walk()}
            assert names <= {"VCALENDAR", "VEVENT"}, path
