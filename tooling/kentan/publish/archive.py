"""Large sites: which cases have a short page, so that a province's ten years fit where a site may be published.

A case that is settled keeps its address, and its page all that was said and done; it has no proofs, no chart and no
table of contents, and stands in a shell of its own of a few lines (`docs/decisions/0009-large-sites.md`). On a very
large site every case has one; that of an open case says besides what is owed now, and how its due dates were reckoned.
Meetings and reports of past years stand in that shell there, too.
"""

from datetime import date, timedelta

from kentan.clocks.status import ENDED
from kentan.publish.edition import Edition
from kentan.records.case import Case
from kentan.records.meeting import Meeting

MANY = 5_000
"""Up to that many cases every page is a whole one."""
VERY_MANY = 20_000
"""Beyond that many every page is a short one, and the data that hold all cases are packed."""
_A_YEAR, _TWO_MONTHS = timedelta(days=366), timedelta(days=62)
KIND = "archived"


def is_archived(edition: Edition, case: Case) -> bool:
    """Whether the case has a short page."""
    index = edition.index
    if len(index.cases) <= VERY_MANY:
        return len(index.cases) > MANY and index.computed.states[case.id].status in ENDED
    return True


def has_direct_report(edition: Edition, meeting: Meeting) -> bool:
    """Whether the meeting has a page for its direct report: it was held, and something was raised at it."""
    if meeting.held is None or meeting.id not in edition.index.by_meeting:
        return False
    return len(edition.index.cases) <= MANY or is_recent(edition, meeting.held.on.day)


def is_recent(edition: Edition, last: date) -> bool:
    """Whether a report up to that day has a Word file beside its page, and on a large site a meeting of that day a page
    for its direct report: for a year, on a very large site for two months. `kentan report` writes any other."""
    return last > edition.as_of - (_TWO_MONTHS if len(edition.index.cases) > VERY_MANY else _A_YEAR)


def is_of_a_past_year(edition: Edition, last: date) -> bool:
    """Whether the page of a meeting of that day, or of a report up to it, stands in the shell of short pages: on a very
    large site when its year is over."""
    return len(edition.index.cases) > VERY_MANY and last.year < edition.as_of.year


def size_of(cases: int) -> str:
    """What of the number of cases pages depend on."""
    return f"{cases > MANY}{cases > VERY_MANY}"
