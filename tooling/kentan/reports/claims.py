"""The check of published figures, as text and JSON."""

from collections import Counter
from collections.abc import Sequence

from kentan.figures.claims import Judgement, Verdict
from kentan.figures.figure import rounded, unit_behind
from kentan.languages import Language, messages, translate
from kentan.records.describe import text_in
from kentan.reports.numbers import figure_json, number, published
from kentan.reports.objects import json_object
from kentan.reports.printable import printable

_ = messages("reports")
_DECIMALS = 2


def claims_text(judgements: Sequence[Judgement], language: Language) -> str:
    """Return each claim with its verdict, what the records yield, and what a rate can mean; the sum at the end."""
    if not judgements:
        return _("No published figure is entered in registry/claims/.") + "\n"
    lines: list[str] = []
    programme = None
    for each in judgements:
        if each.programme != programme:
            programme = each.programme
            lines += ([""] if lines else []) + [programme]
        lines += [f"  {line}" for line in _claim(each, language)]
    lines += ["", _sum(judgements, language)]
    return "\n".join(lines) + "\n"


def _claim(each: Judgement, language: Language) -> list[str]:
    claim = each.claim
    verdict = translate("figures", each.verdict.label, language)
    statement, unit = text_in(claim, "statement", language), text_in(claim, "unit", language)
    qualifier = translate("records", claim.qualifier.label, language)
    value = f"{published(claim.value)}{unit_behind(claim.value, printable(unit), language)}"
    said = f"{printable(statement)}{_(': ')}{qualifier} {value}"
    lines = [f"{verdict}  {said} ({each.id})"]
    if each.actual is not None:
        lines.append("    " + _("The records yield: {value}").format(value=number(rounded(each.actual, _DECIMALS))))
    if each.why:
        why = text_in(claim, "uncheckable", language) if each.why == claim.uncheckable else each.why
        lines.append("    " + printable(translate("figures", why, language)))
    lines += [f"    {line}" for line in _bases(each)]
    if each.base_is_chosen:
        lines.append("    " + _("The base of the survey is our choice, because none was published."))
    return lines


def _bases(each: Judgement) -> list[str]:
    lines = []
    for base in each.bases:
        if base.is_possible:
            shares = ", ".join(f"{numerator}/{base.denominator}" for numerator in base.numerators)
            lines.append(_("Possible over {denominator}: {shares}").format(denominator=base.denominator, shares=shares))
        else:
            lines.append(_("Not possible over {denominator}.").format(denominator=base.denominator))
    if each.smallest:
        shares = ", ".join(f"{base.numerator}/{base.denominator}" for base in each.smallest)
        lines.append(_("The smallest shares that round to it: {shares}").format(shares=shares))
    return lines


def _sum(judgements: Sequence[Judgement], language: Language) -> str:
    counted = Counter(each.verdict for each in judgements)
    return _("; ").join(
        f"{translate('figures', verdict.label, language)}{_(': ')}{counted[verdict]}" for verdict in Verdict
    )


def claims_json(judgements: Sequence[Judgement]) -> str:
    """Return the judgements as one JSON object."""
    entries = [
        {
            "programme": each.programme,
            "id": each.id,
            "statement": each.claim.statement,
            "value": str(each.claim.value),
            "unit": each.claim.unit,
            "qualifier": each.claim.qualifier.value,
            "verdict": each.verdict.value,
            "why": each.why,
            "actual": None if each.actual is None else number(rounded(each.actual, _DECIMALS)),
            "figure": figure_json(each.figure) if each.figure else None,
            "records": list(each.figure.records) if each.figure else [],
            "possible_bases": {str(base.denominator): list(base.numerators) for base in each.bases},
            "base_is_chosen": each.base_is_chosen,
        }
        for each in judgements
    ]
    return json_object(claims=entries)
