"""What a programme owes with one meeting: its notice, and not inviting the same enterprise too often."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from kentan.clocks.compiled import CompiledRules
from kentan.clocks.history import is_seen
from kentan.clocks.spans import Unit
from kentan.records.frozen import frozen_value
from kentan.records.ledger import Ledger
from kentan.records.meeting import Meeting
from kentan.records.moments import Moment

Invitations = Mapping[tuple[str, str], list[tuple[date, str]]]
"""By programme and enterprise: day and id of each meeting to which it was invited, in the order of time."""


class MeetingStatus(StrEnum):
    """Where a meeting stands: computed, never typed."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    HELD = "held"
    CANCELLED = "cancelled"
    PASSED = "passed"
    """Its day has passed, and nothing says whether it was held."""


@frozen_value
class NoticeState:
    """The notice of a meeting: the last day for it, the day it was given (None: not), and whether that is late."""

    due: date
    announced: date | None
    late: bool
    provisional: bool


@frozen_value
class TooOften:
    """An enterprise invited more often than the cap: how often since a day, this meeting counted.

    `index` is its place in the list of the invited.
    """

    enterprise: str
    index: int
    times: int
    at_most: int
    since: date


@frozen_value
class MeetingState:
    """A meeting as of one moment. `notice` is None where none is owed or no day of the meeting is known."""

    meeting: Meeting
    status: MeetingStatus
    notice: NoticeState | None
    too_often: tuple[TooOften, ...]


def day_of(meeting: Meeting) -> date | None:
    """Return the day of a meeting: on which it was held, or is planned, or that its id names."""
    if meeting.day is not None:
        return meeting.day
    try:
        return date.fromisoformat(meeting.id[:10])
    except ValueError:
        return None


def invitations_of(ledger: Ledger) -> Invitations:
    """Return who was invited when, by programme and enterprise; cancelled meetings do not count."""
    found: dict[tuple[str, str], list[tuple[date, str]]] = {}
    for meeting in ledger.meetings.values():
        day = day_of(meeting)
        if day is not None and meeting.cancelled is None:
            for enterprise in {*meeting.invited}:
                found.setdefault((meeting.programme, enterprise), []).append((day, meeting.id))
    for days in found.values():
        days.sort()
    return found


def reckon_meeting(
    meeting: Meeting, rules: CompiledRules | None, invitations: Invitations, as_of: Moment
) -> MeetingState:
    """Return the state of a meeting; without rules nothing is owed."""
    announced = meeting.announced
    if announced is not None and announced > as_of.day:
        announced = None
    day = day_of(meeting)
    if meeting.held is not None and is_seen(meeting.held.on, as_of):
        status = MeetingStatus.HELD
    elif meeting.cancelled is not None and is_seen(meeting.cancelled.on, as_of):
        status = MeetingStatus.CANCELLED
    elif day is not None and day < as_of.day:
        status = MeetingStatus.PASSED
    else:
        status = MeetingStatus.PLANNED if announced is None else MeetingStatus.ANNOUNCED
    if rules is None or day is None:
        return MeetingState(meeting, status, None, ())
    return MeetingState(
        meeting,
        status,
        _notice(meeting, rules, day, announced, status, as_of),
        tuple(_too_often(meeting, rules, day, invitations)),
    )


def _notice(
    meeting: Meeting, rules: CompiledRules, day: date, announced: date | None, status: MeetingStatus, as_of: Moment
) -> NoticeState | None:
    kind = rules.rules.meetings.get(meeting.kind)
    if kind is None or kind.notice is None:
        return None
    span = rules.compile_limit(kind.notice)
    due = span.before(Moment(day)).day
    late = as_of.day > due if announced is None else announced > due
    if status is MeetingStatus.CANCELLED and announced is None:
        late = False
    counts = span.unit in (Unit.WORKING_DAY, Unit.OFFICE_MINUTE)
    return NoticeState(due, announced, late, counts and rules.compile_limit.calendar.provisional(day))


def _too_often(meeting: Meeting, rules: CompiledRules, day: date, invitations: Invitations) -> list[TooOften]:
    cap = rules.rules.invitations
    if cap is None or rules.cap is None or meeting.cancelled is not None:
        return []
    since = rules.cap.before(Moment(day)).day
    found: list[TooOften] = []
    for index, enterprise in enumerate(meeting.invited):
        days = invitations.get((meeting.programme, enterprise), [])
        times = sum(1 for each in days if since < each[0] and each <= (day, meeting.id))
        if times > cap.at_most:
            found.append(TooOften(enterprise, index, times, cap.at_most, since))
    return found
