"""All checks over all records, in one pass: a ledger and a day in, findings out."""

from collections.abc import Container, Sequence
from datetime import date

from kentan.records.case import Case
from kentan.records.finding import Finding
from kentan.records.ledger import Ledger
from kentan.rules.catalogue import CASE_CHECKS, LEDGER_CHECKS, MEETING_CHECKS, TOGETHER_CHECKS
from kentan.rules.rule import Context


def check(ledger: Ledger, today: date, changed: Container[str] | None = None) -> list[Finding]:
    """Return what the rules find in a ledger as of a day, without the findings of reading, in no particular order.

    Findings have paths, not yet lines: `Loaded.locate` looks these up. `changed` holds paths of files; where it is
    given, cases and meetings in other files are not judged by themselves, while the registry and what concerns
    several records at once always is.
    """
    context = Context(ledger=ledger, today=today)
    return [*check_records(context, changed), *check_ledger(context)]


def check_records(context: Context, changed: Container[str] | None = None) -> list[Finding]:
    """Return what the checks of single cases and meetings find, in all files or in those that changed."""
    cases = context.ledger.cases
    chosen = [cases[name] for name in cases if changed is None or context.file("case", name) in changed]
    return [*check_cases(chosen, context), *check_meetings(context, changed)]


def check_cases(cases: Sequence[Case], context: Context) -> list[Finding]:
    """Return what the checks of a case find in some cases: check by check, which is quicker than case by case."""
    findings: list[Finding] = []
    for each in CASE_CHECKS:
        for case in cases:
            findings.extend(each(case, context))
    return findings


def stands_alone(case: Case) -> bool:
    """Whether a case names no other: such a one can be judged before all others are known."""
    for entry in case.acceptance:  # noqa: SIM110 - a generator takes thrice as long, and every case is asked
        if entry.into:
            return False
    return True


def check_meetings(context: Context, changed: Container[str] | None = None) -> list[Finding]:
    """Return what the checks of single meetings find, in all files or in those that changed."""
    meetings = context.ledger.meetings
    chosen = [meetings[name] for name in meetings if changed is None or context.file("meeting", name) in changed]
    return [found for each in MEETING_CHECKS for meeting in chosen for found in each(meeting, context)]


def check_ledger(context: Context) -> list[Finding]:
    """Return what the checks of the registry find, and those of several records at once."""
    return [*check_apart(context), *check_together(context)]


def check_apart(context: Context) -> list[Finding]:
    """Return what the checks of the registry and of all meetings find, which can be asked before any case is known."""
    return [found for each in LEDGER_CHECKS for found in each(context)]


def check_together(context: Context) -> list[Finding]:
    """Return what the checks find that ask for all cases together."""
    return [found for each in TOGETHER_CHECKS for found in each(context)]
