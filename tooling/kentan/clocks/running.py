"""Which clocks run in a case: each start event of each clock, what stopped or ended it, and where it stands."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kentan.clocks.adjusting import adjust
from kentan.clocks.adjustment import Adjusted, rolled
from kentan.clocks.compiled import CompiledClock, Triggered
from kentan.clocks.facts import Facts, Placed
from kentan.clocks.history import Happening
from kentan.clocks.spans import Months
from kentan.clocks.starting import Start, starts_of
from kentan.clocks.state import ClockState
from kentan.clocks.status import State
from kentan.clocks.stopping import does_stop, end_of, had_grade
from kentan.records.clock import Obliged, Which
from kentan.records.moments import Moment

_FEW = 8
"""Among more starts than this, what stops and ends each of them is looked up by department and day."""
MOST_RECURRENCES = 600
"""More recurrences of one clock than this are not reckoned (a weekly report for more than ten years)."""

_IN_ORDER = frozenset({State.MET, State.ENDED, State.RUNNING})


def clocks_of(triggered: Triggered, facts: Facts, all_of_them: bool = True) -> Iterator[ClockState]:
    """Yield every clock that the events of a case started by one rule; the rule's static condition is met.

    Without `all_of_them`, those that are in order, and were neither paused nor extended, are left out.
    """
    rule = triggered.rule
    starts = starts_of(rule, facts, facts.of(triggered.triggers))
    if not starts:
        return
    may_stop, may_end = facts.of(triggered.stops), facts.of(triggered.ends)
    are_many = len(starts) > _FEW
    following = _following(starts) if rule.clock.which is Which.LAST else ()
    if rule.clock.which is Which.FIRST and len(starts) > 1:
        firsts: dict[str | None, Start] = {}
        for start in starts:
            firsts.setdefault(start.scope, start)
        starts = list(firsts.values())
    for position, start in enumerate(starts):
        if are_many and rule.by_department:
            may_stop = facts.of_department(triggered.stops, start.scope)
            may_end = facts.of_department(triggered.ends, start.scope)
        stop = _first_stop(rule, facts, start, _since(may_stop, start) if are_many else may_stop)
        end = end_of(rule, _since(may_end, start) if are_many else may_end, start) if may_end else None
        if following:
            end = _earlier(end, following[position])
        condition = rule.clock.applies
        if condition is not None and condition.grades:
            had, regraded = had_grade(condition.grades, facts, start, stop or end)
            if not had:
                continue
            end = _earlier(end, regraded)
        begins = start.begins or start.happening.moment
        if rule.every is not None:
            stops = [each for each in may_stop if does_stop(rule, facts, start, each[1])]
            yield from _recurring(rule, facts, start, begins, stops, end, all_of_them)
            continue
        if stop and end and end[0] < stop[0]:
            stop = None
        ended = None if stop else end
        state = _state(rule, facts, start, begins, rule.due(begins), stop, ended, 0, all_of_them)
        if state is not None:
            yield state


def _first_stop(rule: CompiledClock, facts: Facts, start: Start, may_stop: Sequence[Placed]) -> Placed | None:
    for each in may_stop:
        if does_stop(rule, facts, start, each[1]):
            return each
    return None


def _since(placed: Sequence[Placed], start: Start) -> Sequence[Placed]:
    """Return the events from the day of a start on: none before can follow it."""
    return placed[bisect_left(placed, start.happening.moment.day, key=lambda each: each[1].moment.day) :]


def _following(starts: Sequence[Start]) -> list[Placed | None]:
    """Return for each start the next one of the same department, or of the case."""
    last: dict[str | None, Placed] = {}
    found: list[Placed | None] = []
    for each in reversed(starts):
        found.append(last.get(each.scope))
        last[each.scope] = each.place, each.happening
    return found[::-1]


def _earlier(one: Placed | None, other: Placed | None) -> Placed | None:
    if one is None or other is None:
        return one or other
    return one if one[0] <= other[0] else other


def _recurring(
    rule: CompiledClock,
    facts: Facts,
    start: Start,
    begins: Moment,
    stops: list[Placed],
    end: Placed | None,
    all_of_them: bool,
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
        state = _state(rule, facts, start, began, due, stop, ended, number, all_of_them)
        if state is not None:
            yield state
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
    start: Start,
    begins: Moment,
    due: Moment,
    stop: Placed | None,
    end: Placed | None,
    number: int,
    even_in_order: bool,
) -> ClockState | None:
    last = stop or end
    until = last[1].moment if last else facts.as_of
    adjusted = Adjusted(rolled(rule, due))
    if not even_in_order and last is not None and not facts.may_move and (stop is None or until <= adjusted.due):
        return None  # met in time, or ended, as most are
    owner = start.scope if start.scope is not None else facts.lead()
    assignment = facts.case.assignments.get(owner) if owner is not None else None
    if assignment is not None and owner is not None and (assignment.pauses or assignment.extensions or rule.objections):
        adjusted = adjust(rule, owner, assignment, begins, due, until)
    over = until > adjusted.due
    if stop:
        state = State.LATE if over else State.MET
    elif end:
        state = State.ENDED
    elif over:
        state = State.OVERDUE
    else:
        state = State.PAUSED if adjusted.is_paused else State.RUNNING
    provisional = rule.is_provisional(begins, adjusted.due)
    is_in_order = state in _IN_ORDER and not (provisional and last is None)
    if is_in_order and not even_in_order and not adjusted.pauses and not adjusted.extensions:
        return None
    events: tuple[Happening, ...] = ()
    if rule.step_events:
        events = facts.concerning(rule.step_events, start.scope)
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
        provisional,
        over or adjusted.was_overdue,
        adjusted.pauses,
        adjusted.extensions,
        number,
        begins if number or start.begins else None,
        due,
        events,
    )
