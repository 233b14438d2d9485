"""The pages of departments, topics and programmes, and their lists."""

from dataclasses import dataclass

from kentan.publish.text import Said
from kentan.publish.views.meeting import MeetingRow
from kentan.publish.views.parts import Fact, Link, SourceView
from kentan.publish.views.profile import ProfileView
from kentan.publish.views.rounds import RoundsView
from kentan.publish.views.row import Row
from kentan.publish.views.rules_in_words import VersionView
from kentan.publish.views.scores import HostsView, ScoresView


@dataclass(frozen=True, slots=True)
class NamedCount:
    """A line of a list of departments, topics or programmes; `first` and `cases` are counts."""

    link: Link
    about: Said | None
    first: int | None
    cases: int


@dataclass(frozen=True, slots=True)
class NamesView:
    """A list of departments, topics or programmes."""

    heading: str
    rows: tuple[NamedCount, ...]


@dataclass(frozen=True, slots=True)
class DepartmentView:
    """The page of a department; `rows` are its newest cases."""

    name: Said
    facts: tuple[Fact, ...]
    leads: int
    supports: int
    profile: ProfileView
    rows: tuple[Row, ...]
    all_cases: Link
    feeds: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """The page of a programme: what it is, its rules in words, its meetings."""

    name: Said
    summary: Said | None
    facts: tuple[Fact, ...]
    versions: tuple[VersionView, ...]
    rounds: RoundsView
    scores: ScoresView | None
    hosts: HostsView | None
    burden: tuple[Fact, ...]
    meetings: tuple[MeetingRow, ...]
    cases: int
    all_cases: Link
    sources: tuple[SourceView, ...]
