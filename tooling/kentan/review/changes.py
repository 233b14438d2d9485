"""What differs between two states of the records, fact by fact; files, lines and comments do not count."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, NamedTuple

from kentan.records.finding import Path
from kentan.records.frozen import frozen
from kentan.records.ledger import Ledger
from kentan.review.facts import Facts, facts, path_text

Name = tuple[str, str]
"""Kind and id of a record, as `Ledger.files` has them."""

_MANY = {
    "case": "cases",
    "meeting": "meetings",
    "programme": "programmes",
    "survey": "surveys",
    "claims": "claims",
    "calendar": "calendars",
}
_KEYED = ("departments", "institutions", "people", "places", "topics")


class ChangeKind(StrEnum):
    """What became of a fact."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Change(NamedTuple):
    """One fact that differs. `was` is None where it was added, `now` where it was removed."""

    kind: ChangeKind
    file: str
    record: Name
    path: Path
    was: str | None = None
    now: str | None = None


@frozen
class RecordChange:
    """One record that differs: its facts before and after, None where there is no such record.

    `paths` are those of all facts that differ; `only_adds` says that these are new ones alone.
    """

    name: Name
    file: str
    base: Facts | None
    head: Facts | None
    paths: tuple[Path, ...]
    only_adds: bool

    @property
    def added(self) -> tuple[Path, ...]:
        """The paths of what is new."""
        base = self.base or {}
        return self.paths if self.only_adds else tuple([path for path in self.paths if path not in base])

    @property
    def removed(self) -> tuple[Path, ...]:
        """The paths of what is gone."""
        head = self.head or {}
        return () if self.only_adds else tuple([path for path in self.paths if path not in head])

    def but(self, covered: Collection[str]) -> "RecordChange":
        """Return the same without some paths, given as `path_text` writes them."""
        return replace(self, paths=tuple([path for path in self.paths if path_text(path) not in covered]))

    @property
    def changes(self) -> tuple[Change, ...]:
        """What became of each fact that differs, in the order of their paths."""
        before, after = self.base or {}, self.head or {}
        return tuple(self._change(path, before.get(path), after.get(path)) for path in self.paths)

    def _change(self, path: Path, was: str | None, now: str | None) -> Change:
        kind = ChangeKind.ADDED if was is None else ChangeKind.REMOVED if now is None else ChangeKind.CHANGED
        return Change(kind, self.file, self.name, path, was, now)


def compare(base: Ledger, head: Ledger) -> list[RecordChange]:
    """Return every record that differs, with the facts that differ, in the order of kind, id and place."""
    return [_in_order(each) for each in _differing(base, head)]


def _in_order(record: RecordChange) -> RecordChange:
    return replace(record, paths=tuple(sorted(record.paths, key=_order)))


def _differing(base: Ledger, head: Ledger) -> Iterator[RecordChange]:
    for kind, attribute in _MANY.items():
        before: Mapping[str, Any] = getattr(base, attribute)
        after: Mapping[str, Any] = getattr(head, attribute)
        for name in sorted({*before, *after}):
            was, now = before.get(name), after.get(name)
            if was != now:
                yield difference((kind, name), _file(base, head, (kind, name)), _facts(was), _facts(now))
    if base.instance != head.instance:
        yield difference(
            ("instance", ""), _file(base, head, ("instance", "")), _facts(base.instance), _facts(head.instance)
        )
    for kind in _KEYED:
        was, now = getattr(base, kind), getattr(head, kind)
        if was != now:
            yield difference((kind, ""), _file(base, head, (kind, "")), facts(was, (kind,)), facts(now, (kind,)))


def _facts(record: Any) -> Facts | None:
    return None if record is None else facts(record)


def _file(base: Ledger, head: Ledger, name: Name) -> str:
    return head.files.get(name) or base.files.get(name, "")


def difference(name: Name, file: str, base: Facts | None, head: Facts | None) -> RecordChange:
    """Return how the facts of one record differ, in the order of its fields."""
    before, after = base or {}, head or {}
    otherwise = [path for path, was in before.items() if after.get(path) != was]
    added = [path for path in after if path not in before] if before else after
    paths = (*otherwise, *added)
    return RecordChange(name=name, file=file, base=base, head=head, paths=paths, only_adds=not otherwise)


def _order(path: Path) -> tuple[tuple[bool, int, str], ...]:
    """Order list positions as numbers, keys as text."""
    return tuple((isinstance(step, int), step if isinstance(step, int) else 0, str(step)) for step in path)
