"""What the index holds of one case. It rests on the case, its meeting, the registry and the day alone, so that it can
be kept from one build to the next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from kentan.clocks.reckoner import Reckoner
from kentan.clocks.state import CaseState
from kentan.figures.facts import Facts, Standing
from kentan.figures.summary import judged
from kentan.publish.facets import Filed, filed
from kentan.publish.seen import seen
from kentan.publish.veil import veiled
from kentan.records.case import Case
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Indexed:
    """A case as of a day: its state, what it counts as (`where`: for each indicator; `events`: by department), what of
    it had happened.

    `filed` is the case as it may be published, with its codes; None where nothing of it may be.
    """

    state: CaseState
    fact: Facts
    where: tuple[Standing, ...]
    events: Mapping[str, frozenset[str]]
    past: Case
    filed: Filed | None


def indexing(ledger: Ledger, as_of: date) -> Callable[[Case], Indexed]:
    """What makes it of each case that was raised by that day."""
    reckoner = Reckoner(ledger, Moment(as_of))
    alike: dict[Any, Any] = {}

    def shared(value: _Value) -> _Value:
        """The first of equal values, so that each takes memory once: many cases stand alike."""
        found: _Value = alike.setdefault(value, value)
        return found

    def made(case: Case) -> Indexed:
        state, past = reckoner.reckon(case), seen(case, as_of)
        assert past is not None  # it was raised by then
        fact, where, events = judged(ledger, state)
        shown = veiled(past, as_of)
        found = filed(ledger, shown, state, fact) if shown else None
        if found:
            found = replace(found, codes=tuple([shared(codes) for codes in found.codes]))
        events = {department: shared(own) for department, own in events.items()}
        return Indexed(state, fact, shared(where), events, past, found)

    return made
