"""The page of a rule, and the catalogue."""

from dataclasses import dataclass

from kentan.publish.views.parts import Link, Tag


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule as a line of the catalogue."""

    link: Link
    code: str
    nature: Tag


@dataclass(frozen=True, slots=True)
class RulesView:
    """The catalogue."""

    rows: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """The page of one rule: what it finds, why, a bad example, a good one, and how to mend it."""

    code: str
    name: str
    title: str
    nature: Tag
    message: str
    why: str
    mend: str
    bad: str
    good: str
