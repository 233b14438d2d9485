"""What recurs and what is a model: found once for all reports of all languages, and asked for report by report."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kentan.figures.recurring import Matter, recurring
from kentan.publish.veil import stub_of
from kentan.records.case import Case


@dataclass(frozen=True, slots=True)
class Recurring:
    """A group of similar matters as it stood on a day: how many they were, and which of them are new."""

    topic: str
    count: int
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    topic: str
    days: tuple[date, ...]
    members: tuple[Case, ...]


class Recurrence:
    """The similar matters and the model cases among the published cases, which come oldest first."""

    def __init__(self, cases: Iterable[Case]) -> None:
        self._cases = tuple(cases)

    def groups(self, own: frozenset[str], place: str | None, until: date) -> Iterator[Recurring]:
        """Yield the groups of at least two matters raised by a day in a place (None: everywhere) with one of `own`,
        in the order of their first matters."""
        found = {self._group_of[name] for name in own if name in self._group_of}
        for number in sorted(found):
            group = self._groups[number]
            known = group.members[: bisect_right(group.days, until)]
            members = [case.id for case in known if place in (None, case.place)]
            new = tuple(name for name in members if name in own)
            if len(members) > 1 and new:
                yield Recurring(group.topic, len(members), new)

    def featured(self, programme: str, place: str | None, first: date, last: date) -> Iterator[Case]:
        """Yield the model cases of a programme and place (None: everywhere) in months from one day to another."""
        months = f"{first:%Y-%m}", f"{last:%Y-%m}"
        for month, case in self._featured.get(programme, ()):
            if place in (None, case.place) and months[0] <= month <= months[1]:
                yield case

    @cached_property
    def _groups(self) -> list[_Group]:
        """The similar matters of each programme, by their published titles."""
        known = {case.id: case for case in self._cases}
        matters: dict[str, list[Matter]] = defaultdict(list)
        for case in self._cases:
            if stub_of(case.title, case.withheld) is None:
                matters[case.programme].append(Matter(case.id, case.topic, case.title))
        found = []
        for of_programme in matters.values():
            for group in recurring(of_programme):
                members = tuple(known[name] for name in group.members)
                found.append(_Group(group.topic, tuple(case.raised.on.day for case in members), members))
        return found

    @cached_property
    def _group_of(self) -> Mapping[str, int]:
        return {case.id: number for number, group in enumerate(self._groups) for case in group.members}

    @cached_property
    def _featured(self) -> Mapping[str, list[tuple[str, Case]]]:
        found: dict[str, list[tuple[str, Case]]] = defaultdict(list)
        for case in self._cases:
            if case.featured:
                found[case.programme].append((case.featured.month, case))
        return found
