"""Where a case stands: one pass over its events, from the first to the last that has happened."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kentan.clocks.history import Happening
from kentan.clocks.spans import Span
from kentan.clocks.status import Status
from kentan.records.case import Case, Rating
from kentan.records.clock import Event
from kentan.records.finding import Path
from kentan.records.moments import Moment
from kentan.records.vocabulary import CallbackResult, ObjectionOutcome, Outcome, Role

_ENDINGS = {
    Event.NOT_ACCEPTED: Status.NOT_ACCEPTED,
    Event.MERGED: Status.MERGED,
    Event.WITHDRAWN: Status.WITHDRAWN,
}


@dataclass(slots=True)
class Standing:
    """What has become of a case so far; changed by `take`, event by event."""

    case: Case
    ending: Status | None = None
    accepted: bool = False
    reopened: bool = False
    acted: bool = False
    lead: str | None = None
    active: dict[str, None] = field(default_factory=dict)
    objections: set[Path] = field(default_factory=set)
    pauses: dict[Path, str] = field(default_factory=dict)
    promises: set[Path] = field(default_factory=set)
    grade: str | None = None
    outcome: Outcome | None = None
    answered_on: Moment | None = None
    first_answered_on: Moment | None = None
    settled_on: Moment | None = None
    rating: Rating | None = None
    rated_on: Moment | None = None
    content_on: Moment | None = None
    is_unhappy: bool = False

    def take(self, each: Happening) -> None:
        """Take in the next event."""
        step = _STEPS.get(each.event)
        if step is not None:
            step(self, each)

    def _accept(self, _: Happening) -> None:
        self.ending, self.accepted = None, True

    def _finish(self, each: Happening) -> None:
        self.ending = _ENDINGS[each.event]

    def _reopen(self, _: Happening) -> None:
        self.ending, self.reopened, self.acted, self.is_unhappy = None, True, False, False
        self.answered_on = self.settled_on = self.rated_on = self.content_on = None

    def _grade(self, each: Happening) -> None:
        self.grade = each.entry.grade

    def _hand_over(self, each: Happening) -> None:
        name = each.department
        if name is None:
            return
        self.active[name] = None
        self.reopened = False
        if self.case.assignments[name].role is Role.LEAD and name != self.lead:
            self.lead = name
            self.answered_on = self.settled_on = self.rated_on = None

    def _release(self, each: Happening) -> None:
        self.active.pop(each.department or "", None)
        self._wait_no_more(each.department or "")
        if self.lead == each.department and self.answered_on is None:
            self.lead = None

    def _object(self, each: Happening) -> None:
        self.objections.add(each.subject)

    def _decide_objection(self, each: Happening) -> None:
        self.objections.discard(each.subject)
        self.acted |= each.entry.outcome is ObjectionOutcome.REJECTED

    def _pause(self, each: Happening) -> None:
        self.pauses[each.subject] = each.department or ""

    def _resume(self, each: Happening) -> None:
        self.pauses.pop(each.subject, None)
        self.acted = True

    def _act(self, _: Happening) -> None:
        self.acted = True

    def _reply(self, each: Happening) -> None:
        name = each.department or ""
        reply = each.entry
        if reply.promise is not None:
            self.promises.add(each.subject)
            self.settled_on = None
        self._wait_no_more(name)
        if self.case.assignments[name].role is not Role.LEAD:
            self.acted = True
            return
        self.lead = name
        self.outcome = reply.outcome
        self.answered_on = self.answered_on or each.moment
        self.first_answered_on = self.first_answered_on or each.moment
        self.reopened = self.is_unhappy = False

    def _wait_no_more(self, department: str) -> None:
        """A department that replied, or was released, waits for nobody."""
        self.pauses = {path: of for path, of in self.pauses.items() if of != department}

    def _keep(self, each: Happening) -> None:
        self.promises.discard(each.subject)

    def _settle(self, each: Happening) -> None:
        self.settled_on = each.moment

    def _rate(self, each: Happening) -> None:
        self.rating = each.entry
        if self.answered_on is not None:
            self.rated_on = self.rated_on or each.moment
            self._content(each.moment)

    def _rate_low(self, _: Happening) -> None:
        self.is_unhappy = self.answered_on is not None

    def _call_back(self, each: Happening) -> None:
        if each.entry.result is CallbackResult.CONFIRMED:
            self._content(each.moment)

    def _content(self, moment: Moment) -> None:
        if self.is_unhappy:
            self.is_unhappy, self.content_on = False, moment

    def status(self, as_of: Moment, window: Span | None) -> tuple[Status, Moment | None, Moment | None]:
        """Return the status, when the case was closed, and until when a rating is waited for."""
        if self.ending is not None:
            return self.ending, None, None
        if self.answered_on is not None:
            return self._answered(as_of, window)
        if self.reopened:
            status = Status.REOPENED
        elif self.objections:
            status = Status.OBJECTED
        elif self.lead in self.pauses.values() or (self.lead is None and self.pauses):
            status = Status.AWAITING_ENTERPRISE
        elif self.active:
            status = Status.IN_PROGRESS if self.acted else Status.ASSIGNED
        else:
            status = Status.ACCEPTED if self.accepted else Status.RECEIVED
        return status, None, None

    def _answered(self, as_of: Moment, window: Span | None) -> tuple[Status, Moment | None, Moment | None]:
        if self.settled_on is None:
            return (Status.REOPEN_REQUESTED if self.is_unhappy else Status.TRACKING), None, None
        until = window.due(self.settled_on) if window else None
        if self.is_unhappy:
            return Status.REOPEN_REQUESTED, None, until
        if self.rated_on is not None:
            closed = max(self.settled_on, self.rated_on)
            closed = min(closed, until) if until else self.settled_on
            return Status.CLOSED, max(closed, self.content_on) if self.content_on else closed, until
        if until is None or as_of > until:
            return Status.CLOSED_UNRATED, until or self.settled_on, until
        return Status.REPLIED, None, until


def standing_of(case: Case, happenings: Iterable[Happening]) -> Standing:
    """Return where a case stands after its events."""
    standing = Standing(case)
    for each in happenings:
        standing.take(each)
    return standing


_STEPS: dict[Event, Callable[[Standing, Happening], None]] = {
    Event.ACCEPTED: Standing._accept,
    Event.NOT_ACCEPTED: Standing._finish,
    Event.MERGED: Standing._finish,
    Event.WITHDRAWN: Standing._finish,
    Event.REOPENED: Standing._reopen,
    Event.GRADED: Standing._grade,
    Event.HANDED_OVER: Standing._hand_over,
    Event.RELEASED: Standing._release,
    Event.OBJECTION_RAISED: Standing._object,
    Event.OBJECTION_DECIDED: Standing._decide_objection,
    Event.PAUSED: Standing._pause,
    Event.RESUMED: Standing._resume,
    Event.EXTENSION_ASKED: Standing._act,
    Event.PROGRESS_REPORTED: Standing._act,
    Event.REPLIED: Standing._reply,
    Event.PROMISE_KEPT: Standing._keep,
    Event.SETTLED: Standing._settle,
    Event.RATED: Standing._rate,
    Event.RATED_LOW: Standing._rate_low,
    Event.CALLED_BACK: Standing._call_back,
    Event.NOT_SOLVED: Standing._rate_low,
}
