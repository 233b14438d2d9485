"""Due dates as an iCalendar, one whole-day event a deadline; the library folds and escapes as RFC 5545 asks."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from kentan.languages import Language
from kentan.reports.due import DueRow, obligation, state_name
from kentan.reports.printable import printable


def as_calendar(rows: Sequence[DueRow], as_of: date, language: Language) -> str:
    """Return the rows as a calendar. The same rows give the same bytes: its stamp is the day as of which it holds."""
    calendar = Calendar()
    calendar.add("prodid", "-//Kentan//kentan due//EN")
    calendar.add("version", "2.0")
    stamp = datetime.combine(as_of, time(), UTC)
    for row in rows:
        day = date.fromisoformat(row.day)
        event = Event()
        event.add("uid", sha256(f"{row.case}/{row.office}/{row.clock}/{row.due}".encode()).hexdigest()[:32] + "@kentan")
        event.add("dtstamp", stamp)
        event.add("dtstart", day)
        if day < date.max:  # else it ends with its day all the same (RFC 5545, 3.6.1)
            event.add("dtend", day + timedelta(days=1))
        event.add("summary", printable(f"{row.case} {row.clock_name} {row.title}"))
        said = [f"{row.office_name} {state_name(row, language)} {row.due}", obligation(row)]
        event.add("description", "\n".join(printable(line) for line in said if line))
        calendar.add_component(event)
    return str(calendar.to_ical().decode())
