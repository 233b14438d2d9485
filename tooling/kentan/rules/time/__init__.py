"""The rules of time (K6xx): what was done late is an error without its reason; what is merely late now is a notice."""

from collections.abc import Iterator

from kentan.records.case import Case
from kentan.records.finding import Finding
from kentan.records.meeting import Meeting
from kentan.rules.rule import Context, Rule
from kentan.rules.time import extensions, lateness, meetings, overdue, pauses, starts

RULES: tuple[Rule, ...] = (
    *lateness.RULES,
    *extensions.RULES,
    *pauses.RULES,
    *starts.RULES,
    *meetings.RULES,
    *overdue.RULES,
)


def check_case(case: Case, context: Context) -> Iterator[Finding]:
    """Yield what the clocks of a case say; the case is reckoned once. Most cases have no clock out of order."""
    yield from starts.check_case(case, context)
    clocks = context.reckoner.out_of_order(case)
    if clocks:
        yield from lateness.check_clocks(case, clocks, context)
        yield from pauses.check_clocks(case, clocks, context)
        if not context.errors_alone:
            yield from overdue.check_clocks(case, clocks, context)
    for each in case.assignments.values():
        if each.extensions:
            yield from extensions.check_clocks(case, clocks, context)
            return


def check_meeting(meeting: Meeting, context: Context) -> Iterator[Finding]:
    """Yield what is wrong with one meeting's notice and invitations."""
    yield from meetings.check_meeting(meeting, context)


def check_ledger(context: Context) -> Iterator[Finding]:
    """Yield what the programmes owe beside their cases."""
    yield from meetings.check_ledger(context)
    yield from overdue.check_ledger(context)
