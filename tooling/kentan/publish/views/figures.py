"""A figure as pages and reports show it: never a rate without its denominator, never satisfaction without its response.

Below ten cases no percentage is shown: three of four is no seventy-five per cent.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from kentan.figures.figure import Figure, Unit, share
from kentan.figures.indicators import INDICATORS
from kentan.figures.intervals import wilson
from kentan.languages import Language, ntranslate, translate
from kentan.publish.views.meeting import number
from kentan.publish.wording import Wording

NONE = "–"
"""Stands where a figure has no value, with the reason beside it."""
FEW = 10
"""Over fewer cases than this no percentage, no interval and no rank is shown."""

_REMEMBERED = 1 << 14
_LINES: dict[object, str] = {}


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure in words: its term, its counts, its value, the interval of a share, what was left out.

    `sort` is the exact value for the order of a table, empty where there is none; `response` says how many answered
    the question at all, where the figure is one of opinions.
    """

    id: str
    term: str
    counts: str
    value: str
    interval: str
    note: str
    sort: str
    response: str = ""


def figure_text(words: Wording, figure: Figure, response: Figure | None = None) -> str:
    """The figure on one line: its value, and the counts behind it; a dash with the reason where there is no value."""
    shown = _line(words, figure)
    return f"{shown}{words._('; ')}{_response(words, response)}" if response else shown


@lru_cache(1 << 10)
def term(language: Language, id: str) -> str:
    """The name of an indicator."""
    return translate("figures", INDICATORS[id].name, language)


def counts_text(words: Wording, id: str, counts: tuple[int, int]) -> str:
    """The figure of an indicator by its counts alone, on one line."""
    key = words.language, id, counts
    known = _LINES.get(key)
    if known is None:
        indicator, (numerator, denominator) = INDICATORS[id], counts
        known = _LINES[key] = _line(
            words,
            Figure(
                indicator=indicator,
                numerator=numerator,
                denominator=denominator if indicator.denominator else None,
                value=share(numerator, denominator) if indicator.is_rate else Fraction(numerator),
                unit=indicator.unit.label,
            ),
        )
    return known


def _line(words: Wording, figure: Figure) -> str:
    """The value and the counts. The figures of reports are small numbers, over and over: each is put in words once."""
    value = (figure.value.numerator, figure.value.denominator) if figure.value is not None else None
    key = words.language, figure.indicator.id, figure.numerator, figure.denominator, value
    known = _LINES.get(key)
    if known is None:
        found = [part for part in (_value(words, figure), _counts(words, figure)) if part] or [NONE, nothing(words)]
        known = words.remarked(*found)
        if len(_LINES) >= _REMEMBERED:
            _LINES.clear()
        _LINES[key] = known
    return known


def nothing(words: Wording) -> str:
    """Why a figure has no value."""
    return words._("nothing to count")


def left_out(words: Wording, figure: Figure) -> str:
    """What the figure leaves out, with how many; empty where it leaves out nothing."""
    _ = words._
    notes = [
        translate("figures", left.reason, words.language) + _(": ") + number(left.count) for left in figure.left_out
    ]
    return _("left out: {what}").format(what=_("; ").join(notes)) if notes else ""


def figure_view(words: Wording, figure: Figure, response: Figure | None = None) -> FigureView:
    """The figure in the words of one language; `response` is the rate of those who answered at all."""
    indicator = figure.indicator
    return FigureView(
        id=indicator.id,
        term=term(words.language, indicator.id),
        counts=_counts(words, figure),
        value=_value(words, figure),
        interval=_interval(words, figure),
        note=words._("; ").join(filter(None, ("" if _has_value(figure) else nothing(words), left_out(words, figure)))),
        sort="" if figure.value is None or _is_few(figure) else str(figure.shown),
        response=_response(words, response) if response else "",
    )


def _has_value(figure: Figure) -> bool:
    return figure.value is not None and figure.denominator != 0


def _is_few(figure: Figure) -> bool:
    return figure.denominator is not None and figure.denominator < FEW


def _counts(words: Wording, figure: Figure) -> str:
    _ = words._
    if not figure.denominator:
        return ""
    if figure.numerator is None:
        many = _form(figure.denominator)
        said = ntranslate("publish", "over {count} case", "over {count} cases", many, words.language)
        return said.format(count=number(figure.denominator))
    if figure.indicator.unit is Unit.SCORE:
        said = ntranslate("publish", "{count} form", "{count} forms", _form(figure.denominator), words.language)
        return said.format(count=number(figure.denominator))
    return _("{count} of {total}").format(count=number(figure.numerator), total=number(figure.denominator))


def _value(words: Wording, figure: Figure) -> str:
    shown = figure.shown
    if shown is None or (figure.indicator.is_rate and _is_few(figure)):
        return ""
    unit = figure.indicator.unit
    if figure.numerator is not None and figure.denominator is not None and unit not in (Unit.SCORE, Unit.PERCENT):
        return ""
    if figure.indicator.is_rate:
        return words.percent(shown)
    if unit is Unit.DAYS:
        return ntranslate("publish", "{count} day", "{count} days", _form(shown), words.language).format(
            count=number(shown)
        )
    return number(shown)


def _form(count: int | Decimal) -> int:
    """A number that takes the same form of a word: plurals are asked for whole numbers."""
    return 1 if count == 1 else 2


def _interval(words: Wording, figure: Figure) -> str:
    bounds = bounds_of(figure)
    if bounds is None:
        return ""
    return words._("95 % interval {low}–{high} %").format(low=bounds[0], high=bounds[1])


def bounds_of(figure: Figure) -> tuple[Decimal, Decimal] | None:
    """The 95 % interval of a share over enough cases, in percent."""
    if not figure.indicator.is_rate or _is_few(figure):
        return None
    if not isinstance(figure.numerator, int) or not isinstance(figure.denominator, int):
        return None
    return wilson(figure.numerator, figure.denominator)


def _response(words: Wording, response: Figure) -> str:
    _ = words._
    counts = _("{count} of {total}").format(
        count=number(response.numerator or 0), total=number(response.denominator or 0)
    )
    if response.shown is None or _is_few(response):
        return _("response: {counts}").format(counts=counts)
    return _("response: {counts}, {share} %").format(counts=counts, share=response.shown)
