"""What happened in a case, event by event, as far as it is looked for without putting it in order."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from kentan.records.case import (
    Acceptance,
    Assignment,
    Callback,
    GradeEntry,
    Rating,
    RatingRequest,
    Supervision,
)
from kentan.records.clock import Event
from kentan.records.meeting import Meeting
from kentan.records.moments import Moment
from kentan.records.vocabulary import CallbackResult, Decision, SupervisionKind


class Begun(Protocol):
    """When a case was raised."""

    @property
    def on(self) -> Moment:
        """The moment."""
        ...


class Happened(Protocol):
    """A case, or as much of it as is asked for: what happened in it, by its parts."""

    @property
    def raised(self) -> Begun: ...  # noqa: D102 - as in a case
    @property
    def acceptance(self) -> tuple[Acceptance, ...]: ...  # noqa: D102
    @property
    def grades(self) -> tuple[GradeEntry, ...]: ...  # noqa: D102
    @property
    def assignments(self) -> Mapping[str, Assignment]: ...  # noqa: D102
    @property
    def supervision(self) -> Mapping[str, tuple[Supervision, ...]]: ...  # noqa: D102
    @property
    def rating_requests(self) -> tuple[RatingRequest, ...]: ...  # noqa: D102
    @property
    def ratings(self) -> tuple[Rating, ...]: ...  # noqa: D102
    @property
    def callbacks(self) -> tuple[Callback, ...]: ...  # noqa: D102


Fact = tuple[Moment, str | None, int, Moment | None, Any]
"""When it happened, to which department, in which lap, from when it counts, if not from then, and the entry."""
Facts = Sequence[Fact]


Look = Callable[["Known"], Facts]


class Known(NamedTuple):
    """What is known of a case; `low` is the rating that still counts as low."""

    case: Happened
    meeting: Meeting | None
    low: int


def _announced(known: Known) -> Facts:
    on = known.meeting.announced if known.meeting else None
    return ((Moment(on), None, 0, None, None),) if on is not None else ()


def _held(known: Known) -> Facts:
    held = known.meeting.held if known.meeting else None
    return ((held.on, None, 0, None, None),) if held is not None else ()


def _decided(decision: Decision) -> Look:
    return lambda known: [(each.on, None, 0, None, each) for each in known.case.acceptance if each.decision is decision]


def _handed_over(known: Known) -> Facts:
    assignments = known.case.assignments.items()
    return [
        (entry.on, name, lap, None, entry) for name, each in assignments for lap, entry in enumerate(each.handed_over)
    ]


def _released(known: Known) -> Facts:
    assignments = known.case.assignments.items()
    return [
        (entry.ended, name, lap, None, entry)
        for name, each in assignments
        for lap, entry in enumerate(each.handed_over)
        if entry.ended is not None
    ]


def _replied(known: Known) -> Facts:
    assignments = known.case.assignments.items()
    return [(entry.on, name, lap, None, entry) for name, each in assignments for lap, entry in enumerate(each.replies)]


def _promised(known: Known) -> Facts:
    assignments = known.case.assignments.items()
    return [
        (entry.on, name, lap, Moment(entry.promise.due), entry)
        for name, each in assignments
        for lap, entry in enumerate(each.replies)
        if entry.promise is not None
    ]


def _kept(known: Known) -> Facts:
    assignments = known.case.assignments.items()
    return [
        (entry.promise.kept.on, name, lap, None, entry.promise.kept)
        for name, each in assignments
        for lap, entry in enumerate(each.replies)
        if entry.promise is not None and entry.promise.kept is not None
    ]


def _progress(known: Known) -> Facts:
    assignments = known.case.assignments.items()
    return [(entry.on, name, 0, None, entry) for name, each in assignments for entry in each.progress]


def _supervised(known: Known) -> Facts:
    return [(each.on, each.department, 0, None, each) for steps in known.case.supervision.values() for each in steps]


def _reminded(known: Known) -> Facts:
    return [
        (each.on, each.department, 0, None, each)
        for steps in known.case.supervision.values()
        for each in steps
        if each.kind is SupervisionKind.REMINDER
    ]


FACTS: Mapping[Event, Look] = {
    Event.RAISED: lambda known: ((known.case.raised.on, None, 0, None, None),),
    Event.MEETING_ANNOUNCED: _announced,
    Event.MEETING_HELD: _held,
    Event.ACCEPTED: _decided(Decision.ACCEPTED),
    Event.NOT_ACCEPTED: _decided(Decision.NOT_ACCEPTED),
    Event.MERGED: _decided(Decision.MERGED),
    Event.WITHDRAWN: _decided(Decision.WITHDRAWN),
    Event.GRADED: lambda known: [(each.on, None, 0, None, each) for each in known.case.grades],
    Event.HANDED_OVER: _handed_over,
    Event.RELEASED: _released,
    Event.REPLIED: _replied,
    Event.PROMISED: _promised,
    Event.PROMISE_KEPT: _kept,
    Event.PROGRESS_REPORTED: _progress,
    Event.SUPERVISED: _supervised,
    Event.REMINDED: _reminded,
    Event.RATING_ASKED: lambda known: [
        (each.on, None, lap, None, each) for lap, each in enumerate(known.case.rating_requests)
    ],
    Event.RATED: lambda known: [(each.on, None, lap, None, each) for lap, each in enumerate(known.case.ratings)],
    Event.RATED_LOW: lambda known: [
        (each.on, None, lap, None, each) for lap, each in enumerate(known.case.ratings) if each.score <= known.low
    ],
    Event.CALLED_BACK: lambda known: [
        (each.on, None, lap, None, each) for lap, each in enumerate(known.case.callbacks)
    ],
    Event.NOT_SOLVED: lambda known: [
        (each.on, None, lap, None, each)
        for lap, each in enumerate(known.case.callbacks)
        if each.result is CallbackResult.NOT_SOLVED
    ],
}
"""The events that are looked for in a case."""
NEVER = frozenset(
    {Event.REOPENED, Event.PAUSED, Event.RESUMED, Event.OBJECTION_RAISED, Event.OBJECTION_DECIDED}
    | {Event.EXTENSION_ASKED, Event.EXTENSION_DECIDED}
)
"""The events that did not happen in a case of which anything is shown."""
OF_DECISIONS = frozenset({Event.ACCEPTED, Event.NOT_ACCEPTED, Event.MERGED, Event.WITHDRAWN, Event.REOPENED})
OF_MEETINGS = frozenset({Event.MEETING_ANNOUNCED, Event.MEETING_HELD})
OF_PROMISES = frozenset({Event.PROMISED, Event.PROMISE_DUE, Event.PROMISE_KEPT})
