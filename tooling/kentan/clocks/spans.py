"""The units of a limit: from a start to a due moment, back from a due date, and what is left after a pause.

In days the day of the start is day 0 and the due moment is the end of the last day; in hours and minutes it is
reckoned to the minute on the instance's wall clock. What would leave the calendar of the world (years 1 to 9999) stays
at its edge.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from kentan.clocks.calendars import WorkingCalendar
from kentan.records.frozen import frozen_value
from kentan.records.moments import END_OF_DAY, Moment

DAY = timedelta(days=1)
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


class Unit(StrEnum):
    """What a proof counts."""

    DAY = "day"
    WORKING_DAY = "working-day"
    MINUTE = "minute"
    OFFICE_MINUTE = "office-minute"


class Span(Protocol):
    """A compiled limit. `amount` is how much it counts in its unit, None where the due day is a day of the calendar."""

    @property
    def unit(self) -> Unit:
        """What is counted."""

    @property
    def amount(self) -> int | None:
        """How much, where that does not depend on the start."""

    def due(self, start: Moment) -> Moment:
        """Return the last moment in time."""

    def before(self, due: Moment) -> Moment:
        """Return the moment that lies so long before a due moment; in days the end of that day."""

    def resumed(self, due: Moment, paused: Moment, until: Moment) -> Moment:
        """Return the due moment after a pause: what was left of it when the pause began goes on when it ends."""


def shifted(day: date, by: int) -> date:
    """Return the day so many days later, or the edge of the calendar of the world."""
    try:
        return day + timedelta(by)
    except OverflowError:
        return date.max if by > 0 else date.min


def minutes_of(moment: Moment) -> int:
    """Return the minutes from the beginning of the calendar to a moment."""
    return moment.day.toordinal() * END_OF_DAY + moment.minute


def moment_at(minutes: int) -> Moment:
    """Return the moment so many minutes from the beginning of the calendar; midnight is the end of the day before."""
    ordinal, minute = divmod(minutes - 1, END_OF_DAY)
    if not _FIRST <= ordinal <= _LAST:
        return Moment(date.fromordinal(min(_LAST, max(_FIRST, ordinal))))
    return Moment(date.fromordinal(ordinal), minute + 1)


@frozen_value
class NaturalMinutes:
    """Hours and minutes, day and night."""

    amount: int
    unit = Unit.MINUTE

    def due(self, start: Moment) -> Moment:
        """Return the start and so many minutes."""
        return moment_at(minutes_of(start) + self.amount)

    def before(self, due: Moment) -> Moment:
        """Return so many minutes before."""
        return moment_at(minutes_of(due) - self.amount)

    def resumed(self, due: Moment, paused: Moment, until: Moment) -> Moment:
        """Return the moment at which the minutes that were left have passed."""
        return moment_at(minutes_of(until) + max(0, minutes_of(due) - minutes_of(paused)))


@frozen_value
class NaturalDays:
    """Natural days; every span whose due date is a day of the calendar is paused in them."""

    amount: int | None
    unit = Unit.DAY

    def due(self, start: Moment) -> Moment:
        """Return the end of the day so many days later."""
        return Moment(shifted(start.day, self.amount or 0))

    def before(self, due: Moment) -> Moment:
        """Return the day so many days before."""
        return Moment(shifted(due.day, -(self.amount or 0)))

    def resumed(self, due: Moment, paused: Moment, until: Moment) -> Moment:
        """Return the day on which the days that were left have passed."""
        return Moment(shifted(until.day, max(0, (due.day - paused.day).days)))


@frozen_value
class WorkingDays:
    """Working days of the calendar."""

    amount: int
    calendar: WorkingCalendar
    unit = Unit.WORKING_DAY

    def due(self, start: Moment) -> Moment:
        """Return the end of that working day after the start."""
        return Moment(self._added(start.day, self.amount))

    def before(self, due: Moment) -> Moment:
        """Return the day so many working days before."""
        return Moment(self._added(due.day, -self.amount))

    def resumed(self, due: Moment, paused: Moment, until: Moment) -> Moment:
        """Return the day on which the working days that were left have passed."""
        left = max(0, self.calendar.working_days_between(paused.day, due.day))
        return Moment(self._added(until.day, left))

    def _added(self, day: date, count: int) -> date:
        try:
            return self.calendar.add_working_days(day, count)
        except OverflowError:
            return date.max if count > 0 else date.min


@frozen_value
class Months(NaturalDays):
    """Months, to the same day or the last of a shorter month."""

    months: int = 0

    def due(self, start: Moment) -> Moment:
        """Return the end of the same day of that month."""
        return Moment(in_months(start.day, self.months))

    def before(self, due: Moment) -> Moment:
        """Return the same day of the month so many months before."""
        return Moment(in_months(due.day, -self.months))


@frozen_value
class DayOfMonth(NaturalDays):
    """A day of a month: the first that comes after the start, or that of the month so many months later."""

    days: tuple[int, ...] = ()
    months: int = 0

    def due(self, start: Moment) -> Moment:
        """Return the end of the first of the days that counts."""
        first = start.day.replace(day=1)
        for months in (self.months, self.months + 1):
            month = in_months(first, months)
            for day in self.days:
                due = min(shifted(month, day - 1), last_of_month(month))
                if due > start.day or self.months:
                    return Moment(due)
        return Moment(date.max)

    def before(self, due: Moment) -> Moment:
        """Return the due day itself: a day of the calendar has no length."""
        return due


@frozen_value
class EndOfMonth(NaturalDays):
    """The last day of the month so many months after that of the start."""

    months: int = 0

    def due(self, start: Moment) -> Moment:
        """Return the end of the last day of that month."""
        return Moment(last_of_month(in_months(start.day.replace(day=1), self.months)))

    def before(self, due: Moment) -> Moment:
        """Return the due day itself: a day of the calendar has no length."""
        return due


@frozen_value
class OnWeekday(NaturalDays):
    """The next such day of the week after the start, or so many weeks later."""

    weekday: int = 0
    weeks: int = 0

    def due(self, start: Moment) -> Moment:
        """Return the end of that day of the week."""
        ahead = (self.weekday - start.day.weekday() - 1) % 7 + 1
        return Moment(shifted(start.day, ahead + 7 * self.weeks))

    def before(self, due: Moment) -> Moment:
        """Return the due day itself: a day of the calendar has no length."""
        return due


def in_months(day: date, months: int) -> date:
    """Return the same day so many months later (earlier where negative), or the last of a shorter month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    first = date(year, month + 1, 1)
    return min(shifted(first, day.day - 1), last_of_month(first))


def last_of_month(day: date) -> date:
    """Return the last day of the month of a day."""
    if day.month == 12:
        return day.replace(day=31)
    return day.replace(month=day.month + 1, day=1) - DAY
