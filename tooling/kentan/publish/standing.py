"""How a case stands, in words: the tags that say it."""

from kentan.clocks.state import CaseState
from kentan.clocks.status import Status
from kentan.publish.views.handling import OUTCOME_TONE
from kentan.publish.views.parts import AWAY, CALM, LATE, OPEN, Tag
from kentan.publish.wording import Wording
from kentan.records.vocabulary import Outcome

_STATUS_TONE = {
    Status.REPLIED: CALM,
    Status.CLOSED: CALM,
    Status.CLOSED_UNRATED: CALM,
    Status.MERGED: AWAY,
    Status.NOT_ACCEPTED: AWAY,
    Status.WITHDRAWN: AWAY,
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


def is_unanswered(state: CaseState) -> bool:
    """Whether the case still waits for its answer."""
    return state.status in _UNANSWERED


def standing_tags(words: Wording, state: CaseState, outcome: Outcome | None) -> tuple[Tag, ...]:
    """The tags that say how a case stands; `outcome` as it is published."""
    _ = words._
    label = words.status(state.status.label)
    found = [Tag(label, _STATUS_TONE.get(state.status, OPEN))]
    if outcome:
        found.append(Tag(words.label(outcome), OUTCOME_TONE[outcome]))
    if state.is_overdue:
        found.append(Tag(_("overdue"), LATE))
    elif state.was_overdue:
        found.append(Tag(_("was overdue"), AWAY))
    return tuple(found)
