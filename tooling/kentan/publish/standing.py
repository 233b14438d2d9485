"""How a case stands, in words: the status, the clocks with their proofs."""

from kentan.clocks.state import CaseState, ClockState
from kentan.clocks.status import State, Status
from kentan.languages import translate
from kentan.publish.proof import proof_rows
from kentan.publish.text import Said, clean
from kentan.publish.views.handling import OUTCOME_TONE
from kentan.publish.views.parts import AWAY, CALM, GOOD, LATE, OPEN, Tag
from kentan.publish.views.rules_in_words import limit_in_words
from kentan.publish.views.shared import department_link
from kentan.publish.views.standing import ClockView, Standing
from kentan.publish.wording import Wording
from kentan.records.programme import StepState

_STATUS_TONE = {
    Status.REPLIED: CALM,
    Status.CLOSED: CALM,
    Status.CLOSED_UNRATED: CALM,
    Status.MERGED: AWAY,
    Status.NOT_ACCEPTED: AWAY,
    Status.WITHDRAWN: AWAY,
}
_CLOCK_TONE = {
    State.RUNNING: OPEN,
    State.PAUSED: CALM,
    State.MET: GOOD,
    State.LATE: LATE,
    State.OVERDUE: LATE,
    State.ENDED: AWAY,
}
_UNANSWERED = frozenset(
    {
        Status.RECEIVED,
        Status.ACCEPTED,
        Status.ASSIGNED,
        Status.OBJECTED,
        Status.IN_PROGRESS,
        Status.AWAITING_ENTERPRISE,
        Status.REOPENED,
    }
)


def standing(words: Wording, state: CaseState) -> Standing:
    """How a case stands, in the words of one language."""
    return Standing(
        status=state.status.value,
        label=translate("clocks", state.status.label, words.language),
        tags=tuple(_tags(words, state)),
        due=state.due,
        overdue=state.is_overdue,
        unanswered=state.status in _UNANSWERED,
    )


def clocks(words: Wording, state: CaseState) -> tuple[ClockView, ...]:
    """The clocks of a case with their proofs; made for its page alone, since proofs take time."""
    return tuple(_clock(words, clock) for clock in state.clocks)


def _tags(words: Wording, state: CaseState) -> list[Tag]:
    _ = words._
    label = translate("clocks", state.status.label, words.language)
    found = [Tag(label, _STATUS_TONE.get(state.status, OPEN))]
    if state.outcome:
        found.append(Tag(words.label(state.outcome), OUTCOME_TONE[state.outcome]))
    if state.is_overdue:
        found.append(Tag(_("overdue"), LATE))
    elif state.was_overdue:
        found.append(Tag(_("was overdue"), AWAY))
    return found


def _clock(words: Wording, clock: ClockState) -> ClockView:
    _ = words._
    rule = _("{limit}, from: {start}").format(
        limit=limit_in_words(words, clock.clock.limit), start=words.label(clock.start.event)
    )
    return ClockView(
        name=words.said(clock.clock, "name") or Said(clean(clock.id)),
        department=department_link(words, clock.department) if clock.department else None,
        obliges=words.label(clock.obliges),
        started=clock.started,
        due=clock.due,
        provisional=clock.provisional,
        stopped=clock.stopped,
        tags=tuple(_clock_tags(words, clock)),
        rule=rule,
        proof=tuple(proof_rows(words, clock)),
    )


def _clock_tags(words: Wording, clock: ClockState) -> list[Tag]:
    _ = words._
    found = [Tag(translate("clocks", clock.state.label, words.language), _CLOCK_TONE[clock.state])]
    if clock.is_open and clock.step and clock.step.step.state is not StepState.OVERDUE:
        name = words.said(clock.step.step, "name")
        found.append(Tag(name.text if name else clock.step.step.id, LATE if clock.is_overdue else OPEN))
    if clock.provisional:
        found.append(Tag(_("provisional"), AWAY))
    return found
