"""What a programme owes with its meetings: notice, cadence, and not inviting the same enterprise too often."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kentan.records.meeting import Meeting


class MeetingStatus(StrEnum):
    """Where a meeting stands: computed, never typed."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    HELD = "held"
    CANCELLED = "cancelled"
    PASSED = "passed"
    """The planned day has passed, and nothing says whether it was held."""


@dataclass(frozen=True, slots=True)
class NoticeState:
    """The notice of a meeting: the last day for it, the day it was given (None: not), and whether that is late."""

    due: date
    announced: date | None
    late: bool
    provisional: bool


@dataclass(frozen=True, slots=True)
class TooOften:
    """An enterprise invited more often than the cap: how often within the time that ends with this meeting."""

    enterprise: str
    index: int
    times: int
    at_most: int
    since: date


@dataclass(frozen=True, slots=True)
class MeetingState:
    """A meeting as of one moment. `notice` is None where none is owed or the day of the meeting is not known."""

    meeting: Meeting
    status: MeetingStatus
    notice: NoticeState | None
    too_often: tuple[TooOften, ...]
