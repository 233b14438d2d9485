"""A claim is told as it was published: with its decimals, and in the reader's language."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kentan.figures.claims import judge_claims
from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.languages import Language
from kentan.reports.claims import claims_text

LEDGER = load(DiskTree(str(Path(__file__).parents[1] / "rules" / "base"))).ledger
CLAIMS = LEDGER.claims["huzhou"]


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    [
        ("zh", "98.50", " 98.50 期 "),
        ("en", "98.50", " 98.50 issues "),
        ("en", "42", " 42 issues "),
        ("zh", "600", " 600 期 "),
    ],
)
def test_a_published_figure_keeps_its_decimals_and_its_unit_is_translated(
    language: Language, value: str, expected: str
) -> None:
    claim = replace(CLAIMS.claims["meetings"], value=Decimal(value), unit="期", translations={"unit_en": "issues"})
    claims = {"huzhou": replace(CLAIMS, claims={"meetings": claim})}
    assert expected in claims_text(list(judge_claims(replace(LEDGER, claims=claims))), language)
