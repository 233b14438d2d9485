"""The bridge to what is computed: how each case stands on a day, and the figures of the home page, in words."""

from datetime import date

from kentan.publish.edition import Edition, StandingOf
from kentan.publish.index import Index
from kentan.publish.views.home import Count
from kentan.publish.views.parts import CALM
from kentan.publish.views.standing import UNKNOWN, Standing
from kentan.publish.wording import Wording
from kentan.records.case import Case


def standings(found: Index, as_of: date) -> StandingOf:
    """What says how a case stands on a day."""

    def standing(words: Wording, case: Case) -> Standing:
        return UNKNOWN

    return standing


def counts(edition: Edition) -> tuple[Count, ...]:
    """The figures of the home page."""
    _ = edition.words._
    total = str(len(edition.index.cases))
    return (Count(_("Cases received"), total, None, None, None, "cases/index.html", CALM),)
