"""One indicator's figure over a selection of records, as of a day."""

from collections.abc import Callable
from datetime import date

from kentan.clocks.state import CaseState
from kentan.figures import selection as select
from kentan.figures.conduct import OVER_ASSIGNMENTS, conduct
from kentan.figures.facts import facts
from kentan.figures.figure import Figure
from kentan.figures.gatherings import OVER_MEETINGS, OVER_SURVEYS, of_meetings, of_surveys
from kentan.figures.indicators import INDICATORS
from kentan.figures.selection import EVERYTHING, Selection
from kentan.figures.tally import Tally, standings
from kentan.records.case import Case
from kentan.records.ledger import Ledger

States = Callable[[Case], CaseState]
"""How a case's state is found: `Reckoner(ledger, Moment(as_of)).reckon`."""


class UnknownIndicator(KeyError):
    """There is no indicator of that id."""


def compute(
    indicator: str, ledger: Ledger, states: States, selection: Selection = EVERYTHING, *, as_of: date
) -> Figure:
    """Return an indicator's figure over the selected records, by what had happened at the end of a day.

    `states` must reckon as of the same day. Raises UnknownIndicator.
    """
    found = INDICATORS.get(indicator)
    if found is None:
        raise UnknownIndicator(indicator)
    if indicator in OVER_MEETINGS:
        return of_meetings(found, select.meetings(ledger, selection, as_of), selection.result)
    if indicator in OVER_SURVEYS:
        return of_surveys(found, select.surveys(ledger, selection, as_of))
    selected = select.cases(ledger, selection, as_of)
    if indicator in OVER_ASSIGNMENTS:
        return conduct((states(case) for case in selected), selection.department).figure(indicator)
    tally = Tally(keep=True)
    for case in selected:
        rules = ledger.rules_of(case)
        fact = facts(states(case), rules.rating if rules else None)
        tally.add(fact, standings(fact), case.programme)
    return tally.figure(indicator)
