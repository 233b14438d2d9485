"""What a record that is to be written would bring: errors are told before anything is on the disk."""

from dataclasses import replace
from datetime import date
from typing import Any

from kentan.desk.editing import Taken
from kentan.files.loading import Loaded, kind_of, shape
from kentan.files.parts import CasesByName
from kentan.files.reading import read
from kentan.records.finding import Finding
from kentan.records.ledger import Ledger
from kentan.rules.check import check_cases, check_meetings
from kentan.rules.rule import Context

UNWRITTEN = "K448"
"""Says that a text is still to be written: whoever begins a record may leave that to an editor."""


def judged(loaded: Loaded, taken: Taken, after: Ledger, today: date) -> Taken:
    """Return a case or a meeting that is to be written with the errors that it would bring as of a day.

    `after` is the ledger that includes it. Errors that stood in its file before are not among them.
    """
    key = kind_of(taken.file)
    if taken.findings or key is None:
        return taken
    document = read(taken.file, taken.data)
    before = loaded.ledger
    known = {(each.code, each.path) for each in _errors(before, key, today)} if key in before.files else set()
    found = _errors(after, key, today)
    new = [each for each in found if (each.code, each.path) not in known and each.code != UNWRITTEN]
    return replace(taken, findings=tuple(map(document.locate, new)))


def including(loaded: Loaded, taken: Taken) -> Ledger:
    """Return the ledger with a case or a meeting in its place that is still to be written."""
    kind, name = key = kind_of(taken.file) or ("", "")
    record: Any = shape(read(taken.file, taken.data), kind)[0]
    ledger = loaded.ledger
    files = {**ledger.files, key: taken.file}
    if kind == "meeting":
        return replace(ledger, meetings={**ledger.meetings, name: record}, files=files)
    at_hand = ledger.cases.at_hand if isinstance(ledger.cases, CasesByName) else ledger.cases
    paths = {case: path for (other, case), path in files.items() if other == "case"}
    return replace(ledger, cases=CasesByName(loaded.tree, paths, {**at_hand, name: record}), files=files)


def _errors(ledger: Ledger, key: tuple[str, str], today: date) -> list[Finding]:
    """Return what the rules find wrong in one case or meeting by itself."""
    kind, name = key
    context = Context(ledger=ledger, today=today)
    if kind == "meeting":
        found = check_meetings(context, {ledger.files[key]})
    else:
        found = check_cases([ledger.cases[name]], context)
    return [each for each in found if each.severity == "error"]
