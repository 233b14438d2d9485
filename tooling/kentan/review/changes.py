"""What differs between two states of the records, fact by fact; files, lines and comments do not count."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple

from kentan.records.finding import Path
from kentan.records.ledger import Ledger
from kentan.review.facts import Facts, facts

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


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """One record that differs: its facts before and after, None where there is no such record."""

    name: Name
    file: str
    base: Facts | None
    head: Facts | None
    changes: tuple[Change, ...]


def compare(base: Ledger, head: Ledger) -> list[RecordChange]:
    """Return every record that differs, with the facts that differ, in the order of kind, id and place."""
    return [_in_order(each) for each in _differing(base, head)]


def _in_order(record: RecordChange) -> RecordChange:
    return replace(record, changes=tuple(sorted(record.changes, key=lambda change: _order(change.path))))


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
    kind = ChangeKind.ADDED
    if before:
        changes = list[Change]()
        for path, was in before.items():
            now = after.get(path)
            if now != was:
                kind = ChangeKind.REMOVED if now is None else ChangeKind.CHANGED
                changes.append(Change(kind, file, name, path, was, now))
        kind = ChangeKind.ADDED
        changes.extend([Change(kind, file, name, path, None, now) for path, now in after.items() if path not in before])
    else:
        changes = [Change(kind, file, name, path, None, now) for path, now in after.items()]
    return RecordChange(name=name, file=file, base=base, head=head, changes=tuple(changes))


def _order(path: Path) -> tuple[tuple[bool, int, str], ...]:
    """Order list positions as numbers, keys as text."""
    return tuple((isinstance(step, int), step if isinstance(step, int) else 0, str(step)) for step in path)
