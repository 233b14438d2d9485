"""A quick proof that a clock of a case is not out of order: most cases need no reckoning to be found sound.

For each event that may start a clock it looks for one that surely stops it in time. It asks for more than has to be
shown: of what happens on one day only laps tell the order; what narrows the starts of a clock (roles, outcomes, the
first alone) is passed over; and nobody may have paused, objected or asked for more time. So what it shows is true, and
where it shows nothing, the clocks are reckoned. A test holds that it never says more than they do.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from kentan.clocks.adjustment import rolled
from kentan.clocks.compiled import OF_DEPARTMENTS, CompiledClock, CompiledRules
from kentan.clocks.stopping import PAIRS
from kentan.records.case import Case
from kentan.records.meeting import Meeting
from kentan.records.moments import END_OF_DAY, Moment
from kentan.records.programme import Event
from kentan.records.vocabulary import CallbackResult, Decision, Role, SupervisionKind

_Fact = tuple[Moment, str | None, int, Moment | None]
"""When it happened, to which department, in which lap, and from when it counts, if not from then."""
_Facts = Sequence[_Fact]


class _Known(NamedTuple):
    """What is known of a case; `low` is the rating that still counts as low."""

    case: Case
    meeting: Meeting | None
    low: int


def _announced(known: _Known) -> _Facts:
    on = known.meeting.announced if known.meeting else None
    return ((Moment(on), None, 0, None),) if on is not None else ()


def _held(known: _Known) -> _Facts:
    held = known.meeting.held if known.meeting else None
    return ((held.on, None, 0, None),) if held is not None else ()


def _decided(decision: Decision) -> Callable[[_Known], _Facts]:
    return lambda known: [(each.on, None, 0, None) for each in known.case.acceptance if each.decision is decision]


def _handed_over(known: _Known) -> _Facts:
    assignments = known.case.assignments.items()
    return [(entry.on, name, lap, None) for name, each in assignments for lap, entry in enumerate(each.handed_over)]


def _released(known: _Known) -> _Facts:
    assignments = known.case.assignments.items()
    return [
        (entry.ended, name, lap, None)
        for name, each in assignments
        for lap, entry in enumerate(each.handed_over)
        if entry.ended is not None
    ]


def _replied(known: _Known) -> _Facts:
    assignments = known.case.assignments.items()
    return [(entry.on, name, lap, None) for name, each in assignments for lap, entry in enumerate(each.replies)]


def _promised(known: _Known) -> _Facts:
    assignments = known.case.assignments.items()
    return [
        (entry.on, name, lap, Moment(entry.promise.due))
        for name, each in assignments
        for lap, entry in enumerate(each.replies)
        if entry.promise is not None
    ]


def _kept(known: _Known) -> _Facts:
    assignments = known.case.assignments.items()
    return [
        (entry.promise.kept.on, name, lap, None)
        for name, each in assignments
        for lap, entry in enumerate(each.replies)
        if entry.promise is not None and entry.promise.kept is not None
    ]


def _progress(known: _Known) -> _Facts:
    assignments = known.case.assignments.items()
    return [(entry.on, name, 0, None) for name, each in assignments for entry in each.progress]


def _supervised(known: _Known) -> _Facts:
    return [(each.on, each.department, 0, None) for steps in known.case.supervision.values() for each in steps]


def _reminded(known: _Known) -> _Facts:
    return [
        (each.on, each.department, 0, None)
        for steps in known.case.supervision.values()
        for each in steps
        if each.kind is SupervisionKind.REMINDER
    ]


_FACTS: Mapping[Event, Callable[[_Known], _Facts]] = {
    Event.RAISED: lambda known: ((known.case.raised.on, None, 0, None),),
    Event.MEETING_ANNOUNCED: _announced,
    Event.MEETING_HELD: _held,
    Event.ACCEPTED: _decided(Decision.ACCEPTED),
    Event.NOT_ACCEPTED: _decided(Decision.NOT_ACCEPTED),
    Event.MERGED: _decided(Decision.MERGED),
    Event.WITHDRAWN: _decided(Decision.WITHDRAWN),
    Event.GRADED: lambda known: [(each.on, None, 0, None) for each in known.case.grades],
    Event.HANDED_OVER: _handed_over,
    Event.RELEASED: _released,
    Event.REPLIED: _replied,
    Event.PROMISED: _promised,
    Event.PROMISE_KEPT: _kept,
    Event.PROGRESS_REPORTED: _progress,
    Event.SUPERVISED: _supervised,
    Event.REMINDED: _reminded,
    Event.RATING_ASKED: lambda known: [
        (each.on, None, lap, None) for lap, each in enumerate(known.case.rating_requests)
    ],
    Event.RATED: lambda known: [(each.on, None, lap, None) for lap, each in enumerate(known.case.ratings)],
    Event.RATED_LOW: lambda known: [
        (each.on, None, lap, None) for lap, each in enumerate(known.case.ratings) if each.score <= known.low
    ],
    Event.CALLED_BACK: lambda known: [(each.on, None, lap, None) for lap, each in enumerate(known.case.callbacks)],
    Event.NOT_SOLVED: lambda known: [
        (each.on, None, lap, None)
        for lap, each in enumerate(known.case.callbacks)
        if each.result is CallbackResult.NOT_SOLVED
    ],
}
"""The events that are looked for in a case."""
_NEVER = frozenset(
    {Event.REOPENED, Event.PAUSED, Event.RESUMED, Event.OBJECTION_RAISED, Event.OBJECTION_DECIDED}
    | {Event.EXTENSION_ASKED, Event.EXTENSION_DECIDED}
)
"""The events that did not happen in a case of which anything is shown."""


class _Link(NamedTuple):
    """An event that may stop what another one started: `subject` where both belong to one entry, `scoped` where it
    is to concern the same department, or one that has the lead."""

    event: Event
    facts: Callable[[_Known], _Facts]
    subject: bool
    scoped: bool


class _Plain(NamedTuple):
    """A clock as far as it is shown to be in order: what starts it, and what may stop each of its starts."""

    rule: CompiledClock
    grades: frozenset[str]
    roles: frozenset[Role]
    starts: tuple[tuple[Event, Callable[[_Known], _Facts], tuple[_Link, ...]], ...]
    by_department: bool
    is_simple: bool
    scheduled: bool
    dues: dict[Moment, Moment]


class InOrder:
    """Shows of cases under one version of a programme's rules that their clocks are in order, as of one moment."""

    def __init__(self, rules: CompiledRules, as_of: Moment) -> None:
        self._as_of = as_of
        self._all = rules.clocks
        self._low = rules.low
        triggers = frozenset(event for each in rules.clocks for event in each.triggers)
        self._can_show = triggers <= _FACTS.keys() | _NEVER
        self._clocks = tuple(each for each in map(_plain, rules.clocks) if each.starts)

    def doubted(
        self, case: Case, meeting: Meeting | None, values: Callable[[], tuple[object, ...]]
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
        known = _Known(case, meeting, self._low)
        return [each.rule for each in self._clocks if not self._is_stopped(each, known, values)]

    def _is_stopped(self, plain: _Plain, known: _Known, values: Callable[[], tuple[object, ...]]) -> bool:
        """Whether each start of a clock is surely stopped in time, or it has none."""
        for event, facts, links in plain.starts:
            starts = facts(known)
            if not starts:
                continue
            if plain.grades and not any(each.grade in plain.grades for each in known.case.grades):
                return True
            if plain.rule.static and not plain.rule.applies_to(values()):
                return True
            if not plain.is_simple:
                return False
            for start in starts:
                moment, department, _, begins = start
                if department is None:
                    if plain.by_department:
                        return False
                elif plain.roles and _role(known, department) not in plain.roles:
                    continue
                if begins is None or not plain.scheduled:
                    begins = moment
                due = plain.dues.get(begins)
                if due is None:
                    due = plain.dues[begins] = rolled(plain.rule, plain.rule.due(begins))
                for link in links:
                    if self._stops(event, start, due, link, known):
                        break
                else:
                    return False
        return True

    def _stops(self, event: Event, start: _Fact, due: Moment, link: _Link, known: _Known) -> bool:
        """Whether an event of a kind surely stops a clock by its due moment, and has happened by now."""
        (day, minute), department, lap, _ = start
        for when, whose, later, _ in link.facts(known):
            on = when[0]
            if on < day or on > due[0] or when > self._as_of or (on == due[0] and due[1] != END_OF_DAY):
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
                elif link.event is Event.REPLIED and _role(known, whose) is not Role.LEAD:
                    continue
            return True
        return False


def _role(known: _Known, department: str | None) -> Role | None:
    assignment = known.case.assignments.get(department or "")
    return assignment.role if assignment is not None else None


def _plain(rule: CompiledClock) -> _Plain:
    condition = rule.clock.applies
    return _Plain(
        rule,
        frozenset(condition.grades) if condition else frozenset(),
        frozenset(condition.roles) if condition else frozenset(),
        tuple(
            (
                event,
                _FACTS[event],
                tuple(
                    _Link(stop, _FACTS[stop], (event, stop) in PAIRS, stop in OF_DEPARTMENTS)
                    for stop in Event
                    if stop in rule.stops and stop in _FACTS
                ),
            )
            for event in Event
            if event in rule.triggers and event in _FACTS
        ),
        rule.by_department,
        rule.every is None and not rule.clock.stopping_outcomes,
        Event.PROMISE_DUE in rule.starts,
        {},
    )
