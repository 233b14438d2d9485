"""Figures as people read them: never a rate without its numerator and denominator."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kentan.figures.figure import Figure, Unit
from kentan.figures.summary import Summary
from kentan.languages import Language, messages, translate

_ = messages("reports")


def number(value: Decimal | int) -> str:
    """Return a number without an exponent and without idle noughts."""
    text = f"{Decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def published(value: Decimal) -> str:
    """Return a published number with the decimals with which it was published: 98.50 claims more than 98.5."""
    return f"{value:f}"


def figure_text(figure: Figure, language: Language) -> str:
    """Return a figure on one line: value, unit, n of N, and what was left out."""
    if figure.shown is None:
        body = f"– ({_('nothing to count')})"
    elif figure.indicator.is_rate:
        body = _("{value} % ({numerator} of {denominator})").format(
            value=figure.shown, numerator=figure.numerator, denominator=figure.denominator
        )
    else:
        unit = translate("figures", figure.unit, language)
        body = f"{number(figure.shown)} {unit}" if figure.indicator.unit is not Unit.SCORE else number(figure.shown)
    left = "; ".join(
        f"{translate('figures', each.reason, language)} {each.count}" for each in figure.left_out if each.count
    )
    return f"{body}  [{_('left out')}: {left}]" if left else body


def summary_text(summary: Summary, language: Language) -> str:
    """Return a line for each overall figure that has something to count, and for each kind of result."""
    lines = [
        f"{translate('figures', figure.indicator.name, language)}: {figure_text(figure, language)}"
        for figure in summary.overall.values()
        if figure.shown is not None
    ]
    lines += [f"{kind}: {figure_text(figure, language)}" for kind, figure in summary.results.items()]
    return "\n".join(lines) + "\n" if lines else _("Nothing to count.") + "\n"


def summary_json(summary: Summary, as_of: str) -> str:
    """Return all figures as one JSON object: overall, by each dimension, and results by kind."""
    body = {
        "format": 1,
        "as_of": as_of,
        "overall": _plain(summary.overall),
        **{
            f"by_{dimension}": {key: _plain(found) for key, found in groups.items()}
            for dimension, groups in summary.groups.items()
        },
        "results": _plain(summary.results),
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _plain(figures: Mapping[str, Figure]) -> dict[str, Any]:
    return {name: figure_json(figure) for name, figure in figures.items()}


def figure_json(figure: Figure) -> dict[str, Any]:
    """Return a figure for a machine; exact numbers are text, so that no reader rounds them."""
    return {
        "value": None if figure.shown is None else str(figure.shown),
        "numerator": None if figure.numerator is None else str(figure.numerator),
        "denominator": None if figure.denominator is None else str(figure.denominator),
        "unit": figure.unit,
        "left_out": {each.reason: each.count for each in figure.left_out},
    }
