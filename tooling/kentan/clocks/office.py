"""Office hours: minutes of working days between opening and closing, the break at noon left out."""

from datetime import date

from kentan.clocks.calendars import WorkingCalendar
from kentan.clocks.spans import Unit
from kentan.records.frozen import frozen_value
from kentan.records.moments import Moment
from kentan.records.programme import OfficeHours


def minute_of(text: str) -> int:
    """Return the minute of the day that `HH:MM` names."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def open_times(hours: OfficeHours) -> tuple[tuple[int, int], ...]:
    """Return the spans of minutes in which the offices are open; the whole day where the hours make no sense."""
    opens, closes = minute_of(hours.opens), minute_of(hours.closes)
    if opens >= closes:
        return ((0, 24 * 60),)
    if hours.break_from is None or hours.break_until is None:
        return ((opens, closes),)
    leaves, returns = minute_of(hours.break_from), minute_of(hours.break_until)
    if not opens < leaves < returns < closes:
        return ((opens, closes),)
    return ((opens, leaves), (returns, closes))


@frozen_value
class OfficeMinutes:
    """So many minutes of office hours."""

    amount: int
    calendar: WorkingCalendar
    times: tuple[tuple[int, int], ...]
    unit = Unit.OFFICE_MINUTE

    @property
    def a_day(self) -> int:
        """How many minutes a working day has."""
        return sum(end - start for start, end in self.times)

    def passed(self, minute: int) -> int:
        """Return how many office minutes of a working day have passed at a minute of the day."""
        return sum(max(0, min(minute, end) - start) for start, end in self.times)

    def due(self, start: Moment) -> Moment:
        """Return the moment at which so many office minutes have passed."""
        return self._after(start, self.amount)

    def before(self, due: Moment) -> Moment:
        """Return the moment so many office minutes before."""
        return self._after(due, -self.amount)

    def resumed(self, due: Moment, paused: Moment, until: Moment) -> Moment:
        """Return the moment at which the office minutes that were left have passed."""
        return self._after(until, max(0, self.between(paused, due)))

    def between(self, start: Moment, end: Moment) -> int:
        """Return how many office minutes lie between two moments."""
        working = self.calendar.is_working
        days = self.calendar.working_days_between(start.day, end.day) + working(start.day) - working(end.day)
        return days * self.a_day + self._passed_on(end) - self._passed_on(start)

    def _passed_on(self, moment: Moment) -> int:
        return self.passed(moment.minute) if self.calendar.is_working(moment.day) else 0

    def _after(self, start: Moment, minutes: int) -> Moment:
        if minutes == 0:
            return start
        working = self.calendar.is_working(start.day)
        count = minutes + (self.passed(start.minute) if working else 0)
        if count > 0:
            days = (count - 1) // self.a_day
            left = count - days * self.a_day
            days += not working
        else:
            days = -((self.a_day - count) // self.a_day)
            left = count - days * self.a_day
        try:
            return Moment(self.calendar.add_working_days(start.day, days), self._minute_at(left))
        except OverflowError:
            return Moment(date.max if minutes > 0 else date.min)

    def _minute_at(self, passed: int) -> int:
        for start, end in self.times:
            if passed <= end - start:
                return start + passed
            passed -= end - start
        return self.times[-1][1]
