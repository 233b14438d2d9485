"""Judging many cases on two cores: the records are loaded once, then a fork of the process judges half of them."""

import os
import pickle
from collections.abc import Sequence
from datetime import date

from kentan.files.loading import Loaded
from kentan.records.finding import Finding
from kentan.rules.check import check_ledger, check_records
from kentan.rules.rule import Context

WORTHWHILE = 2_000
"""Cases from which on a second process pays."""


def findings(loaded: Loaded, today: date) -> list[Finding]:
    """Return everything found in reading and by the rules on a day, with places."""
    context = Context(ledger=loaded.ledger, today=today)
    files = [context.file("case", name) for name in loaded.ledger.cases]
    if len(files) < WORTHWHILE or _cores() < 2:
        return loaded.locate([*loaded.findings, *check_records(context), *check_ledger(context)])
    return _halved(loaded, context, files)


def _halved(loaded: Loaded, context: Context, files: Sequence[str]) -> list[Finding]:
    """Let a fork judge the second half of the cases; what it cannot do is done here, so that its fault is seen."""
    theirs = frozenset(files[len(files) // 2 :])
    ours = frozenset(loaded.ledger.files.values()) - theirs
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _answer(loaded, context, theirs, reading, writing)
    os.close(writing)
    with open(reading, "rb") as pipe:
        found = loaded.locate([*loaded.findings, *check_records(context, ours), *check_ledger(context)])
        answer = pipe.read()
    _, status = os.waitpid(child, 0)
    if status:
        return [*found, *loaded.locate(check_records(context, theirs))]
    return [*found, *pickle.loads(answer)]


def _answer(loaded: Loaded, context: Context, files: frozenset[str], reading: int, writing: int) -> None:
    """In the fork: judge, send the findings, and end without anything that only the first process has to do."""
    status = 1
    try:
        os.close(reading)
        with open(writing, "wb") as pipe:
            pickle.dump(loaded.locate(check_records(context, files)), pipe)
        status = 0
    finally:
        os._exit(status)


def _cores() -> int:
    """Return the cores that this process may use; 1 where it cannot fork."""
    if not hasattr(os, "fork") or not hasattr(os, "sched_getaffinity"):
        return 1
    return len(os.sched_getaffinity(0))
