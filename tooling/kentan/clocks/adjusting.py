"""What moves a due date after the start: pauses, extensions, and days off on which it would fall."""

from kentan.clocks.adjustment import EXTENSION, OBJECTION, PAUSE, Adjusted, Adjusting, Mark, rolled
from kentan.clocks.compiled import CompiledClock
from kentan.clocks.history import is_seen
from kentan.records.case import Assignment
from kentan.records.moments import Moment


def adjust(
    rule: CompiledClock, name: str, assignment: Assignment, start: Moment, due: Moment, until: Moment
) -> Adjusted:
    """Return the due moment of a clock of a department, as it stood at `until` (when it was stopped, or as of when).

    `due` is the due moment without pauses, extensions and rolling. A pause counts from its day on (that day still
    counts for the clock) until the day on which the enterprise answered; an extension that breaks a rule of the
    programme does not count, or only up to its cap.
    """
    pauses, extensions = rule.clock.pauses, rule.clock.extensions
    marks: list[Mark] = []
    if pauses is not None:
        for index, pause in enumerate(assignment.pauses):
            if is_seen(pause.on, until) and (pause.until is None or pause.until >= start):
                marks.append(Mark(max(pause.on, start), PAUSE, index, False))
                if pause.until is not None and is_seen(pause.until, until):
                    marks.append(Mark(max(pause.until, pause.on, start), PAUSE, index, True))
        if pauses.objections:
            for index, objection in enumerate(assignment.objections):
                decision = objection.decision
                if is_seen(objection.on, until) and objection.on >= start:
                    marks.append(Mark(objection.on, OBJECTION, index, False))
                    if decision is not None and is_seen(decision.on, until):
                        marks.append(Mark(decision.on, OBJECTION, index, True))
    if extensions is not None:
        for index, extension in enumerate(assignment.extensions):
            if extension.on.day >= start.day and is_seen(extension.on, until):
                marks.append(Mark(extension.on, EXTENSION, index, False))
                if extension.decision is not None and is_seen(extension.decision.on, until):
                    marks.append(Mark(extension.decision.on, EXTENSION, index, True))
    if not marks:
        return Adjusted(rolled(rule, due))
    marks.sort()
    clock = Adjusting(rule, name, assignment, due)
    for mark in marks:
        clock.take(mark)
    return clock.at(until)
