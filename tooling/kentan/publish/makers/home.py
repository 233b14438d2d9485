"""The home page, and the page for addresses that lead nowhere."""

from collections.abc import Iterator
from functools import partial
from heapq import nlargest

from kentan.publish.charts.drawing import Chart
from kentan.publish.counts import counts
from kentan.publish.edition import Edition
from kentan.publish.index import Index
from kentan.publish.makers.meetings import meeting_row
from kentan.publish.page import Page
from kentan.publish.same import found_once
from kentan.publish.standing import is_unanswered
from kentan.publish.text import Said
from kentan.publish.views.charts import course_of
from kentan.publish.views.handling import OUTCOME_TONE
from kentan.publish.views.home import Answer, HomeView
from kentan.publish.views.parts import Link, Tag
from kentan.publish.views.row import Row
from kentan.publish.views.shared import case_address
from kentan.records.moments import Moment
from kentan.records.programme import Period
from kentan.records.vocabulary import Outcome

NEW = 8
FEW = 5
NOT_FOUND = "404.html"


def home_pages(edition: Edition) -> Iterator[Page]:
    """The home page, and the page for addresses that lead nowhere."""
    _ = edition.words._
    yield Page(
        kind="home",
        language=edition.language,
        address="index.html",
        title=_("Home"),
        description=_("What enterprises raised, who answered, when, and how it ended."),
        view=partial(_home, edition),
        section="",
    )
    yield Page(
        kind="not-found",
        language=edition.language,
        address=NOT_FOUND,
        title=_("Page not found"),
        description=_("There is no page at this address."),
        view=lambda: None,
        section="",
    )


def _home(edition: Edition) -> HomeView:
    index, words = edition.index, edition.words
    done = [meeting for meeting in index.meetings if meeting.held]
    coming = [meeting for meeting in index.meetings if not (meeting.held or meeting.cancelled)]
    return HomeView(
        name=edition.name,
        notice=words.said(edition.instance, "notice"),
        counts=counts(edition),
        course=_course(edition),
        newest=edition.rows(index.cases[-NEW:][::-1]),
        oldest_open=tuple(_oldest_open(edition)),
        answers=tuple(_answers(edition)),
        coming=tuple(meeting_row(edition, meeting) for meeting in coming[:FEW]),
        held=tuple(meeting_row(edition, meeting) for meeting in done[-FEW:][::-1]),
        programmes=tuple(
            Link(f"programmes/{name}.html", words.programme(name)) for name in sorted(index.ledger.programmes)
        ),
    )


def _course(edition: Edition) -> Chart | None:
    title = edition.words._("The last twelve months, by the month in which cases were raised")
    return course_of(edition.words, "months", title, Period.MONTH, edition.index.computed.measures.last_months)


def _oldest_open(edition: Edition) -> Iterator[Row]:
    found = 0
    for case in edition.index.cases:
        if is_unanswered(edition.index.computed.states[case.id]):
            yield edition.row(case)
            found += 1
            if found == FEW:
                return


@found_once
def _newest(index: Index) -> list[tuple[Moment, str, str, Outcome]]:
    """The newest replies: when, of which case, of which department, and what it says of it."""
    replies = (
        (reply.on, case.id, department, reply.outcome)
        for case in index.cases
        for department, part in case.assignments.items()
        for reply in part.replies
    )
    return nlargest(NEW, replies)


def _answers(edition: Edition) -> Iterator[Answer]:
    for on, case, department, outcome in _newest(edition.index):
        row = edition.row(edition.index.ledger.cases[case])
        tag = Tag(edition.words.label(outcome), OUTCOME_TONE[outcome])
        yield Answer(case_address(case), row.title, Said(edition.words.department(department).text), on, tag)
