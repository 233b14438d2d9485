"""The events of a case, ready to be asked."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from kentan.clocks.history import Happening
from kentan.records.case import Case
from kentan.records.clock import Event
from kentan.records.moments import Moment

Placed = tuple[int, Happening]
"""An event with its place in the order of time."""
MOVING = frozenset({Event.PAUSED, Event.EXTENSION_ASKED, Event.OBJECTION_RAISED})
"""The events that can move a due date."""


class Facts(NamedTuple):
    """A case's events, ready to be asked: by event, each with its place in the order of time.

    `leads` are the departments that ever have the lead, `lead` works out which has it now. `may_move` is False where
    nothing can have moved a due date: nobody paused, asked for more time, or objected.
    """

    case: Case
    as_of: Moment
    by_event: Mapping[Event, list[Placed]]
    leads: frozenset[str]
    lead: Callable[[], str | None]
    may_move: bool
    grouped: dict[Collection[Event], dict[str | None, list[Placed]]]
    """Events by the department that they concern, as far as it was asked for."""
    told: dict[tuple[Collection[Event], str | None], tuple[Happening, ...]]
    """What `concerning` has told."""

    def of(self, events: Collection[Event]) -> Sequence[Placed]:
        """Return all events of some kinds, in the order of time."""
        if len(events) == 1:
            (event,) = events
            return self.by_event.get(event, ())
        lists = [self.by_event[event] for event in events if event in self.by_event]
        return sorted(chain.from_iterable(lists)) if lists else ()

    def of_department(self, events: Collection[Event], department: str | None) -> Sequence[Placed]:
        """Return the events of some kinds that concern a department or the case as a whole, in the order of time."""
        groups = self.grouped.get(events)
        if groups is None:
            groups = self.grouped[events] = defaultdict(list)
            for placed in self.of(events):
                groups[placed[1].department].append(placed)
        own, common = groups.get(department, []), groups.get(None, [])
        return sorted([*own, *common]) if own and common else own or common

    def concerning(self, events: Collection[Event], department: str | None) -> tuple[Happening, ...]:
        """Return the events of some kinds that concern a department, or all where none is asked for; the same tuple."""
        key = events, department
        found = self.told.get(key)
        if found is None:
            placed = self.of(events) if department is None else self.of_department(events, department)
            found = self.told[key] = tuple([each for _, each in placed])
        return found
