"""The reports of each programme and place, the direct report of each meeting, their lists, and their Word files."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, partial

from kentan.figures.reporting import REPORTED, Reporting, Scope
from kentan.publish.archive import has_direct_report, is_of_a_past_year, is_recent
from kentan.publish.edition import Edition
from kentan.publish.makers.meetings import rules_of
from kentan.publish.page import File, Known, Page
from kentan.publish.paper import Paper
from kentan.publish.reportkeys import report_keys
from kentan.publish.same import found_once
from kentan.publish.text import Said, day_in_words
from kentan.publish.views.direct_report import direct_paper
from kentan.publish.views.meeting import MeetingPage, theme_of
from kentan.publish.views.parts import Link
from kentan.publish.views.periods import (
    direct_address,
    period_in_words,
    period_slug,
    report_address,
    report_folder,
    report_title,
)
from kentan.publish.views.report import ReportPaper
from kentan.publish.word.document import word
from kentan.records.meeting import Meeting
from kentan.records.programme import Period

SECTION = "reports"
_ORDER = {period: place for place, period in enumerate(REPORTED)}


@dataclass(frozen=True, slots=True)
class Shelf:
    """One list of reports: what it is of, and for each year the links by period."""

    heading: Said
    years: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True)
class ReportsView:
    """A page that lists reports; `back` is the page above."""

    heading: Said
    lead: str
    links: tuple[Link, ...]
    shelves: tuple[Shelf, ...]
    back: Link | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """One report: the address and title of its page, its paper, and its key.

    `has_word` says whether it has a Word file, `is_short` whether its page stands in the shell of short pages.
    """

    address: str
    title: Callable[[], str]
    paper: Callable[[], Paper]
    key: str | None
    has_word: bool
    is_short: bool


class Reports:
    """All reports of the site in one language, each made when it is asked for.

    A place has half-yearly and yearly pages; its months are written by `kentan report` for whoever asks. So are the
    Word files of older reports: an office edits one when its period ends.
    """

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._reporting = edition.index.computed.measures.reporting

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Every scope with records, by programme and last day: what is reckoned for that day serves all of them."""
        return _scopes(self._reporting)

    def printed(self) -> Iterator[Printed]:
        """Every report and direct report."""
        keys = report_keys(self._edition)
        for scope in self.scopes:
            title, key = partial(_title, self._edition, scope), keys.of(scope.programme, scope.last)
            yield Printed(report_address(scope), title, partial(self.paper, scope), key, *self._form(scope.last))
        for meeting in self.published():
            title = partial(_title_of_direct, self._edition, meeting)
            key = self._edition.keys.of(self._edition.index.by_meeting[meeting.id], (meeting,))
            last = meeting.held.on.day if meeting.held else date.min
            paper = partial(self.direct_paper, meeting)
            yield Printed(direct_address(meeting.id), title, paper, key, *self._form(last))

    def paper(self, scope: Scope) -> Paper:
        """The report of a scope."""
        before, said = scope.before, Said(self._edition.words._("The period before"))
        beside = (Link(report_address(before), said),) if before in self._known else ()
        file = f"{period_slug(scope)}.docx" if is_recent(self._edition, scope.last) else ""
        return ReportPaper(self._edition, self._reporting.report(scope), beside, file).paper()

    def direct(self) -> Iterator[Meeting]:
        """The meetings that have a direct report: those that were held and at which something was raised."""
        index = self._edition.index
        return (meeting for meeting in reversed(index.meetings) if meeting.held and meeting.id in index.by_meeting)

    def published(self) -> Iterator[Meeting]:
        """The meetings whose direct report stands on the site."""
        return (meeting for meeting in self.direct() if has_direct_report(self._edition, meeting))

    def direct_paper(self, meeting: Meeting) -> Paper:
        """The direct report of a meeting; a letter is no log, so how it was recorded is left to the meeting's page."""
        page = MeetingPage(self._edition.words, meeting, rules_of(self._edition, meeting))
        return direct_paper(self._edition, meeting, page.view((), ""))

    @cached_property
    def _known(self) -> frozenset[Scope]:
        return frozenset(self.scopes)

    def _form(self, last: date) -> tuple[bool, bool]:
        """Whether a report up to that day has a Word file on the site, and whether it has a short page."""
        return is_recent(self._edition, last), is_of_a_past_year(self._edition, last)


@found_once
def _scopes(reporting: Reporting) -> tuple[Scope, ...]:
    found = (scope for scope in reporting.scopes if scope.place is None or scope.period is not Period.MONTH)
    return tuple(sorted(found, key=lambda each: (each.programme, each.last, _ORDER[each.period], each.place or "")))


def report_lists(edition: Edition) -> Iterator[Page]:
    """The pages that list reports."""
    reports, _ = Reports(edition), edition.words._
    programmes = sorted({scope.programme for scope in reports.scopes})
    key = edition.keys.of((), (), programmes)
    yield _page(edition, "reports", f"{SECTION}/index.html", _("Reports"), partial(_all, edition, reports), key)
    for programme in programmes:
        heading = _("Reports: {programme}").format(programme=edition.words.programme(programme).one_line)
        address = f"{report_folder(programme)}/index.html"
        key = edition.keys.of((), (), [scope for scope in reports.scopes if scope.programme == programme])
        yield _page(edition, "reports", address, heading, partial(_of_programme, edition, reports, programme), key)
    key = edition.keys.of((), reports.published())
    heading, address = _("Direct reports"), f"{SECTION}/direct/index.html"
    yield _page(edition, "reports", address, heading, partial(_direct, edition, reports), key)


def written(edition: Edition) -> Iterator[tuple[Known, File | None]]:
    """The page of every report with its Word file, where it has one; both are made of one paper."""
    for one in Reports(edition).printed():
        paper = cache(one.paper)
        page = Known(edition.language, one.address, one.key, partial(_report, edition, one, paper))
        make = partial(_word, edition, paper)
        file = File(edition.language, f"{one.address.removesuffix('.html')}.docx", make, one.key)
        yield page, file if one.has_word else None


def _report(edition: Edition, one: Printed, paper: Callable[[], Paper]) -> Page:
    return _page(edition, "report", one.address, one.title(), paper, one.key, one.is_short)


def _word(edition: Edition, paper: Callable[[], Paper]) -> bytes:
    return word(paper(), edition.language)


def _page(
    edition: Edition,
    kind: str,
    address: str,
    title: str,
    view: Callable[[], object],
    key: str | None,
    is_short: bool = False,
) -> Page:
    description = edition.words._(
        "Written from the records: figures, what is overdue, promises, and what was left out."
    )
    return Page(kind, edition.language, address, title, description, view, SECTION, key=key, is_short=is_short)


def _about(edition: Edition, scope: Scope) -> str:
    name = edition.words.programme(scope.programme).one_line
    return f"{name} · {edition.words.place(scope.place).one_line}" if scope.place else name


def _title(edition: Edition, scope: Scope) -> str:
    return f"{report_title(edition.words, scope)} · {_about(edition, scope)}"


def _title_of_direct(edition: Edition, meeting: Meeting) -> str:
    title = edition.words._("Direct report: {theme}").format(theme=theme_of(edition.words, meeting).one_line)
    return f"{title} ({meeting.id[:10]})"


def _all(edition: Edition, reports: Reports) -> ReportsView:
    words, _ = edition.words, edition.words._
    programmes = sorted({scope.programme for scope in reports.scopes})
    return ReportsView(
        heading=Said(_("Reports")),
        lead=_(
            "Monthly, half-yearly and yearly, written from the records at the end of each period, to print or to edit."
        ),
        links=(
            *(Link(f"{report_folder(name)}/index.html", words.programme(name)) for name in programmes),
            Link(f"{SECTION}/direct/index.html", Said(_("Direct reports of meetings"))),
        ),
        shelves=(),
    )


def _of_programme(edition: Edition, reports: Reports, programme: str) -> ReportsView:
    words, _ = edition.words, edition.words._
    shelves: dict[str | None, dict[int, list[Scope]]] = defaultdict(lambda: defaultdict(list))
    for scope in reports.scopes:
        if scope.programme == programme:
            shelves[scope.place][scope.first.year].append(scope)
    return ReportsView(
        heading=words.programme(programme),
        lead=_("The reports of each year, of the whole programme and of its places."),
        links=(),
        shelves=tuple(
            Shelf(words.place(place) if place else Said(_("The whole programme")), _years(edition, found))
            for place, found in sorted(shelves.items(), key=lambda each: each[0] or "")
        ),
        back=Link(f"{SECTION}/index.html", Said(_("Reports"))),
    )


def _years(edition: Edition, found: Mapping[int, list[Scope]]) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    words = edition.words
    return tuple(
        (
            str(year),
            tuple(
                Link(report_address(scope), Said(period_in_words(words, scope)))
                for scope in sorted(found[year], key=lambda scope: (_ORDER[scope.period], scope.first))
            ),
        )
        for year in sorted(found, reverse=True)
    )


def _direct(edition: Edition, reports: Reports) -> ReportsView:
    _ = edition.words._
    years: dict[str, list[Link]] = defaultdict(list)
    for meeting in reports.published():
        theme = theme_of(edition.words, meeting)
        day = day_in_words(meeting.day, edition.language) if meeting.day else meeting.id[:10]
        text = f"{day} · {edition.words.place(meeting.place).one_line} · {theme.one_line}"
        years[meeting.id[:4]].append(Link(direct_address(meeting.id), Said(text, theme.language, theme.stub)))
    return ReportsView(
        heading=Said(_("Direct reports")),
        lead=_("What was raised at each meeting, matter for matter, for those who decide."),
        links=(),
        shelves=(Shelf(Said(_("By year")), tuple((year, tuple(links)) for year, links in years.items())),),
        back=Link(f"{SECTION}/index.html", Said(_("Reports"))),
    )
