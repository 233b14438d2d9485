"""The tables of the open data: their columns, with what each means and whether it is computed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kentan.languages import mark
from kentan.publish.data.computed import COMPUTED
from kentan.publish.disclosed import replies
from kentan.publish.edition import Edition
from kentan.publish.facets import Filed
from kentan.publish.views.shared import case_address, meeting_address
from kentan.records.case import Withheld
from kentan.records.meeting import Meeting

N_ = mark
_ID, _CASE = N_("Id."), N_("Id of the case.")
_NAME, _NAME_EN = N_("Name."), N_("Name in English.")
_AS_OF = N_("The day as of which computed columns hold.")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type as a table schema says it, what it means, and how its value is found."""

    name: str
    type: str
    meaning: str
    of: Callable[[Any], Any]
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the name of its file, what a row is, the columns, and where the rows come from: from cases alone
    (`of_cases`), from meetings alone (`of_meetings`), or from anything else."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: Callable[[Edition], Iterable[Any]] | None = None
    of_cases: Callable[[Iterable[Filed]], Iterable[Any]] | None = None
    of_meetings: bool = False


def _enterprise(field: str) -> Callable[[Filed], Any]:
    return lambda row: getattr(row.case.enterprise, field) if row.case.enterprise else None


def _fields(found: tuple[Withheld, ...]) -> Iterator[str]:
    return (one.field for one in found)


def _words(values: Iterable[str]) -> str:
    return " ".join(values)


_CASES = (
    Column("id", "string", _ID, lambda row: row.case.id),
    Column("page", "string", N_("Address of its page, below the site's."), lambda row: case_address(row.case.id)),
    Column("programme", "string", N_("Programme."), lambda row: row.case.programme),
    Column("place", "string", N_("Place."), lambda row: row.case.place),
    Column("provenance", "string", N_("Where the record comes from."), lambda row: row.case.provenance),
    Column("kind", "string", N_("What the enterprise brings."), lambda row: row.case.kind),
    Column("topic", "string", N_("Topic."), lambda row: row.case.topic),
    Column("title", "string", N_("Title."), lambda row: row.case.title),
    Column("title_en", "string", N_("Title in English."), lambda row: row.case.translations.get("title_en")),
    Column("summary", "string", N_("The office's summary."), lambda row: row.case.summary),
    Column("raised_on", "string", N_("Day, or day and time, on which it was raised."), lambda row: row.case.raised.on),
    Column("raised_by", "string", N_("Who raised it."), lambda row: row.case.raised.by),
    Column("channel", "string", N_("The way by which it came in."), lambda row: row.case.raised.channel),
    Column("mode", "string", N_("In person or in writing."), lambda row: row.case.raised.mode),
    Column("meeting", "string", N_("Id of the meeting at which it was raised."), lambda row: row.case.raised.meeting),
    Column("disclosure", "string", N_("What the enterprise consented to publish."), _enterprise("disclosure")),
    Column("enterprise", "string", N_("Name of the enterprise, where it consented."), _enterprise("name")),
    Column("sector", "string", N_("Sector, where disclosed."), _enterprise("sector")),
    Column("size", "string", N_("Size, where disclosed."), _enterprise("size")),
    Column(
        "decision",
        "string",
        N_("The last decision on the case as a whole."),
        lambda row: row.case.acceptance[-1].decision if row.case.acceptance else None,
    ),
    Column("departments", "string", N_("Who handles it, by blanks."), lambda row: _words(row.case.assignments)),
    Column("replies", "integer", N_("Number of replies."), lambda row: len(replies(row.case))),
    Column("corrections", "integer", N_("Number of corrections."), lambda row: len(row.case.corrections)),
    Column(
        "withheld", "string", N_("Fields not published."), lambda row: _words(one.field for one in row.case.withheld)
    ),
    *(
        Column(f"computed_{one.key}", one.types, one.meaning, lambda row, one=one: one.of(row), computed=True)  # type: ignore[misc]
        for one in COMPUTED
    ),
)


def _replies(cases: Iterable[Filed]) -> Iterator[Any]:
    for one in cases:
        for department, part in one.case.assignments.items():
            for reply in part.replies:
                yield one.case.id, department, part.role, reply


_REPLIES = (
    Column("case", "string", _CASE, lambda row: row[0]),
    Column("department", "string", N_("Department that replied."), lambda row: row[1]),
    Column("role", "string", N_("Its part in the case."), lambda row: row[2]),
    Column("on", "string", N_("Day, or day and time, of the reply."), lambda row: row[3].on),
    Column("outcome", "string", N_("Outcome."), lambda row: row[3].outcome),
    Column("text", "string", N_("The reply."), lambda row: row[3].text),
    Column("basis", "string", N_("Reason in law or policy."), lambda row: row[3].basis),
    Column("promise", "string", N_("What is promised."), lambda row: row[3].promise.text if row[3].promise else None),
    Column("promise_due", "date", N_("By when."), lambda row: row[3].promise.due if row[3].promise else None),
    Column(
        "promise_kept_on",
        "string",
        N_("When it was kept, as somebody other than the department says."),
        lambda row: row[3].promise.kept.on if row[3].promise and row[3].promise.kept else None,
    ),
    Column("late_reason", "string", N_("Why it was late."), lambda row: row[3].late_reason),
)

_DEADLINES = (
    Column("case", "string", _CASE, lambda row: row[0]),
    Column("clock", "string", N_("Deadline, as the programme declares it."), lambda row: row[1].id, True),
    Column("number", "integer", N_("Which recurrence, from 0."), lambda row: row[1].number, True),
    Column("department", "string", N_("Department concerned."), lambda row: row[1].department, True),
    Column("obliges", "string", N_("Who is obliged."), lambda row: row[1].obliges, True),
    Column("started", "string", N_("When it began to run."), lambda row: row[1].started, True),
    Column("due", "string", N_("Last moment in time."), lambda row: row[1].due, True),
    Column("provisional", "boolean", N_("Rests on a year not announced."), lambda row: row[1].provisional, True),
    Column("stopped", "string", N_("When it was done."), lambda row: row[1].stopped, True),
    Column("ended", "string", N_("When it ended without being done."), lambda row: row[1].ended, True),
    Column("state", "string", N_("How it stands."), lambda row: row[1].state, True),
    Column("was_overdue", "boolean", N_("Whether it ever was overdue."), lambda row: row[1].was_overdue, True),
)


def _deadlines(cases: Iterable[Filed]) -> Iterator[Any]:
    return ((one.case.id, clock) for one in cases for clock in one.found.clocks)


def _attended(field: str) -> Callable[[Meeting], Any]:
    return lambda row: getattr(row.attendance, field) if row.attendance else None


_MEETINGS = (
    Column("id", "string", _ID, lambda row: row.id),
    Column("page", "string", N_("Address of its page, below the site's."), lambda row: meeting_address(row.id)),
    Column("programme", "string", N_("Programme."), lambda row: row.programme),
    Column("place", "string", N_("Place."), lambda row: row.place),
    Column("provenance", "string", N_("Where the record comes from."), lambda row: row.provenance),
    Column("kind", "string", N_("Kind of meeting."), lambda row: row.kind),
    Column("round", "integer", N_("Number of the round."), lambda row: row.round),
    Column("theme", "string", N_("Theme."), lambda row: row.theme),
    Column("theme_en", "string", N_("Theme in English."), lambda row: row.translations.get("theme_en")),
    Column("format", "string", N_("On site, by video, or both."), lambda row: row.format),
    Column("announced", "date", N_("Day of the announcement."), lambda row: row.announced),
    Column("planned", "date", N_("Day for which it is planned."), lambda row: row.planned),
    Column("held_on", "string", N_("When it was held."), lambda row: row.held.on if row.held else None),
    Column("minutes", "integer", N_("How long it lasted."), lambda row: row.held.minutes if row.held else None),
    Column("cancelled_on", "string", N_("When cancelled."), lambda row: row.cancelled.on if row.cancelled else None),
    Column("host", "string", N_("What the host is."), lambda row: row.host.kind if row.host else None),
    Column("enterprises", "integer", N_("Number of enterprises that came."), _attended("enterprises")),
    Column("entrepreneurs", "integer", N_("Number of entrepreneurs that came."), _attended("entrepreneurs")),
    Column("person_times", "integer", N_("Person-times."), _attended("person_times")),
)


def _withheld(edition: Edition) -> Iterator[tuple[str, Withheld]]:
    for case in (*edition.index.cases, *edition.index.hidden):
        yield from ((case.id, one) for one in case.withheld if one.until is None or edition.as_of < one.until)


_WITHHELD = (
    Column("case", "string", _CASE, lambda row: row[0]),
    Column("field", "string", N_("What is not published."), lambda row: row[1].field),
    Column("reason", "string", N_("Why."), lambda row: row[1].reason),
    Column("until", "date", N_("The day from which it is published."), lambda row: row[1].until),
)


def _named(register: str) -> Callable[[Edition], Iterable[Any]]:
    return lambda edition: sorted(getattr(edition.index.ledger, register).items())


_NAMES = (
    Column("id", "string", _ID, lambda row: row[0]),
    Column("name", "string", _NAME, lambda row: row[1].name),
    Column("name_en", "string", _NAME_EN, lambda row: row[1].translations.get("name_en")),
)

TABLES = (
    Table("cases", N_("Cases, one a row."), _CASES, of_cases=lambda cases: cases),
    Table("replies", N_("Replies, one a row."), _REPLIES, of_cases=_replies),
    Table("deadlines", N_("Deadlines, one a row: all of it is computed."), _DEADLINES, of_cases=_deadlines),
    Table("meetings", N_("Meetings, one a row."), _MEETINGS, of_meetings=True),
    Table("withheld", N_("What is not published, and why."), _WITHHELD, _withheld),
    Table("departments", N_("Names of the departments."), _NAMES, _named("departments")),
    Table("institutions", N_("Names of the institutions."), _NAMES, _named("institutions")),
    Table("places", N_("Names of the places."), _NAMES, _named("places")),
    Table("topics", N_("Names of the topics."), _NAMES, _named("topics")),
    Table("programmes", N_("Names of the programmes."), _NAMES, _named("programmes")),
)


def columns_of(table: Table) -> tuple[Column, ...]:
    """The columns of a table; where some are computed, the last says as of which day."""
    return (*table.columns, AS_OF) if any(column.computed for column in table.columns) else table.columns


AS_OF = Column("computed_as_of", "date", _AS_OF, lambda _row: None, computed=True)
