"""Working calendars: which days are working days, why, and the arithmetic of deadlines over them.

China's calendar is announced, not computed: each autumn a notice of the State Council's General Office fixes the next
year's days off and the days at weekends on which work is made up for (调休). `cn/<year>.yml` holds what the notices of
2019 to 2026 say, in the form of `CalendarYear`; title, number, day of signature and address of each notice stand in
its file and were compared with published copies of it. An instance adds or corrects a year, or its own closing days, in
`registry/calendars/<year>.yml`, in the same form.

What no file says follows the week. Beyond the announced years only the week is known, and every answer is provisional.
"""

from collections.abc import Iterable
from dataclasses import field
from datetime import MAXYEAR, date, timedelta

from kentan.clocks.calendars.days import MAKE_UP, WEEKEND, WORKING, DayKind, DayName
from kentan.records.calendar import CalendarYear, Closing, DaysOff
from kentan.records.frozen import frozen_value

__all__ = ["MAKE_UP", "WEEKEND", "WORKING", "DayKind", "DayName", "WorkingCalendar", "working_calendar"]

SATURDAY_SUNDAY = frozenset({5, 6})
NOTICE_MONTH = 11


@frozen_value
class _Table:
    """One year, counted: the working days, and how many of them lie before each day of the year."""

    first: int
    working: tuple[int, ...]
    before: tuple[int, ...]


@frozen_value
class WorkingCalendar:
    """A country's working days over all years; built by `working_calendar`.

    `announced` are the years that a notice has fixed, `known` the days about which a file says something (by ordinal),
    `weekend` the days of the week that are no working days (Monday is 0). Each year is counted when first asked for;
    after that every question about it costs the same, however far apart the days are within it.
    """

    country: str
    announced: frozenset[int]
    known: dict[int, DayKind] = field(repr=False)
    weekend: frozenset[int] = SATURDAY_SUNDAY
    _tables: dict[int, _Table] = field(default_factory=dict, repr=False, compare=False)

    def day_kind(self, day: date) -> DayKind:
        """Return what kind of day it is, with the entry that says so, as a proof shows it."""
        return self._kind(day.toordinal())

    def is_working(self, day: date) -> bool:
        """Whether offices work on that day."""
        return self._kind(day.toordinal()).working

    def provisional(self, day: date) -> bool:
        """Whether only the week is known about the day, so that what is reckoned with it is provisional."""
        return day.year not in self.announced

    def missing_year(self, today: date) -> int | None:
        """Return the year whose table ought to be here and is not: this year, or from November on the next."""
        due = (today.year, today.year + 1) if today.month >= NOTICE_MONTH else (today.year,)
        return next((year for year in due if year not in self.announced), None)

    def add_working_days(self, start: date, count: int) -> date:
        """Return the `count`-th working day after `start`, which is day 0 whatever kind of day it is.

        A negative count goes back: -1 is the last working day before `start`. Zero is `start` itself.
        Raises OverflowError where the calendar of the world ends (years 1 and 9999).
        """
        if count == 0:
            return start
        year = start.year
        table = self._table(year)
        place = start.toordinal() - table.first
        index = table.before[place + 1] + count - 1 if count > 0 else table.before[place] + count
        while index >= len(table.working):
            index -= len(table.working)
            year += 1
            table = self._table(year)
        while index < 0:
            year -= 1
            table = self._table(year)
            index += len(table.working)
        return date.fromordinal(table.working[index])

    def next_working(self, day: date) -> date:
        """Return the day itself where it is a working day, else the next one: a due date rolled forward."""
        return day if self.is_working(day) else self.add_working_days(day, 1)

    def previous_working(self, day: date) -> date:
        """Return the day itself where it is a working day, else the last one before it."""
        return day if self.is_working(day) else self.add_working_days(day, -1)

    def working_days_between(self, start: date, end: date) -> int:
        """Return how many working days lie after `start` up to and including `end`; negative where `end` is earlier.

        It is the inverse of `add_working_days`: between a day and its n-th working day lie n of them.
        """
        if end < start:
            return -self.working_days_between(end, start)
        whole_years = sum(len(self._table(year).working) for year in range(start.year, end.year))
        return whole_years + self._until(end) - self._until(start)

    def _until(self, day: date) -> int:
        """Return how many working days the day's year has up to and including it."""
        table = self._table(day.year)
        return table.before[day.toordinal() - table.first + 1]

    def _kind(self, ordinal: int) -> DayKind:
        kind = self.known.get(ordinal)
        if kind is None:
            return WEEKEND if (ordinal + 6) % 7 in self.weekend else WORKING
        return kind

    def _table(self, year: int) -> _Table:
        return self._tables.get(year) or self._count(year)

    def _count(self, year: int) -> _Table:
        if not 1 <= year <= MAXYEAR:
            raise OverflowError("date value out of range")
        first = date(year, 1, 1).toordinal()
        last = date(year, 12, 31).toordinal()
        working: list[int] = []
        before = [0]
        for ordinal in range(first, last + 1):
            if self._kind(ordinal).working:
                working.append(ordinal)
            before.append(len(working))
        table = self._tables[year] = _Table(first, tuple(working), tuple(before))
        return table


def working_calendar(
    country: str,
    years: Iterable[CalendarYear],
    corrections: Iterable[CalendarYear] = (),
    weekend: frozenset[int] = SATURDAY_SUNDAY,
) -> WorkingCalendar:
    """Return the calendar that the files of a country make together; files of other countries are left out.

    Day by day the later word counts: years in their order, then the instance's `corrections` in theirs. Within a file
    a working day outweighs a span of days off, and a closing outweighs both. A file speaks of its own year, of the
    December before and of the January after it; days farther away are ignored (`contradictions` names them).
    """
    announced: set[int] = set()
    known: dict[int, DayKind] = {}
    for group in (years, corrections):
        for year in sorted((one for one in group if one.country == country), key=lambda one: one.year):
            if year.notices and year.days_off:
                announced.add(year.year)
            _enter(year, known, weekend)
    return WorkingCalendar(country, frozenset(announced), known, weekend)


def _enter(year: CalendarYear, known: dict[int, DayKind], weekend: frozenset[int]) -> None:
    first = date(year.year - 1, 12, 1)
    last = date(year.year + 1, 1, 31)
    for off in year.days_off:
        _enter_span(off, DayKind(DayName.HOLIDAY, off), first, last, known)
    for day in year.working_days:
        if first <= day <= last:
            known[day.toordinal()] = MAKE_UP if day.weekday() in weekend else WORKING
    for closing in year.closing:
        _enter_span(closing, DayKind(DayName.CLOSING, closing), first, last, known)


def _enter_span(span: DaysOff | Closing, kind: DayKind, first: date, last: date, known: dict[int, DayKind]) -> None:
    for offset in range((min(span.to, last) - max(span.from_, first)) // timedelta(days=1) + 1):
        known[max(span.from_, first).toordinal() + offset] = kind
