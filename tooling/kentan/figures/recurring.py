"""What recurs: matters of one topic whose titles say nearly the same, put together so that everybody can see why.

The cases are taken in the order in which they were raised. A case joins the group whose first title shares most pairs
of neighbouring characters with its own, if they share half of them; otherwise it begins a group. So what was grouped
once stays so, whatever is raised later.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain
from operator import add

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
    where: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for matter in matters:
        pairs, of_topic = pairs_of(matter.title), where[matter.topic]
        place, alike = _nearest(groups, of_topic, pairs)
        if place is None:
            place, alike = len(groups), Fraction(1)
            groups.append(_Open(matter.topic, pairs))
            for pair in pairs:
                of_topic[pair].append(place)
        groups[place].members.append(matter.id)
        groups[place].shared.append(alike)
    return tuple(
        Group(found.topic, tuple(found.members), tuple(found.shared)) for found in groups if len(found.members) > 1
    )


def pairs_of(title: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters, ideographs and digits of a title; other characters part them."""
    text = unicodedata.normalize("NFKC", title).lower()
    return frozenset(filter(str.isalnum, map(add, text, text[1:])))


def _nearest(groups: list[_Open], where: Mapping[str, list[int]], pairs: frozenset[str]) -> tuple[int | None, Fraction]:
    found = [where[pair] for pair in pairs if pair in where]
    counted = Counter(chain.from_iterable([places for places in found if len(places) <= _COMMON]))
    best, most, of = None, 0, 1
    for place, shared in sorted(counted.items()):
        size = len(pairs) + len(groups[place].pairs)
        # twice the shared pairs by the pairs of both, compared as whole numbers: there are many candidates
        if 2 * shared * ALIKE.denominator >= ALIKE.numerator * size and 2 * shared * of > most * size:
            best, most, of = place, 2 * shared, size
    return best, Fraction(most, of)
