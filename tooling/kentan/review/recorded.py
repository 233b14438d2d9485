"""What was recorded stays: which additions an entry is open to, and which corrections and redactions cover a change."""

from collections.abc import Collection, Iterator

from kentan.records.finding import Finding, Path
from kentan.records.moments import parse_moment
from kentan.records.vocabulary import PersonRole, Provenance
from kentan.review.changes import ChangeKind, RecordChange
from kentan.review.corrections import corrections, judge_corrections
from kentan.review.facts import Facts, path_text
from kentan.review.findings import found
from kentan.review.permissions import Grounds, is_open_to_staff, is_translation, may_add, parts_of
from kentan.review.redaction import covered_by_redaction, judge_redactions
from kentan.rules.review.permissions import STAFF_ONLY
from kentan.rules.review.recorded import (
    DATED_BACK,
    ENTRY_CLOSED,
    RECORD_GONE,
    RECORDED_CHANGED,
    RECORDED_REMOVED,
)
from kentan.rules.review.recording import allowed_days

_ENTRIES = frozenset({"corrections", "redactions"})
"""The parts of a record that say what of the rest was changed."""
_FILLED_LATER = frozenset(
    [
        ("handed_over", "ended"),
        ("objections", "decision"),
        ("pauses", "until"),
        ("extensions", "decision"),
        ("promise", "kept"),
    ]
)
_SAYS_WHY_LATE = frozenset(
    [
        "acceptance",
        "handed_over",
        "objections",
        "decision",
        "pauses",
        "extensions",
        "replies",
        "kept",
        "progress",
        "ratings",
    ]
)


def judge_record(grounds: Grounds, record: RecordChange) -> Iterator[Finding]:
    """Yield what a change may not do to a case or a meeting, and what of it needs a person."""
    if record.head is None:
        yield found(RECORD_GONE, record.file, id=record.name[1], file=record.file)
        return
    if record.base is None and not grounds.actor.has(PersonRole.STAFF):
        person = grounds.actor.shown
        yield found(STAFF_ONLY, record.file, path=record.name[1], person=person)
        return
    has_entries = not _ENTRIES.isdisjoint([path[0] for path in record.paths])
    covered = corrections(record).keys() | covered_by_redaction(record) if has_entries else frozenset[str]()
    uncovered = record.but(covered) if covered else record
    added = uncovered.added
    if not is_open_to_staff(grounds, record):
        for part in parts_of(added):
            yield from may_add(grounds, record, part)
            yield from _late(grounds, record, part)
    if record.base is not None:
        for root in roots(added, record.base):
            if _is_closed(root):
                yield found(ENTRY_CLOSED, record.file, root, path=path_text(root))
    if not uncovered.only_adds:
        yield from _rewritten(uncovered)
    if has_entries:
        yield from judge_corrections(grounds, record)
        yield from judge_redactions(grounds, record)


def _rewritten(uncovered: RecordChange) -> Iterator[Finding]:
    for change in uncovered.changes:
        if change.kind is ChangeKind.CHANGED:
            told = {"path": path_text(change.path), "was": beginning(change.was), "now": beginning(change.now)}
            yield found(RECORDED_CHANGED, uncovered.file, change.path, **told)
    removed, base = uncovered.removed, uncovered.base or {}
    for root in roots(removed, uncovered.head or {}):
        was = next(base[path] for path in removed if path[: len(root)] == root)
        yield found(RECORDED_REMOVED, uncovered.file, root, path=path_text(root), was=beginning(was))


def roots(paths: Collection[Path], others: Facts) -> list[Path]:
    """Return the topmost paths of what is on one side alone: a new reply as a whole, not each of its facts."""
    parts = {path[0] for path in paths}
    present = {path[:length] for path in others if path[0] in parts for length in range(1, len(path) + 1)}
    if not present:
        return list(dict.fromkeys([path[:1] for path in paths]))
    topmost: dict[Path, None] = {}
    for path in paths:
        topmost[next(path[:length] for length in range(1, len(path) + 1) if path[:length] not in present)] = None
    return list(topmost)


def _is_closed(root: Path) -> bool:
    """Whether what is added lies within an entry of a list that was recorded, and is not one of its slots."""
    if not any(isinstance(step, int) for step in root[:-1]) or is_translation(root):
        return False
    owner = next(step for step in reversed(root[:-1]) if isinstance(step, str))
    return (owner, root[-1]) not in _FILLED_LATER


def _late(grounds: Grounds, record: RecordChange, part: Path) -> Iterator[Finding]:
    """Yield that a new entry is dated long before it is recorded."""
    head, base = record.head or {}, record.base or {}
    known = base or head
    on = parse_moment(head.get((*part, "on"), ""))
    named = next(step for step in reversed(part) if isinstance(step, str))
    if on is None or (*part, "on") in base or part[0] == "supervision":
        return
    if named not in _SAYS_WHY_LATE or known.get(("provenance",)) != Provenance.LIVE:
        return
    allowed = _allowed_days(grounds, known)
    if (grounds.today - on.day).days > allowed and (*part, "late_reason") not in head:
        told = {"on": str(on), "day": grounds.today.isoformat(), "allowed": str(allowed)}
        yield found(DATED_BACK, record.file, (*part, "on"), path=path_text(part), **told)


def _allowed_days(grounds: Grounds, known: Facts) -> int:
    """Return after how many natural days recording is late, by the rules of the day on which the case was raised."""
    programme = grounds.registry.programmes.get(known.get(("programme",), ""))
    raised = parse_moment(known.get(("raised", "on"), ""))
    return allowed_days(programme.rules_on(raised.day).recorded_within if programme and raised else None)


def beginning(text: str | None) -> str:
    """Return a value as messages show it: its beginning."""
    shown = (text or "").replace("\n", " ")
    return shown if len(shown) <= 60 else shown[:60] + "…"
