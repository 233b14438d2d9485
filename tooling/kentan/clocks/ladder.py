"""The ladder of a clock: which steps were reached, when, and by when what they oblige is due."""

from kentan.clocks.compiled import CompiledClock
from kentan.clocks.history import Happening, is_seen
from kentan.clocks.spans import shifted
from kentan.clocks.state import Reached
from kentan.records.moments import Moment


def reached(
    rule: CompiledClock,
    since: Moment,
    due_of_clock: Moment,
    stop: Happening | None,
    as_of: Moment,
    events: tuple[Happening, ...],
) -> tuple[Reached, ...]:
    """Return the steps reached until the clock stopped, or until `as_of`, in the order of the ladder.

    A step `after` so long is reached when that time has passed wholly: 0 days after is the day after the due day.
    One of an event that happened so many times in the case is reached by one of them `since` the clock was started.
    `events` are the events that make a step or show that what it obliges was done, in the order of time; on the day of
    the step counts as after it.
    """
    until = stop.moment if stop else as_of
    found: list[Reached] = []
    for each in rule.ladder:
        step = each.step
        on: Moment | None = None
        if each.before is not None:
            begins = each.before.before(due_of_clock)
            on = begins if until.day >= begins.day and (not begins.has_time or until >= begins) else None
        elif each.after is not None:
            passed = each.after.due(due_of_clock)
            begins = passed if passed.has_time else Moment(shifted(passed.day, 1))
            on = begins if until > passed else None
        elif step.event is not None:
            seen = [one for one in events if one.event is step.event and is_seen(one.moment, until)]
            on = next((one.moment for one in seen[step.times - 1 :] if one.moment >= since.beginning), None)
        if on is not None:
            due = each.within.due(on) if each.within else None
            done = next((one.moment for one in events if one.event in step.done and is_seen(on, one.moment)), None)
            is_missed = bool(step.done) and due is not None and min(done or until, until) > due
            found.append(Reached(step, on, due, done, is_missed))
    return tuple(found)
