"""What exact, over, nearly and about allow."""

from decimal import Decimal
from fractions import Fraction

import pytest

from kentan.figures.qualifiers import agrees, precision
from kentan.records.vocabulary import Qualifier


@pytest.mark.parametrize(
    ("published", "unit"),
    [("600", 100), ("150", 10), ("17000000", 1_000_000), ("505", 1), ("40000", 10_000), ("98.5", Fraction(1, 10))],
)
def test_a_figure_was_published_in_the_unit_of_its_last_digit(published: str, unit: Fraction) -> None:
    assert precision(Decimal(published)) == unit


@pytest.mark.parametrize(
    ("published", "qualifier", "actual", "expected"),
    [
        ("42", Qualifier.EXACT, 42, True),
        ("42", Qualifier.EXACT, 43, False),
        ("98.5", Qualifier.EXACT, Fraction(6400, 65), True),
        ("98.5", Qualifier.EXACT, Fraction(9839, 100), False),
        ("600", Qualifier.OVER, 600, False),
        ("600", Qualifier.OVER, 601, True),
        ("600", Qualifier.OVER, 699, True),
        ("600", Qualifier.OVER, 700, False),
        ("17000000", Qualifier.OVER, 17_400_000, True),
        ("17000000", Qualifier.OVER, 18_000_000, False),
        ("150", Qualifier.OVER, 156, True),
        ("150", Qualifier.OVER, 160, False),
        ("505", Qualifier.NEARLY, 505, True),
        ("505", Qualifier.NEARLY, 500, True),
        ("505", Qualifier.NEARLY, 499, False),
        ("505", Qualifier.NEARLY, 506, False),
        ("400", Qualifier.NEARLY, 360, True),
        ("400", Qualifier.NEARLY, 359, False),
        ("1000", Qualifier.NEARLY, 900, True),
        ("1000", Qualifier.NEARLY, 361, False),
        ("10", Qualifier.OVER, 19, True),
        ("100", Qualifier.OVER, 199, True),
        ("1000", Qualifier.OVER, 1099, True),
        ("1000", Qualifier.OVER, 1100, False),
        ("1000", Qualifier.OVER, 1999, False),
        ("40000", Qualifier.OVER, 43_999, True),
        ("40000", Qualifier.OVER, 44_000, False),
        ("300", Qualifier.ABOUT, 340, True),
        ("300", Qualifier.ABOUT, 351, False),
        ("300", Qualifier.ABOUT, 250, True),
    ],
)
def test_qualifiers_mean_what_offices_mean(
    published: str, qualifier: Qualifier, actual: Fraction, expected: bool
) -> None:
    assert agrees(Decimal(published), qualifier, Fraction(actual)) is expected


@pytest.mark.parametrize(("actual", "expected"), [(Fraction(9999, 100), False), (Fraction(100), True)])
def test_a_hundred_percent_says_that_nothing_is_missing(actual: Fraction, expected: bool) -> None:
    assert agrees(Decimal(100), Qualifier.EXACT, actual, is_rate=True) is expected
