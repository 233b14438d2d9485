"""What stops a clock, and what ends it without its being done."""

from collections.abc import Sequence

from kentan.clocks.compiled import OF_DEPARTMENTS, CompiledClock
from kentan.clocks.facts import Facts, Placed
from kentan.clocks.history import Happening, follows
from kentan.clocks.starting import Start
from kentan.records.case import Reply
from kentan.records.clock import Event

PAIRS = frozenset(
    {
        (Event.OBJECTION_RAISED, Event.OBJECTION_DECIDED),
        (Event.PAUSED, Event.RESUMED),
        (Event.EXTENSION_ASKED, Event.EXTENSION_DECIDED),
        (Event.PROMISED, Event.PROMISE_KEPT),
    }
)
"""Start and stop that belong to one entry: a decision stops only the clock of its own objection."""


def does_stop(rule: CompiledClock, facts: Facts, start: Start, happening: Happening) -> bool:
    """Whether an event stops a clock: after its start, of its department, and of its entry where both are paired."""
    origin = start.happening
    if happening is origin or not follows(happening, origin):
        return False
    event = happening.event
    if event in rule.bound:
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


def end_of(rule: CompiledClock, ends: Sequence[Placed], start: Start) -> Placed | None:
    """Return what ended a clock without its being done: the case ended, or the department was released from it.

    `ends` are the events of `rule.ends`.
    """
    origin = start.happening
    released = rule.ends_with_department and origin.event is not Event.PROMISED
    for placed in ends:
        happening = placed[1]
        if not follows(happening, origin):
            continue
        if happening.event in OF_DEPARTMENTS and happening.event not in rule.until:
            if not released or happening.department != start.scope or start.scope is None:
                continue
        elif happening.event in OF_DEPARTMENTS and start.scope and happening.department not in (start.scope, None):
            continue
        return placed
    return None


def had_grade(grades: tuple[str, ...], facts: Facts, start: Start, last: Placed | None) -> tuple[bool, Placed | None]:
    """Return whether the case had one of the grades before a clock stopped, and what ended that time.

    A grade given after the start counts from the start, so that no late grading moves a due date.
    """
    had = False
    for placed in facts.by_event.get(Event.GRADED, ()):
        if last is not None and placed[0] > last[0]:
            break
        fits = placed[1].entry.grade in grades
        if had and not fits:
            if placed[0] > start.place:
                return True, placed
            had = False
        had = had or fits
    return had, None
