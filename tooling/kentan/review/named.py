"""What cases may name of their programme and find the same on both sides of a change: places, grades, low ratings."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, Protocol

from kentan.records.case import GradeEntry, Rating
from kentan.records.programme import Programme, RatingRule, RuleSet
from kentan.review.asked import UNASKED_BY_CASES, as_asked


class Naming(Protocol):
    """What a case names of its programme."""

    @property
    def place(self) -> str: ...  # noqa: D102 - as in a case
    @property
    def grades(self) -> tuple[GradeEntry, ...]: ...  # noqa: D102
    @property
    def ratings(self) -> tuple[Rating, ...]: ...  # noqa: D102


class Named(NamedTuple):
    """What may be named: `places` and `grades` that are alike on both sides, None where all are.

    Ratings above `low`, up to `high`, count as low on one side alone.
    """

    places: Collection[str] | None
    grades: Collection[str] | None
    low: int
    high: int

    @property
    def is_all(self) -> bool:
        """Whether it does not matter what is named."""
        return self.places is None and self.grades is None and self.low == self.high

    def holds(self, case: Naming) -> bool:
        """Whether a case names nothing else."""
        return (
            (self.places is None or case.place in self.places)
            and (self.grades is None or all(each.grade in self.grades for each in case.grades))
            and (self.low == self.high or not any(self.low < each.score <= self.high for each in case.ratings))
        )


def named_alike(was: Programme, now: Programme, rules: tuple[RuleSet, RuleSet], lows: tuple[int, int]) -> Named:
    """Return what may be named of two states of a programme, of a version of its rules each with its low rating."""
    places = None if was.places == now.places else {*was.places} & {*now.places}
    base, head = ({name: as_asked(each) for name, each in side.grades.items()} for side in rules)
    grades = None if base == head else {name for name, each in base.items() if head.get(name) == each}
    return Named(places, grades, *sorted(lows))


def is_same_otherwise(was: Programme, now: Programme) -> bool:
    """Whether two states of a programme are the same to cases but for their rules and what may be named."""
    return bool(_bare(was) == _bare(now))


def rules_otherwise(rules: RuleSet) -> Any:
    """Return what cases ask of rules but for clocks and what may be named, in a form that can be compared."""
    rating: RatingRule | None = replace(rules.rating, low=0) if rules.rating else None
    no_names: Mapping[str, Any] = {"clocks": {}, "grades": {}, "rating": rating}
    return as_asked(replace(rules, **no_names), UNASKED_BY_CASES)


def _bare(programme: Programme) -> Any:
    return as_asked(replace(programme, versions=(), places=()))
