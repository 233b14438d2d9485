"""Which clocks run in a case: each start event of each clock, what stopped or ended it, and where it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kentan.clocks.adjusting import Adjusted, adjust, rolled
from kentan.clocks.compiled import OF_DEPARTMENTS, CompiledClock
from kentan.clocks.history import Happening, follows
from kentan.clocks.ladder import reached
from kentan.clocks.spans import Months
from kentan.clocks.state import ClockState, Reached
from kentan.clocks.status import State
from kentan.records.case import Case, Reply
from kentan.records.moments import Moment
from kentan.records.programme import Event, Obliged, Which
from kentan.records.vocabulary import ObjectionOutcome

MOST_RECURRENCES = 600
"""More recurrences of one clock than this are not reckoned (a weekly report for more than ten years)."""
PAIRS = frozenset(
    {
        (Event.OBJECTION_RAISED, Event.OBJECTION_DECIDED),
        (Event.PAUSED, Event.RESUMED),
        (Event.EXTENSION_ASKED, Event.EXTENSION_DECIDED),
        (Event.PROMISED, Event.PROMISE_KEPT),
    }
)
"""Start and stop that belong to one entry: a decision stops only the clock of its own objection."""
_OUTCOME_EVENTS = frozenset({Event.REPLIED, Event.PROMISED})
_SUPERVISION_EVENTS = frozenset({Event.REMINDED, Event.SUPERVISED})


@dataclass(frozen=True, slots=True)
class Facts:
    """A case's events, ready to be asked: by event, each with its place in the order of time."""

    case: Case
    as_of: Moment
    by_event: Mapping[Event, list[tuple[int, Happening]]]
    leads: frozenset[str]
    lead: str | None

    def of(self, events: frozenset[Event]) -> list[tuple[int, Happening]]:
        """Return all events of some kinds, in the order of time."""
        found = [each for event in events if event in self.by_event for each in self.by_event[event]]
        if len(events) > 1:
            found.sort(key=_by_place)
        return found


def _by_place(placed: tuple[int, Happening]) -> int:
    return placed[0]


@dataclass(frozen=True, slots=True)
class _Start:
    """A start event of a clock: its place in time, the department whose clock it starts, and from when it counts."""

    place: int
    happening: Happening
    scope: str | None
    begins: Moment | None


def clocks_of(rule: CompiledClock, facts: Facts) -> Iterator[ClockState]:
    """Yield every clock that the events of a case started by one rule; the rule's static condition is met."""
    starts = list(_starts(rule, facts))
    which = rule.clock.which
    if which is Which.FIRST and len(starts) > 1:
        firsts: dict[str | None, _Start] = {}
        for start in starts:
            firsts.setdefault(start.scope, start)
        starts = list(firsts.values())
    for position, start in enumerate(starts):
        stops = [each for each in facts.of(rule.stops) if _stops(rule, facts, start, each[1])]
        end = _end(rule, facts, start)
        if which is Which.LAST:
            later = next((each for each in starts[position + 1 :] if each.scope == start.scope), None)
            if later is not None and (end is None or later.place < end[0]):
                end = (later.place, later.happening)
        begins = start.begins or start.happening.moment
        if rule.clock.applies is not None and rule.clock.applies.grades:
            graded = _graded(rule.clock.applies.grades, facts, start, stops[0] if stops else end)
            if graded is None:
                continue
            if graded[0] and (end is None or graded[0][0] < end[0]):
                end = graded[0]
        if rule.every is not None:
            yield from _recurring(rule, facts, start, begins, stops, end)
            continue
        stop = stops[0] if stops else None
        if stop and end and end[0] < stop[0]:
            stop = None
        yield _state(rule, facts, start, begins, rule.span.due(begins), stop, None if stop else end, 0)


def _starts(rule: CompiledClock, facts: Facts) -> Iterator[_Start]:
    events = rule.starts
    scheduled = Event.PROMISE_DUE in events
    if scheduled:
        events = events - {Event.PROMISE_DUE} | {Event.PROMISED}
    for place, happening in facts.of(events):
        if not _may_start(rule, facts, happening):
            continue
        begins = None
        if scheduled and happening.event is Event.PROMISED:
            begins = Moment(happening.entry.promise.due)
        if happening.department is not None or not rule.by_department:
            yield _Start(place, happening, happening.department, begins)
            continue
        for name in facts.case.assignments:
            if _is_chosen(rule, facts, name) and _is_busy(facts, name, place):
                yield _Start(place, happening, name, begins)


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
    last = [
        each.event
        for at, each in facts.of(frozenset({Event.HANDED_OVER, Event.RELEASED}))
        if at < place and each.department == name
    ]
    return handed and not (last and last[-1] is Event.RELEASED)


def _stops(rule: CompiledClock, facts: Facts, start: _Start, happening: Happening) -> bool:
    origin = start.happening
    if happening is origin or not follows(happening, origin):
        return False
    event = happening.event
    if event in OF_DEPARTMENTS:
        if (origin.event, event) in PAIRS:
            if happening.subject != origin.subject:
                return False
        elif start.scope is not None:
            if happening.department not in (start.scope, None):
                return False
        elif event is Event.REPLIED and happening.department not in facts.leads:
            return False
    outcomes = rule.clock.stopping_outcomes
    return not outcomes or not isinstance(happening.entry, Reply) or happening.entry.outcome in outcomes


def _end(rule: CompiledClock, facts: Facts, start: _Start) -> tuple[int, Happening] | None:
    """Return what ended a clock without its being done: the case ended, or the department was released from it."""
    origin = start.happening
    released = rule.ends_with_department and origin.event is not Event.PROMISED
    for placed in facts.of(rule.ends):
        happening = placed[1]
        if not follows(happening, origin):
            continue
        if happening.event in OF_DEPARTMENTS and happening.event not in rule.until:
            if not released or happening.department != start.scope or start.scope is None:
                continue
            if happening.event is Event.OBJECTION_DECIDED and happening.entry.outcome is not ObjectionOutcome.UPHELD:
                continue
        elif happening.event in OF_DEPARTMENTS and start.scope and happening.department not in (start.scope, None):
            continue
        return placed
    return None


def _graded(
    grades: tuple[str, ...], facts: Facts, start: _Start, last: tuple[int, Happening] | None
) -> tuple[tuple[int, Happening] | None] | None:
    """Return what ended the time in which the case had one of the grades; None where it never had one.

    A grade given after the start counts from the start, so that no late grading moves a due date.
    """
    active = False
    for place, happening in facts.by_event.get(Event.GRADED, ()):
        if last is not None and place > last[0]:
            break
        fits = happening.entry.grade in grades
        if active and not fits:
            if place > start.place:
                return ((place, happening),)
            active = False
        elif fits:
            active = True
    return (None,) if active else None


def _recurring(
    rule: CompiledClock,
    facts: Facts,
    start: _Start,
    begins: Moment,
    stops: list[tuple[int, Happening]],
    end: tuple[int, Happening] | None,
) -> Iterator[ClockState]:
    """Yield the clock of each period: done by the first stop event after the period began, as long as it goes on."""
    assert rule.every is not None
    due = rule.span.due(begins)
    began = begins
    for number in range(MOST_RECURRENCES):
        if end is not None and number and end[1].moment <= began:
            return
        stop = next((each for each in stops if number == 0 or each[1].moment > began), None)
        if stop and end and end[0] < stop[0]:
            stop = None
        ended = end if stop is None else None
        yield _state(rule, facts, start, began, due, stop, ended, number)
        if due > facts.as_of:
            return
        began = due
        if isinstance(rule.span, Months) and isinstance(rule.every, Months):
            due = Months(None, rule.span.months + (number + 1) * rule.every.months).due(begins)
        else:
            due = rule.every.due(began)
        if due <= began:
            return


def _state(
    rule: CompiledClock,
    facts: Facts,
    start: _Start,
    begins: Moment,
    due: Moment,
    stop: tuple[int, Happening] | None,
    end: tuple[int, Happening] | None,
    number: int,
) -> ClockState:
    last = stop or end
    until = last[1].moment if last else facts.as_of
    owner = start.scope if start.scope is not None else facts.lead
    assignment = facts.case.assignments.get(owner) if owner is not None else None
    if assignment is not None and owner is not None and (assignment.pauses or assignment.extensions or rule.objections):
        adjusted = adjust(rule, owner, assignment, begins, due, until)
    else:
        adjusted = Adjusted(rolled(rule, due))
    over = until > adjusted.due
    if stop:
        state = State.LATE if over else State.MET
    elif end:
        state = State.ENDED
    elif over:
        state = State.OVERDUE
    else:
        state = State.PAUSED if adjusted.is_paused else State.RUNNING
    events: tuple[Happening, ...] = ()
    if rule.step_events:
        events = tuple(
            each
            for _, each in facts.of(rule.step_events)
            if start.scope is None or each.department in (start.scope, None)
        )
    step: Reached | None = None
    if rule.ladder and (over or last is None):
        steps = reached(rule, adjusted.due, last[1] if last else None, facts.as_of, events)
        step = steps[-1] if steps else None
    return ClockState(
        rule.id,
        rule,
        owner if start.scope is not None or rule.clock.obliges is Obliged.DEPARTMENT else None,
        start.happening,
        adjusted.due,
        facts.as_of,
        state,
        stop[1] if stop else None,
        end[1] if end else None,
        rule.is_provisional(begins, adjusted.due),
        over or adjusted.was_overdue,
        step,
        adjusted.pauses,
        adjusted.extensions,
        number,
        begins if number or start.begins else None,
        due,
        events,
    )
