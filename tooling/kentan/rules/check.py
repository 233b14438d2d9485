"""All checks over all records, in one pass: a ledger and a day in, findings out."""

from collections.abc import Container
from datetime import date

from kentan.records.finding import Finding
from kentan.records.ledger import Ledger
from kentan.rules.catalogue import CASE_CHECKS, LEDGER_CHECKS, MEETING_CHECKS
from kentan.rules.rule import Context


def check(
    ledger: Ledger, today: date, changed: Container[str] | None = None, real_today: date | None = None
) -> list[Finding]:
    """Return what the rules find in a ledger as of a day, without the findings of reading, in no particular order.

    Findings have paths, not yet lines: `Loaded.locate` looks these up. `changed` holds paths of files; where it is
    given, cases and meetings in other files are not judged by themselves, while the registry and what concerns
    several records at once always is. `real_today` is the day that it really is, where `today` is a view of another.
    """
    context = Context(ledger=ledger, today=today, real_today=real_today)
    return [*check_records(context, changed), *check_ledger(context)]


def check_records(context: Context, changed: Container[str] | None = None) -> list[Finding]:
    """Return what the checks of single cases and meetings find, in all files or in those that changed."""
    ledger = context.ledger
    findings: list[Finding] = []
    for records, checks, kind in ((ledger.cases, CASE_CHECKS, "case"), (ledger.meetings, MEETING_CHECKS, "meeting")):
        for name in records:
            if changed is None or context.file(kind, name) in changed:
                record = records[name]
                for each in checks:
                    findings.extend(each(record, context))
    return findings


def check_ledger(context: Context) -> list[Finding]:
    """Return what the checks of the registry find, and those of several records at once."""
    return [found for each in LEDGER_CHECKS for found in each(context)]
