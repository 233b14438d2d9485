"""What was recorded stays: which additions an entry is open to, and which corrections and redactions cover a change."""

from collections.abc import Iterable, Iterator, Sequence

from kentan.records.finding import Finding, Path
from kentan.records.moments import parse_moment
from kentan.records.vocabulary import PersonRole, Provenance
from kentan.review.changes import Change, ChangeKind, RecordChange
from kentan.review.corrections import corrections, judge_corrections
from kentan.review.facts import Facts, path_text
from kentan.review.findings import found
from kentan.review.permissions import Grounds, is_open_to_staff, is_translation, may_add, part_of
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
_ADDED = frozenset({ChangeKind.ADDED})
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
    has_entries = not _ENTRIES.isdisjoint([each.path[0] for each in record.changes])
    covered = corrections(record).keys() | covered_by_redaction(record) if has_entries else frozenset[str]()
    uncovered = [each for each in record.changes if path_text(each.path) not in covered] if covered else record.changes
    if not is_open_to_staff(grounds, record):
        added = [each.path for each in uncovered if each.kind is ChangeKind.ADDED]
        for part in dict.fromkeys([part_of(path) for path in added]):
            yield from may_add(grounds, record, part)
            yield from _late(grounds, record, part)
    if record.base is not None:
        for root in roots(uncovered, record.base, ChangeKind.ADDED):
            if _is_closed(root):
                yield found(ENTRY_CLOSED, record.file, root, path=path_text(root))
    if {each.kind for each in uncovered} - _ADDED:
        yield from _rewritten(record, uncovered)
    if has_entries:
        yield from judge_corrections(grounds, record)
        yield from judge_redactions(grounds, record)


def _rewritten(record: RecordChange, uncovered: Sequence[Change]) -> Iterator[Finding]:
    for change in uncovered:
        if change.kind is ChangeKind.CHANGED:
            told = {"path": path_text(change.path), "was": beginning(change.was), "now": beginning(change.now)}
            yield found(RECORDED_CHANGED, record.file, change.path, **told)
    for root in roots(uncovered, record.head or {}, ChangeKind.REMOVED):
        was = next(each.was for each in uncovered if each.path[: len(root)] == root)
        yield found(RECORDED_REMOVED, record.file, root, path=path_text(root), was=beginning(was))


def roots(changes: Iterable[Change], others: Facts, kind: ChangeKind) -> list[Path]:
    """Return the topmost paths of what is on one side alone: a new reply as a whole, not each of its facts."""
    of_kind = [change.path for change in changes if change.kind is kind]
    if not of_kind:
        return []
    parts = {path[0] for path in of_kind}
    present = {path[:length] for path in others if path[0] in parts for length in range(1, len(path) + 1)}
    if not present:
        return list(dict.fromkeys([path[:1] for path in of_kind]))
    topmost: dict[Path, None] = {}
    for path in of_kind:
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
