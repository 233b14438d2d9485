"""The course over time: how many cases were received in each span of time, and how many of them were answered, solved.

A span's cases are those that were raised in it; answered and solved counts what became of them by the day asked for.
So the last spans are always lower: their cases had less time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kentan.clocks.periods import periods
from kentan.clocks.spans import in_months
from kentan.figures.facts import Facts
from kentan.records.programme import Period

LAST_MONTHS = 12
"""The months that a course of the last months shows, the one of the day asked for among them."""
MOST_SPANS = 24
"""More spans than this are joined: months to quarters, to half-years, to years."""
_COARSER = (Period.MONTH, Period.QUARTER, Period.HALF_YEAR, Period.YEAR)


@dataclass(frozen=True, slots=True)
class Span:
    """One span of time: how many cases were raised in it, and how many of these were answered and solved."""

    first: date
    last: date
    received: int
    answered: int
    solved: int


def course(found: Iterable[tuple[date, Facts]], as_of: date) -> tuple[Period, tuple[Span, ...]]:
    """Return the spans from the first case to `as_of`, in the finest period that makes few enough of them.

    `found` are the days on which cases were raised, with what they count as.
    """
    raised = sorted(found, key=lambda each: each[0])
    if not raised:
        return Period.MONTH, ()
    for period in _COARSER:
        bounds = list(periods(period, raised[0][0], as_of))
        if len(bounds) <= MOST_SPANS or period is Period.YEAR:
            break
    return period, _spans(raised, bounds)


def last_months(found: Iterable[tuple[date, Facts]], as_of: date) -> tuple[Span, ...]:
    """Return the last months up to `as_of`, those without a case among them; empty where no case was raised in any.

    `found` are the days on which cases were raised, with what they count as.
    """
    bounds = list(periods(Period.MONTH, in_months(as_of.replace(day=1), 1 - LAST_MONTHS), as_of))
    raised = sorted((each for each in found if each[0] >= bounds[0][0]), key=lambda each: each[0])
    return _spans(raised, bounds) if raised else ()


def _spans(raised: Sequence[tuple[date, Facts]], bounds: Iterable[tuple[date, date]]) -> tuple[Span, ...]:
    spans = []
    place = 0
    for first, last in bounds:
        received = answered = solved = 0
        while place < len(raised) and raised[place][0] <= last:
            fact = raised[place][1]
            received += 1
            answered += fact.answered
            solved += fact.solved
            place += 1
        spans.append(Span(first, last, received, answered, solved))
    return tuple(spans)
