"""The page of claims."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import groupby

from kentan.figures.claims import BaseTest, Judgement, Verdict, shown
from kentan.figures.figure import unit_behind
from kentan.languages import translate
from kentan.publish.edition import Edition
from kentan.publish.page import Page
from kentan.publish.text import Said
from kentan.publish.views.claims import ClaimsOf, ClaimsView, ClaimView
from kentan.publish.views.meeting import number
from kentan.publish.views.parts import AWAY, CALM, GOOD, LATE, Link, Tag
from kentan.publish.views.shared import sources
from kentan.records.vocabulary import Qualifier

SECTION = "claims"
_TONE = {
    Verdict.HOLDS: GOOD,
    Verdict.HOLDS_ON_RECONSTRUCTION: CALM,
    Verdict.DOES_NOT_HOLD: LATE,
    Verdict.CANNOT_BE_CHECKED: AWAY,
}


def claim_pages(edition: Edition) -> Iterator[Page]:
    """The one page of claims."""
    _ = edition.words._
    yield Page(
        kind="claims",
        language=edition.language,
        address="claims/index.html",
        title=_("Claims"),
        description=_("Figures that were published, each checked against the records."),
        view=partial(_view, edition),
        section=SECTION,
    )


def _view(edition: Edition) -> ClaimsView:
    judgements = edition.index.computed.judgements
    counted = Counter(judgement.verdict for judgement in judgements)
    return ClaimsView(
        counted=tuple((_tag(edition, verdict), counted[verdict]) for verdict in Verdict if counted[verdict]),
        programmes=tuple(
            ClaimsOf(
                Link(f"programmes/{programme}.html", edition.words.programme(programme)),
                tuple(_claim(edition, judgement) for judgement in found),
            )
            for programme, found in groupby(judgements, key=lambda judgement: judgement.programme)
        ),
    )


def _tag(edition: Edition, verdict: Verdict) -> Tag:
    return Tag(translate("figures", verdict.label, edition.language), _TONE[verdict])


def _claim(edition: Edition, judgement: Judgement) -> ClaimView:
    words, claim = edition.words, judgement.claim
    unit = words.said(claim, "unit") or Said("")
    qualifier = "" if claim.qualifier is Qualifier.EXACT else f"{words.label(claim.qualifier)} "
    return ClaimView(
        anchor=f"{judgement.programme}-{judgement.id}",
        statement=words.said(claim, "statement") or Said(judgement.id),
        published=f"{qualifier}{claim.value:,f}{unit_behind(claim.value, unit.text, edition.language)}",
        as_of=claim.as_of,
        computed=_computed(edition, judgement, unit.text),
        verdict=_tag(edition, judgement.verdict),
        why=tuple(_why(edition, judgement)),
        source=sources(words, (claim.source,))[0],
    )


def _computed(edition: Edition, judgement: Judgement, unit: str) -> str | None:
    if judgement.actual is None:
        return None
    found = shown(judgement.actual, judgement.claim.value)
    value = f"{found:,f}{unit_behind(found, unit, edition.language)}"
    figure = judgement.figure
    if figure is None or figure.denominator is None or figure.numerator is None:
        return value
    of = edition.words._("{count} of {total}")
    counts = of.format(count=number(figure.numerator), total=number(figure.denominator))
    return edition.words.remarked(value, counts)


def _why(edition: Edition, judgement: Judgement) -> Iterator[Said]:
    words, _ = edition.words, edition.words._
    if judgement.why and judgement.why == judgement.claim.uncheckable:
        yield words.said(judgement.claim, "uncheckable") or Said("")
    elif judgement.why:
        yield Said(translate("figures", judgement.why, edition.language))
    if judgement.base_is_chosen:
        yield Said(_("The base of this rate was chosen by us, because none was published."))
    yield from (Said(_tested(edition, test)) for test in judgement.bases)
    if judgement.smallest:
        found = ", ".join(f"{base.numerator}/{base.denominator}" for base in judgement.smallest)
        yield Said(_("The smallest bases that yield this rate: {bases}").format(bases=found))


def _tested(edition: Edition, test: BaseTest) -> str:
    _ = edition.words._
    if not test.is_possible:
        return _("No numerator over {base} yields this rate.").format(base=number(test.denominator))
    found = ", ".join(number(numerator) for numerator in test.numerators)
    return _("Over {base} only this numerator yields it: {numerators}").format(
        base=number(test.denominator), numerators=found
    )
