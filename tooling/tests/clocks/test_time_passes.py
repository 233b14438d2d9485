"""Time never breaks somebody else's pull request: an untouched file gets no new error, however long it lies there."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.records.finding import Finding, Severity
from kentan.records.ledger import Ledger
from kentan.rules.catalogue import CASE_CHECKS, LEDGER_CHECKS, MEETING_CHECKS, TOGETHER_CHECKS
from kentan.rules.rule import Context

ROOT = Path(__file__).resolve().parents[3]
FIRST_DAY = date(2026, 11, 22)
DAYS = 3 * 365 + 1
Judge = Callable[[Context], Iterable[Finding]]
Error = tuple[str, str, tuple[str | int, ...]]


class WatchedContext(Context):
    """Notes whether a check asks what day it is. One that does not says the same on every day."""

    def __getattribute__(self, name: str) -> Any:
        if name in ("today", "reckoner"):
            object.__getattribute__(self, "__dict__")["asked"] = True
        return object.__getattribute__(self, name)


def judges(ledger: Ledger) -> Iterator[Judge]:
    """Every check of every record."""
    for records, checks in ((ledger.cases, CASE_CHECKS), (ledger.meetings, MEETING_CHECKS)):
        yield from (partial(check, record) for record in records.values() for check in checks)
    yield from LEDGER_CHECKS
    yield from TOGETHER_CHECKS


def asks_the_day(judge: Judge, context: WatchedContext) -> bool:
    context.__dict__["asked"] = False
    list(judge(context))
    return bool(context.__dict__["asked"])


def errors(all_of_them: list[Judge], context: Context) -> set[Error]:
    return {
        (found.code, found.file, found.path)
        for judge in all_of_them
        for found in judge(context)
        if found.severity is Severity.ERROR
    }


def test_three_years_bring_no_new_error_to_the_sample() -> None:
    ledger = load(DiskTree(str(ROOT))).ledger
    assert len(ledger.cases) > 40
    watched = WatchedContext(ledger=ledger, today=FIRST_DAY)
    moving = [judge for judge in judges(ledger) if asks_the_day(judge, watched)]
    assert len(moving) >= len(ledger.cases)
    before = errors(moving, Context(ledger=ledger, today=FIRST_DAY))
    for number in range(1, DAYS):
        today = FIRST_DAY + timedelta(days=number)
        now = errors(moving, Context(ledger=ledger, today=today))
        assert now <= before, (today, now - before)
        before = now
