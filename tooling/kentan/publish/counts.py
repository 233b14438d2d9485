"""The figures of the home page: each as so many of so many, with what was left out, and a link to exactly those."""

from kentan.figures.figure import Figure
from kentan.languages import translate
from kentan.publish.edition import Edition
from kentan.publish.sets import set_folder
from kentan.publish.views.home import Count
from kentan.publish.views.meeting import number
from kentan.publish.views.parts import CALM, GOOD, LATE, OPEN

_RATES = (("answered", CALM), ("answered-in-time", GOOD), ("solved", GOOD), ("satisfied", GOOD))


def counts(edition: Edition) -> tuple[Count, ...]:
    """The figures of the home page, in the order in which they are shown."""
    _, computed = edition.words._, edition.index.computed
    received = len(computed.states)
    still, late = len(computed.sets["open"]), len(computed.sets["overdue"])
    rates = tuple(_rate(edition, computed.figure(name), tone) for name, tone in _RATES)
    return (
        Count(_("Cases received"), number(received), None, None, None, "cases/index.html", CALM),
        Count(_("open"), number(still), number(received), None, None, f"{set_folder('open')}/index.html", OPEN),
        Count(_("overdue"), number(late), number(still), None, None, f"{set_folder('overdue')}/index.html", LATE),
        *rates,
    )


def _rate(edition: Edition, figure: Figure, tone: str) -> Count:
    language = edition.language
    notes = [f"{translate('figures', left.reason, language)}: {left.count}" for left in figure.left_out]
    return Count(
        term=translate("figures", figure.indicator.name, language),
        count=number(figure.numerator or 0),
        total=number(figure.denominator or 0),
        share=None if figure.shown is None else f"{figure.shown} %",
        note=edition.words._("left out: {what}").format(what="; ".join(notes)) if notes else None,
        address=f"{set_folder(figure.indicator.id)}/index.html",
        tone=tone,
    )
