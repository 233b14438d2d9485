"""When a department is released from a case: as its hand-over says, or by an objection of its own that was upheld."""

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import NamedTuple

from kentan.records.case import Assignment, HandOver, ObjectionDecision
from kentan.records.finding import Path
from kentan.records.moments import Moment


class Release(NamedTuple):
    """The end of a hand-over: when, by which entry, and where in the department's part that stands."""

    on: Moment
    entry: HandOver | ObjectionDecision
    path: Path


def releases(assignment: Assignment) -> list[Release | None]:
    """Return what ended each hand-over to a department, in their order; None where it goes on.

    An objection that was upheld ends every hand-over before the decision. One of the day of the decision it ends only
    where it was raised against it: the case may have been handed over again on that day.
    """
    upheld = [(each.upheld, each.on, index) for index, each in enumerate(assignment.objections) if each.upheld]
    upheld.sort(key=lambda each: each[0].on.beginning)
    decided = [decision.on.beginning for decision, _, _ in upheld]
    raised = [*accumulate((on for _, on, _ in upheld), max)]
    found: list[Release | None] = []
    for lap, entry in enumerate(assignment.handed_over):
        ended = Release(entry.ended, entry, ("handed_over", lap, "ended")) if entry.ended else None
        place = min(bisect_left(raised, entry.on.beginning), bisect_right(decided, entry.on)) if upheld else 0
        if place < len(upheld):
            decision, _, index = upheld[place]
            if ended is None or decision.on.day < ended.on.day:
                ended = Release(decision.on, decision, ("objections", index, "decision"))
        found.append(ended)
    return found
