"""How each figure is reckoned: what it counts, over what, what it leaves out, and the command that reckons it again."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from kentan.figures.figure import Figure, Indicator
from kentan.figures.indicators import INDICATORS
from kentan.languages import translate
from kentan.publish.edition import Edition
from kentan.publish.page import Page
from kentan.publish.views.figures import figure_text, left_out

SECTION = "about/method"
ADDRESS = f"{SECTION}/index.html"


@dataclass(frozen=True, slots=True)
class MethodOf:
    """One indicator in words, and what it is on the day of the site; `value` is empty where it was not computed."""

    id: str
    name: str
    numerator: str
    denominator: str
    method: str
    leaves_out: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class MethodView:
    """Every indicator of the catalogue, in its order."""

    indicators: tuple[MethodOf, ...]
    as_of: str


def method_pages(edition: Edition) -> Iterator[Page]:
    """The page that says how every figure is reckoned."""
    _ = edition.words._
    yield Page(
        kind="method",
        language=edition.language,
        address=ADDRESS,
        title=_("How figures are reckoned"),
        description=_("Every indicator: what it counts, over what, what it leaves out, and the command for it."),
        view=partial(_view, edition),
        section=SECTION,
        search="kentan figures",
    )


def _view(edition: Edition) -> MethodView:
    figures = edition.index.computed.measures.summary.overall
    return MethodView(
        tuple(_method(edition, indicator, figures.get(name)) for name, indicator in INDICATORS.items()),
        edition.as_of.isoformat(),
    )


def _method(edition: Edition, indicator: Indicator, figure: Figure | None) -> MethodOf:
    def said(text: str | None) -> str:
        return translate("figures", text, edition.language) if text else ""

    return MethodOf(
        id=indicator.id,
        name=said(indicator.name),
        numerator=said(indicator.numerator),
        denominator=said(indicator.denominator),
        method=said(indicator.method),
        leaves_out=said(indicator.leaves_out),
        value=figure_text(edition.words, figure) if figure else "",
        note=left_out(edition.words, figure) if figure else "",
    )
