"""A verdict as text, as JSON, and as GitHub shows it."""

import json
from collections import Counter
from collections.abc import Mapping
from heapq import nsmallest
from typing import Any

from kentan.cli.revisions import MOST_SHOWN, Reviewed, last_shown
from kentan.languages import current, mark, messages
from kentan.records.finding import Finding
from kentan.reports.github import annotations, cell, job_summary
from kentan.reports.printable import printable
from kentan.reports.text import text
from kentan.reports.worded import Worded
from kentan.reports.wording import words
from kentan.review.changes import Change, ChangeKind
from kentan.review.facts import path_text
from kentan.review.recorded import beginning
from kentan.review.verdict import Word
from kentan.rules.named import with_ids

_ = messages("cli")
N_ = mark

WORDS = {
    Word.SOUND: N_("Sound: this change may be merged."),
    Word.HEALS: N_("Sound: this change may be merged, and it heals what was wrong in the base."),
    Word.STILL_BROKEN: N_(
        "This change may be merged. What is wrong was wrong in the base before; it is not this change's fault."
    ),
    Word.INTRODUCES: N_("This change may not be merged: it introduces problems."),
    Word.NEEDS_PERSON: N_("A person has to decide on this change: see what is missing."),
}
_SIGNS = {ChangeKind.ADDED: "+", ChangeKind.CHANGED: "~", ChangeKind.REMOVED: "-"}


def as_text(reviewed: Reviewed, colour: bool = False) -> str:
    """Return each fact that differs, each finding, and the verdict."""
    verdict = reviewed.verdict
    lines = [_line(each) for each in verdict.changes]
    parts = ["\n".join(lines) + "\n\n" if lines else ""]
    judged, unsaid = _shown(reviewed)
    if judged:
        parts.append(text(judged, colour, sum(unsaid.values())) + _of_these(unsaid) + "\n")
    if verdict.remaining:
        parts.append(_("Wrong in the base before: {count}.").format(count=len(verdict.remaining)) + "\n")
    if verdict.healed:
        parts.append(_("Healed by this change: {count}.").format(count=len(verdict.healed)) + "\n")
    if reviewed.narrowly:
        parts.append(_extent(reviewed) + "\n")
    return "".join(parts) + _(WORDS[verdict.word]) + "\n"


def _extent(reviewed: Reviewed) -> str:
    """Return what was judged where it was not everything."""
    if not reviewed.unreadable:
        return _("Judged was what this change concerns; kentan check judges everything.")
    return _(
        "Cases and meetings that this change does not touch were not judged, because the registry cannot be read "
        "({files}). Mend that first; then what follows from the rest of this change is judged."
    ).format(files=printable(", ".join(reviewed.unreadable)))


def _line(change: Change) -> str:
    where = printable(f"{change.file} {path_text(change.path)}")
    was, now = (printable(beginning(value)) for value in (change.was, change.now))
    if change.kind is ChangeKind.CHANGED:
        return f"{_SIGNS[change.kind]} {where}: {was} → {now}"
    return f"{_SIGNS[change.kind]} {where}: {was or now}"


def as_json(reviewed: Reviewed) -> str:
    """Return the verdict, its exit code, every change and every finding as one JSON object."""
    verdict = reviewed.verdict
    body: dict[str, Any] = {
        "format": 1,
        "verdict": verdict.word.value,
        "exit_code": verdict.word.exit_code,
        "judged": "touched" if reviewed.unreadable else "concerned" if reviewed.narrowly else "all",
        "unreadable": list(reviewed.unreadable),
        "changes": [
            {
                "kind": each.kind.value,
                "file": each.file,
                "record": {"kind": each.record[0], "id": each.record[1]},
                "path": list(each.path),
                "was": each.was,
                "now": each.now,
            }
            for each in verdict.changes
        ],
    }
    for name in ("introduced", "needs", "healed", "remaining"):
        body[name] = [_finding(each) for each in _words(reviewed, getattr(verdict, name))]
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _finding(each: Worded) -> dict[str, Any]:
    return {
        "code": each.finding.code,
        "file": each.finding.file,
        "line": each.finding.line,
        "column": each.finding.column,
        "path": list(each.finding.path),
        "message": each.message,
        "mend": each.mend,
        "address": each.address,
    }


def as_annotations(reviewed: Reviewed) -> str:
    """Return what stands beside the lines of the change on GitHub."""
    return annotations(_shown(reviewed)[0])


def as_job_summary(reviewed: Reviewed) -> str:
    """Return the verdict and the findings that are shown in Markdown."""
    judged, unsaid = _shown(reviewed)
    table = job_summary(judged, sum(unsaid.values()))
    extent = f"{cell(_extent(reviewed))}\n\n" if reviewed.unreadable else ""
    rest = f"\n{cell(_of_these(unsaid))}\n" if unsaid else ""
    return f"## {_(WORDS[reviewed.verdict.word])}\n\n{extent}{table}{rest}"


def _shown(reviewed: Reviewed) -> tuple[list[Worded], Mapping[str, int]]:
    """Return the findings that are shown, and how many more there are by code."""
    every = (*reviewed.verdict.introduced, *reviewed.verdict.needs)
    last = last_shown(every)
    by_code: dict[str, list[Finding]] = {}
    for each in every:
        if each.file <= last[each.code]:
            by_code.setdefault(each.code, []).append(each)
    shown = [each for found in by_code.values() for each in nsmallest(MOST_SHOWN, found, key=lambda each: each.order)]
    counts = Counter([each.code for each in every])
    unsaid = {code: count - MOST_SHOWN for code, count in counts.items() if count > MOST_SHOWN}
    return _words(reviewed, tuple(shown)), unsaid


def _of_these(unsaid: Mapping[str, int]) -> str:
    """Return how many findings are not shown."""
    told = [
        _("{count} more of {code} are not shown; kentan review --format json tells all of them.").format(
            count=count, code=code
        )
        for code, count in unsaid.items()
    ]
    return "".join(f"{each}\n" for each in told)


def _words(reviewed: Reviewed, findings: tuple[Finding, ...]) -> list[Worded]:
    return words(with_ids(findings, reviewed.head.ledger), current(), reviewed.site)
