"""What is computed of a case, as far as it may stand beside the published record.

A computed value that repeats one fact (an outcome, a score, the day of a reply) is shown only where the published
record still has that fact; so a withheld rating does not come back as a column of a table.
"""

from dataclasses import dataclass

from kentan.clocks.state import CaseState, ClockState
from kentan.clocks.status import Status
from kentan.records.case import Case, Reply
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


def replies(case: Case) -> tuple[Reply, ...]:
    """Every reply of a case, whoever gave it."""
    return tuple(reply for part in case.assignments.values() for reply in part.replies)


def _shown(case: Case, clock: ClockState) -> bool:
    return clock.department is None or clock.department in case.assignments or clock.department in case.supervision
