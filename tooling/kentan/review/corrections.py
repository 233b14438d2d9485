"""Corrections: a recorded value may change where an entry says both values, who, and why."""

from collections.abc import Iterator

from kentan.records.finding import Finding, Path
from kentan.records.vocabulary import PersonRole, Provenance
from kentan.review.changes import RecordChange
from kentan.review.facts import Facts, path_text
from kentan.review.findings import found
from kentan.review.permissions import Grounds
from kentan.review.redaction import new_entries
from kentan.rules.review.recorded import CORRECTION_MISMATCH, JUDGEMENT_CORRECTED, SIGNED_BY_ANOTHER

_NEVER = ("corrections", "redactions", "provenance", "id")
_JUDGEMENTS = frozenset({"ratings", "callbacks", "supervision", "rating_requests", "scores"})


def corrections(record: RecordChange) -> dict[str, int]:
    """Return the paths that the change's own corrections rightly change, each with the position of the correction."""
    right: dict[str, int] = {}
    added = new_entries(record, "corrections")
    if not added:
        return right
    before, after = _texts(record.base), _texts(record.head)
    first: dict[str, str] = {}
    for index, entry in sorted(added.items()):
        path = entry["path"]
        was = first.setdefault(path, entry["was"]).strip()
        now = entry["now"].strip()
        fits = was == before.get(path, "").strip() and now == after.get(path, "").strip() and was != now
        if fits and path.split(".")[0] not in _NEVER:
            right[path] = index
    return right


def judge_corrections(grounds: Grounds, record: RecordChange) -> Iterator[Finding]:
    """Yield what is wrong with the corrections that a change adds."""
    added = new_entries(record, "corrections")
    if record.base is None:  # what is new here was corrected before it came
        if (record.head or {}).get(("provenance",)) == Provenance.LIVE:
            for index, entry in added.items():
                yield from _signed_by_another(grounds, record, index, entry)
        return
    if not added:
        return
    right = corrections(record)
    before, after = _texts(record.base), _texts(record.head)
    for index, entry in sorted(added.items()):
        path: Path = ("corrections", index)
        corrected = entry["path"]
        if corrected not in right:
            told = {"was": before.get(corrected, "")[:60], "now": after.get(corrected, "")[:60]}
            said = {"from_": entry["was"][:60], "to": entry["now"][:60]}
            yield found(CORRECTION_MISMATCH, record.file, path, path=corrected, **told, **said)
        yield from _signed_by_another(grounds, record, index, entry)
        alone = _is_judgement(corrected, record.base) or _takes_back(corrected, record)
        if alone and not grounds.approved_by(PersonRole.SUPERVISOR):
            yield found(JUDGEMENT_CORRECTED, record.file, path, path=corrected)


def _signed_by_another(grounds: Grounds, record: RecordChange, index: int, entry: dict[str, str]) -> Iterator[Finding]:
    path: Path = ("corrections", index)
    if entry["by"] != grounds.actor.person:
        told = {"by": entry["by"], "person": grounds.actor.shown}
        yield found(SIGNED_BY_ANOTHER, record.file, (*path, "by"), path=path_text(path), **told)


def _is_judgement(path: str, known: Facts) -> bool:
    """Whether a path is what others said of the office's or a department's work, in a live record."""
    steps = path.split(".")
    live = known.get(("provenance",)) == Provenance.LIVE
    return live and (steps[0] in _JUDGEMENTS or "kept" in steps)


def _takes_back(path: str, record: RecordChange) -> bool:
    """Whether a correction belongs to those that take a whole entry of a live record back."""
    steps = path.split(".")
    at = next((number for number, step in enumerate(steps) if step.isdigit()), None)
    if at is None or (record.base or {}).get(("provenance",)) != Provenance.LIVE:
        return False
    return not any([*map(str, each[: at + 1])] == steps[: at + 1] for each in record.head or {})


def _texts(facts: Facts | None) -> dict[str, str]:
    return {path_text(path): text for path, text in (facts or {}).items()}
