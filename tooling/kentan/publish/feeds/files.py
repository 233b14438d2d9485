"""The files of the feeds, below `feeds/` of each language."""

from collections import defaultdict
from collections.abc import Callable
from functools import partial

from kentan.clocks.state import ClockState
from kentan.publish.edition import Edition
from kentan.publish.feeds.answers import Answer, atom, newest
from kentan.publish.feeds.calendars import calendar, deadline_event, meeting_event, recent_meetings
from kentan.publish.index import Index
from kentan.publish.same import found_once
from kentan.publish.segments import Segments
from kentan.publish.text import clean
from kentan.records.case import Case

ANSWERS, MEETINGS, DEADLINES = "feeds/answers.atom", "feeds/meetings.ics", "feeds/deadlines.ics"
_Due = tuple[Case, ClockState]
_Event = tuple[str | None, bytes]
"""An event of a calendar with its key."""
Lay = Callable[[str, str | None, Callable[[], bytes]], object]
"""Lays down a file at an address below the language's folder, made where it is not there with that key."""


def lay_feeds(edition: Edition, segments: Segments, lay: Lay) -> None:
    """Lay down every feed."""
    _, site = edition.words._, edition.name
    everywhere, of_departments = _newest(edition.index)
    due = _open_deadlines(edition.index)
    keys = _keys_of(segments, due)
    make = [partial(deadline_event, edition, case, clock) for case, clock in due]
    made = segments.each(f"{edition.language}-deadlines", list(zip(keys, make, strict=True)))
    events: list[_Event] = list(zip(keys, made, strict=True))
    owed: dict[str, list[_Event]] = defaultdict(list)
    for (_case, clock), event in zip(due, events, strict=True):
        if clock.department:
            owed[clock.department].append(event)
    title = _("{site}: newest answers").format(site=site)
    _lay_atom(edition, segments, lay, ANSWERS, title, everywhere)
    recent = list(recent_meetings(edition))
    keys = [segments.keys.of((), (meeting,)) for meeting, _on in recent]
    make = [partial(meeting_event, edition, meeting, on) for meeting, on in recent]
    made = segments.each(f"{edition.language}-meetings", list(zip(keys, make, strict=True)))
    _lay_calendar(lay, MEETINGS, _("{site}: meetings").format(site=site), list(zip(keys, made, strict=True)))
    _lay_calendar(lay, DEADLINES, _("{site}: deadlines").format(site=site), events)
    for department in edition.index.ledger.departments:
        if department not in edition.index.by_department:
            continue
        named = f"{site} · {clean(edition.words.department(department).one_line)}"
        title = _("{site}: newest answers").format(site=named)
        found = of_departments.get(department, [])
        _lay_atom(edition, segments, lay, answers_address(department), title, found)
        title = _("{site}: deadlines").format(site=named)
        _lay_calendar(lay, deadlines_address(department), title, owed[department])


def answers_address(department: str) -> str:
    """The address of the feed of a department's answers."""
    return f"feeds/departments/{department}.atom"


def deadlines_address(department: str) -> str:
    """The address of the calendar of a department's open deadlines."""
    return f"feeds/departments/{department}.ics"


def _lay_atom(edition: Edition, segments: Segments, lay: Lay, address: str, title: str, found: list[Answer]) -> None:
    """Lay down a feed, made again when one of its cases changed."""
    cases = {one.case_id: one.case for one in found}.values()
    entries = [(one.case_id, one.department, one.number) for one in found]
    lay(address, segments.keys.of_each(cases, title, entries), partial(atom, edition, address, title, found))


def _lay_calendar(lay: Lay, address: str, title: str, events: list[_Event]) -> None:
    """Lay down a calendar, joined again when one of its events changed."""
    keys = [key for key, _event in events if key]
    key = "\0".join((title, *keys)) if len(keys) == len(events) else None
    lay(address, key, lambda: calendar(title, (event for _key, event in events)))


@found_once
def _newest(index: Index) -> tuple[list[Answer], dict[str, list[Answer]]]:
    return newest(index.cases)


@found_once
def _open_deadlines(index: Index) -> list[_Due]:
    due = (one for one in index.filed if one.found.due)  # the earliest of those that are open
    found = [(one.case, clock) for one in due for clock in one.found.clocks if clock.is_open]
    return sorted(found, key=lambda item: (item[1].due, item[0].id, item[1].key))


@found_once
def _keys_of(segments: Segments, due: list[_Due]) -> list[str | None]:
    """The keys of deadlines, the same in all languages."""
    return [segments.keys.of_each((case,), clock.key) for case, clock in due]
