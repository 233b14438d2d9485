"""What a case counts as: its facts, and where it stands for each indicator over cases."""

from collections.abc import Callable, Mapping
from enum import Enum, auto

from kentan.clocks.state import CaseState, ClockState
from kentan.clocks.status import State, Status
from kentan.languages import mark
from kentan.records.clock import Event
from kentan.records.frozen import frozen_value
from kentan.records.programme import RatingRule
from kentan.records.vocabulary import Channel, Outcome

N_ = mark
MERGED = N_("merged into another case")
WITHDRAWN = N_("withdrawn")
NOT_ACCEPTED = N_("not accepted")
NOT_HANDED_OVER = N_("not handed over yet")
NOT_ANSWERED = N_("not answered yet")
RUNNING = N_("still running")
NO_HAND_OVER = N_("answered without a recorded hand-over")
NO_DEADLINE = N_("no deadline in the rules")
NOT_RATED = N_("answered and not rated")
NO_REPORT = N_("carried by no direct report")
NOT_DUE = N_("promised for a later day")

SATISFIED = 4
"""A rating of this or more is satisfied where the programme says nothing else."""
_OUT = {Status.MERGED: MERGED, Status.WITHDRAWN: WITHDRAWN, Status.NOT_ACCEPTED: NOT_ACCEPTED}
_BEGINNINGS = frozenset({Event.RAISED, Event.MEETING_HELD, Event.ACCEPTED, Event.HANDED_OVER, Event.GRADED})
_TIMING = {State.MET: True, State.LATE: False, State.OVERDUE: False}


class Timing(Enum):
    """How the lead's reply stands to its due date."""

    IN_TIME = auto()
    NOT_IN_TIME = auto()
    RUNNING = auto()
    NO_DEADLINE = auto()


@frozen_value
class Facts:
    """What a case counts as, as of a day. `ended` says why it is left out of the rates: merged, withdrawn or not
    accepted; None where it is none of these. `days` are natural days from the first hand-over to the first answer.

    `promises_kept` of `promises_due` were kept by their day; `promises_running` are promised for a later day.
    """

    id: str
    ended: str | None
    accepted: bool
    handed_over: bool
    answered: bool
    days: int | None
    timing: Timing
    solved: bool
    on_the_spot: bool
    settled: bool
    closed: bool
    rated: bool
    satisfied: bool
    report: str | None
    promises_kept: int = 0
    promises_due: int = 0
    promises_running: int = 0
    reopened: bool = False


def facts(state: CaseState, rating: RatingRule | None) -> Facts:
    """Return what a case counts as in a state; `rating` is the programme's rule of rating."""
    case = state.case
    handed_over = accepted = on_the_spot = reopened = False
    first = None
    promised = []
    kept = {}
    for each in state.happenings:
        event = each.event
        if event is Event.HANDED_OVER:
            first = first or each.moment
            handed_over = True
        elif event is Event.ACCEPTED:
            accepted = True
        elif event is Event.REPLIED:
            on_the_spot |= each.entry.outcome is Outcome.SOLVED and each.moment.day == case.raised.on.day
        elif event is Event.REOPENED:
            reopened = True
        elif event is Event.PROMISED:
            promised.append((each.subject, each.entry.promise.due))
        elif event is Event.PROMISE_KEPT:
            kept[each.subject] = each.moment.day
    answer = state.first_answered_on
    settled = state.settled_on is not None
    day = state.as_of.day
    in_time = sum(1 for subject, due in promised if subject in kept and kept[subject] <= due)
    judged = sum(1 for subject, due in promised if subject in kept or due < day)
    satisfied = rating.satisfied if rating else SATISFIED
    return Facts(
        id=case.id,
        ended=_OUT.get(state.status),
        accepted=accepted,
        handed_over=handed_over,
        answered=answer is not None,
        days=(answer.day - first.day).days if answer and first else None,
        timing=_timing(state),
        solved=settled and state.outcome is not Outcome.EXPLAINED,
        on_the_spot=on_the_spot and case.raised.channel is Channel.MEETING,
        settled=settled,
        closed=state.closed_on is not None,
        rated=state.rating is not None,
        satisfied=state.rating is not None and state.rating.score >= satisfied,
        report=case.raised.report,
        promises_kept=in_time,
        promises_due=judged,
        promises_running=len(promised) - judged,
        reopened=reopened,
    )


def _timing(state: CaseState) -> Timing:
    """Judge the first reply clock of the lead that was not ended without being done."""
    clock = next((each for each in state.clocks if _is_reply_clock(each, state.lead) and each.end is None), None)
    if clock is None:
        return Timing.NO_DEADLINE
    met = _TIMING.get(clock.state)
    if met is None:
        return Timing.RUNNING
    return Timing.IN_TIME if met else Timing.NOT_IN_TIME


def _is_reply_clock(clock: ClockState, lead: str | None) -> bool:
    return (
        clock.department == lead
        and clock.start.event in _BEGINNINGS
        and Event.REPLIED in clock.clock.stops
        and clock.number == 0
    )


Standing = bool | str
"""In the numerator, in the denominator alone (False), or left out with a reason."""


def why_not_handed_over(state: CaseState) -> str:
    """Return why a case that was handed over to nobody is left out: a refused one is not waiting for it."""
    return _OUT.get(state.status, NOT_HANDED_OVER)


def without_days(fact: Facts) -> str:
    """Return why a case has no days from the hand-over to the answer."""
    return NO_HAND_OVER if fact.answered else _unanswered(fact)


def _unanswered(fact: Facts) -> str:
    return fact.ended or (NOT_ANSWERED if fact.handed_over else NOT_HANDED_OVER)


def _of_answered(part: Callable[[Facts], Standing]) -> Callable[[Facts], Standing]:
    return lambda fact: part(fact) if fact.answered else _unanswered(fact)


def _unless_ended(part: Callable[[Facts], bool]) -> Callable[[Facts], Standing]:
    return lambda fact: fact.ended or part(fact)


def _answered(fact: Facts) -> Standing:
    if fact.answered:
        return True
    return fact.ended or (False if fact.handed_over else NOT_HANDED_OVER)


def _in_time(fact: Facts) -> Standing:
    if fact.timing is Timing.NO_DEADLINE:
        return fact.ended or (NO_DEADLINE if fact.handed_over or fact.answered else NOT_HANDED_OVER)
    return RUNNING if fact.timing is Timing.RUNNING else fact.timing is Timing.IN_TIME


STANDINGS: Mapping[str, Callable[[Facts], Standing]] = {
    "received": lambda _: True,
    "accepted": lambda fact: fact.accepted,
    "handed-over": lambda fact: fact.handed_over,
    "answered": _answered,
    "answered-in-time": _in_time,
    "solved": _of_answered(lambda fact: fact.solved),
    "solved-on-the-spot": lambda fact: fact.on_the_spot,
    "settled": _unless_ended(lambda fact: fact.settled),
    "closed": _unless_ended(lambda fact: fact.closed),
    "satisfied": _of_answered(lambda fact: fact.satisfied if fact.rated else NOT_RATED),
    "rating-response": _of_answered(lambda fact: fact.rated),
    "reopened": _of_answered(lambda fact: fact.reopened),
    "direct-report-appeals": lambda fact: fact.report is not None,
}
"""Where a case stands for each indicator that counts cases one by one."""
