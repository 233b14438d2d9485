"""What an indicator is, and what a figure is: never a bare number."""

from decimal import Decimal
from fractions import Fraction

from kentan.languages import ENGLISH, Language, mark
from kentan.records.frozen import frozen, frozen_value
from kentan.records.vocabulary import Vocabulary

N_ = mark
Number = int | Decimal
"""A count, or a quantity such as yuan; always exact."""


class Unit(Vocabulary):
    """What an indicator counts in. A `QUANTITY` carries the unit of the result that it sums."""

    MEETINGS = "meetings", N_("meetings")
    ENTREPRENEURS = "entrepreneurs", N_("entrepreneurs")
    PERSON_TIMES = "person-times", N_("person-times")
    ENTERPRISES = "enterprises", N_("enterprises")
    CASES = "cases", N_("cases")
    REPORTS = "reports", N_("direct reports")
    BALLOTS = "ballots", N_("ballots")
    INSTITUTIONS = "institutions", N_("institutions")
    DEPARTMENTS = "departments", N_("departments")
    DAYS = "days", N_("days")
    SCORE = "score", N_("points")
    PERCENT = "percent", N_("%")
    QUANTITY = "quantity", N_("in the unit of the result")


@frozen
class Indicator:
    """A way to count, said in words. All texts are messages of the catalogue `figures`.

    `decimals` is the rounding (half up) in which the value is shown; it is computed exactly. A `rate` is shown in
    percent and has a denominator.
    """

    id: str
    name: str
    unit: Unit
    numerator: str
    method: str
    denominator: str | None = None
    leaves_out: str | None = None
    decimals: int = 0

    @property
    def is_rate(self) -> bool:
        """Whether the value is a share in percent."""
        return self.unit is Unit.PERCENT


@frozen_value
class LeftOut:
    """How many records a figure leaves out, and why. `reason` is a message of the catalogue `figures`."""

    reason: str
    count: int


def leaving_out(*parts: tuple[str, int]) -> tuple[LeftOut, ...]:
    """Return what is left out, by reason and count, but for reasons that leave out nothing."""
    return tuple(LeftOut(reason, count) for reason, count in parts if count)


@frozen
class Figure:
    """One indicator's figure as of a day.

    `unit` is a message of the catalogue `figures`, or the unit of the results that were summed.
    `value` is exact: the numerator, or numerator / denominator × 100 for a rate, or a mean or quantile; `None` where
    there is nothing to count. `records` are the ids that it rests on (numerator and denominator); `not_in_numerator`
    those of the denominator that miss the numerator, so that a reader can look them up.
    """

    indicator: Indicator
    numerator: Number | None
    denominator: Number | None = None
    value: Fraction | None
    unit: str
    left_out: tuple[LeftOut, ...] = ()
    records: tuple[str, ...] = ()
    not_in_numerator: tuple[str, ...] = ()

    @property
    def shown(self) -> Decimal | None:
        """The value rounded half up to the indicator's decimals; None where there is no value."""
        return None if self.value is None else rounded(self.value, self.indicator.decimals)


def unit_behind(count: Number | Fraction, unit: str, language: Language) -> str:
    """Return a unit as it stands behind a number; none behind a one in English, where units are written for many."""
    return "" if count == 1 and language == ENGLISH and unit != "%" else f" {unit}"


def rounded(value: Fraction, decimals: int) -> Decimal:
    """Return an exact value rounded half up (away from zero at the half), as such offices round."""
    above, below = value.numerator * 10**decimals, value.denominator
    whole = (2 * abs(above) + below) // (2 * below)
    return Decimal(whole if above >= 0 else -whole).scaleb(-decimals)


def share(numerator: int, denominator: int) -> Fraction | None:
    """Return a share in percent, exactly; None over nothing."""
    return Fraction(numerator * 100, denominator) if denominator else None
