"""Counting cases: one pass, any number of groups, the same for a claim, a page and a report."""

from collections import Counter
from fractions import Fraction

from kentan.figures.facts import NO_REPORT, NOT_DUE, STANDINGS, Facts, Standing, without_days
from kentan.figures.figure import Figure, LeftOut, share
from kentan.figures.indicators import INDICATORS

_DISTINCT = "direct-reports"
_PROMISES = "promises-kept"
_DAYS = {"days-to-answer-median": Fraction(1, 2), "days-to-answer-p90": Fraction(9, 10)}
OVER_CASES = frozenset([*STANDINGS, *_DAYS, _DISTINCT, _PROMISES])
"""The indicators that cases yield."""
_NAMES = tuple(STANDINGS)
_JUDGES = tuple(STANDINGS.values())


def standings(fact: Facts) -> tuple[Standing, ...]:
    """Return where a case stands for each indicator, in the order of `STANDINGS`."""
    return tuple(judge(fact) for judge in _JUDGES)


class Tally:
    """Counts of a group of cases. With `keep`, the ids of the cases are kept too, so that a reader can look them up."""

    def __init__(self, keep: bool = False) -> None:
        self._keep = keep
        self._in = [0] * len(_NAMES)
        self._of = [0] * len(_NAMES)
        self._left: list[Counter[str]] = [Counter() for _ in _NAMES]
        self._days: Counter[int] = Counter()
        self._reports: set[tuple[str, str]] = set()
        self._promises = [0, 0, 0]
        self._records: list[tuple[Facts, tuple[Standing, ...]]] = []
        self._cases = 0
        self._without_days: Counter[str] = Counter()

    def add(self, fact: Facts, where: tuple[Standing, ...], programme: str) -> None:
        """Count one case: its facts, its standings (made once for all groups), and its programme."""
        self._cases += 1
        for index, standing in enumerate(where):
            if standing is True:
                self._in[index] += 1
                self._of[index] += 1
            elif standing is False:
                self._of[index] += 1
            else:
                self._left[index][standing] += 1
        if fact.days is not None:
            self._days[fact.days] += 1
        else:
            self._without_days[without_days(fact)] += 1
        if fact.report is not None:
            self._reports.add((programme, fact.report))
        self._promises[0] += fact.promises_kept
        self._promises[1] += fact.promises_due
        self._promises[2] += fact.promises_running
        if self._keep:
            self._records.append((fact, where))

    def figure(self, id: str) -> Figure:
        """Return the figure of an indicator over the cases counted. Raises KeyError where cases do not yield it."""
        if id in _DAYS:
            return self._quantile(id, _DAYS[id])
        if id == _DISTINCT:
            return self._direct_reports()
        if id == _PROMISES:
            return self._promises_kept()
        return self._share(id)

    def _share(self, id: str) -> Figure:
        indicator, index = INDICATORS[id], _NAMES.index(id)
        numerator, denominator = self._in[index], self._of[index]
        rate = indicator.is_rate
        return Figure(
            indicator=indicator,
            numerator=numerator,
            denominator=denominator if indicator.denominator else None,
            value=share(numerator, denominator) if rate else Fraction(numerator),
            unit=indicator.unit.label,
            left_out=tuple(LeftOut(reason, count) for reason, count in sorted(self._left[index].items())),
            records=tuple(fact.id for fact, where in self._records if where[index] is True),
            not_in_numerator=tuple(fact.id for fact, where in self._records if where[index] is False),
        )

    def _quantile(self, id: str, quantile: Fraction) -> Figure:
        indicator, count = INDICATORS[id], sum(self._days.values())
        return Figure(
            indicator=indicator,
            numerator=None,
            denominator=count,
            value=_nearest(self._days, quantile) if count else None,
            unit=indicator.unit.label,
            left_out=_left_out(*sorted(self._without_days.items())),
            records=tuple(fact.id for fact, _ in self._records if fact.days is not None),
        )

    def _direct_reports(self) -> Figure:
        indicator, carried = INDICATORS[_DISTINCT], self._in[_NAMES.index("direct-report-appeals")]
        return Figure(
            indicator=indicator,
            numerator=len(self._reports),
            value=Fraction(len(self._reports)),
            unit=indicator.unit.label,
            left_out=_left_out((NO_REPORT, self._cases - carried)),
            records=tuple(fact.id for fact, _ in self._records if fact.report is not None),
        )

    def _promises_kept(self) -> Figure:
        indicator = INDICATORS[_PROMISES]
        kept, due, running = self._promises
        return Figure(
            indicator=indicator,
            numerator=kept,
            denominator=due,
            value=share(kept, due),
            unit=indicator.unit.label,
            left_out=_left_out((NOT_DUE, running)),
            records=tuple(fact.id for fact, _ in self._records if fact.promises_kept),
            not_in_numerator=tuple(fact.id for fact, _ in self._records if fact.promises_due > fact.promises_kept),
        )


def _nearest(counted: Counter[int], quantile: Fraction) -> Fraction:
    """Return a quantile by nearest rank; for the median of an even count, the mean of the two in the middle."""
    count = sum(counted.values())
    rank = -(-count * quantile.numerator // quantile.denominator)
    if quantile == Fraction(1, 2) and count % 2 == 0:
        return Fraction(_at(counted, rank) + _at(counted, rank + 1), 2)
    return Fraction(_at(counted, rank))


def _at(counted: Counter[int], rank: int) -> int:
    seen = 0
    for value in sorted(counted):
        seen += counted[value]
        if seen >= rank:
            return value
    raise IndexError(rank)


def _left_out(*parts: tuple[str, int]) -> tuple[LeftOut, ...]:
    return tuple(LeftOut(reason, count) for reason, count in parts if count)
