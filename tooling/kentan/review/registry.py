"""Changes of the registry: by registrars, entries end, and what gives power or reaches back takes a second one."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from kentan.records.finding import Finding, Path
from kentan.records.vocabulary import PersonRole
from kentan.review.changes import Change, ChangeKind, RecordChange
from kentan.review.facts import Facts, path_text
from kentan.review.findings import found
from kentan.review.permissions import Grounds, is_translation
from kentan.review.recorded import roots
from kentan.review.tree import is_outside
from kentan.rules.review.permissions import REGISTRAR_ONLY
from kentan.rules.review.recorded import RECORD_GONE
from kentan.rules.review.registry import (
    HAS_COUNTED,
    OWN_JUDGE,
    REGISTRY_ENTRY_GONE,
    ROSTER_REWRITTEN,
    SECOND_REGISTRAR,
)

_JUDGING = frozenset({"instance", "people", "departments", "programme", "calendar"})
"""The kinds of record by which other changes are judged."""
_KEYED = frozenset({"departments", "institutions", "people", "places", "topics"})
_POWERFUL = (PersonRole.REGISTRAR, PersonRole.SUPERVISOR)


def judge_registry(grounds: Grounds, record: RecordChange) -> Iterator[Finding]:
    """Yield what a change may not do to a record of the registry, and what of it needs a second registrar."""
    kind, name = record.name
    if not grounds.actor.has(PersonRole.REGISTRAR):
        yield found(REGISTRAR_ONLY, record.file, file=record.file, person=grounds.actor.shown)
    elif record.head is None:
        yield found(RECORD_GONE, record.file, id=name or kind, file=record.file)
    else:
        if kind in _KEYED:
            yield from _gone(record)
        if kind == "people":
            yield from _roster(grounds, record)
        yield from _reaching_back(grounds, record)


def own_judge(records: Sequence[RecordChange], files: Iterable[str]) -> Iterator[Finding]:
    """Yield what judges records where it is changed together with them: registry, checker, pages."""
    if not any(record.name[0] in ("case", "meeting") for record in records):
        return
    for record in records:
        if record.name[0] in _JUDGING:
            yield found(OWN_JUDGE, record.file, file=record.file)
    for file in files:
        if is_outside(file):
            yield found(OWN_JUDGE, file, file=file)


def _gone(record: RecordChange) -> Iterator[Finding]:
    for root in roots(record.removed, record.head or {}):
        if len(root) <= 2:
            yield found(REGISTRY_ENTRY_GONE, record.file, root, path=path_text(root), file=record.file)


def _roster(grounds: Grounds, record: RecordChange) -> Iterator[Finding]:
    base, head = record.base or {}, record.head or {}
    left = {path[:2] for path in head}
    powerful: dict[Path, None] = {}
    for change in record.changes:
        entry = change.path[:2]
        if change.kind is not ChangeKind.ADDED and entry in left and not _ends(change, grounds.today):
            told = {"was": change.was or "", "now": change.now or ""}
            yield found(ROSTER_REWRITTEN, record.file, change.path, path=path_text(change.path), **told)
        if entry[1] == grounds.actor.person or _has_power(base, entry) or _has_power(head, entry):
            powerful[entry] = None
    if not grounds.approved_by(PersonRole.REGISTRAR):
        for entry in powerful:
            yield found(SECOND_REGISTRAR, record.file, entry, path=path_text(entry))


def _ends(change: Change, today: date) -> bool:
    """Whether a role or key that still counts is given another end."""
    return change.path[-1] == "until" and (change.was or "") >= today.isoformat()


def _has_power(facts: Facts, entry: Path) -> bool:
    return any(path[:2] == entry and path[-1] == "role" and text in _POWERFUL for path, text in facts.items())


def _reaching_back(grounds: Grounds, record: RecordChange) -> Iterator[Finding]:
    if grounds.approved_by(PersonRole.REGISTRAR):
        return
    counted: dict[Path, None] = {}
    for change in record.changes:
        if record.name[0] == "calendar" and _is_past_day(change, grounds.today):
            counted[change.path] = None
        if record.base is None or is_translation(change.path):
            continue
        if record.name[0] == "programme":
            root = change.path[:2]
            if root[0] == "versions" and _counted(record, root, grounds.today):
                counted[root] = None
        elif record.name[0] in ("survey", "claims", "calendar") and change.kind is not ChangeKind.ADDED:
            counted[change.path] = None
    for path in counted:
        yield found(HAS_COUNTED, record.file, path, path=path_text(path))


def _is_past_day(change: Change, today: date) -> bool:
    """Whether a change of a calendar adds a day that has passed: deadlines that were missed would be met by it."""
    is_day = change.path[-1] in ("from", "to") or change.path[0] == "working_days"
    return change.kind is ChangeKind.ADDED and is_day and (change.now or "") < today.isoformat()


def _counted(record: RecordChange, version: Path, today: date) -> bool:
    """Whether a version of the rules has counted, before the change or by it, on a day that has passed."""
    return any(
        (facts or {}).get((*version, "from"), "9999") < today.isoformat() for facts in (record.base, record.head)
    )
