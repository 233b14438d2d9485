"""A page for each meeting, and the list of them, newest first, by year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from kentan.publish.archive import is_of_a_past_year
from kentan.publish.edition import Edition
from kentan.publish.makers.became import became
from kentan.publish.page import Page
from kentan.publish.text import Said
from kentan.publish.views.meeting import MeetingPage, MeetingRow, MeetingView, theme_of
from kentan.publish.views.parts import Link
from kentan.publish.views.shared import meeting_address
from kentan.records.meeting import Meeting
from kentan.records.programme import RuleSet

SECTION = "meetings"
MANY = 100
"""More meetings than this are listed year by year, each year on a page of its own."""


@dataclass(frozen=True, slots=True)
class MeetingsView:
    """A list of meetings, by year, newest first; `coming` are those that are planned.

    `year` is the year of a list that shows one alone; `others` are such lists, with their numbers of meetings.
    """

    total: int
    coming: tuple[MeetingRow, ...]
    years: tuple[tuple[str, tuple[MeetingRow, ...]], ...]
    year: str = ""
    others: tuple[tuple[Link, int], ...] = ()


def meeting_pages(edition: Edition) -> Iterator[Page]:
    """One page a meeting, and their list."""
    _ = edition.words._
    yield Page(
        kind="meetings",
        language=edition.language,
        address="meetings/index.html",
        title=_("Meetings"),
        description=_("Every meeting of enterprises and government, with what was raised there."),
        view=partial(_list, edition),
        section=SECTION,
        key=_key_of_list(edition, edition.index.meetings),
    )
    years = _years(edition)
    for year, found in years.items() if sum(map(len, years.values())) > MANY else ():
        yield Page(
            kind="meetings",
            language=edition.language,
            address=_year_address(year),
            title=_("Meetings in {year}").format(year=year),
            description=_("Every meeting of enterprises and government, with what was raised there."),
            view=partial(_list_of, edition, year, found),
            section=SECTION,
            key=_key_of_list(edition, found),
        )
    description = _("A meeting of enterprises and government: {theme}")
    for meeting in edition.index.meetings:
        theme = theme_of(edition.words, meeting)
        yield Page(
            kind="meeting",
            language=edition.language,
            address=meeting_address(meeting.id),
            title=f"{theme.one_line} ({meeting.id[:10]})",
            description=description.format(theme=theme.one_line),
            view=partial(meeting_view, edition, meeting),
            section=SECTION,
            search="",
            key=_key(edition, meeting),
            is_short=is_past(edition, meeting),
        )


def is_past(edition: Edition, meeting: Meeting) -> bool:
    """Whether the meeting was held or cancelled so long ago that its page stands in the shell of short pages."""
    ended = meeting.held or meeting.cancelled
    return ended is not None and is_of_a_past_year(edition, ended.on.day)


def _key(edition: Edition, meeting: Meeting) -> str | None:
    """A meeting's page says what the matters of the meeting before have become, those not published included.

    And what the history says of the meeting. The key is the same in all languages.
    """
    known = edition.keys.known
    if meeting.id not in known:
        known[meeting.id] = _found_key(edition, meeting)
    return known[meeting.id]


def _found_key(edition: Edition, meeting: Meeting) -> str | None:
    measures = edition.index.computed.measures
    names = [name for name in (meeting.id, measures.before.get(meeting.id)) if name]
    cases = [measures.ledger.cases[case] for name in names for case in measures.raised_at.get(name, ())]
    history = edition.recorded.digest(("meeting", meeting.id)) if edition.recorded else ""
    meetings = edition.keys.of((), [measures.ledger.meetings[name] for name in names])
    return meetings and edition.keys.of_each(cases, meetings, history)


def _key_of_list(edition: Edition, meetings: tuple[Meeting, ...]) -> str | None:
    """A list of meetings says of each how many of its matters are published."""
    by_meeting = edition.index.by_meeting
    return edition.keys.of((), meetings, [len(by_meeting.get(meeting.id, ())) for meeting in meetings])


def meeting_row(edition: Edition, meeting: Meeting) -> MeetingRow:
    """The line of a meeting in lists."""
    page = MeetingPage(edition.words, meeting, rules_of(edition, meeting))
    return page.row(len(edition.index.by_meeting.get(meeting.id, ())))


def rules_of(edition: Edition, meeting: Meeting) -> RuleSet | None:
    """The rules in force when a meeting took place; None where its programme is not known."""
    programme = edition.index.ledger.programmes.get(meeting.programme)
    return programme.rules_on(meeting.day or edition.as_of) if programme else None


def meeting_view(edition: Edition, meeting: Meeting) -> MeetingView:
    """The view of one meeting, with the cases that were raised there."""
    rows = edition.rows(edition.index.by_meeting.get(meeting.id, ()))
    file = edition.index.ledger.files.get(("meeting", meeting.id), "")
    page = MeetingPage(edition.words, meeting, rules_of(edition, meeting), edition.recorded)
    return page.view(rows, file, became(edition, meeting))


def _years(edition: Edition) -> Mapping[str, tuple[Meeting, ...]]:
    """The meetings that were held or cancelled, by year, newest first."""
    past = [meeting for meeting in reversed(edition.index.meetings) if meeting.held or meeting.cancelled]
    return {year: tuple(found) for year, found in groupby(past, key=lambda meeting: meeting.id[:4])}


def _year_address(year: str) -> str:
    return f"meetings/{year}/index.html"


def _list(edition: Edition) -> MeetingsView:
    years, total = _years(edition), len(edition.index.meetings)
    coming = [meeting for meeting in edition.index.meetings if not (meeting.held or meeting.cancelled)]
    planned = tuple(meeting_row(edition, one) for one in coming)
    if total - len(coming) <= MANY:
        return MeetingsView(total, planned, tuple((year, _rows(edition, found)) for year, found in years.items()))
    newest = next(iter(years))
    others = tuple((Link(_year_address(year), Said(year)), len(found)) for year, found in years.items())
    return MeetingsView(total, planned, ((newest, _rows(edition, years[newest][:MANY])),), others=others)


def _list_of(edition: Edition, year: str, found: tuple[Meeting, ...]) -> MeetingsView:
    return MeetingsView(len(found), (), ((year, _rows(edition, found)),), year=year)


def _rows(edition: Edition, found: tuple[Meeting, ...]) -> tuple[MeetingRow, ...]:
    return tuple(meeting_row(edition, meeting) for meeting in found)
