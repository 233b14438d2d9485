"""What a rule is: one code, one page, one example; and what a check is given to judge by."""

import re
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from kentan.clocks.reckoner import Reckoner
from kentan.records.finding import Finding, Path, Severity
from kentan.records.frozen import frozen, frozen_value
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment
from kentan.records.programme import RuleSet
from kentan.records.registry import Claim


class Nature(StrEnum):
    """How a rule stands to time."""

    TIMELESS = "timeless"
    """Wrong whenever it is looked at: always an error."""
    MONOTONE = "monotone"
    """Time can only make it right, such as a date in the future: an error."""
    DECAYING = "decaying"
    """Time makes it wrong, such as overdue: published and reported, never an error of a file left alone."""
    MAY_BE_MEANT = "may-be-meant"
    """Odd, but somebody may have meant it: told, never an error."""


@frozen
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
        """An error, but for what time alone makes wrong, and what may be meant."""
        return Severity.NOTICE if self.nature in (Nature.DECAYING, Nature.MAY_BE_MEANT) else Severity.ERROR

    def found(self, file: str, path: Path = (), /, *, at_key: bool = False, **arguments: str) -> Finding:
        """Return a finding of this rule; its line and column are looked up when all findings are known."""
        return Finding(self.code, file, path, arguments, self.severity, at_key=at_key)


def general(text: str) -> str:
    """Return a message or a mend as a rule's page has it: an ellipsis stands for what a finding would say."""
    return re.sub(r"\{\w+\}", "…", text)


class _Everything:
    """The ids of a registry file that could not be read: no reference to it is called unknown."""

    def __contains__(self, _: object) -> bool:
        return True


@frozen_value
class _Ids:
    """The ids of a folder: of records, which are not looked at before a reference asks, and of files not read."""

    of_records: Mapping[str, Any]
    unread: Set[str]

    def __contains__(self, name: object) -> bool:
        return name in self.of_records or name in self.unread

    def __iter__(self) -> Iterator[str]:
        return iter({*self.of_records, *self.unread})


@dataclass(frozen=True, kw_only=True)
class Context:
    """What checks judge by: all records, and the day as of which it is judged (in the instance's time zone)."""

    ledger: Ledger
    today: date
    real_today: date | None = None
    """The day that it really is, where `today` is a view of an earlier one: what came between is no error."""
    errors_alone: bool = False
    """Whether nobody asks for notices, so that checks may leave them out."""
    matters: Mapping[str, tuple[Hashable, ...] | None] = field(default_factory=dict)
    """What each case is about that another process has at hand, as `repeated.matter_of` tells."""

    @cached_property
    def latest(self) -> date:
        """The last day that a fact may have."""
        return max(self.today, self.real_today or self.today)

    def file(self, kind: str, name: str = "") -> str:
        """Return the path of the file in which the record of that kind and id stands; of the registry, or should."""
        return self.ledger.files.get((kind, name)) or ("" if name else f"registry/{kind}.yml")

    def registry_records(self) -> Iterator[tuple[Any, str]]:
        """Return every record of the registry with its file: a single file's record, or each one of a folder."""
        return ((record, self.file(kind, name)) for kind, name, record in self.ledger.registry())

    def versions(self) -> Iterator[tuple[RuleSet, str, Path]]:
        """Yield every version of the programmes' rules, with its file and its path there."""
        for name, programme in self.ledger.programmes.items():
            for index, rules in enumerate(programme.versions):
                yield rules, self.file("programme", name), ("versions", index)

    def claims(self) -> Iterator[tuple[Claim, str, str, Path]]:
        """Yield every claim with its programme, its file and its path there."""
        for name, claims in self.ledger.claims.items():
            for claim_id, claim in claims.claims.items():
                yield claim, claims.programme, self.file("claims", name), ("claims", claim_id)

    @cached_property
    def reckoner(self) -> Reckoner:
        """The reckoner of all deadlines, as of the end of the day on which it is judged."""
        return Reckoner(self.ledger, Moment(self.today), errors_alone=self.errors_alone)

    @cached_property
    def known(self) -> Mapping[str, Container[str]]:
        """The ids to which a record may refer, by the kind that `Refers` names.

        The ids of files that could not be read are among them, and every id where the file that lists them could not
        be read or is missing: that is said once, not for each reference.
        """
        ledger = self.ledger
        single: dict[str, tuple[str, Mapping[str, Any]]] = {
            "department": ("departments", ledger.departments),
            "institution": ("institutions", ledger.institutions),
            "person": ("people", ledger.people),
            "place": ("places", ledger.places),
            "topic": ("topics", ledger.topics),
        }
        known: dict[str, Container[str]] = {
            kind: _Everything() if self._is_unlisted(file) else ids for kind, (file, ids) in single.items()
        }
        folders: dict[str, Mapping[str, Any]] = {
            "case": ledger.cases,
            "meeting": ledger.meetings,
            "programme": ledger.programmes,
            "survey": ledger.surveys,
        }
        for kind, ids in folders.items():
            known[kind] = _Ids(ids, frozenset([name for of, name in ledger.unread if of == kind]))
        return known

    @cached_property
    def found(self) -> set[tuple[str, str]]:
        """The references, by kind and id, that were found to be known: many records have the same."""
        return set()

    @cached_property
    def circles(self) -> dict[str, bool]:
        """The merged cases that were followed, by id: whether each leads back to itself."""
        return {}

    @cached_property
    def nearest(self) -> dict[tuple[str, str], str]:
        """The id that was found to be nearest to an unknown one, by kind and id: many records may have the same."""
        return {}

    def _is_unlisted(self, file: str) -> bool:
        """Whether the ids of a single registry file cannot be known: it was not read, or has to be there and is not."""
        key = (file, "")
        return key in self.ledger.unread or (key not in self.ledger.files and file in REQUIRED_FILES)


REQUIRED_FILES = ("instance", "departments", "places", "topics")
"""The files without which a registry is none; the others are owed only once something refers to them."""

Check = Callable[[Any, Context], Iterable[Finding]]
"""A pure generator of findings about one record: a case or a meeting. `check_ledger` is given the context alone."""
