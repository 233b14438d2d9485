"""Published figures against the records: each verdict, and why."""

from collections.abc import Callable

import pytest

from kentan.figures.claims import BaseTest, Judgement, Verdict, judge_claims
from kentan.records.ledger import Ledger

MEETING = """\
id: {id}
programme: talks
place: city
provenance: {provenance}
kind: talk
theme: 用地
format: onsite
held: {{on: {day}}}
attendance: {{entrepreneurs: {people}}}
{sources}"""


def meeting(day: str, people: int, provenance: str = "live", sources: str = "") -> dict[str, str]:
    name = f"{day}-city"
    return {
        f"meetings/2022/{name}.yml": MEETING.format(
            id=name, day=day, people=people, provenance=provenance, sources=sources
        ),
    }


def claim(text: str) -> dict[str, str]:
    source = "" if "source:" in text else "source: {title: 报道, publisher: 报社}\n"
    body = (source + text).replace("\n", "\n    ").rstrip()
    return {
        "registry/claims/talks.yml": f"""\
programme: talks
claims:
  the-claim:
    statement: 说法
    as_of: 2022-12-31
    {body}
"""
    }


@pytest.fixture
def judged(ledger_of: Callable[..., Ledger]) -> Callable[..., Judgement]:
    def make(text: str, *records: dict[str, str]) -> Judgement:
        files = claim(text)
        for each in records:
            files |= each
        (judgement,) = judge_claims(ledger_of(files))
        return judgement

    return make


PEOPLE = "value: 9\nunit: 位\nindicator: entrepreneurs\n"


def test_a_claim_that_live_records_yield_holds(judged: Callable[..., Judgement]) -> None:
    found = judged(PEOPLE, meeting("2022-06-01", 5), meeting("2022-06-08", 4))
    assert (found.verdict, found.why) == (Verdict.HOLDS, None)
    assert found.actual == 9


def test_a_claim_that_does_not_hold_shows_both_figures_and_the_records(judged: Callable[..., Judgement]) -> None:
    found = judged(PEOPLE, meeting("2022-06-01", 5), meeting("2022-06-08", 5))
    assert found.verdict is Verdict.DOES_NOT_HOLD
    assert found.claim.value == 9
    assert found.actual == 10
    assert found.figure is not None
    assert found.figure.records == ("2022-06-01-city", "2022-06-08-city")


def test_one_reconstructed_record_makes_it_a_reconstruction(judged: Callable[..., Judgement]) -> None:
    found = judged(PEOPLE, meeting("2022-06-01", 5), meeting("2022-06-08", 4, "reconstruction"))
    assert found.verdict is Verdict.HOLDS_ON_RECONSTRUCTION


def test_samples_never_count(judged: Callable[..., Judgement]) -> None:
    assert judged(PEOPLE, meeting("2022-06-01", 9, "sample")).verdict is Verdict.CANNOT_BE_CHECKED
    found = judged(PEOPLE, meeting("2022-06-01", 9), meeting("2022-06-08", 100, "sample"))
    assert found.verdict is Verdict.HOLDS


def test_single_matters_of_the_press_refute_nothing(judged: Callable[..., Judgement]) -> None:
    found = judged(PEOPLE, meeting("2022-06-01", 5, "reported"))
    assert found.verdict is Verdict.CANNOT_BE_CHECKED
    assert found.actual == 5
    assert found.why
    assert judged(PEOPLE, meeting("2022-06-01", 9, "reported", OTHER)).verdict is Verdict.HOLDS


OWN = "sources: [{title: 报道, publisher: 报社}]\n"
OTHER = "sources: [{title: 另一篇报道, publisher: 报社}]\n"
BOTH = "sources: [{title: 报道, publisher: 报社}, {title: 另一篇报道, publisher: 报社}]\n"


def test_what_was_taken_from_the_report_that_makes_the_claim_confirms_nothing(
    judged: Callable[..., Judgement],
) -> None:
    found = judged(PEOPLE, meeting("2022-06-01", 9, "reported", OWN))
    assert found.verdict is Verdict.CANNOT_BE_CHECKED
    assert found.actual == 9
    assert found.why == "It agrees with what the report itself says; nothing independent confirms it."
    part = judged(PEOPLE, meeting("2022-06-01", 5), meeting("2022-06-08", 4, "reported", OWN))
    assert (part.verdict, part.why) == (Verdict.CANNOT_BE_CHECKED, found.why)
    assert judged(PEOPLE, meeting("2022-06-01", 9, "reported")).why == found.why


def test_what_another_report_says_too_confirms_it(judged: Callable[..., Judgement]) -> None:
    assert judged(PEOPLE, meeting("2022-06-01", 9, "reported", BOTH)).verdict is Verdict.HOLDS


def test_the_same_address_is_the_same_report_under_another_title(judged: Callable[..., Judgement]) -> None:
    at = "source: {title: 报道, publisher: 报社, address: 'https://example.org/1'}\n"
    text = PEOPLE + at
    own = "sources: [{title: 转载, publisher: 网站, address: 'https://example.org/1'}]\n"
    assert judged(text, meeting("2022-06-01", 9, "reported", own)).verdict is Verdict.CANNOT_BE_CHECKED


def test_what_happened_after_the_claim_does_not_count(judged: Callable[..., Judgement]) -> None:
    later = {path.replace("2022/2022", "2023/2023"): text for path, text in meeting("2022-06-01", 4).items()}
    later = {path: text.replace("2022-06-01", "2023-06-01") for path, text in later.items()}
    assert judged(PEOPLE, meeting("2022-06-08", 9), later).verdict is Verdict.HOLDS


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("value: 3\nunit: 个\nuncheckable: 不入库\n", "不入库"),
        ("value: 3\nunit: 个\n", "No indicator can reproduce it."),
        ("value: 3\nunit: 个\nindicator: happiness\n", "The claim names an indicator that does not exist."),
    ],
)
def test_what_cannot_be_checked_says_why(judged: Callable[..., Judgement], text: str, why: str) -> None:
    found = judged(text, meeting("2022-06-01", 9))
    assert (found.verdict, found.why) == (Verdict.CANNOT_BE_CHECKED, why)


SURVEY = {
    "registry/surveys/ballot.yml": """\
id: ballot
programme: talks
place: city
provenance: live
title: 评议
of: 企业
on: 2022-07-01
returned: 65
answers:
  - {answer: 满意, count: 64, satisfied: true}
  - {answer: 其他, count: 1}
base_is_chosen: true
"""
}
RATE = "value: 98.5\nunit: '%'\nindicator: survey-satisfied\n"


def test_a_rate_is_tested_for_the_bases_that_could_yield_it(judged: Callable[..., Judgement]) -> None:
    found = judged(RATE + "possible_denominators: [59, 130]\n", SURVEY)
    assert found.verdict is Verdict.HOLDS
    assert found.bases == (BaseTest(59, ()), BaseTest(130, (128,)))
    assert not found.bases[0].is_possible
    assert (found.smallest[0].numerator, found.smallest[0].denominator) == (64, 65)
    assert found.base_is_chosen


def test_a_published_base_must_be_that_of_the_records(judged: Callable[..., Judgement]) -> None:
    assert judged(RATE + "numerator: 64\ndenominator: 65\n", SURVEY).verdict is Verdict.HOLDS
    found = judged(RATE + "numerator: 128\ndenominator: 130\n", SURVEY)
    assert found.verdict is Verdict.DOES_NOT_HOLD
    assert found.why == "The records yield the figure, but over another base."


def test_a_count_may_be_claimed_of_an_indicator_that_is_a_rate(judged: Callable[..., Judgement]) -> None:
    found = judged("value: 64\nunit: 张\nindicator: survey-satisfied\n", SURVEY)
    assert found.verdict is Verdict.HOLDS
    assert found.actual == 64
