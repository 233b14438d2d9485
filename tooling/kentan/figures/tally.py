"""Counting cases: one pass, any number of groups, the same for a claim, a page and a report."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from kentan.figures.facts import NO_REPORT, NOT_DUE, STANDINGS, Facts, Standing, without_days
from kentan.figures.figure import Figure, leaving_out, share
from kentan.figures.indicators import INDICATORS

_DISTINCT = "direct-reports"
_PROMISES = "promises-kept"
_DAYS = {"days-to-answer-median": Fraction(1, 2), "days-to-answer-p90": Fraction(9, 10)}
OVER_CASES = frozenset([*STANDINGS, *_DAYS, _DISTINCT, _PROMISES])
"""The indicators that cases yield."""
_PLACES = {name: place for place, name in enumerate(STANDINGS)}
SHARES = frozenset([*STANDINGS, _PROMISES])
"""The indicators that are a count of cases or promises, over another."""
_MANY = 1_000
_JUDGES = tuple(STANDINGS.values())


def standings(fact: Facts) -> tuple[Standing, ...]:
    """Return where a case stands for each indicator, in the order of `STANDINGS`."""
    return tuple(judge(fact) for judge in _JUDGES)


Counted = tuple[Facts, tuple[Standing, ...], str]
"""What is counted of a case: its facts, its standings (made once for all groups), and its programme."""


class Tally:
    """Counts of a group of cases; what a figure needs is counted when it is asked for, since most groups yield few.

    With `keep`, the figures name the cases, so that a reader can look them up.
    """

    def __init__(self, cases: list[Counted] | None = None, *, keep: bool = False) -> None:
        self._keep = keep
        self._cases: list[Counted] = cases or []
        self._alike: dict[tuple[Standing, ...], int] = {}

    def add(self, fact: Facts, where: tuple[Standing, ...], programme: str) -> None:
        """Count one case."""
        self._cases.append((fact, where, programme))
        self._alike.clear()

    def _standings(self, index: int) -> Counter[Standing]:
        """How many cases stand how for an indicator. Many cases stand alike for all of them: where there are many,
        these are counted once."""
        if len(self._cases) < _MANY:
            return Counter([where[index] for _, where, _ in self._cases])
        if not self._alike:
            known = {id(where): where for _, where, _ in self._cases}
            for name, count in Counter([id(where) for _, where, _ in self._cases]).items():
                self._alike[known[name]] = self._alike.get(known[name], 0) + count
        found: Counter[Standing] = Counter()
        for where, count in self._alike.items():
            found[where[index]] += count
        return found

    def counts(self, id: str) -> tuple[int, int]:
        """Return numerator and denominator of one of `SHARES`, without the figure around them."""
        if id == _PROMISES:
            facts = [fact for fact, _, _ in self._cases]
            return sum([fact.promises_kept for fact in facts]), sum([fact.promises_due for fact in facts])
        index = _PLACES[id]
        if len(self._cases) < _MANY:
            standing = [where[index] for _, where, _ in self._cases]
            numerator = standing.count(True)
            return numerator, numerator + standing.count(False)
        found = self._standings(index)
        return found[True], found[True] + found[False]

    def figure(self, id: str) -> Figure:
        """Return the figure of an indicator over the cases counted. Raises KeyError where cases do not yield it."""
        if id in _DAYS:
            return self._quantile(id, _DAYS[id])
        if id == _DISTINCT:
            return self._direct_reports()
        if id == _PROMISES:
            return self._promises_kept()
        return self._share(id)

    @property
    def _records(self) -> list[Counted]:
        """The cases that figures name."""
        return self._cases if self._keep else []

    def _share(self, id: str) -> Figure:
        indicator, index = INDICATORS[id], _PLACES[id]
        left = self._standings(index)
        numerator = left[True]
        denominator = numerator + left[False]
        return Figure(
            indicator=indicator,
            numerator=numerator,
            denominator=denominator if indicator.denominator else None,
            value=share(numerator, denominator) if indicator.is_rate else Fraction(numerator),
            unit=indicator.unit.label,
            left_out=leaving_out(*sorted((why, count) for why, count in left.items() if isinstance(why, str))),
            records=tuple(fact.id for fact, where, _ in self._records if where[index] is True),
            not_in_numerator=tuple(fact.id for fact, where, _ in self._records if where[index] is False),
        )

    def _quantile(self, id: str, quantile: Fraction) -> Figure:
        indicator, facts = INDICATORS[id], [fact for fact, _, _ in self._cases]
        days = sorted([fact.days for fact in facts if fact.days is not None])
        without = Counter(without_days(fact) for fact in facts if fact.days is None)
        return Figure(
            indicator=indicator,
            numerator=None,
            denominator=len(days),
            value=_nearest(days, quantile) if days else None,
            unit=indicator.unit.label,
            left_out=leaving_out(*sorted(without.items())),
            records=tuple(fact.id for fact, _, _ in self._records if fact.days is not None),
        )

    def _direct_reports(self) -> Figure:
        indicator, (carried, _all) = INDICATORS[_DISTINCT], self.counts("direct-report-appeals")
        reports = {(programme, fact.report) for fact, _, programme in self._cases if fact.report is not None}
        return Figure(
            indicator=indicator,
            numerator=len(reports),
            value=Fraction(len(reports)),
            unit=indicator.unit.label,
            left_out=leaving_out((NO_REPORT, len(self._cases) - carried)),
            records=tuple(fact.id for fact, _, _ in self._records if fact.report is not None),
        )

    def _promises_kept(self) -> Figure:
        indicator = INDICATORS[_PROMISES]
        kept, due = self.counts(_PROMISES)
        return Figure(
            indicator=indicator,
            numerator=kept,
            denominator=due,
            value=share(kept, due),
            unit=indicator.unit.label,
            left_out=leaving_out((NOT_DUE, sum([fact.promises_running for fact, _, _ in self._cases]))),
            records=tuple(fact.id for fact, _, _ in self._records if fact.promises_kept),
            not_in_numerator=tuple(fact.id for fact, _, _ in self._records if fact.promises_due > fact.promises_kept),
        )


def _nearest(days: Sequence[int], quantile: Fraction) -> Fraction:
    """Return a quantile of ordered days by nearest rank; for the median of an even count, the mean of the middle."""
    rank = -(-len(days) * quantile.numerator // quantile.denominator)
    if quantile == Fraction(1, 2) and len(days) % 2 == 0:
        return Fraction(days[rank - 1] + days[rank], 2)
    return Fraction(days[rank - 1])
