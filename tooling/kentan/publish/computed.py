"""What is computed of all cases on a day, once for all languages: their states, and the figures over them."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from kentan.clocks.state import CaseState
from kentan.figures.claims import Judgement, judge_claims
from kentan.figures.facts import STANDINGS, Facts
from kentan.figures.figure import Figure
from kentan.figures.tally import Tally
from kentan.publish.disclosed import is_due_soon
from kentan.publish.indexed import Indexed
from kentan.publish.measures import Measures
from kentan.records.ledger import Ledger


class Computed:
    """The states of all cases at the end of a day, and the figures over them."""

    def __init__(self, ledger: Ledger, as_of: date, cases: Iterable[Indexed]) -> None:
        self._ledger = ledger
        self._as_of = as_of
        self._tally = Tally()
        self._counted: dict[str, list[str]] = {indicator: [] for indicator in STANDINGS}
        self.states: dict[str, CaseState] = {}
        self.facts: dict[str, Facts] = {}
        for one in cases:
            case = one.state.case
            self.states[case.id] = one.state
            self.facts[case.id] = one.fact
            self._tally.add(one.fact, one.where, case.programme)
            for indicator, standing in zip(STANDINGS, one.where, strict=True):
                if standing is True:
                    self._counted[indicator].append(case.id)

    def prepare(self) -> None:
        """Compute now what is computed once and that all languages need, so that no process does it again."""
        _ = self.measures, self.judgements, self.sets

    def figure(self, indicator: str) -> Figure:
        """The figure of an indicator over all cases."""
        return self._tally.figure(indicator)

    @cached_property
    def measures(self) -> Measures:
        """The figures by group, the courses, and who is late."""
        return Measures(self._ledger, self.states, self.facts, self._as_of)

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """The verdict on every claim that was made by that day."""
        return tuple(found for found in judge_claims(self._ledger) if found.claim.as_of <= self._as_of)

    @cached_property
    def sets(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the cases behind each figure that pages link to, by the name of the set."""
        ids = [state for state in self.states.values() if state.is_open]
        return {
            "open": tuple(state.case.id for state in ids),
            "due-soon": tuple(state.case.id for state in ids if is_due_soon(state)),
            "overdue": tuple(state.case.id for state in self.states.values() if state.is_overdue),
            "was-overdue": tuple(state.case.id for state in self.states.values() if state.was_overdue),
            **{name: tuple(found) for name, found in self._counted.items()},
        }
