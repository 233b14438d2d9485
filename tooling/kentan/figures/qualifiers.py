"""What a qualifier allows: whether an actual figure agrees with one that was published as exact, over, nearly, about.

The precision of a published figure is the place of its last digit that is not zero: 600 was counted in hundreds, 150
in tens, 17,000,000 in millions, 505 in ones, 98.5 in tenths. Chinese usage decides the rest:

- *exact* (no qualifier): the actual figure, rounded half up to the decimals that were published, is the same. A rate
  of 100 % or of 0 % says that nothing is missing, or that there is nothing: no rounding makes it true.
- *over* (余, 多): there is a remainder beyond the figure, and it does not fill the next unit: 600 余 is more than 600
  and less than 700. A unit of more than a hundred is not filled with more than a tenth of the figure: 100 多 may be
  199, but 1000 余 is less than 1100.
- *nearly* (近): the figure is not exceeded, and missed by less than one unit, or by at most a hundredth of it where
  that is more (近 505 would else say nothing), and never by more than a tenth: 近 1000 is at least 900.
- *about* (约, 左右): missed by at most half a unit, or a hundredth where that is more, on either side.
"""

from decimal import Decimal
from fractions import Fraction

from kentan.figures.bases import decimals_of
from kentan.figures.figure import rounded
from kentan.records.vocabulary import Qualifier

_HUNDREDTH = Fraction(1, 100)
_TENTH = Fraction(1, 10)
_HUNDRED = 100


def precision(published: Decimal) -> Fraction:
    """Return the unit in which a figure was published: 100 for 600, 1 for 505 and for 0, 1/10 for 98.5."""
    if published == 0:
        return Fraction(1)
    exponent = published.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Fraction(10) ** exponent


def agrees(published: Decimal, qualifier: Qualifier, actual: Fraction, is_rate: bool = False) -> bool:
    """Return whether an actual figure agrees with a published one, as its qualifier means it."""
    claimed = Fraction(published)
    unit = precision(published)
    match qualifier:
        case Qualifier.EXACT:
            if is_rate and claimed in (0, 100):
                return actual == claimed
            return Fraction(rounded(actual, decimals_of(published))) == claimed
        case Qualifier.OVER:
            return claimed < actual < claimed + min(unit, max(Fraction(_HUNDRED), claimed * _TENTH))
        case Qualifier.NEARLY:
            missed = claimed - actual
            return 0 <= missed <= claimed * _TENTH and (missed < unit or missed <= claimed * _HUNDREDTH)
        case Qualifier.ABOUT:
            return abs(actual - claimed) <= max(unit / 2, abs(claimed) * _HUNDREDTH)
