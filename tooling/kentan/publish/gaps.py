"""Numbers that are missing from the register: each is published as a gap."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers that follow upon each other and are all missing."""

    first: str
    last: str
    count: int


def gaps(taken: Iterable[str]) -> tuple[Gap, ...]:
    """The numbers below the highest that no case has taken, by prefix and year, in order; `taken` are all ids."""
    numbers: dict[str, dict[int, str]] = defaultdict(dict)
    for case in taken:
        series, _, digits = case.rpartition("-")
        numbers[series][int(digits)] = digits
    found = []
    for series, known in sorted(numbers.items()):
        width = min(map(len, known.values()))
        before = 0
        for number in sorted(known):
            if number > before + 1:
                first, last = (f"{series}-{one:0{width}}" for one in (before + 1, number - 1))
                found.append(Gap(first, last, number - before - 1))
            before = number
    return tuple(found)
