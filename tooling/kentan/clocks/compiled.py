"""The rule sets of programmes, compiled once: limits to spans, conditions to sets, ladders to their steps."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import NamedTuple

from kentan.clocks.calendars import WorkingCalendar
from kentan.clocks.conditions import asked
from kentan.clocks.history import LOW_RATING
from kentan.clocks.office import OfficeMinutes, open_times
from kentan.clocks.spans import (
    DayOfMonth,
    EndOfMonth,
    Months,
    NaturalDays,
    NaturalMinutes,
    OnWeekday,
    Span,
    Unit,
    WorkingDays,
)
from kentan.records.clock import Clock, Event, Limit, Obliged, Roll, Step, Weekday
from kentan.records.frozen import frozen_value
from kentan.records.moments import Moment
from kentan.records.programme import OfficeHours, Programme, RuleSet

_WEEKDAYS = {word: place for place, word in enumerate(Weekday)}
OF_DEPARTMENTS = frozenset(
    {
        Event.HANDED_OVER,
        Event.RELEASED,
        Event.OBJECTION_RAISED,
        Event.OBJECTION_DECIDED,
        Event.PAUSED,
        Event.RESUMED,
        Event.EXTENSION_ASKED,
        Event.EXTENSION_DECIDED,
        Event.REPLIED,
        Event.PROMISED,
        Event.PROMISE_DUE,
        Event.PROMISE_KEPT,
        Event.PROGRESS_REPORTED,
        Event.REMINDED,
        Event.SUPERVISED,
    }
)
"""The events that concern a department; all others concern the case as a whole."""
ENDING = frozenset({Event.MERGED, Event.WITHDRAWN, Event.NOT_ACCEPTED, Event.RELEASED})
"""The events that end a clock, unless they stop it: the case ended, or the department was released from it."""
PROMISE = Clock(
    name="承诺按期兑现",
    starts=(Event.PROMISE_DUE,),
    stops=(Event.PROMISE_KEPT,),
    limit=Limit(days=0),
    translations={"name_en": "Promise kept by its day"},
)
"""The clock of a dated promise where the programme declares none: no promise goes without one."""


@frozen_value
class CompiledStep:
    """A step of a ladder with its spans."""

    step: Step
    before: Span | None
    after: Span | None
    within: Span | None


@frozen_value
class CompiledClock:
    """A clock with all that its reckoning needs.

    `bound` are the events that stop it only where they concern the department whose event started it. A hand-over that
    others owe than the department may be to any: after a release it goes to another.
    """

    id: str
    clock: Clock
    programme: str
    version: date
    calendar: WorkingCalendar = field(repr=False)
    span: Span
    every: Span | None
    up_to: Span | None
    ask_before: Span | None
    ladder: tuple[CompiledStep, ...]
    static: tuple[tuple[int, frozenset[object]], ...]
    starts: frozenset[Event]
    triggers: frozenset[Event]
    stops: frozenset[Event]
    until: frozenset[Event]
    ends: frozenset[Event]
    step_events: frozenset[Event]
    by_department: bool
    bound: frozenset[Event]
    leads_only: bool
    ends_with_department: bool
    objections: bool
    uses_calendar: bool
    supervisors: frozenset[str]
    organiser: str

    _dues: dict[Moment, Moment] = field(default_factory=dict, repr=False, compare=False)

    def due(self, start: Moment) -> Moment:
        """Return the due moment without pauses, extensions and rolling; cases share their days, so it is remembered."""
        found = self._dues.get(start)
        if found is None:
            found = self._dues[start] = self.span.due(start)
        return found

    def applies_to(self, values: tuple[object, ...]) -> bool:
        """Whether what never changes about a case meets its condition; the rest is judged event by event."""
        return all(values[place] in allowed for place, allowed in self.static)

    def is_provisional(self, start: Moment, due: Moment) -> bool:
        """Whether working days between two moments count and one of their years is not announced."""
        if not self.uses_calendar:
            return False
        announced = self.calendar.announced
        return any(year not in announced for year in range(start.day.year, due.day.year + 1))


class Triggered(NamedTuple):
    """A clock that a case's events may start, and which kinds of them start, stop and end it."""

    rule: CompiledClock
    triggers: tuple[Event, ...]
    stops: tuple[Event, ...]
    ends: tuple[Event, ...]


@frozen_value
class CompiledRules:
    """One version of a programme's rules, compiled."""

    programme: Programme
    rules: RuleSet
    clocks: tuple[CompiledClock, ...]
    low: int
    rating_window: Span | None
    cap: Span | None
    compile_limit: "LimitCompiler"
    _triggered: dict[frozenset[Event], tuple[Triggered, ...]] = field(default_factory=dict, repr=False)

    def triggered_by(self, events: frozenset[Event]) -> tuple[Triggered, ...]:
        """Return the clocks that some events may start; worked out once for the same events, as most cases have."""
        found = self._triggered.get(events)
        if found is None:
            found = tuple(
                Triggered(each, *(tuple(events & kinds) for kinds in (each.triggers, each.stops, each.ends)))
                for each in self.clocks
                if not each.triggers.isdisjoint(events)
            )
            self._triggered[events] = found
        return found


@frozen_value
class LimitCompiler:
    """Compiles limits by one calendar and the office hours of one version."""

    calendar: WorkingCalendar
    hours: OfficeHours | None

    def __call__(self, limit: Limit) -> Span:
        """Return the compiled limit."""
        if limit.minutes is not None:
            return NaturalMinutes(limit.minutes)
        if limit.hours is not None:
            return NaturalMinutes(limit.hours * 60)
        if limit.office_hours is not None:
            times = open_times(self.hours or OfficeHours())
            return OfficeMinutes(limit.office_hours * 60, self.calendar, times)
        if limit.working_days is not None:
            return WorkingDays(limit.working_days, self.calendar)
        if limit.months is not None:
            return Months(None, limit.months)
        if limit.weekday is not None:
            return OnWeekday(None, _WEEKDAYS[limit.weekday], limit.weeks_after)
        if limit.day_of_month is not None:
            return DayOfMonth(None, tuple(sorted({limit.day_of_month, *limit.also_on})), limit.months_after)
        if limit.end_of_month is not None:
            return EndOfMonth(None, limit.end_of_month)
        return NaturalDays(limit.days or 0)

    def maybe(self, limit: Limit | None) -> Span | None:
        """Return the compiled limit, or None where there is none."""
        return None if limit is None else self(limit)


def compile_rules(programme: Programme, rules: RuleSet, calendar: WorkingCalendar) -> CompiledRules:
    """Return one version of a programme's rules in the form in which cases are reckoned."""
    compiler = LimitCompiler(calendar, rules.office_hours)
    clocks: Mapping[str, Clock] = rules.clocks
    if not any({Event.PROMISED, Event.PROMISE_DUE} & {*clock.starts} for clock in clocks.values()):
        clocks = {**clocks, "promise" if "promise" not in clocks else "kept-promise": PROMISE}
    ladders = {name: tuple(_step(step, compiler) for step in steps) for name, steps in rules.ladders.items()}
    return CompiledRules(
        programme,
        rules,
        tuple(_clock(name, clock, programme, rules, compiler, ladders) for name, clock in clocks.items()),
        rules.rating.low if rules.rating else LOW_RATING,
        compiler.maybe(rules.rating.window if rules.rating else None),
        compiler.maybe(rules.invitations.within if rules.invitations else None),
        compiler,
    )


def _step(step: Step, compiler: LimitCompiler) -> CompiledStep:
    return CompiledStep(step, compiler.maybe(step.before), compiler.maybe(step.after), compiler.maybe(step.within))


def _clock(
    name: str,
    clock: Clock,
    programme: Programme,
    rules: RuleSet,
    compiler: LimitCompiler,
    ladders: Mapping[str, tuple[CompiledStep, ...]],
) -> CompiledClock:
    applies = clock.applies
    chosen = applies is not None and bool(applies.roles or applies.departments)
    obliged = clock.obliges is Obliged.DEPARTMENT
    starts = frozenset(clock.starts)
    stops = frozenset(clock.stops) - {Event.MERGED, Event.WITHDRAWN}
    by_department = obliged and (chosen or bool(starts & OF_DEPARTMENTS))
    span = compiler(clock.limit)
    steps = ladders.get(clock.ladder or "", ())
    return CompiledClock(
        id=name,
        clock=clock,
        programme=programme.id,
        version=rules.from_,
        calendar=compiler.calendar,
        span=span,
        every=compiler.maybe(clock.every),
        up_to=compiler.maybe(clock.extensions.up_to if clock.extensions else None),
        ask_before=compiler.maybe(clock.extensions.ask_before if clock.extensions else None),
        ladder=steps,
        static=asked(applies),
        starts=starts,
        triggers=starts - {Event.PROMISE_DUE} | {Event.PROMISED} if Event.PROMISE_DUE in starts else starts,
        stops=stops,
        until=frozenset(clock.until),
        ends=(ENDING | frozenset(clock.until)) - stops,
        step_events=frozenset(event for each in steps for event in (each.step.event, *each.step.done) if event),
        by_department=by_department,
        bound=OF_DEPARTMENTS if by_department else OF_DEPARTMENTS - {Event.HANDED_OVER},
        leads_only=not obliged and not chosen,
        ends_with_department=by_department or stops <= OF_DEPARTMENTS,
        objections=clock.pauses is not None and clock.pauses.objections,
        uses_calendar=clock.roll is not Roll.NONE or span.unit in (Unit.WORKING_DAY, Unit.OFFICE_MINUTE),
        supervisors=frozenset(programme.supervisors),
        organiser=programme.organiser,
    )
