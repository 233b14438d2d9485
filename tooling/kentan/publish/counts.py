"""The figures of the home page: each as so many of so many, with what was left out, and a link to exactly those."""

from kentan.figures.figure import Figure
from kentan.languages import translate
from kentan.publish.edition import Edition
from kentan.publish.sets import set_folder
from kentan.publish.views.figures import NONE, left_out, nothing
from kentan.publish.views.home import Count
from kentan.publish.views.meeting import number
from kentan.publish.views.parts import CALM, GOOD, LATE, OPEN

RATES = (
    ("answered", CALM),
    ("answered-in-time", GOOD),
    ("solved", GOOD),
    ("rating-response", CALM),
    ("satisfied", GOOD),
)
"""The rates of the home page in their order, with their tone."""


def counts(edition: Edition) -> tuple[Count, ...]:
    """The figures of the home page, in the order in which they are shown."""
    _, computed = edition.words._, edition.index.computed
    received = len(computed.states)
    still = len(computed.sets["open"])
    rates = tuple(_rate(edition, computed.figure(name), tone) for name, tone in RATES)
    return (
        Count(_("Cases received"), number(received), None, None, None, "cases/index.html", CALM),
        _part(edition, _("open"), "open", received, OPEN),
        _part(edition, _("due soon"), "due-soon", still, OPEN),
        _part(edition, _("overdue"), "overdue", still, LATE),
        *rates,
    )


def _part(edition: Edition, term: str, name: str, total: int, tone: str) -> Count:
    count = number(len(edition.index.computed.sets[name]))
    return Count(term, count, number(total) if total else None, None, None, f"{set_folder(name)}/index.html", tone)


def _rate(edition: Edition, figure: Figure, tone: str) -> Count:
    words = edition.words
    notes = (nothing(words) if figure.shown is None else "", left_out(words, figure))
    return Count(
        term=translate("figures", figure.indicator.name, edition.language),
        count=NONE if figure.shown is None else number(figure.numerator or 0),
        total=None if figure.shown is None else number(figure.denominator or 0),
        share=None if figure.shown is None else words.percent(figure.shown),
        note=words._("; ").join(filter(None, notes)) or None,
        address=f"{set_folder(figure.indicator.id)}/index.html",
        tone=tone,
    )
