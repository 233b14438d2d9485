"""What all plans of the demo share: numbers of ids, totals spread over parts, courses chosen by chance."""

from collections.abc import Mapping
from random import Random
from typing import Any

from kentan.desk.demo.brief import Brief, Course
from kentan.desk.demo.gathering import Gathering

Planned = Gathering | Brief | dict[str, Any]
"""A meeting, a case, or the record of a survey."""
Weights = Mapping[Course, int]
USUAL: Weights = {
    Course.SOLVED: 46,
    Course.EXPLAINED: 14,
    Course.PROMISE_KEPT: 14,
    Course.PROMISE_OPEN: 3,
    Course.PROMISE_BROKEN: 3,
}
"""How most cases go."""


class Numbers:
    """The next free number of the ids of each prefix and year."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, int], int] = {}

    def next(self, prefix: str, year: int) -> str:
        """Return the next id."""
        number = self._last[prefix, year] = self._last.get((prefix, year), 0) + 1
        return f"{prefix}-{year}-{number:04d}"


def spread(total: int, over: int) -> list[int]:
    """Return a total split into parts that differ by one at most, the larger ones spread evenly."""
    return [(index + 1) * total // over - index * total // over for index in range(over)]


def choose(chance: Random, weights: Weights) -> Course:
    """Return a course by chance."""
    return chance.choices(tuple(weights), tuple(weights.values()))[0]


def raised_at(meeting: Gathering, numbers: Numbers, prefix: str, course: Course, **more: Any) -> Brief:
    """Return a case that was raised at a meeting."""
    name = numbers.next(prefix, meeting.day.year)
    return Brief(
        id=name,
        place=meeting.place,
        day=meeting.day,
        course=course,
        channel="meeting",
        meeting=meeting.id,
        subject=more.pop("subject", name),
        made_up=meeting.made_up,
        **more,
    )
