"""What is computed of a case, as far as it may stand beside the published record.

A computed value that repeats one fact (an outcome, a score, the day of a reply) is shown only where the published
record still has that fact; so a withheld rating does not come back as a column of a table.
"""

from dataclasses import dataclass

from kentan.clocks.history import Happening
from kentan.clocks.state import CaseState, ClockState
from kentan.clocks.status import Status
from kentan.figures.facts import Facts, Timing
from kentan.records.case import Case, Reply
from kentan.records.clock import Event, StepState
from kentan.records.moments import Moment
from kentan.records.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class Disclosed:
    """The computed values of a case, without what repeats a withheld fact."""

    status: Status
    outcome: Outcome | None
    lead: str | None
    due: Moment | None
    overdue: bool
    was_overdue: bool
    answered_on: Moment | None
    settled_on: Moment | None
    closed_on: Moment | None
    rating: int | None
    clocks: tuple[ClockState, ...]


def disclosed(case: Case, state: CaseState) -> Disclosed:
    """What may be shown of a state beside the published case."""
    whole = not case.withheld
    given = () if whole else tuple(replies(case))
    days = {reply.on for reply in given}
    scores = {rating.score for rating in case.ratings}
    rating = state.rating.score if state.rating else None

    def day(when: Moment | None) -> Moment | None:
        return when if whole or when in days else None

    return Disclosed(
        status=state.status,
        outcome=state.outcome if whole or any(reply.outcome is state.outcome for reply in given) else None,
        lead=state.lead if whole or state.lead in case.assignments else None,
        due=state.due,
        overdue=state.is_overdue,
        was_overdue=state.was_overdue,
        answered_on=day(state.answered_on),
        settled_on=state.settled_on if whole else day(state.settled_on),
        closed_on=state.closed_on if whole or rating in scores else None,
        rating=rating if whole or rating in scores else None,
        clocks=state.clocks if whole else tuple(clock for clock in state.clocks if _shown(case, clock)),
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """What the figures count of a case, so that each can be reckoned from a table; None where it is withheld.

    `answered_in_time` is None also where no reply is due yet, and where the rules set no deadline; `satisfied` where
    nobody has rated the case.
    """

    open: bool
    due_soon: bool
    handed_over_on: Moment | None
    first_answered_on: Moment | None
    answered_in_time: bool | None
    solved: bool | None
    satisfied: bool | None


_IN_TIME = {Timing.IN_TIME: True, Timing.NOT_IN_TIME: False}


def counted(case: Case, state: CaseState, fact: Facts, shown: Disclosed) -> Counted:
    """What figures count of a case, as far as it may stand beside the published case."""
    whole = not case.withheld
    handed = next((each for each in state.happenings if each.event is Event.HANDED_OVER), None)
    answer = state.first_answered_on
    days = {reply.on for reply in replies(case)}
    return Counted(
        open=state.is_open,
        due_soon=state.is_open and is_due_soon(state),
        handed_over_on=handed.moment if handed and (whole or _is_shown(case, handed)) else None,
        first_answered_on=answer if whole or answer in days else None,
        answered_in_time=_IN_TIME.get(fact.timing) if whole or answer is None or answer in days else None,
        solved=fact.solved if whole or shown.outcome else None,
        satisfied=fact.satisfied if shown.rating else None,
    )


def is_due_soon(state: CaseState) -> bool:
    """Whether one of its clocks is on a step of the ladder that warns, and none is overdue."""
    steps = [clock.step.step.state for clock in state.clocks if clock.is_open and clock.step]
    return StepState.DUE_SOON in steps and not state.is_overdue


def _is_shown(case: Case, handed: Happening) -> bool:
    part = case.assignments.get(handed.department or "")
    return part is not None and any(entry.on == handed.moment for entry in part.handed_over)


def replies(case: Case) -> tuple[Reply, ...]:
    """Every reply of a case, whoever gave it."""
    return tuple(reply for part in case.assignments.values() for reply in part.replies)


def _shown(case: Case, clock: ClockState) -> bool:
    return clock.department is None or clock.department in case.assignments or clock.department in case.supervision
