"""What a published rate can be a rate of."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentan.figures.bases import Base, decimals_of, possible_bases, smallest_bases
from kentan.figures.figure import rounded


@pytest.mark.parametrize("denominator", [59, 123])
def test_98_5_percent_is_no_share_of_the_published_counts_of_huzhou(denominator: int) -> None:
    assert list(possible_bases(Decimal("98.5"), 1, [denominator])) == []


def test_97_percent_of_186_ballots_are_180_or_181() -> None:
    assert list(possible_bases(Decimal(97), 0, [186])) == [Base(186, 180), Base(186, 181)]


def test_smallest_bases_are_named_in_order() -> None:
    assert smallest_bases(Decimal("98.5"), 1) == (Base(65, 64), Base(66, 65), Base(67, 66))
    assert smallest_bases(Decimal("97.9"), 1, 1) == (Base(47, 46),)
    assert smallest_bases(Decimal(50), 0, 2) == (Base(2, 1), Base(4, 2))


def test_half_is_rounded_up() -> None:
    assert list(possible_bases(Decimal(13), 0, [8])) == [Base(8, 1)]  # 12.5 %
    assert list(possible_bases(Decimal(12), 0, [8])) == []


@pytest.mark.parametrize("rate", ["-1", "101", "250"])
def test_what_is_no_share_has_no_base(rate: str) -> None:
    assert smallest_bases(Decimal(rate), 0) == ()


def test_nothing_is_a_share_of_nothing() -> None:
    assert list(possible_bases(Decimal(0), 0, [0, -3])) == []


@given(st.decimals(0, 100, places=1), st.integers(1, 300))
def test_bases_are_exactly_those_that_round_to_the_rate(rate: Decimal, denominator: int) -> None:
    expected = [
        Base(denominator, numerator)
        for numerator in range(denominator + 1)
        if rounded(Fraction(numerator * 100, denominator), 1) == rate
    ]
    assert list(possible_bases(rate, 1, [denominator])) == expected


@pytest.mark.parametrize(("rate", "decimals"), [("98.5", 1), ("97", 0), ("98.50", 2), ("1E+2", 0)])
def test_decimals_are_those_that_were_published(rate: str, decimals: int) -> None:
    assert decimals_of(Decimal(rate)) == decimals


@given(st.fractions(-1000, 1000), st.integers(0, 3))
def test_rounding_is_half_up_and_never_further_than_half_a_step(value: Fraction, decimals: int) -> None:
    away = abs(Fraction(rounded(value, decimals)) - value)
    assert away <= Fraction(1, 2 * 10**decimals)
    assert rounded(-value, decimals) == -rounded(value, decimals)
