"""What a record that is to be written would bring: errors are told before anything is on the disk."""

from collections.abc import Mapping
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


def judged(loaded: Loaded, taken: Taken, today: date) -> Taken:
    """Return a case or a meeting that is to be written with the errors that it would bring as of a day.

    Errors that stood in its file before are not among them.
    """
    key = kind_of(taken.file)
    if taken.findings or key is None:
        return taken
    document = read(taken.file, taken.data)
    record, _ = shape(document, key[0])
    before = loaded.ledger
    known = {(each.code, each.path) for each in _errors(before, key, today)} if key in before.files else set()
    found = _errors(_with(loaded, key, taken.file, record), key, today)
    new = [each for each in found if (each.code, each.path) not in known and each.code != UNWRITTEN]
    return replace(taken, findings=tuple(map(document.locate, new)))


def _with(loaded: Loaded, key: tuple[str, str], file: str, record: Any) -> Ledger:
    """Return the ledger with a record in its place."""
    kind, name = key
    ledger = loaded.ledger
    files = {**ledger.files, key: file}
    if kind == "meeting":
        return replace(ledger, meetings={**ledger.meetings, name: record}, files=files)
    paths: Mapping[str, str] = {case: path for (other, case), path in files.items() if other == "case"}
    return replace(ledger, cases=CasesByName(loaded.tree, paths, {name: record}), files=files)


def _errors(ledger: Ledger, key: tuple[str, str], today: date) -> list[Finding]:
    """Return what the rules find wrong in one case or meeting by itself."""
    kind, name = key
    context = Context(ledger=ledger, today=today)
    if kind == "meeting":
        found = check_meetings(context, {ledger.files[key]})
    else:
        found = check_cases([ledger.cases[name]], context)
    return [each for each in found if each.severity == "error"]
