"""Units are written for many; one case, one meeting and one day are not many."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from kentan.figures.claims import Judgement, Verdict
from kentan.figures.figure import Figure
from kentan.figures.indicators import INDICATORS
from kentan.languages import CHINESE, ENGLISH, Language, set_language
from kentan.records.case import Source
from kentan.records.registry import Claim
from kentan.reports.claims import claims_text
from kentan.reports.numbers import figure_text


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [(ENGLISH, 1, "1 (base 22)"), (ENGLISH, 2, "2 cases (base 22)"), (CHINESE, 1, "1 件（基数 22）")],
)
def test_a_figure_of_one(language: Language, count: int, said: str) -> None:
    set_language(language)
    indicator = INDICATORS["accepted"]
    unit = indicator.unit.label
    figure = Figure(indicator=indicator, numerator=count, denominator=22, value=Fraction(count), unit=unit)
    assert figure_text(figure, language) == said


@pytest.mark.parametrize(("unit", "said"), [("meetings", "exactly 1 (talks)"), ("%", "exactly 1 % (talks)")])
def test_a_claim_of_one(unit: str, said: str) -> None:
    set_language(ENGLISH)
    source = Source(title="Report", publisher="Paper", translations={})
    claim = Claim(
        statement="Talks held", value=Decimal(1), unit=unit, as_of=date(2022, 7, 20), source=source, translations={}
    )
    judgement = Judgement(programme="huzhou", id="talks", claim=claim, verdict=Verdict.CANNOT_BE_CHECKED)
    assert said in claims_text([judgement], ENGLISH)
