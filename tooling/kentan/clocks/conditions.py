"""Conditions on what never changes about a case: kind, channel, level, who raised it, mode, meeting, topic, place."""

from kentan.records.case import Case
from kentan.records.clock import Condition
from kentan.records.meeting import Meeting
from kentan.records.vocabulary import Level


def static_values(case: Case, meeting: Meeting | None, level: Level | None) -> tuple[object, ...]:
    """Return what never changes about a case, in the order in which conditions ask for it."""
    raised = case.raised
    kind = meeting.kind if meeting else None
    return (case.kind, raised.channel, level, raised.by, raised.mode, kind, case.topic, case.place)


def asked(condition: Condition | None) -> tuple[tuple[int, frozenset[object]], ...]:
    """Return the conditions on what never changes: place in `static_values`, and what is allowed there."""
    if condition is None:
        return ()
    allowed_in: tuple[tuple[object, ...], ...] = (
        condition.kinds,
        condition.channels,
        condition.levels,
        condition.raised_by,
        condition.modes,
        condition.meeting_kinds,
        condition.topics,
        condition.places,
    )
    return tuple((place, frozenset(allowed)) for place, allowed in enumerate(allowed_in) if allowed)
