"""What departments did beside answering: how often they were granted more time, and how often they objected."""

from collections import Counter
from collections.abc import Iterable, Iterator

from kentan.clocks.state import CaseState
from kentan.figures.facts import why_not_handed_over
from kentan.figures.figure import Figure, LeftOut, share
from kentan.figures.indicators import INDICATORS
from kentan.records.clock import Event
from kentan.records.vocabulary import ExtensionOutcome

OVER_ASSIGNMENTS = ("extended", "objected")
"""The indicators that the hand-overs to departments yield."""
HandedOver = tuple[CaseState, frozenset[str]]
"""A case, and what happened in it: `handed-over`, `extended`, `objected`."""


class Conduct:
    """Counts over the hand-overs of a group of cases; each case counts once."""

    def __init__(self, cases: list[HandedOver]) -> None:
        self._cases = cases

    def figure(self, id: str) -> Figure:
        """Return the figure of one of `OVER_ASSIGNMENTS`; only then the cases are looked at."""
        indicator = INDICATORS[id]
        handed_over = [(state.case.id, events) for state, events in self._cases if "handed-over" in events]
        found = [case for case, events in handed_over if id in events]
        left = Counter(why_not_handed_over(state) for state, events in self._cases if "handed-over" not in events)
        return Figure(
            indicator=indicator,
            numerator=len(found),
            denominator=len(handed_over),
            value=share(len(found), len(handed_over)),
            unit=indicator.unit.label,
            left_out=tuple(LeftOut(reason, count) for reason, count in sorted(left.items())),
            records=tuple(found),
            not_in_numerator=tuple(case for case, events in handed_over if id not in events),
        )


def conduct(states: Iterable[CaseState], department: str | None = None) -> Conduct:
    """Return the counts over some cases: of one department, or of any department that had the case."""
    found: list[HandedOver] = []
    for state in states:
        by_department = events_of(state)
        if department is None:
            found.append((state, frozenset().union(*by_department.values())))
        elif department in by_department:
            found.append((state, by_department[department]))
    return Conduct(found)


def events_of(state: CaseState) -> dict[str, frozenset[str]]:
    """Return what happened in a case by department: `handed-over`, `extended`, `objected`."""
    found: dict[str, set[str]] = {}
    for department, event in _events(state):
        found.setdefault(department, set()).add(event)
    return {department: frozenset(events) for department, events in found.items()}


def _events(state: CaseState) -> Iterator[tuple[str, str]]:
    for each in state.happenings:
        if each.department is None:
            continue
        if each.event is Event.HANDED_OVER:
            yield each.department, "handed-over"
        elif each.event is Event.OBJECTION_RAISED:
            yield each.department, "objected"
        elif each.event is Event.EXTENSION_DECIDED and each.entry.outcome is ExtensionOutcome.GRANTED:
            yield each.department, "extended"
