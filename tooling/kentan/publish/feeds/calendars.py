"""Meetings and open deadlines as iCalendar (RFC 5545); the library folds and escapes."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kentan.clocks.state import ClockState
from kentan.publish.edition import Edition
from kentan.publish.feeds.times import instant, name_of, utc
from kentan.publish.text import Said
from kentan.publish.views.shared import case_address, meeting_address
from kentan.records.case import Case
from kentan.records.meeting import Meeting
from kentan.records.moments import Moment

if TYPE_CHECKING:  # what takes a quarter of a second to begin, and is not needed where no event changed
    from icalendar import Event

_BACK = timedelta(days=400)
_END = b"END:VCALENDAR\r\n"


def recent_meetings(edition: Edition) -> Iterator[tuple[Meeting, date]]:
    """The meetings that are planned, and those of the last 400 days, each with its day."""
    for meeting in edition.index.meetings:
        on = meeting.day or (meeting.cancelled.on.day if meeting.cancelled else None)
        if on and on >= edition.as_of - _BACK:
            yield meeting, on


def meeting_event(edition: Edition, meeting: Meeting, on: date) -> bytes:
    """A meeting, on its day."""
    return bytes(_meeting(edition, meeting, on).to_ical())


def deadline_event(edition: Edition, case: Case, clock: ClockState) -> bytes:
    """An open deadline, on the day on which it is due; written once for all calendars in which it stands."""
    return bytes(_deadline(edition, case, clock).to_ical())


def heading(title: str) -> bytes:
    """The beginning of a calendar."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Kentan//Kentan//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", _line(title))
    return bytes(made.to_ical()).removesuffix(_END)


def calendar(head: bytes, events: Iterable[bytes]) -> bytes:
    """A calendar of events that are written already, as its beginning is."""
    return head + b"".join(events) + _END


def _event(name: object, stamp: Moment, zone: str, summary: str) -> "Event":
    """An event; its stamp is the day of the fact behind it, so that the same records give the same bytes."""
    from icalendar import Event

    event = Event()
    event.add("uid", f"{name}@kentan")
    event.add("dtstamp", utc(stamp, zone))
    event.add("summary", _line(summary))
    return event


def _meeting(edition: Edition, meeting: Meeting, on: date) -> "Event":
    zone, words = edition.instance.time_zone, edition.words
    theme = words.said(meeting, "theme", meeting.withheld) or Said(meeting.id)
    stamp = Moment(meeting.announced or on)
    event = _event(name_of("meeting", meeting.id), stamp, zone, theme.one_line)
    if meeting.held and meeting.held.on.has_time:
        event.add("dtstart", utc(meeting.held.on, zone))
        if meeting.held.minutes:
            event.add("duration", timedelta(minutes=meeting.held.minutes))
    else:
        _whole_day(event, on)
    event.add("location", _line(words.place(meeting.place).text))
    event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    _address(edition, event, meeting_address(meeting.id))
    return event


def _deadline(edition: Edition, case: Case, clock: ClockState) -> "Event":
    words, zone = edition.words, edition.instance.time_zone
    what = (words.said(clock.clock, "name") or Said(clock.id)).one_line
    name = name_of("deadline", case.id, *clock.key)
    event = _event(name, clock.start.moment, zone, f"{case.id} {what} {edition.row(case).title.one_line}")
    if clock.due.has_time:
        event.add("dtstart", utc(clock.due, zone))
    else:
        _whole_day(event, clock.due.day)
    event.add("transp", "TRANSPARENT")
    who = words.department(clock.department).text if clock.department else words.label(clock.obliges)
    event.add("description", _line(f"{who} · {instant(clock.due, zone):%Y-%m-%d %H:%M}"))
    _address(edition, event, case_address(case.id))
    return event


def _whole_day(event: "Event", on: date) -> None:
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))


def _address(edition: Edition, event: "Event", address: str) -> None:
    if edition.instance.base_address:
        event.add("url", f"{edition.instance.base_address.rstrip('/')}/{edition.prefix}{address}")


def _line(text: str) -> str:
    return " ".join(text.split())
