"""What recurs and what is a model: found once for all reports of all languages, and asked for report by report."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kentan.figures.entered import Scoped, keys_of
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
    """The days on which the matters of a group were raised: of all, and of those of each place."""

    topic: str
    days: tuple[date, ...]
    of_places: Mapping[str, tuple[date, ...]]


@dataclass(frozen=True, slots=True)
class _Similar:
    """The groups of a programme, and of each case the number of its group, its place in it, and its id."""

    groups: tuple[_Group, ...]
    member: Mapping[str, tuple[int, int, str]]


class Recurrence:
    """The similar matters and the model cases among the published cases, which come oldest first."""

    def __init__(self, cases: Iterable[Case]) -> None:
        self._cases = tuple(cases)
        self._similar: dict[str, _Similar] = {}

    def groups(self, programme: str, own: Iterable[str], place: str | None, until: date) -> Iterator[Recurring]:
        """Yield the groups of at least two matters of a programme raised by a day in a place (None: everywhere) with
        one of `own`, those with most of them in front; `own` were raised there by that day."""
        if programme not in self._similar:
            self._similar[programme] = _similar([case for case in self._cases if case.programme == programme])
        similar = self._similar[programme]
        members = [member for member in map(similar.member.get, own) if member]
        by_group: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for number, at, name in members:
            by_group[number].append((at, name))
        for number, found in sorted(by_group.items(), key=lambda each: (-len(each[1]), each[0])):
            group = similar.groups[number]
            count = bisect_right(group.of_places[place] if place else group.days, until)
            if count > 1:
                yield Recurring(group.topic, count, tuple([name for _, name in sorted(found)]))

    def featured(self, programme: str, place: str | None, first: date, last: date) -> Iterator[Case]:
        """Yield the model cases of a programme and place (None: everywhere) in months from one day to another."""
        months = f"{first:%Y-%m}", f"{last:%Y-%m}"
        for month, case in self._featured.get((programme, place), ()):
            if months[0] <= month <= months[1]:
                yield case

    @cached_property
    def _featured(self) -> Mapping[Scoped, list[tuple[str, Case]]]:
        found: dict[Scoped, list[tuple[str, Case]]] = defaultdict(list)
        for case in self._cases:
            if case.featured:
                for key in keys_of(case):
                    found[key].append((case.featured.month, case))
        return found


def _similar(cases: Iterable[Case]) -> _Similar:
    """Return what is similar among the cases of a programme, by their published titles."""
    known = {case.id: case for case in cases if stub_of(case.title, case.withheld) is None}
    groups, member = [], {}
    for number, found in enumerate(recurring(Matter(case.id, case.topic, case.title) for case in known.values())):
        of_places: dict[str, list[date]] = defaultdict(list)
        for place, name in enumerate(found.members):
            of_places[known[name].place].append(known[name].raised.on.day)
            member[name] = (number, place, name)
        days = tuple(known[name].raised.on.day for name in found.members)
        groups.append(_Group(found.topic, days, {place: tuple(own) for place, own in of_places.items()}))
    return _Similar(tuple(groups), member)
