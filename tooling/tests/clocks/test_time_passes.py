"""Time never breaks somebody else's pull request: an untouched file gets no new error, however long it lies there."""

from datetime import date, timedelta
from pathlib import Path

from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.records.finding import Finding, Severity
from kentan.records.ledger import Ledger
from kentan.rules.check import check

ROOT = Path(__file__).resolve().parents[3]
FIRST_DAY = date(2026, 11, 22)
DAYS = 3 * 365 + 1


def errors(ledger: Ledger, today: date) -> set[tuple[str, str, tuple[str | int, ...]]]:
    found = check(ledger, today)
    return {_name(each) for each in found if each.severity is Severity.ERROR}


def _name(finding: Finding) -> tuple[str, str, tuple[str | int, ...]]:
    return (finding.code, finding.file, finding.path)


def test_three_years_bring_no_new_error_to_the_sample() -> None:
    loaded = load(DiskTree(str(ROOT)))
    assert len(loaded.ledger.cases) > 40
    before = errors(loaded.ledger, FIRST_DAY)
    for number in range(1, DAYS):
        today = FIRST_DAY + timedelta(days=number)
        now = errors(loaded.ledger, today)
        assert now <= before, (today, now - before)
        before = now
