"""The ledger: all records of one state of a repository, by id, and the file from which each was read."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any, NamedTuple

from kentan.records.calendar import CalendarYear
from kentan.records.case import Case
from kentan.records.frozen import frozen
from kentan.records.meeting import Meeting
from kentan.records.programme import Programme, RuleSet
from kentan.records.registry import (
    Claims,
    Department,
    Departments,
    Instance,
    Institution,
    Institutions,
    People,
    Person,
    Place,
    Places,
    Survey,
    Topic,
    Topics,
)
from kentan.records.vocabulary import Level


class Comment(NamedTuple):
    """A comment in a file: where it begins, counted from 1, and what it says, from its `#` on."""

    line: int
    column: int
    text: str


@frozen
class Ledger:
    """Everything that a repository records. Records that could not be read are missing; findings say so.

    `files` maps (kind, id) to the path of the file relative to the root, with `/`; kinds are `case`, `meeting`,
    `programme`, `survey`, `claims`, `calendar`, and the single files `instance`, `departments`, `institutions`,
    `people`, `places`, `topics` with the empty id.
    `unread` names the ids (by kind) of files that exist but could not be read, so that no reference to them is
    called unknown.
    `comments` are those of each file that has any, but the modeline and the marks that the formatter writes.
    `statutory` are the years of the working calendar that Kentan ships; `calendars` what the instance adds to them.
    """

    instance: Instance | None = None
    departments: Mapping[str, Department] = field(default_factory=dict)
    institutions: Mapping[str, Institution] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    programmes: Mapping[str, Programme] = field(default_factory=dict)
    surveys: Mapping[str, Survey] = field(default_factory=dict)
    claims: Mapping[str, Claims] = field(default_factory=dict)
    calendars: Mapping[str, CalendarYear] = field(default_factory=dict)
    cases: Mapping[str, Case] = field(default_factory=dict)
    meetings: Mapping[str, Meeting] = field(default_factory=dict)
    files: Mapping[tuple[str, str], str] = field(default_factory=dict)
    unread: frozenset[tuple[str, str]] = frozenset()
    comments: Mapping[str, tuple[Comment, ...]] = field(default_factory=dict)
    statutory: tuple[CalendarYear, ...] = ()

    def registry(self) -> Iterator[tuple[str, str, Any]]:
        """Yield every record of the registry with its kind and its id; of lists the whole file's, with the empty id."""
        if self.instance:
            yield "instance", "", self.instance
        for kind, records in (
            ("programme", self.programmes),
            ("survey", self.surveys),
            ("claims", self.claims),
            ("calendar", self.calendars),
        ):
            yield from ((kind, name, record) for name, record in records.items())
        yield "departments", "", Departments(departments=self.departments)
        yield "institutions", "", Institutions(institutions=self.institutions)
        yield "people", "", People(people=self.people)
        yield "places", "", Places(places=self.places)
        yield "topics", "", Topics(topics=self.topics)

    def level_of(self, place: str) -> Level | None:
        """Return the administrative level of a place, None where the place is unknown."""
        found = self.places.get(place)
        return found.level if found else None

    def rules_of(self, case: Case) -> RuleSet | None:
        """Return the rules under which a case began: those that counted on the day it was raised."""
        programme = self.programmes.get(case.programme)
        return programme.rules_on(case.raised.on.day) if programme else None
