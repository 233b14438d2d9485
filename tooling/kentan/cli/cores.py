"""Checking many cases on two cores: each process reads and judges half of them, and tells the other their names."""

import gc
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NoReturn

from kentan.cli.pipes import Alone, received, send, usable
from kentan.files.cache import WitnessedTree
from kentan.files.loading import Loaded, load
from kentan.files.parts import CasesByName, PartOfTree
from kentan.records.finding import Finding
from kentan.records.ledger import Ledger
from kentan.rules.check import check_ledger, check_records
from kentan.rules.named import with_ids
from kentan.rules.repeated import Matter, matter_of
from kentan.rules.rule import Context

WORTHWHILE = 2_000
"""Cases from which on a second process pays."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What one process tells the other of the cases that it read: all that rules ask of every case at once."""

    paths: Mapping[str, str]
    unread: frozenset[tuple[str, str]]
    matters: Mapping[str, Matter | None]


@dataclass(frozen=True, slots=True)
class Days:
    """The day as of which it is judged, and the one that it really is."""

    today: date
    real_today: date


def findings(tree: WitnessedTree, days: Days) -> list[Finding]:
    """Return everything found in reading and by the rules as of a day, with places."""
    collecting = gc.isenabled()
    gc.disable()  # records and findings form no circles, and nobody need look through all of them for any
    try:
        return _findings(tree, days)
    finally:
        gc.freeze()
        if collecting:
            gc.enable()


def _findings(tree: WitnessedTree, days: Days) -> list[Finding]:
    files = list(tree.files())
    cases = [file for file in files if file.startswith("cases/")]
    if len(cases) >= WORTHWHILE and usable() >= 2:
        try:
            return _halved(tree, days, cases, [file for file in files if not file.startswith("cases/")])
        except Alone:
            pass  # what two cannot do is done here, so that its fault is seen
    loaded = load(PartOfTree(tree, files))
    context = Context(ledger=loaded.ledger, today=days.today, real_today=days.real_today)
    found = loaded.locate([*loaded.findings, *check_records(context), *check_ledger(context)])
    return with_ids(found, loaded.ledger)


def _halved(tree: WitnessedTree, days: Days, cases: Sequence[str], others: Sequence[str]) -> list[Finding]:
    """Let a fork read and judge the second half of the cases; raises Alone."""
    common = load(PartOfTree(tree, others))
    half = len(cases) // 2
    hearing, telling = os.pipe()
    asked, answering = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hearing)
        os.close(answering)
        _answer(tree, days, common, cases[half:], others, telling, asked)
    os.close(telling)
    os.close(asked)
    try:
        with open(hearing, "rb") as there, open(answering, "wb") as here:
            mine = load(PartOfTree(tree, cases[:half]))
            told = received(there)
            send(here, _told(mine))
            context = _context(common, mine, told, {**mine.ledger.files, **_keyed(told)}, days)
            ours = check_records(context, frozenset(cases[:half]))
            found = [*common.findings, *mine.findings, *ours, *check_ledger(context)]
            found = mine.locate(found)
            theirs, digests = received(there)
    finally:
        _, status = os.waitpid(child, 0)
    if status:
        raise Alone
    tree.trust(*digests)
    return with_ids([*found, *theirs], common.ledger)


def _answer(
    tree: WitnessedTree,
    days: Days,
    common: Loaded,
    cases: Sequence[str],
    others: Sequence[str],
    telling: int,
    asked: int,
) -> NoReturn:
    """In the fork: read, judge also the meetings, send the findings, and end without what only the first one does."""
    status = 1
    try:
        with open(telling, "wb") as here, open(asked, "rb") as there:
            mine = load(PartOfTree(tree, cases))
            send(here, _told(mine))
            told = received(there)
            context = _context(common, mine, told, {**_keyed(told), **mine.ledger.files}, days)
            found = mine.locate([*mine.findings, *check_records(context, frozenset([*cases, *others]))])
            send(here, (found, tree.witnessed()))
        status = 0
    finally:
        os._exit(status)


def _told(mine: Loaded) -> _Told:
    ledger = mine.ledger
    matters = {name: matter_of(case) for name, case in ledger.cases.items()}
    return _Told({name: ledger.files["case", name] for name in ledger.cases}, ledger.unread, matters)


def _keyed(told: _Told) -> dict[tuple[str, str], str]:
    return {("case", name): path for name, path in told.paths.items()}


def _context(common: Loaded, mine: Loaded, told: _Told, paths: Mapping[tuple[str, str], str], days: Days) -> Context:
    """Return the context of all records, of which one process read some; `paths` are those of cases, in order."""
    if not mine.ledger.cases.keys().isdisjoint(told.paths):
        raise Alone
    ledger: Ledger = replace(
        common.ledger,
        cases=CasesByName(mine.tree, {name: path for (_, name), path in paths.items()}, mine.ledger.cases),
        files={**paths, **common.ledger.files},
        comments={**common.ledger.comments, **mine.ledger.comments},
        unread=common.ledger.unread | mine.ledger.unread | told.unread,
    )
    return Context(ledger=ledger, today=days.today, real_today=days.real_today, matters=told.matters)
