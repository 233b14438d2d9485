"""How sure a share is: the interval in which the share lies that a few cases only hint at."""

from decimal import Decimal
from fractions import Fraction
from math import sqrt

from kentan.figures.figure import rounded

_Z = 1.959963984540054
"""The quantile of the normal distribution for 95 %."""


def wilson(numerator: int, denominator: int) -> tuple[Decimal, Decimal] | None:
    """Return the 95 % interval of a share in percent, with one decimal, by Wilson's score; None over nothing.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927). Unlike
    the plain interval it stays within 0 and 100 and is right for few cases too.
    """
    if denominator < 1:
        return None
    share, square = numerator / denominator, _Z * _Z
    middle = (share + square / (2 * denominator)) / (1 + square / denominator)
    half = (
        _Z
        / (1 + square / denominator)
        * sqrt(share * (1 - share) / denominator + square / (4 * denominator * denominator))
    )
    return _percent(middle - half), _percent(middle + half)


def _percent(value: float) -> Decimal:
    return rounded(Fraction(min(1.0, max(0.0, value))) * 100, 1)
