"""What recurs: matters of one topic whose titles say nearly the same, put together so that everybody can see why.

The cases are taken in the order in which they were raised. A case joins the group whose first title shares most pairs
of neighbouring characters with its own, if they share half of them; otherwise it begins a group. So what was grouped
once stays so, whatever is raised later.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

ALIKE = Fraction(1, 2)
"""The share of pairs (Dice) from which on two titles say nearly the same."""
_COMMON = 400
"""A pair that more groups of a topic share than this says nothing and costs much: it is not looked up."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A case as it is compared: its id, its topic and its title as published."""

    id: str
    topic: str
    title: str


@dataclass(frozen=True, slots=True)
class Group:
    """Matters that say nearly the same, the first one in front; `shared` is the share of pairs of each with it."""

    topic: str
    members: tuple[str, ...]
    shared: tuple[Fraction, ...]


@dataclass(slots=True)
class _Open:
    topic: str
    pairs: frozenset[str]
    members: list[str] = field(default_factory=list)
    shared: list[Fraction] = field(default_factory=list)


def recurring(matters: Iterable[Matter]) -> tuple[Group, ...]:
    """Return the groups of at least two matters, in the order of their first; the matters come oldest first."""
    groups: list[_Open] = []
    where: dict[tuple[str, str], list[int]] = defaultdict(list)
    for matter in matters:
        pairs = pairs_of(matter.title)
        place, alike = _nearest(groups, where, matter.topic, pairs)
        if place is None:
            place, alike = len(groups), Fraction(1)
            groups.append(_Open(matter.topic, pairs))
            for pair in sorted(pairs):
                where[matter.topic, pair].append(place)
        groups[place].members.append(matter.id)
        groups[place].shared.append(alike)
    return tuple(
        Group(found.topic, tuple(found.members), tuple(found.shared)) for found in groups if len(found.members) > 1
    )


def pairs_of(title: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters, ideographs and digits of a title; other characters part them."""
    text = unicodedata.normalize("NFKC", title).lower()
    return frozenset(text[at : at + 2] for at in range(len(text) - 1) if text[at : at + 2].isalnum())


def _nearest(
    groups: list[_Open], where: dict[tuple[str, str], list[int]], topic: str, pairs: frozenset[str]
) -> tuple[int | None, Fraction]:
    counted: Counter[int] = Counter()
    for pair in pairs:
        found = where.get((topic, pair), ())
        if len(found) <= _COMMON:
            counted.update(found)
    best, most = None, Fraction(0)
    for place, shared in sorted(counted.items()):
        alike = Fraction(2 * shared, len(pairs) + len(groups[place].pairs))
        if alike >= ALIKE and alike > most:
            best, most = place, alike
    return best, most
