"""What happened in a case, in the order of time: derived from the record, never typed.

A fact with a day alone has no place within its day. It takes its place in the order in which the work goes (raised,
accepted, handed over, replied, rated), and before that in laps: what is written as the second hand-over and the second
reply comes after the first reply.
"""

from itertools import groupby
from typing import Any, NamedTuple

from kentan.clocks.releases import releases
from kentan.records.case import Assignment, Case
from kentan.records.clock import Event
from kentan.records.finding import Path
from kentan.records.meeting import Meeting
from kentan.records.moments import END_OF_DAY, Moment
from kentan.records.vocabulary import CallbackResult, Decision, Role, SupervisionKind

LOW_RATING = 2
"""A rating of this or less is low where the programme says nothing else."""


class Happening(NamedTuple):
    """One event of a case.

    `department` is the department concerned, None for an event of the case as a whole (or of all departments, as a
    reminder to all). `path` is where the fact stands in the file of the case (of the meeting, for the two events of a
    meeting), `entry` the record itself. `lap` tells the first round of hand-over and reply (0) from later ones.
    """

    event: Event
    moment: Moment
    department: str | None
    path: Path
    entry: Any
    lap: int = 0

    @property
    def subject(self) -> Path:
        """The entry of the record that it belongs to: the same for an objection and the decision on it."""
        return self.path[:4]


_PHASE = {
    event: place
    for place, event in enumerate(
        (
            Event.MEETING_ANNOUNCED,
            Event.RAISED,
            Event.MEETING_HELD,
            Event.REOPENED,
            Event.ACCEPTED,
            Event.NOT_ACCEPTED,
            Event.GRADED,
            Event.HANDED_OVER,
            Event.OBJECTION_RAISED,
            Event.OBJECTION_DECIDED,
            Event.RELEASED,
            Event.EXTENSION_ASKED,
            Event.EXTENSION_DECIDED,
            Event.PAUSED,
            Event.RESUMED,
            Event.SUPERVISED,
            Event.REMINDED,
            Event.PROGRESS_REPORTED,
            Event.PROMISE_DUE,
            Event.REPLIED,
            Event.PROMISED,
            Event.PROMISE_KEPT,
            Event.SETTLED,
            Event.RATING_ASKED,
            Event.CALLED_BACK,
            Event.NOT_SOLVED,
            Event.RATED,
            Event.RATED_LOW,
            Event.MERGED,
            Event.WITHDRAWN,
        )
    )
}
_OF_DECISION = {
    Decision.ACCEPTED: Event.ACCEPTED,
    Decision.NOT_ACCEPTED: Event.NOT_ACCEPTED,
    Decision.MERGED: Event.MERGED,
    Decision.WITHDRAWN: Event.WITHDRAWN,
    Decision.REOPENED: Event.REOPENED,
}
_SETTLING = frozenset({Event.HANDED_OVER, Event.REPLIED, Event.PROMISE_KEPT, Event.REOPENED})
"""The events by which a case becomes settled, or ceases to be."""


def history(
    case: Case, meeting: Meeting | None = None, *, as_of: Moment | None = None, low: int = LOW_RATING
) -> tuple[Happening, ...]:
    """Return what had happened by `as_of` (later facts are hidden; None: everything recorded), in the order of time.

    `meeting` is the one at which the case was raised, where it was; `low` is the rating that still counts as low. A
    fact of the day of `as_of` that has no time is seen.
    """
    found: list[Happening] = []
    raised = case.raised
    found.append(Happening(Event.RAISED, raised.on, None, ("raised",), raised))
    if meeting is not None:
        if meeting.announced is not None:
            announced = Moment(meeting.announced)
            found.append(Happening(Event.MEETING_ANNOUNCED, announced, None, ("announced",), meeting))
        if meeting.held is not None:
            found.append(Happening(Event.MEETING_HELD, meeting.held.on, None, ("held",), meeting.held))
    _of_the_case(case, found, low)
    for department, assignment in case.assignments.items():
        _of_a_department(department, assignment, found)
    found.sort(key=_place)
    if as_of is not None and found[-1].moment > as_of:
        found = [each for each in found if is_seen(each.moment, as_of)]
    for each in found:
        if each[1][1] != END_OF_DAY:
            found = _woven(found)
            break
    return _settled(case, found)


def is_seen(moment: Moment, as_of: Moment) -> bool:
    """Whether a fact of that moment had happened by `as_of`: a day without a time is seen all through the day."""
    return moment <= as_of or (moment.day == as_of.day and not moment.has_time)


def follows(later: Happening, earlier: Happening) -> bool:
    """Whether one event may be the answer to another: not before it, and on a day without times not of an older lap."""
    first, second = earlier.moment, later.moment
    if second.day != first.day:
        return second.day > first.day
    if second.has_time and first.has_time and second.minute != first.minute:
        return second.minute > first.minute
    if later.event is earlier.event:
        return later.path > earlier.path
    return later.lap >= earlier.lap


def _place(each: Happening) -> tuple[Moment, int, int]:
    return (each.moment, each.lap, _PHASE[each.event])


def _woven(ordered: list[Happening]) -> list[Happening]:
    """Put what has a day alone between what has times on that day: before the first that comes later in the work."""
    result: list[Happening] = []
    for _, group in groupby(ordered, key=lambda each: each.moment.day):
        day = list(group)
        woven = [each for each in day if each.moment.has_time]
        if not woven:
            woven = day
            day = []
        for each in day:
            if not each.moment.has_time:
                place = (each.lap, _PHASE[each.event])
                later = (at for at, other in enumerate(woven) if (other.lap, _PHASE[other.event]) > place)
                woven.insert(next(later, len(woven)), each)
        result.extend(woven)
    return result


def _of_the_case(case: Case, found: list[Happening], low: int) -> None:
    reopened = 0
    for index, decision in enumerate(case.acceptance):
        event = _OF_DECISION[decision.decision]
        if event is Event.REOPENED:
            reopened += 1
        found.append(Happening(event, decision.on, None, ("acceptance", index), decision, reopened))
    for index, grade in enumerate(case.grades):
        found.append(Happening(Event.GRADED, grade.on, None, ("grades", index), grade))
    for office, steps in case.supervision.items():
        for index, step in enumerate(steps):
            event = Event.REMINDED if step.kind is SupervisionKind.REMINDER else Event.SUPERVISED
            path: Path = ("supervision", office, index)
            if event is Event.REMINDED:
                found.append(Happening(Event.REMINDED, step.on, step.department, path, step))
            found.append(Happening(Event.SUPERVISED, step.on, step.department, path, step))
    for index, request in enumerate(case.rating_requests):
        found.append(Happening(Event.RATING_ASKED, request.on, None, ("rating_requests", index), request, index))
    for index, rating in enumerate(case.ratings):
        path = ("ratings", index)
        found.append(Happening(Event.RATED, rating.on, None, path, rating, index))
        if rating.score <= low:
            found.append(Happening(Event.RATED_LOW, rating.on, None, path, rating, index))
    for index, callback in enumerate(case.callbacks):
        path = ("callbacks", index)
        found.append(Happening(Event.CALLED_BACK, callback.on, None, path, callback, index))
        if callback.result is CallbackResult.NOT_SOLVED:
            found.append(Happening(Event.NOT_SOLVED, callback.on, None, path, callback, index))


def _of_a_department(name: str, assignment: Assignment, found: list[Happening]) -> None:
    at: Path = ("assignments", name)
    for lap, (hand_over, release) in enumerate(zip(assignment.handed_over, releases(assignment), strict=True)):
        path = (*at, "handed_over", lap)
        found.append(Happening(Event.HANDED_OVER, hand_over.on, name, path, hand_over, lap))
        if release is not None:
            found.append(Happening(Event.RELEASED, release.on, name, (*at, *release.path), release.entry, lap))
    for index, objection in enumerate(assignment.objections):
        path = (*at, "objections", index)
        found.append(Happening(Event.OBJECTION_RAISED, objection.on, name, path, objection))
        if objection.decision is not None:
            decision = objection.decision
            found.append(Happening(Event.OBJECTION_DECIDED, decision.on, name, (*path, "decision"), decision))
    for index, pause in enumerate(assignment.pauses):
        path = (*at, "pauses", index)
        found.append(Happening(Event.PAUSED, pause.on, name, path, pause))
        if pause.until is not None:
            found.append(Happening(Event.RESUMED, pause.until, name, (*path, "until"), pause))
    for index, extension in enumerate(assignment.extensions):
        path = (*at, "extensions", index)
        found.append(Happening(Event.EXTENSION_ASKED, extension.on, name, path, extension))
        if extension.decision is not None:
            granted = extension.decision
            found.append(Happening(Event.EXTENSION_DECIDED, granted.on, name, (*path, "decision"), granted))
    for lap, reply in enumerate(assignment.replies):
        path = (*at, "replies", lap)
        found.append(Happening(Event.REPLIED, reply.on, name, path, reply, lap))
        promise = reply.promise
        if promise is not None:
            found.append(Happening(Event.PROMISED, reply.on, name, path, reply, lap))
            found.append(Happening(Event.PROMISE_DUE, Moment(promise.due), name, (*path, "promise"), reply, lap))
            if promise.kept is not None:
                kept = promise.kept
                found.append(Happening(Event.PROMISE_KEPT, kept.on, name, (*path, "promise", "kept"), kept, lap))
    for index, progress in enumerate(assignment.progress):
        found.append(Happening(Event.PROGRESS_REPORTED, progress.on, name, (*at, "progress", index), progress))


def _settled(case: Case, ordered: list[Happening]) -> tuple[Happening, ...]:
    """Put in the events `settled`: the lead has replied and no promise is open; again after each reopening."""
    lead: str | None = None
    replied = settled = False
    promised: set[Path] = set()
    result: list[Happening] = []
    for each in ordered:
        result.append(each)
        event = each[0]
        if event not in _SETTLING:
            continue
        name = each.department
        if event is Event.HANDED_OVER:
            if name is not None and name != lead and case.assignments[name].role is Role.LEAD:
                lead, replied, settled = name, False, False
        elif event is Event.REPLIED:
            if each.entry.promise is not None:
                promised.add(each.subject)
            if name is not None and case.assignments[name].role is Role.LEAD:
                lead, replied = name, True
        elif event is Event.PROMISE_KEPT:
            promised.discard(each.subject)
        elif event is Event.REOPENED:
            replied = settled = False
        if promised:
            settled = False
        elif replied and not settled:
            settled = True
            result.append(Happening(Event.SETTLED, each.moment, lead, each.path, each.entry, each.lap))
    return tuple(result)
