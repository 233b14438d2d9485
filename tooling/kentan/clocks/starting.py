"""Which events start a clock, and whose clock each of them starts."""

from collections.abc import Sequence
from typing import NamedTuple

from kentan.clocks.compiled import CompiledClock
from kentan.clocks.facts import Facts, Placed
from kentan.clocks.history import Happening
from kentan.records.moments import Moment
from kentan.records.programme import Event

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
        for name in facts.case.assignments:
            if _is_chosen(rule, facts, name) and _is_busy(facts, name, place):
                starts.append(Start(place, happening, name, begins))
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


def _is_busy(facts: Facts, name: str, place: int) -> bool:
    """Whether a department was handed the case at some time, and was not released before an event."""
    handed = any(each.department == name for _, each in facts.by_event.get(Event.HANDED_OVER, ()))
    last = [each.event for at, each in facts.of(_BUSY_EVENTS) if at < place and each.department == name]
    return handed and not (last and last[-1] is Event.RELEASED)
