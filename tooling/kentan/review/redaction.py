"""Redactions: what they may cover, and that two of different offices make them.

The digest of what was removed is `sha256:` and the hexadecimal SHA-256 of a secret salt followed by the old text, in
UTF-8. The salt stays with the registrar, outside of the repository: a telephone number has so few digits that a
digest with a known salt would tell it.
"""

import re
from collections.abc import Iterator

from kentan.languages import gettext
from kentan.records.case import REDACTED
from kentan.records.finding import Finding, Path
from kentan.records.vocabulary import PersonRole
from kentan.review.changes import RecordChange
from kentan.review.facts import path_text
from kentan.review.findings import found
from kentan.review.permissions import Grounds
from kentan.rules.review.recorded import (
    REDACTION_BY_OTHERS,
    REDACTION_FORM,
    SECOND_FOR_REDACTION,
    SIGNED_BY_ANOTHER,
)

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def new_entries(record: RecordChange, kind: str) -> dict[int, dict[str, str]]:
    """Return the entries that the change adds to a record's `corrections` or `redactions`, by their position."""
    before, after = record.base or {}, record.head or {}
    by_position: dict[int, dict[str, str]] = {}
    for path in record.paths:
        if path[0] == kind and path in after and isinstance(path[1], int) and (*path[:2], "path") not in before:
            by_position.setdefault(path[1], {})[str(path[2])] = after[path]
    return by_position


def covered_by_redaction(record: RecordChange) -> frozenset[str]:
    """Return the paths that the change's own redactions name."""
    return frozenset(
        entry["path"] for entry in new_entries(record, "redactions").values() if not entry["path"].startswith("redac")
    )


def judge_redactions(grounds: Grounds, record: RecordChange) -> Iterator[Finding]:
    """Yield what is wrong with the redactions that a change adds, and whose agreement is missing."""
    for index, entry in sorted(new_entries(record, "redactions").items()):
        path: Path = ("redactions", index)
        yield from _who(grounds, record.file, path, entry["by"])
        problem = _problem(record, entry)
        if problem:
            yield found(REDACTION_FORM, record.file, path, path=entry["path"], problem=problem)


def _who(grounds: Grounds, file: str, path: Path, by: str) -> Iterator[Finding]:
    actor = grounds.actor
    registrar, supervisor = actor.has(PersonRole.REGISTRAR), actor.has(PersonRole.SUPERVISOR)
    if not registrar and not supervisor:
        yield found(REDACTION_BY_OTHERS, file, path, path=path_text(path), person=actor.shown)
        return
    if by not in (actor.person, *(each.person for each in grounds.approvers)):
        yield found(SIGNED_BY_ANOTHER, file, (*path, "by"), path=path_text(path), by=by, person=actor.shown)
    wanted = [role for has, role in ((registrar, PersonRole.SUPERVISOR), (supervisor, PersonRole.REGISTRAR)) if has]
    if not any(grounds.approved_by(role) for role in wanted):
        missing = gettext("records", wanted[0].label)
        yield found(SECOND_FOR_REDACTION, file, path, path=path_text(path), missing=missing)


def _problem(record: RecordChange, entry: dict[str, str]) -> str | None:
    was = {path_text(path): text for path, text in (record.base or {}).items()}.get(entry["path"])
    now = {path_text(path): text for path, text in (record.head or {}).items()}.get(entry["path"])
    if was is None:
        return gettext("review", "nothing was recorded there")
    if was == now:
        return gettext("review", "nothing was removed")
    if now is not None and not _only_removed(was, now):
        return gettext("review", "other words were changed too")
    if not _DIGEST.fullmatch(entry["digest"]):
        return gettext("review", "its digest has not the form that kentan redact writes")
    return None


def _only_removed(was: str, now: str) -> bool:
    """Whether every part of the new text between the marks stands in the old one, in the same order."""
    pieces = now.split(REDACTED)
    if len(pieces) < 2 or not was.startswith(pieces[0]) or not was.endswith(pieces[-1]):
        return False
    at = len(pieces[0])
    for piece in pieces[1:-1]:
        begin = was.find(piece, at + 1)
        if begin < 0:
            return False
        at = begin + len(piece)
    return at < len(was) - len(pieces[-1])
