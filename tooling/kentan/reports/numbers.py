"""Figures as people read them: never a rate without its numerator and denominator."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from kentan.figures.figure import Figure, Unit, unit_behind
from kentan.figures.summary import Summary
from kentan.languages import Language, messages, translate
from kentan.records.describe import text_in
from kentan.records.ledger import Ledger
from kentan.reports.objects import json_object
from kentan.reports.printable import printable

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
        body = number(figure.shown)
        if figure.indicator.unit is not Unit.SCORE:
            body += unit_behind(figure.shown, unit, language)
        if figure.denominator is not None:
            body += _(" (base {denominator})").format(denominator=number(figure.denominator))
    left = _("; ").join(
        f"{translate('figures', each.reason, language)} {each.count}" for each in figure.left_out if each.count
    )
    return f"{body}  [{_('left out')}{_(': ')}{left}]" if left else body


def summary_text(summary: Summary, ledger: Ledger, language: Language, programme: str | None = None) -> str:
    """Return a line for each overall figure that has something to count, and for each kind of result."""
    lines = _lines(summary.overall, language)
    for kind, figure in summary.results.items():
        name, unit = _result(ledger, programme, kind, figure.unit, language)
        lines.append(f"{printable(name)}{_(': ')}{figure_text(replace(figure, unit=unit), language)}")
    return "\n".join(lines) + "\n" if lines else _("Nothing to count.") + "\n"


def groups_text(summary: Summary, ledger: Ledger, language: Language, by: str, only: str | None = None) -> str:
    """Return the figures of each group of a dimension that has something to count, under its name; or of one alone."""
    blocks = []
    for key, figures in summary.groups[by].items():
        lines = _lines(figures, language)
        if lines and only in (None, key):
            blocks.append("\n".join([_head(ledger, by, key, language), *(f"  {line}" for line in lines)]))
    return "\n\n".join(blocks) + "\n" if blocks else _("Nothing to count.") + "\n"


def _lines(figures: Mapping[str, Figure], language: Language) -> list[str]:
    return [
        f"{translate('figures', figure.indicator.name, language)}{_(': ')}{figure_text(figure, language)}"
        for figure in figures.values()
        if figure.shown is not None
    ]


def _head(ledger: Ledger, by: str, key: str, language: Language) -> str:
    registers: Mapping[str, Mapping[str, Any]] = {
        "programme": ledger.programmes,
        "department": ledger.departments,
        "place": ledger.places,
        "topic": ledger.topics,
    }
    entry = registers.get(by, {}).get(key)
    return printable(f"{text_in(entry, 'name', language)} ({key})" if entry else key)


def _result(ledger: Ledger, programme: str | None, kind: str, unit: str, language: Language) -> tuple[str, str]:
    """Return the name of a kind of result as the programmes declare it, and its unit; as recorded where none does."""
    declared = [
        rules.results[kind]
        for name, each in ledger.programmes.items()
        if programme in (None, name)
        for rules in each.versions
        if kind in rules.results
    ]
    names = dict.fromkeys(text_in(each, "name", language) for each in declared)
    units = (text_in(each, "unit", language) for each in declared if each.unit == unit)
    return " / ".join(names) or kind, next(units, unit)


def summary_json(summary: Summary, as_of: str, by: str | None = None, only: str | None = None) -> str:
    """Return figures as one JSON object: overall, by each dimension, and results by kind.

    With `by` those of one dimension alone, with `only` those of one of its groups.
    """
    groups = {
        f"by_{dimension}": {key: _plain(found) for key, found in found_groups.items() if only in (None, key)}
        for dimension, found_groups in summary.groups.items()
        if by in (None, dimension)
    }
    if by is not None:
        return json_object(as_of=as_of, **groups)
    return json_object(as_of=as_of, overall=_plain(summary.overall), **groups, results=_plain(summary.results))


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
