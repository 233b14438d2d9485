"""The page of claims."""

from collections.abc import Iterator
from functools import partial

from kentan.publish.edition import Edition
from kentan.publish.page import Page
from kentan.publish.text import Said
from kentan.publish.views.claims import ClaimsOf, ClaimsView, ClaimView
from kentan.publish.views.meeting import number
from kentan.publish.views.parts import Link
from kentan.publish.views.shared import sources
from kentan.records.registry import Claim
from kentan.records.vocabulary import Qualifier

SECTION = "claims"


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
    words = edition.words
    found = tuple(
        ClaimsOf(
            Link(f"programmes/{name}.html", words.programme(name)),
            tuple(_claim(edition, key, claim) for key, claim in claims.claims.items()),
        )
        for name, claims in sorted(edition.index.ledger.claims.items())
    )
    return ClaimsView((), found)


def _claim(edition: Edition, key: str, claim: Claim) -> ClaimView:
    words = edition.words
    unit = words.said(claim, "unit") or Said("")
    qualifier = "" if claim.qualifier is Qualifier.EXACT else f"{words.label(claim.qualifier)} "
    uncheckable = words.said(claim, "uncheckable")
    return ClaimView(
        anchor=key,
        statement=words.said(claim, "statement") or Said(key),
        published=f"{qualifier}{number(claim.value)} {unit.text}",
        as_of=claim.as_of,
        computed=None,
        verdict=None,
        why=(uncheckable,) if uncheckable else (),
        source=sources(words, (claim.source,))[0],
    )
