"""What a rule is: one code, one page, one example; and what a check is given to judge by."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from kentan.records.finding import Finding, Path, Severity
from kentan.records.ledger import Ledger


class Nature(StrEnum):
    """How a rule stands to time."""

    TIMELESS = "timeless"
    """Wrong whenever it is looked at: always an error."""
    MONOTONE = "monotone"
    """Time can only make it right, such as a date in the future: an error."""
    DECAYING = "decaying"
    """Time makes it wrong, such as overdue: published and reported, never an error of a file left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the catalogue. All texts are English message ids, translated from the catalogue `rules`.

    `message` and `mend` may hold `{name}` of the finding's arguments; `bad` and `good` are YAML, not translated.
    """

    code: str
    name: str
    nature: Nature = Nature.TIMELESS
    title: str
    message: str
    mend: str
    why: str
    bad: str
    good: str

    @property
    def severity(self) -> Severity:
        """An error, but for what time alone makes wrong."""
        return Severity.NOTICE if self.nature is Nature.DECAYING else Severity.ERROR

    def found(self, file: str, path: Path = (), *, at_key: bool = False, **arguments: str) -> Finding:
        """Return a finding of this rule; its line and column are looked up when all findings are known."""
        return Finding(self.code, file, path, arguments, self.severity, at_key=at_key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What checks judge by: all records, and the day on which it is judged (in the instance's time zone)."""

    ledger: Ledger
    today: date

    def file(self, kind: str, name: str = "") -> str:
        """Return the path of the file in which the record of that kind and id stands."""
        return self.ledger.files.get((kind, name), "")


Check = Callable[[Any, Context], Iterable[Finding]]
"""A pure generator of findings about one record (a case, a meeting, or the ledger as a whole)."""
