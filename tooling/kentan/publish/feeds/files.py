"""The files of the feeds, below `feeds/` of each language."""

from collections import defaultdict
from collections.abc import Iterator

from kentan.clocks.state import ClockState
from kentan.publish.edition import Edition
from kentan.publish.feeds.answers import Answer, answers, atom, newest
from kentan.publish.feeds.calendars import calendar, deadline_event, meetings_calendar
from kentan.publish.text import clean
from kentan.records.case import Case

ANSWERS, MEETINGS, DEADLINES = "feeds/answers.atom", "feeds/meetings.ics", "feeds/deadlines.ics"
_Due = tuple[Case, ClockState]


def feed_files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Every feed as (path below the language's folder, content)."""
    _, site = edition.words._, edition.name
    replied: dict[str, list[Answer]] = defaultdict(list)
    for one in answers(edition.index.cases):
        replied[one.department].append(one)
    due = _open_deadlines(edition)
    events = [deadline_event(edition, case, clock) for case, clock in due]
    owed: dict[str, list[bytes]] = defaultdict(list)
    for (_case, clock), event in zip(due, events, strict=True):
        if clock.department:
            owed[clock.department].append(event)
    title = _("{site}: newest answers").format(site=site)
    yield ANSWERS, atom(edition, ANSWERS, title, newest(one for found in replied.values() for one in found))
    yield MEETINGS, meetings_calendar(edition, _("{site}: meetings").format(site=site))
    yield DEADLINES, calendar(_("{site}: deadlines").format(site=site), events)
    for department in edition.index.ledger.departments:
        if department not in edition.index.by_department:
            continue
        named = f"{site} · {clean(edition.words.department(department).one_line)}"
        address = answers_address(department)
        title = _("{site}: newest answers").format(site=named)
        yield address, atom(edition, address, title, newest(replied[department]))
        title = _("{site}: deadlines").format(site=named)
        yield deadlines_address(department), calendar(title, owed[department])


def answers_address(department: str) -> str:
    """The address of the feed of a department's answers."""
    return f"feeds/departments/{department}.atom"


def deadlines_address(department: str) -> str:
    """The address of the calendar of a department's open deadlines."""
    return f"feeds/departments/{department}.ics"


def _open_deadlines(edition: Edition) -> list[_Due]:
    found = [(one.case, clock) for one in edition.index.filed for clock in one.found.clocks if clock.is_open]
    return sorted(found, key=lambda item: (item[1].due, item[0].id, item[1].key))
