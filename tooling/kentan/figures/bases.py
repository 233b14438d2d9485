"""What a rate can be a rate of: which numerators over which denominators yield a published percentage by rounding.

A published rate without its base still says something: 98.5 % cannot be a share of 59, because 58 of 59 are 98.3 %
and 59 of 59 are 100 %. Rounding is half up, as such offices round.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import islice

MOST = 10_000
"""Bases above this are not looked at: every rate of one decimal has a base below 1,001."""


@dataclass(frozen=True, slots=True, order=True)
class Base:
    """A share that yields a published rate: `numerator` of `denominator`."""

    denominator: int
    numerator: int


def decimals_of(rate: Decimal) -> int:
    """Return with how many decimals a rate was written: 1 for 98.5, 0 for 97, 2 for 98.50."""
    exponent = rate.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def possible_bases(rate: Decimal, decimals: int, denominators: Iterable[int]) -> Iterator[Base]:
    """Yield every share over the given denominators that rounds half up to a rate in percent with so many decimals.

    Denominators below 1 and numerators above their denominator never count. A rate outside 0 to 100 has no base.
    """
    half = Fraction(1, 2 * 10**decimals)
    least, above = Fraction(rate) - half, Fraction(rate) + half
    for denominator in denominators:
        if denominator < 1:
            continue
        first = -(-least * denominator // 100)
        numerator = max(0, first)
        while numerator <= denominator and Fraction(numerator * 100, denominator) < above:
            yield Base(denominator, numerator)
            numerator += 1


def smallest_bases(rate: Decimal, decimals: int, count: int = 3) -> tuple[Base, ...]:
    """Return the shares over the smallest denominators that yield a rate, at most `count`; none where there is none."""
    return tuple(islice(possible_bases(rate, decimals, range(1, MOST + 1)), count))
