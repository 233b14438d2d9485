"""A quick proof that a clock of a case is not out of order: most cases need no reckoning to be found sound.

For each event that may start a clock it looks for one that surely stops it in time. It asks for more than has to be
shown: of what happens on one day only laps tell the order; what narrows the starts of a clock (roles, outcomes, the
first alone) is passed over; and nobody may have paused, objected or asked for more time. So what it shows is true, and
where it shows nothing, the clocks are reckoned. A test holds that it never says more than they do.
"""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from kentan.clocks.adjustment import rolled
from kentan.clocks.compiled import CompiledClock, CompiledRules
from kentan.clocks.happened import FACTS, NEVER, Fact, Facts, Happened, Known, Look
from kentan.clocks.stopping import PAIRS
from kentan.records.clock import Event
from kentan.records.meeting import Meeting
from kentan.records.moments import END_OF_DAY, Moment
from kentan.records.vocabulary import Decision, Role

_MOST_STARTS = 30
"""Of more starts nothing is shown: each is looked at beside all that may stop it."""


class Link(NamedTuple):
    """An event that may stop what another one started: `subject` where both belong to one entry, `scoped` where it
    is to concern the same department, or one that has the lead."""

    event: Event
    facts: Look
    subject: bool
    scoped: bool


class Plain(NamedTuple):
    """A clock as far as it is shown to be in order: what starts it, and what may stop each of its starts.

    `states` are one or several that differ in nothing but by when it is due; `dues` remembers the earliest.
    """

    rule: CompiledClock
    states: tuple[CompiledClock, ...]
    grades: frozenset[str]
    roles: frozenset[Role]
    starts: tuple[tuple[Event, Look, tuple[Link, ...]], ...]
    by_department: bool
    is_simple: bool
    scheduled: bool
    dues: dict[Moment, Moment]


Excuse = Callable[[Plain, Fact, Sequence[Link], Known], bool]
"""Tells of a start of a clock whether it does not matter that nothing surely stopped it in time."""


class InOrder:
    """Shows of cases under one version of a programme's rules that their clocks are in order, as of one moment.

    A clock for which there is an `excuse` counts as one in order.
    """

    def __init__(self, rules: CompiledRules, as_of: Moment, excuse: Excuse | None = None) -> None:
        self._as_of = as_of
        self._excuse = excuse
        self._all = rules.clocks
        self._low = rules.low
        triggers = frozenset(event for each in rules.clocks for event in each.triggers)
        self._can_show = triggers <= FACTS.keys() | NEVER
        self._clocks = tuple(each for each in map(plain_of, rules.clocks) if each.starts)

    def doubted(
        self, case: Happened, meeting: Meeting | None, values: Callable[[], tuple[object, ...]]
    ) -> Collection[CompiledClock]:
        """Return the clocks that are not shown to be stopped in time, with nothing that moved them; the others are.

        `values` works out what never changes about the case (`conditions.static_values`).
        """
        if not self._can_show:
            return self._all
        for assignment in case.assignments.values():
            if assignment.pauses or assignment.extensions or assignment.objections:
                return self._all
        for decision in case.acceptance:
            if decision.decision is Decision.REOPENED:
                return self._all
        known = Known(case, meeting, self._low)
        return [each.rule for each in self._clocks if not self._is_stopped(each, known, values)]

    def _is_stopped(self, plain: Plain, known: Known, values: Callable[[], tuple[object, ...]]) -> bool:
        """Whether each start of a clock is surely stopped in time, or it has none."""
        for event, facts, links in plain.starts:
            starts = facts(known)
            if not starts:
                continue
            if plain.grades and not any(each.grade in plain.grades for each in known.case.grades):
                return True
            if plain.rule.static and not plain.rule.applies_to(values()):
                return True
            if not are_stopped(plain, event, starts, links, known, self._as_of, self._excuse):
                return False
        return True


def are_stopped(
    plain: Plain,
    event: Event,
    starts: Facts,
    links: Sequence[Link],
    known: Known,
    as_of: Moment,
    excuse: Excuse | None = None,
) -> bool:
    """Whether each start of a clock by a kind of event is surely stopped in time, or there is an excuse for it."""
    if len(starts) > _MOST_STARTS:
        return False
    for start in starts:
        moment, department, _, begins, _ = start
        if department is None:
            if plain.by_department:
                return False
        elif plain.roles and role_of(known, department) not in plain.roles:
            continue
        if begins is None or not plain.scheduled:
            begins = moment
        due = plain.dues.get(begins)
        if due is None:
            due = plain.dues[begins] = min([rolled(each, each.due(begins)) for each in plain.states])
        for link in links if plain.is_simple else ():
            if stops(as_of, event, start, due, link, known):
                break
        else:
            if excuse is None or not excuse(plain, start, links, known):
                return False
    return True


def stops(as_of: Moment, event: Event, start: Fact, due: Moment, link: Link, known: Known) -> bool:
    """Whether an event of a kind surely stops a clock by its due moment, and has happened by now."""
    (day, minute), department, lap, _, _ = start
    for when, whose, later, _, _ in link.facts(known):
        on = when[0]
        if on < day or on > due[0] or when > as_of or (on == due[0] and due[1] != END_OF_DAY):
            continue
        if on == day and (link.event is event or later < lap or not minute == when[1] == END_OF_DAY):
            continue
        if link.subject:
            if whose != department or later != lap:
                continue
        elif link.scoped:
            if department is not None:
                if whose is not None and whose != department:
                    continue
            elif link.event is Event.REPLIED and role_of(known, whose) is not Role.LEAD:
                continue
        return True
    return False


def role_of(known: Known, department: str | None) -> Role | None:
    """Return the role of a department in a case."""
    assignment = known.case.assignments.get(department or "")
    return assignment.role if assignment is not None else None


def plain_of(rule: CompiledClock) -> Plain:
    """Return a clock as far as it is shown to be in order."""
    condition = rule.clock.applies
    return Plain(
        rule,
        (rule,),
        frozenset(condition.grades) if condition else frozenset(),
        frozenset(condition.roles) if condition else frozenset(),
        tuple(
            (
                event,
                FACTS[event],
                tuple(
                    Link(stop, FACTS[stop], (event, stop) in PAIRS, stop in rule.bound)
                    for stop in Event
                    if stop in rule.stops and stop in FACTS
                ),
            )
            for event in Event
            if event in rule.triggers and event in FACTS
        ),
        rule.by_department,
        rule.every is None and not rule.clock.stopping_outcomes,
        Event.PROMISE_DUE in rule.starts,
        {},
    )
