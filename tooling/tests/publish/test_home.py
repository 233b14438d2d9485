"""The home page: each figure as so many of so many, and a link to exactly those cases."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from kentan.figures.course import LAST_MONTHS
from kentan.figures.figure import Figure
from kentan.figures.indicators import INDICATORS
from kentan.languages import CHINESE
from kentan.publish.counts import counts
from kentan.publish.page import Page
from kentan.publish.site import pages as all_pages
from kentan.publish.views.figures import figure_text, figure_view
from kentan.records.ledger import Ledger
from kentan.reports import numbers
from tests.publish.conftest import DAY
from tests.publish.html import Seen
from tests.publish.outputs import editions

ASKED = ("未办结", "即将到期", "逾期", "答复率", "按期答复率", "解决率", "评价率", "办件满意率")
_ID = re.compile(r"/([A-Z]+-\d{4}-\d{4,})\.html$")


def listed(site: Path, address: str) -> list[str]:
    """The cases of a list, all its pages."""
    found = []
    for path in [site / address, *sorted((site / address).parent.glob("page-*.html"))]:
        seen = Seen(path.read_text("utf-8"))
        links = [given["href"] for _tag, given in seen.elements if given.get("class") == "list__title"]
        found += [match[1] for link in links if (match := _ID.search(link))]
    return found


def test_every_figure_is_so_many_of_so_many_and_leads_to_exactly_those_cases(sample: Ledger, site: Path) -> None:
    chinese = editions(sample, DAY)[0]
    shown = {one.term: one for one in counts(chinese)}
    home = "".join(Seen((site / "index.html").read_text("utf-8")).text)
    assert set(ASKED) <= shown.keys()
    for term, one in shown.items():
        assert term in home
        assert one.address is not None
        cases = listed(site, one.address)
        assert len(cases) == len(set(cases)) == int(one.count), term
        assert one.total is None or int(one.total) >= int(one.count), term


def test_a_rate_over_nothing_is_a_dash_with_the_reason_and_no_nought_of_nought(sample: Ledger) -> None:
    edition = editions(sample, date(2018, 1, 1))[0]
    shown = {one.term: one for one in counts(edition)}
    assert (shown["收到事项"].count, shown["未办结"].count, shown["未办结"].total) == ("0", "0", None)
    for term in ("答复率", "按期答复率", "解决率", "评价率", "办件满意率"):
        one = shown[term]
        assert (one.count, one.total, one.share, one.note) == ("–", None, None, "无可统计")
    overall = edition.index.computed.measures.summary.overall
    words = edition.words
    assert figure_text(words, overall["answered"]) == "–（无可统计）"
    assert figure_view(words, overall["answered"]).note == "无可统计"
    assert numbers.figure_text(overall["answered"], CHINESE) == "– (无可统计)"


def test_the_course_of_the_last_months_counts_the_cases_that_were_raised_in_them(sample: Ledger) -> None:
    measures = editions(sample, DAY)[0].index.computed.measures
    spans = measures.last_months
    assert len(spans) == LAST_MONTHS
    assert (spans[0].first, spans[-1].last) == (date(2025, 12, 1), date(2026, 11, 30))
    raised = [case.raised.on.day for case in sample.cases.values()]
    for span in spans:
        assert span.received == sum(span.first <= day <= span.last for day in raised)
        assert span.solved <= span.answered <= span.received


def test_a_year_without_a_case_has_no_chart(sample: Ledger) -> None:
    edition = editions(sample, date(2018, 1, 1))[0]
    home: Page = next(page for page in all_pages(edition) if page.kind == "home")
    assert home.view().course is None


def test_shares_and_remarks_are_written_as_each_language_writes_them(sample: Ledger) -> None:
    chinese, english = editions(sample, DAY)
    overall = chinese.index.computed.measures.summary.overall
    assert figure_text(chinese.words, overall["answered"]) == "83.3%（40/48）"
    assert figure_text(english.words, overall["answered"]) == "83.3 % (40 of 48)"
    assert {one.share for one in counts(chinese)} >= {"83.3%", "91.9%"}
    assert {one.share for one in counts(english)} >= {"83.3 %", "91.9 %"}


@pytest.mark.parametrize(
    ("cases", "days", "said"),
    [(1, Fraction(1), "1 day (over 1 case)"), (12, Fraction(15, 2), "7.5 days (over 12 cases)")],
)
def test_one_case_and_one_day_are_not_many(sample: Ledger, cases: int, days: Fraction, said: str) -> None:
    chinese, english = (edition.words for edition in editions(sample, DAY))
    one = INDICATORS["days-to-answer-median"]
    figure = Figure(indicator=one, numerator=None, denominator=cases, value=days, unit=one.unit.label)
    assert figure_text(english, figure) == said
    assert figure_text(chinese, figure).endswith(f"（共{cases}件）")
