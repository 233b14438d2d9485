"""Meetings and open deadlines as iCalendar (RFC 5545).

Properties stand in the order in which the library of that name writes them; it reads them in the tests.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from kentan.clocks.state import ClockState
from kentan.publish.edition import Edition
from kentan.publish.feeds.content_lines import day, duration, instant, line, text
from kentan.publish.feeds.times import instant as local
from kentan.publish.feeds.times import name_of, utc
from kentan.publish.text import Said
from kentan.publish.views.shared import case_address, meeting_address
from kentan.records.case import Case
from kentan.records.meeting import Meeting
from kentan.records.moments import Moment

_BACK = timedelta(days=400)
_END = b"END:VCALENDAR\r\n"
_DAY = timedelta(days=1)


def recent_meetings(edition: Edition) -> Iterator[tuple[Meeting, date]]:
    """The meetings that are planned, and those of the last 400 days, each with its day."""
    for meeting in edition.index.meetings:
        on = meeting.day or (meeting.cancelled.on.day if meeting.cancelled else None)
        if on and on >= edition.as_of - _BACK:
            yield meeting, on


def meeting_event(edition: Edition, meeting: Meeting, on: date) -> bytes:
    """A meeting, on its day."""
    zone, words = edition.instance.time_zone, edition.words
    theme = words.said(meeting, "theme", meeting.withheld) or Said(meeting.id)
    if meeting.held and meeting.held.on.has_time:
        when = [instant("DTSTART", utc(meeting.held.on, zone))]
        if meeting.held.minutes:
            when.append(duration("DURATION", timedelta(minutes=meeting.held.minutes)))
    else:
        when = _whole_day(on)
    return _event(
        text("SUMMARY", _line(theme.one_line)),
        *when,
        instant("DTSTAMP", utc(Moment(meeting.announced or on), zone)),
        text("UID", f"{name_of('meeting', meeting.id)}@kentan"),
        text("LOCATION", _line(words.place(meeting.place).text)),
        text("STATUS", "CANCELLED" if meeting.cancelled else "CONFIRMED"),
        *_address(edition, meeting_address(meeting.id)),
    )


def deadline_event(edition: Edition, case: Case, clock: ClockState) -> bytes:
    """An open deadline, on the day on which it is due; written once for all calendars in which it stands."""
    words, zone = edition.words, edition.instance.time_zone
    what = (words.said(clock.clock, "name") or Said(clock.id)).one_line
    who = words.department(clock.department).text if clock.department else words.label(clock.obliges)
    return _event(
        text("SUMMARY", _line(f"{case.id} {what} {edition.row(case).title.one_line}")),
        *([instant("DTSTART", utc(clock.due, zone))] if clock.due.has_time else _whole_day(clock.due.day)),
        instant("DTSTAMP", utc(clock.start.moment, zone)),
        text("UID", f"{name_of('deadline', case.id, *clock.key)}@kentan"),
        text("DESCRIPTION", _line(f"{who} · {local(clock.due, zone):%Y-%m-%d %H:%M}")),
        text("TRANSP", "TRANSPARENT"),
        *_address(edition, case_address(case.id)),
    )


def calendar(title: str, events: Iterable[bytes]) -> bytes:
    """A calendar of events that are written already."""
    head = line("BEGIN", "VCALENDAR"), text("VERSION", "2.0"), text("PRODID", "-//Kentan//Kentan//EN")
    return b"".join((*head, line("X-WR-CALNAME", _line(title)), *events, _END))


def _event(*properties: bytes) -> bytes:
    """An event; its stamp is the day of the fact behind it, so that the same records give the same bytes."""
    return b"".join((b"BEGIN:VEVENT\r\n", *properties, b"END:VEVENT\r\n"))


def _whole_day(on: date) -> list[bytes]:
    return [day("DTSTART", on), *([day("DTEND", on + _DAY)] if on < date.max else [])]


def _address(edition: Edition, address: str) -> tuple[bytes, ...]:
    if not edition.instance.base_address:
        return ()
    return (line("URL", f"{edition.instance.base_address.rstrip('/')}/{edition.prefix}{address}"),)


def _line(given: str) -> str:
    return " ".join(given.split())
