"""What in a calendar's file cannot be meant: for the catalogue of rules, which gives it words."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum

from kentan.records.calendar import CalendarYear, Closing, DaysOff
from kentan.records.finding import Path
from kentan.records.frozen import frozen_value

MOST_DAYS = 92
"""The longest span that is believed, in days; the longest so far had ten (Spring Festival 2020)."""


class Fault(StrEnum):
    """The ways in which a calendar's file contradicts itself."""

    REVERSED = "reversed"  # a span ends before it begins
    TOO_LONG = "too-long"  # a span of more than MOST_DAYS
    FAR_AWAY = "far-away"  # a day neither in the year, nor in the December before or the January after it
    BOTH = "both"  # a day that is off and a working day
    TWICE = "twice"  # a day in two spans of days off, or twice a working day


@frozen_value
class Contradiction:
    """One contradiction: what is wrong, the day it is about, and where it stands in the file."""

    fault: Fault
    day: date
    path: Path


def contradictions(year: CalendarYear) -> Iterator[Contradiction]:
    """Yield what in the file of a year contradicts the year or itself, each day at most once for each place."""
    first = date(year.year - 1, 12, 1)
    last = date(year.year + 1, 1, 31)
    off: set[date] = set()
    listed: tuple[tuple[str, Sequence[DaysOff | Closing]], ...] = (
        ("days_off", year.days_off),
        ("closing", year.closing),
    )
    for name, spans in listed:
        for position, span in enumerate(spans):
            path: Path = (name, position)
            if span.to < span.from_:
                yield Contradiction(Fault.REVERSED, span.to, (*path, "to"))
            elif (span.to - span.from_).days >= MOST_DAYS:
                yield Contradiction(Fault.TOO_LONG, span.to, (*path, "to"))
            elif span.from_ < first or span.to > last:
                yield Contradiction(Fault.FAR_AWAY, span.from_ if span.from_ < first else span.to, path)
            elif name == "days_off":
                days = {span.from_ + timedelta(days=offset) for offset in range((span.to - span.from_).days + 1)}
                if days & off:
                    yield Contradiction(Fault.TWICE, min(days & off), path)
                off |= days
    seen: set[date] = set()
    for position, day in enumerate(year.working_days):
        path = ("working_days", position)
        if not first <= day <= last:
            yield Contradiction(Fault.FAR_AWAY, day, path)
        elif day in off:
            yield Contradiction(Fault.BOTH, day, path)
        elif day in seen:
            yield Contradiction(Fault.TWICE, day, path)
        seen.add(day)
