"""Periods of the calendar: weeks from Monday to Sunday, months, quarters, half-years, years."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from kentan.clocks.spans import in_months, last_of_month, shifted
from kentan.records.programme import Period

_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.HALF_YEAR: 6, Period.YEAR: 12}
MOST_PERIODS = 2000
"""More periods than this are not listed (a week for almost forty years)."""


@lru_cache(1 << 14)
def period_of(period: Period, day: date) -> tuple[date, date]:
    """Return the first and the last day of the period in which a day lies."""
    if period is Period.WEEK:
        first = shifted(day, -day.weekday())
        return first, shifted(first, 6)
    months = _MONTHS[period]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return first, last_of_month(in_months(first, months - 1))


def periods(period: Period, start: date, until: date) -> Iterator[tuple[date, date]]:
    """Yield the periods from that in which `start` lies to that in which `until` lies."""
    day = start
    for _ in range(MOST_PERIODS):
        if day > until:
            return
        first, last = period_of(period, day)
        yield first, last
        if last == date.max:
            return
        day = shifted(last, 1)
