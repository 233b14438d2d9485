"""Which events start a clock, and whose clock each of them starts."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from kentan.clocks.compiled import CompiledClock
from kentan.clocks.facts import Facts, Placed
from kentan.clocks.history import Happening
from kentan.records.clock import Event
from kentan.records.moments import Moment

_OUTCOME_EVENTS = frozenset({Event.REPLIED, Event.PROMISED})
_SUPERVISION_EVENTS = frozenset({Event.REMINDED, Event.SUPERVISED})
_BUSY_EVENTS = frozenset({Event.HANDED_OVER, Event.RELEASED})


class Start(NamedTuple):
    """A start event of a clock: its place in time, the department whose clock it starts, and from when it counts."""

    place: int
    happening: Happening
    scope: str | None
    begins: Moment | None


def starts_of(rule: CompiledClock, facts: Facts, triggers: Sequence[Placed]) -> list[Start]:
    """Return every start of a clock, in the order of time; a promise starts it with the day for which it was given.

    `triggers` are the events of `rule.triggers`.
    """
    starts: list[Start] = []
    turns: dict[str, list[tuple[int, bool]]] | None = None
    scheduled = Event.PROMISE_DUE in rule.starts
    is_free = rule.clock.applies is None and not rule.leads_only
    for place, happening in triggers:
        if not is_free and not _may_start(rule, facts, happening):
            continue
        begins = None
        if scheduled and happening.event is Event.PROMISED:
            begins = Moment(happening.entry.promise.due)
        if happening.department is not None or not rule.by_department:
            starts.append(Start(place, happening, happening.department, begins))
            continue
        if turns is None:
            turns = {name: each for name, each in _turns(facts).items() if _is_chosen(rule, facts, name)}
        starts += [Start(place, happening, name, begins) for name, each in turns.items() if _is_busy(each, place)]
    return starts


def _may_start(rule: CompiledClock, facts: Facts, happening: Happening) -> bool:
    name = happening.department
    event = happening.event
    if name is not None and not _is_chosen(rule, facts, name):
        return False
    if event is Event.REPLIED and rule.leads_only and name not in facts.leads:
        return False
    condition = rule.clock.applies
    if condition is None:
        return True
    if condition.outcomes and event in _OUTCOME_EVENTS and happening.entry.outcome not in condition.outcomes:
        return False
    return not (
        condition.supervision and event in _SUPERVISION_EVENTS and happening.entry.kind not in condition.supervision
    )


def _is_chosen(rule: CompiledClock, facts: Facts, name: str) -> bool:
    condition = rule.clock.applies
    if condition is None:
        return True
    if condition.departments and name not in condition.departments:
        return False
    assignment = facts.case.assignments.get(name)
    return not condition.roles or (assignment is not None and assignment.role in condition.roles)


def _turns(facts: Facts) -> dict[str, list[tuple[int, bool]]]:
    """Return the places in time at which departments were handed a case, and whether they were released there."""
    handed = {each.department for _, each in facts.by_event.get(Event.HANDED_OVER, ())}
    found: dict[str, list[tuple[int, bool]]] = {name: [] for name in facts.case.assignments if name in handed}
    for place, each in facts.of(_BUSY_EVENTS):
        if each.department in found:
            found[each.department].append((place, each.event is Event.RELEASED))
    return found


def _is_busy(turns: list[tuple[int, bool]], place: int) -> bool:
    """Whether a department was not released before an event; it may be handed the case only later."""
    last = bisect_left(turns, (place,)) - 1
    return last < 0 or not turns[last][1]
