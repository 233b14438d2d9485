"""A page for each meeting, and the list of them, newest first, by year."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from kentan.publish.edition import Edition
from kentan.publish.makers.became import became
from kentan.publish.page import Page
from kentan.publish.views.meeting import MeetingPage, MeetingRow, MeetingView
from kentan.publish.views.shared import meeting_address
from kentan.records.meeting import Meeting

SECTION = "meetings"


@dataclass(frozen=True, slots=True)
class MeetingsView:
    """The list of meetings, by year, newest first; `coming` are those that are planned."""

    total: int
    coming: tuple[MeetingRow, ...]
    years: tuple[tuple[str, tuple[MeetingRow, ...]], ...]


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
    )
    for meeting in edition.index.meetings:
        theme = _page(edition, meeting).theme()
        yield Page(
            kind="meeting",
            language=edition.language,
            address=meeting_address(meeting.id),
            title=f"{theme.one_line} ({meeting.id[:10]})",
            description=_("A meeting of enterprises and government: {theme}").format(theme=theme.one_line),
            view=partial(meeting_view, edition, meeting),
            section=SECTION,
            search="",
            key=_key(edition, meeting),
        )


def _key(edition: Edition, meeting: Meeting) -> str | None:
    """A meeting's page says what the matters of the meeting before have become, those not published included."""
    measures = edition.index.computed.measures
    names = [name for name in (meeting.id, measures.before.get(meeting.id)) if name]
    cases = [measures.ledger.cases[case] for name in names for case in measures.raised_at.get(name, ())]
    return edition.keys.of(cases, [measures.ledger.meetings[name] for name in names])


def meeting_row(edition: Edition, meeting: Meeting) -> MeetingRow:
    """The line of a meeting in lists."""
    return _page(edition, meeting).row(len(edition.index.by_meeting.get(meeting.id, ())))


def _page(edition: Edition, meeting: Meeting) -> MeetingPage:
    programme = edition.index.ledger.programmes.get(meeting.programme)
    day = meeting.day or edition.as_of
    return MeetingPage(edition.words, meeting, programme.rules_on(day) if programme else None)


def meeting_view(edition: Edition, meeting: Meeting) -> MeetingView:
    """The view of one meeting, with the cases that were raised there."""
    rows = edition.rows(edition.index.by_meeting.get(meeting.id, ()))
    view = _page(edition, meeting).view(rows, edition.index.ledger.files.get(("meeting", meeting.id), ""))
    return replace(view, became=became(edition, meeting))


def _list(edition: Edition) -> MeetingsView:
    past = [meeting for meeting in reversed(edition.index.meetings) if meeting.held or meeting.cancelled]
    coming = [meeting for meeting in edition.index.meetings if not (meeting.held or meeting.cancelled)]
    years = tuple(
        (year, tuple(meeting_row(edition, meeting) for meeting in found))
        for year, found in groupby(past, key=lambda meeting: meeting.id[:4])
    )
    return MeetingsView(len(edition.index.meetings), tuple(meeting_row(edition, one) for one in coming), years)
