"""The files of the feeds, below `feeds/` of each language."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial

from kentan.clocks.state import ClockState
from kentan.publish.edition import Edition
from kentan.publish.feeds.answers import Answer, answers, atom, newest
from kentan.publish.feeds.calendars import calendar, deadline_event, heading, meeting_event, recent_meetings
from kentan.publish.index import Index
from kentan.publish.same import found_once
from kentan.publish.segments import Segments
from kentan.publish.text import clean
from kentan.records.case import Case

ANSWERS, MEETINGS, DEADLINES = "feeds/answers.atom", "feeds/meetings.ics", "feeds/deadlines.ics"
_Due = tuple[Case, ClockState]


def feed_files(edition: Edition, segments: Segments) -> Iterator[tuple[str, bytes]]:
    """Every feed as (path below the language's folder, content)."""
    _, site = edition.words._, edition.name
    everywhere, of_departments = _newest(edition.index)
    due = _open_deadlines(edition.index)
    events = segments.each(
        f"{edition.language}-deadlines",
        [
            (segments.keys.of((case,), (), clock.key), partial(deadline_event, edition, case, clock))
            for case, clock in due
        ],
    )
    owed: dict[str, list[bytes]] = defaultdict(list)
    for (_case, clock), event in zip(due, events, strict=True):
        if clock.department:
            owed[clock.department].append(event)
    title = _("{site}: newest answers").format(site=site)
    yield ANSWERS, _atom(edition, segments, ANSWERS, title, everywhere)
    meetings = [
        (segments.keys.of((), (meeting,)), partial(meeting_event, edition, meeting, on))
        for meeting, on in recent_meetings(edition)
    ]
    title = _("{site}: meetings").format(site=site)
    yield (
        MEETINGS,
        _calendar(edition, segments, MEETINGS, title, segments.each(f"{edition.language}-meetings", meetings)),
    )
    yield DEADLINES, _calendar(edition, segments, DEADLINES, _("{site}: deadlines").format(site=site), events)
    for department in edition.index.ledger.departments:
        if department not in edition.index.by_department:
            continue
        named = f"{site} · {clean(edition.words.department(department).one_line)}"
        address = answers_address(department)
        title = _("{site}: newest answers").format(site=named)
        yield address, _atom(edition, segments, address, title, of_departments.get(department, []))
        title = _("{site}: deadlines").format(site=named)
        address = deadlines_address(department)
        yield address, _calendar(edition, segments, address, title, owed[department])


def answers_address(department: str) -> str:
    """The address of the feed of a department's answers."""
    return f"feeds/departments/{department}.atom"


def deadlines_address(department: str) -> str:
    """The address of the calendar of a department's open deadlines."""
    return f"feeds/departments/{department}.ics"


def _atom(edition: Edition, segments: Segments, address: str, title: str, found: list[Answer]) -> bytes:
    """A feed, made again when one of its cases changed."""
    cases = {one.case.id: one.case for one in found}.values()
    entries = [(one.case.id, one.department, one.number) for one in found]
    key, make = segments.keys.of(cases, (), title, entries), partial(atom, edition, address, title, found)
    return segments.each(_name(edition, address), [(key, make)])[0]


def _calendar(edition: Edition, segments: Segments, address: str, title: str, events: Iterable[bytes]) -> bytes:
    """A calendar of events that are written already."""
    head = segments.each(_name(edition, address), [(segments.keys.of((), (), title), partial(heading, title))])[0]
    return calendar(head, events)


def _name(edition: Edition, address: str) -> str:
    return f"{edition.language}-{address.replace('/', '-')}"


@found_once
def _newest(index: Index) -> tuple[list[Answer], dict[str, list[Answer]]]:
    """The newest answers of all departments, and of each."""
    replied: dict[str, list[Answer]] = defaultdict(list)
    for one in answers(index.cases):
        replied[one.department].append(one)
    of_departments = {department: newest(found) for department, found in replied.items()}
    return newest(one for found in of_departments.values() for one in found), of_departments


@found_once
def _open_deadlines(index: Index) -> list[_Due]:
    found = [(one.case, clock) for one in index.filed for clock in one.found.clocks if clock.is_open]
    return sorted(found, key=lambda item: (item[1].due, item[0].id, item[1].key))
