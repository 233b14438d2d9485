"""What is computed of all cases on a day, once for all languages: their states, and the figures over them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property

from kentan.clocks.state import CaseState
from kentan.figures.claims import Judgement, judge_claims
from kentan.figures.facts import STANDINGS
from kentan.figures.figure import Figure
from kentan.figures.summary import Judged
from kentan.figures.tally import Tally
from kentan.publish.disclosed import is_due_soon
from kentan.publish.indexed import Indexed
from kentan.publish.measures import Measures
from kentan.records.ledger import Ledger

_Judgements = tuple[Judgement, ...]
Once = Callable[[str, Callable[[], _Judgements]], _Judgements]
"""Returns what is kept under a name, or makes it now."""


class Computed:
    """The states of all cases at the end of a day, and the figures over them."""

    def __init__(self, ledger: Ledger, as_of: date, cases: Iterable[Indexed]) -> None:
        self.ledger = ledger
        self._judged: _Judgements | None = None
        self._as_of = as_of
        self._tally = Tally()
        self._counted: dict[str, list[str]] = {indicator: [] for indicator in STANDINGS}
        self.states: dict[str, CaseState] = {}
        self._counts: dict[str, Judged] = {}
        for one in cases:
            case = one.state.case
            self.states[case.id] = one.state
            self._counts[case.id] = one.fact, one.where, one.events
            self._tally.add(one.fact, one.where, case.programme)
            for indicator, standing in zip(STANDINGS, one.where, strict=True):
                if standing is True:
                    self._counted[indicator].append(case.id)

    def prepare(self, once: Once) -> None:
        """Compute now what is computed once and that all languages need, so that no process does it again."""
        self._judged = once("claims", self._judge)
        _ = self.measures, self.sets

    def figure(self, indicator: str) -> Figure:
        """The figure of an indicator over all cases."""
        return self._tally.figure(indicator)

    @cached_property
    def measures(self) -> Measures:
        """The figures by group, the courses, and who is late."""
        return Measures(self.ledger, self.states, self._counts, self._as_of)

    @property
    def judgements(self) -> _Judgements:
        """The verdict on every claim that was made by that day."""
        if self._judged is None:
            self._judged = self._judge()
        return tuple(found for found in self._judged if found.claim.as_of <= self._as_of)

    def _judge(self) -> _Judgements:
        return tuple(judge_claims(self.ledger))

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
