"""What tells whether a page has to be made again: the digests of the files on which it rests."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from kentan.publish.writing import digest
from kentan.records.case import Case
from kentan.records.meeting import Meeting

_MANY = ("cases/", "meetings/")
_ID = attrgetter("id")


@dataclass(frozen=True, slots=True)
class Keys:
    """The digests of the files of a ledger.

    `files` are their paths by kind and id, `digests` their digests by path. Without digests there are no keys, and
    every page is made.
    """

    files: Mapping[tuple[str, str], str]
    digests: Mapping[str, str]
    as_of: date
    registry: str = field(init=False)
    """A digest of the registry."""
    common: str = field(init=False)
    """A digest of what every page rests on: the registry, and the day."""
    known: dict[str, str | None] = field(init=False, default_factory=dict)
    """The keys of pages of cases and meetings, by id, once they were asked for."""
    single: dict[str, str | None] = field(init=False, default_factory=dict)
    """The keys of single cases, by id, once they were asked for."""

    def __post_init__(self) -> None:
        """Compute what all keys have in common."""
        registry = sorted(item for item in self.digests.items() if not item[0].startswith(_MANY))
        object.__setattr__(self, "registry", digest(repr(registry).encode()))
        object.__setattr__(self, "common", digest(f"{self.as_of.isoformat()} {self.registry}".encode()))

    def of(self, cases: Iterable[Case] = (), meetings: Iterable[Meeting] = (), *others: object) -> str | None:
        """The key of a page that rests on these cases (each with its meeting), on these meetings, and on other
        values whose representation says all; None where the digest of one is not known."""
        if not self.digests:
            return None
        wanted = []
        for case in cases:
            wanted.append(("case", case.id))
            if case.raised.meeting:
                wanted.append(("meeting", case.raised.meeting))
        wanted += [("meeting", meeting.id) for meeting in meetings]
        found = list(map(self._of, wanted))
        return None if not all(found) and self._lacks(wanted, found) else digest(repr((found, others)).encode())

    def of_each(self, cases: Iterable[Case], *others: object) -> str | None:
        """The key of a page that rests on many cases and on other values; as `of`, and quicker for many pages."""
        wanted = tuple(cases)
        try:
            found = list(map(self.single.__getitem__, map(_ID, wanted)))
        except KeyError:  # not all were asked for yet
            found = [self.of_one(case) for case in wanted]
        try:
            return digest(f"{' '.join(found)} {others}".encode()) if self.digests else None  # type: ignore[arg-type]
        except TypeError:  # the digest of one is not known
            return None

    def of_one(self, case: Case) -> str | None:
        """The key of what rests on one case; as `of`, and found once."""
        known = self.single.get(case.id)
        if known is None and self.digests:
            meeting = case.raised.meeting
            wanted = [("case", case.id), ("meeting", meeting)] if meeting else [("case", case.id)]
            found = list(map(self._of, wanted))
            known = self.single[case.id] = None if not all(found) and self._lacks(wanted, found) else "".join(found)
        return known

    def _of(self, record: tuple[str, str]) -> str:
        """The digest of a record's file with its path, which pages name; empty where it is not known."""
        path = self.files.get(record, "")
        known = self.digests.get(path, "")
        return known and f"{known}{path}"

    def _lacks(self, wanted: list[tuple[str, str]], found: list[str]) -> bool:
        """Whether a file is there whose digest is not known; a record that is not there is as good as known."""
        return any(record in self.files and not known for record, known in zip(wanted, found, strict=True))


NO_KEYS = Keys({}, {}, date.min)
"""For sites of which no digests are known."""
