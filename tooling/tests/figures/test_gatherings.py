"""Figures over meetings and surveys, with numbers that a reader can add up."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from kentan.figures.compute import UnknownIndicator
from kentan.figures.figure import Figure, LeftOut
from kentan.figures.selection import Selection
from kentan.records.ledger import Ledger
from kentan.records.vocabulary import Level

MEETING = """\
id: {id}
programme: talks
place: {place}
provenance: {provenance}
kind: talk
round: {round}
theme: 用地
format: onsite
{more}"""
DAY = date(2022, 12, 31)


def meeting(id: str, more: str, *, place: str = "city", round: int = 1, provenance: str = "live") -> dict[str, str]:
    text = MEETING.format(id=id, place=place, round=round, provenance=provenance, more=more)
    return {f"meetings/{id[:4]}/{id}.yml": text}


@pytest.fixture
def ledger(ledger_of: Callable[..., Ledger]) -> Ledger:
    return ledger_of(
        {
            "registry/institutions.yml": """\
institutions:
  bank-01: {name: 银行一, type: bank}
  member-01: {name: 执委一, type: executive-member}
  chamber-01: {name: 商会一, type: chamber}
""",
            **meeting(
                "2022-06-01-city",
                """\
held: {on: 2022-06-01, minutes: 90}
host: {kind: executive-member, institution: member-01}
attendance:
  enterprises: 3
  entrepreneurs: 5
  person_times: 7
  present: [e-000001, e-000002]
  departments: [land, tax]
  institutions:
    - {institution: bank-01, role: bank}
results:
  - {kind: financing, quantity: 1500000.5, unit: 元}
  - {kind: products, quantity: 2, unit: 个}
scores:
  activity: {score: 4.5, returned: 10}
  integrity: {score: 4, returned: 30}
""",
            ),
            **meeting(
                "2022-06-08-city",
                """\
held: {on: 2022-06-08}
host: {kind: chamber, institution: chamber-01}
attendance: {entrepreneurs: 4, present: [e-000002, e-000003], departments: [land]}
results:
  - {kind: financing, quantity: 499999.5, unit: 元}
  - {kind: financing, quantity: 3, unit: 笔}
""",
                round=2,
            ),
            **meeting("2022-06-08-district", "held: {on: 2022-06-08}\n", place="district", round=2),
            **meeting("2022-06-15-city", "cancelled: {on: 2022-06-14, reason: 台风}\n", round=3),
            **meeting("2022-06-22-city", "planned: 2022-06-22\n", round=4),
            **meeting(
                "2022-06-29-city", "held: {on: 2022-06-29}\nattendance: {entrepreneurs: 90}\n", provenance="sample"
            ),
            "registry/surveys/ballot.yml": """\
id: ballot
programme: talks
place: city
provenance: live
title: 评议
of: 执委
on: 2022-07-01
sent: 200
returned: 186
answers:
  - {answer: 满意, count: 181, satisfied: true}
  - {answer: 不满意, count: 5}
""",
            "registry/surveys/form.yml": """\
id: form
programme: talks
place: district
provenance: live
title: 评价
of: 企业
on: 2022-07-02
returned: 14
answers:
  - {answer: 满意, count: 9, satisfied: true}
  - {answer: 不满意, count: 5}
""",
        }
    )


REAL = Selection(samples=False)


@pytest.mark.parametrize(
    ("indicator", "value", "not_recorded"),
    [
        ("meetings", 3, 0),
        ("entrepreneurs", 9, 1),
        ("person-times", 7, 2),
        ("enterprises", 3, 2),
        ("enterprises-once", 3, 1),
        ("hosts", 2, 1),
        ("executive-hosts", 1, 2),
        ("financial-institutions", 1, 2),
        ("departments", 2, 1),
        ("scores", Fraction(165, 40), 2),
    ],
)
def test_meetings_are_summed_and_what_was_not_recorded_is_said(
    ledger: Ledger, figure_of: Callable[..., Figure], indicator: str, value: Fraction, not_recorded: int
) -> None:
    figure = figure_of(ledger, indicator, DAY, REAL)
    assert figure.value == value
    assert figure.left_out == ((LeftOut("not recorded", not_recorded),) if not_recorded else ())


def test_results_are_summed_exactly_and_never_across_units(ledger: Ledger, figure_of: Callable[..., Figure]) -> None:
    figure = figure_of(ledger, "results", DAY, Selection(result="financing", samples=False))
    assert (figure.numerator, figure.unit) == (Decimal("2000000.0"), "元")
    assert figure.left_out == (LeftOut("not recorded", 1), LeftOut("recorded in another unit", 1))
    assert figure.records == ("2022-06-01-city", "2022-06-08-city")


@pytest.mark.parametrize(
    ("selection", "as_of", "expected"),
    [
        (Selection(), DAY, 4),
        (Selection(level=Level.CITY, samples=False), DAY, 2),
        (Selection(place="district"), DAY, 1),
        (Selection(round_from=2, round_until=2), DAY, 2),
        (Selection(raised_from=date(2022, 6, 8), raised_until=date(2022, 6, 8)), DAY, 2),
        (Selection(meeting_kind="visit"), DAY, 0),
        (Selection(programme="others"), DAY, 0),
        (REAL, date(2022, 6, 7), 1),
    ],
)
def test_a_selection_counts_what_it_names(
    ledger: Ledger, figure_of: Callable[..., Figure], selection: Selection, as_of: date, expected: int
) -> None:
    assert figure_of(ledger, "meetings", as_of, selection).numerator == expected


@pytest.mark.parametrize(
    ("indicator", "numerator", "denominator", "shown"),
    [
        ("survey-returned", 186, 200, "93.0"),
        ("survey-satisfied", 190, 200, "95.0"),
        ("survey-sent", 200, None, "200"),
        ("survey-ballots", 200, None, "200"),
    ],
)
def test_surveys_show_both_numbers(
    ledger: Ledger,
    figure_of: Callable[..., Figure],
    indicator: str,
    numerator: int,
    denominator: int | None,
    shown: str,
) -> None:
    figure = figure_of(ledger, indicator, DAY)
    assert (figure.numerator, figure.denominator, str(figure.shown)) == (numerator, denominator, shown)


def test_ballots_that_did_not_come_back_are_said(ledger: Ledger, figure_of: Callable[..., Figure]) -> None:
    figure = figure_of(ledger, "survey-satisfied", DAY, Selection(survey="ballot"))
    assert figure.shown == Decimal("97.3")
    assert figure.left_out == (LeftOut("sent and not returned", 14),)


def test_over_nothing_there_is_no_value(ledger: Ledger, figure_of: Callable[..., Figure]) -> None:
    for indicator in ("survey-satisfied", "scores", "answered"):
        assert figure_of(ledger, indicator, date(2022, 1, 1)).shown is None
    assert figure_of(ledger, "meetings", date(2022, 1, 1)).shown == 0


def test_an_unknown_indicator_is_said(ledger: Ledger, figure_of: Callable[..., Figure]) -> None:
    with pytest.raises(UnknownIndicator):
        figure_of(ledger, "happiness", DAY)
