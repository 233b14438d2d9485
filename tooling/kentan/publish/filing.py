"""The published cases by what lists, search and explorer ask of them, found once for all languages."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from heapq import nsmallest
from itertools import groupby
from typing import NamedTuple

from kentan.publish.facets import FACETS, Facet, Filed
from kentan.records.case import Case

_PART = 512


class Part(NamedTuple):
    """Some hundred cases that follow each other, and the place of the first of them among all cases."""

    first: int
    cases: tuple[Filed, ...]


class Year(NamedTuple):
    """Cases that were raised in a year, the place of the first of them among all cases, and the same in parts and in
    halves of these."""

    year: int
    first: int
    cases: tuple[Filed, ...]
    whole: tuple[Part, ...]
    halves: tuple[Part, ...]

    def parts(self) -> tuple[Part, ...]:
        """The cases in parts of some hundred, so that what is made of them is made of few again."""
        return self.whole


def _parts(first: int, cases: tuple[Filed, ...], size: int) -> Iterator[Part]:
    return (Part(first + at, cases[at : at + size]) for at in range(0, len(cases), size))


class Filing:
    """Looks into all published cases, oldest first."""

    def __init__(self, filed: Sequence[Filed]) -> None:
        self._filed = filed
        self._chunks: dict[int, tuple[tuple[Filed, ...], ...]] = {}

    @cached_property
    def years(self) -> tuple[Year, ...]:
        """The cases of each year in which some were raised."""
        found, first = [], 0
        for year, group in groupby(self._filed, key=lambda one: one.case.raised.on.day.year):
            cases = tuple(group)
            whole, halves = (tuple(_parts(first, cases, size)) for size in (_PART, _PART // 2))
            found.append(Year(year, first, cases, whole, halves))
            first += len(cases)
        return tuple(found)

    def chunks(self, size: int) -> tuple[tuple[Filed, ...], ...]:
        """All cases by so many; the same for each who asks."""
        if size not in self._chunks:
            places = range(0, len(self._filed), size)
            self._chunks[size] = tuple(tuple(self._filed[at : at + size]) for at in places)
        return self._chunks[size]

    @cached_property
    def by_code(self) -> Mapping[str, Mapping[str, tuple[Case, ...]]]:
        """For each facet the cases of each code."""
        groups: list[defaultdict[str, list[Case]]] = [defaultdict(list) for _ in FACETS]
        for one in self._filed:
            for group, codes in zip(groups, one.codes, strict=True):
                for code in codes:
                    group[code].append(one.case)
        return {
            facet.id: {code: tuple(cases) for code, cases in group.items()}
            for facet, group in zip(FACETS, groups, strict=True)
        }

    @cached_property
    def sets(self) -> tuple[Counter[tuple[str, ...]], ...]:
        """For each facet, in the order of FACETS, how many cases have which codes together."""
        columns = zip(*(one.codes for one in self._filed), strict=True) if self._filed else [()] * len(FACETS)
        return tuple(Counter(column) for column in columns)

    def due_first(self, most: int) -> tuple[Filed, ...]:
        """The cases that are due first, up to `most` of them; of those due on one day the newest first."""
        due = [
            (one.found.due.day, -number, one)
            for number, one in enumerate(self._filed)
            if one.found.due and one.found.due.day.year >= one.case.raised.on.day.year
        ]
        return tuple(one for _day, _number, one in nsmallest(most, due))

    def newest(self, most: int, rare: int) -> Iterator[tuple[Facet, str, tuple[Filed, ...]]]:
        """The newest cases of each code that at most `rare` cases have, up to `most` of them, newest first; those of a
        year lie beside each other anyway."""
        for place, facet in enumerate(FACETS):
            if facet.id == "year":
                continue
            totals: Counter[str] = Counter()
            for codes, count in self.sets[place].items():
                totals.update(dict.fromkeys(codes, count))
            found: dict[str, list[Filed]] = {code: [] for code, total in sorted(totals.items()) if total <= rare}
            lacking = sum(min(most, totals[code]) for code in found)
            for one in reversed(self._filed):
                if not lacking:
                    break
                for code in one.codes[place]:
                    own = found.get(code)
                    if own is not None and len(own) < most:
                        own.append(one)
                        lacking -= 1
            for code, cases in found.items():
                yield facet, code, tuple(cases)
