"""The home page: what this is, how many of how many, and what is new."""

from dataclasses import dataclass

from kentan.publish.charts.drawing import Chart
from kentan.publish.text import Said
from kentan.publish.views.meeting import MeetingRow
from kentan.publish.views.parts import Link, Tag
from kentan.publish.views.row import Row
from kentan.records.moments import Moment


@dataclass(frozen=True, slots=True)
class Count:
    """So many of so many, with what was left out, and a link to exactly those."""

    term: str
    count: str
    total: str | None
    share: str | None
    note: str | None
    address: str | None
    tone: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One reply, for the list of the newest."""

    address: str
    title: Said
    department: Said
    on: Moment
    tag: Tag


@dataclass(frozen=True, slots=True)
class HomeView:
    """Everything that the home page shows."""

    name: str
    notice: Said | None
    counts: tuple[Count, ...]
    course: Chart | None
    newest: tuple[Row, ...]
    oldest_open: tuple[Row, ...]
    answers: tuple[Answer, ...]
    coming: tuple[MeetingRow, ...]
    held: tuple[MeetingRow, ...]
    programmes: tuple[Link, ...]
