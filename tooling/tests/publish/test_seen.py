"""A site for a past day shows what had happened by its end, and nothing of what came later."""

from datetime import date
from itertools import pairwise
from pathlib import Path

from kentan.publish.seen import seen
from kentan.publish.views.listing import pages, spans
from kentan.publish.views.row import Row
from kentan.records.ledger import Ledger
from tests.publish.conftest import built
from tests.publish.html import Seen


def test_what_is_past_stays_the_same_object(sample: Ledger) -> None:
    for case in sample.cases.values():
        assert seen(case, date(2100, 1, 1)) is case


def test_later_facts_are_hidden(sample: Ledger) -> None:
    case = next(case for case in sample.cases.values() if case.ratings and case.assignments)
    early = seen(case, case.raised.on.day)
    assert early is not None
    assert early.ratings == ()
    assert all(reply.on.day <= case.raised.on.day for part in early.assignments.values() for reply in part.replies)
    assert early.title == case.title


def test_a_past_day_has_no_later_day_but_those_that_were_named(sample: Ledger, tmp_path: Path) -> None:
    day = date(2022, 6, 20)
    site = built(sample, tmp_path, day)
    raised = {case.id for case in sample.cases.values() if case.raised.on.day <= day}
    assert {path.stem for path in (site / "cases").glob("[0-9]*/*-*-*.html")} == raised
    newest = Seen((site / "index.html").read_text("utf-8"))
    days = [given["datetime"][:10] for tag, given in newest.elements if tag == "time"]
    held = {str(meeting.day) for meeting in sample.meetings.values() if meeting.day and meeting.day > day}
    assert {one for one in days if one > str(day)} <= held


def test_full_pages_of_a_list_never_change_their_place() -> None:
    assert spans(0, 100) == [(0, 0)]
    assert spans(149, 100) == [(1, 149)]
    assert spans(150, 100) == [(1, 100), (101, 150)]
    for total in range(1, 700):
        found = spans(total, 100)
        assert found[0][0] == 1
        assert found[-1][1] == total
        assert all(last - first == 99 for first, last in found[:-1])
        assert all(after[0] == before[1] + 1 for before, after in pairwise(found))


def test_a_list_has_each_row_once() -> None:
    rows: list[Row] = [object() for _ in range(333)]  # type: ignore[misc]
    laid = list(pages("cases", rows))
    assert [part.address for part, _ in laid] == ["cases/index.html", "cases/page-2.html", "cases/page-1.html"]
    assert [(part.first, part.last) for part, _ in laid] == [(201, 333), (101, 200), (1, 100)]
    assert [row for _, shown in laid for row in shown] == rows[::-1]
