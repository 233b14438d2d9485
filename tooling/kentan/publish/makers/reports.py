"""The reports of each programme and place, the direct report of each meeting, their lists, and their Word files."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from weakref import WeakKeyDictionary

from kentan.figures.recurring import Group, Matter, recurring
from kentan.figures.reporting import REPORTED, Scope
from kentan.publish.edition import Edition
from kentan.publish.makers.meetings import meeting_view
from kentan.publish.page import File, Page
from kentan.publish.paper import Paper
from kentan.publish.text import Said
from kentan.publish.veil import stub_of
from kentan.publish.views.direct_report import direct_paper
from kentan.publish.views.parts import Link
from kentan.publish.views.periods import direct_address, period_in_words, report_address, report_folder, report_title
from kentan.publish.views.report import ReportPaper
from kentan.publish.word.document import word
from kentan.records.meeting import Meeting
from kentan.records.programme import Period

SECTION = "reports"


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


class Reports:
    """All reports of the site in one language, each made when it is asked for.

    A place has half-yearly and yearly pages; its months are written by `kentan report` for whoever asks.
    """

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._papers: dict[str, Paper] = {}
        self._reporting = edition.index.computed.measures.reporting

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        """Every scope with records, by programme, place and period."""
        return tuple(
            scope for scope in self._reporting.scopes() if scope.place is None or scope.period is not Period.MONTH
        )

    def key(self, address: str) -> str | None:
        """The key of a report: it rests on all records of its programme, a direct report on those of its meeting."""
        return self._keys.get(address)

    @cached_property
    def _keys(self) -> Mapping[str, str | None]:
        index, keys = self._edition.index, self._edition.keys
        cases, meetings = defaultdict(list), defaultdict(list)
        for case in (*index.cases, *index.hidden):
            cases[case.programme].append(case)
        for meeting in index.meetings:
            meetings[meeting.programme].append(meeting)
        of = {name: keys.of(cases[name], meetings[name]) for name in {*cases, *meetings}}
        return {
            **{report_address(scope): of.get(scope.programme) for scope in self.scopes},
            **{direct_address(one.id): keys.of(index.by_meeting[one.id], (one,)) for one in self.direct()},
        }

    def papers(self) -> Iterator[tuple[str, Callable[[], Paper]]]:
        """Every report and direct report, by the address of its page; its page and its Word file share it."""
        for scope in self.scopes:
            yield report_address(scope), partial(self._once, report_address(scope), partial(self.paper, scope))
        for meeting in self.direct():
            address = direct_address(meeting.id)
            yield address, partial(self._once, address, partial(self.direct_paper, meeting))

    def _once(self, address: str, make: Callable[[], Paper]) -> Paper:
        known = self._papers.get(address)
        if known is None:
            known = self._papers[address] = make()
        return known

    def paper(self, scope: Scope) -> Paper:
        """The report of a scope."""
        groups = self._groups.get(scope.programme, ())
        before = Link(report_address(scope.before), Said(self._edition.words._("The period before")))
        beside = (before,) if scope.before in self._known else ()
        return ReportPaper(self._edition, self._reporting.report(scope), groups, beside).paper()

    def direct(self) -> Iterator[Meeting]:
        """The meetings that have a direct report: those that were held and at which something was raised."""
        index = self._edition.index
        return (meeting for meeting in reversed(index.meetings) if meeting.held and meeting.id in index.by_meeting)

    def direct_paper(self, meeting: Meeting) -> Paper:
        """The direct report of a meeting."""
        return direct_paper(self._edition, meeting, meeting_view(self._edition, meeting))

    @cached_property
    def _known(self) -> frozenset[Scope]:
        return frozenset(self.scopes)

    @cached_property
    def _groups(self) -> Mapping[str, tuple[Group, ...]]:
        """The similar matters of each programme, by their published titles."""
        matters: dict[str, list[Matter]] = defaultdict(list)
        for case in self._edition.index.cases:
            if stub_of(case.title, case.withheld) is None:
                matters[case.programme].append(Matter(case.id, case.topic, case.title))
        return {programme: recurring(found) for programme, found in matters.items()}


_OF_EDITION: WeakKeyDictionary[Edition, Reports] = WeakKeyDictionary()


def reports_of(edition: Edition) -> Reports:
    """The reports of an edition, the same ones at each call."""
    known = _OF_EDITION.get(edition)
    if known is None:
        known = _OF_EDITION[edition] = Reports(edition)
    return known


def report_pages(edition: Edition) -> Iterator[Page]:
    """Every page of reports."""
    reports, _ = reports_of(edition), edition.words._
    views = dict(reports.papers())
    yield _page(edition, "reports", f"{SECTION}/index.html", _("Reports"), partial(_all, edition, reports))
    for programme in sorted({scope.programme for scope in reports.scopes}):
        heading = _("Reports: {programme}").format(programme=edition.words.programme(programme).one_line)
        address = f"{report_folder(programme)}/index.html"
        yield _page(edition, "reports", address, heading, partial(_of_programme, edition, reports, programme))
    for scope in reports.scopes:
        title = f"{report_title(edition.words, scope)} · {_about(edition, scope)}"
        address = report_address(scope)
        yield _page(edition, "report", address, title, views[address], reports.key(address))
    yield _page(
        edition, "reports", f"{SECTION}/direct/index.html", _("Direct reports"), partial(_direct, edition, reports)
    )
    for meeting in reports.direct():
        title = _("Direct report: {theme}").format(theme=_theme(edition, meeting).one_line)
        address = direct_address(meeting.id)
        yield _page(edition, "report", address, f"{title} ({meeting.id[:10]})", views[address], reports.key(address))


def word_files(edition: Edition) -> Iterator[File]:
    """The Word file of every report, beside its page."""
    reports = reports_of(edition)
    for address, paper in reports.papers():
        make = partial(_word, edition, paper)
        yield File(f"{address.removesuffix('.html')}.docx", make, reports.key(address))


def _word(edition: Edition, paper: Callable[[], Paper]) -> bytes:
    return word(paper(), edition.language)


def _page(
    edition: Edition, kind: str, address: str, title: str, view: Callable[[], object], key: str | None = None
) -> Page:
    description = edition.words._(
        "Written from the records: figures, what is overdue, promises, and what was left out."
    )
    return Page(kind, edition.language, address, title, description, view, SECTION, key=key)


def _about(edition: Edition, scope: Scope) -> str:
    name = edition.words.programme(scope.programme).one_line
    return f"{name} · {edition.words.place(scope.place).one_line}" if scope.place else name


def _theme(edition: Edition, meeting: Meeting) -> Said:
    return edition.words.said(meeting, "theme", meeting.withheld) or Said(meeting.id)


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


_ORDER = {period: place for place, period in enumerate(REPORTED)}


def _direct(edition: Edition, reports: Reports) -> ReportsView:
    _ = edition.words._
    years: dict[str, list[Link]] = defaultdict(list)
    for meeting in reports.direct():
        theme = _theme(edition, meeting)
        text = f"{meeting.id[:10]} {theme.one_line}"
        years[meeting.id[:4]].append(Link(direct_address(meeting.id), Said(text, theme.language, theme.stub)))
    return ReportsView(
        heading=Said(_("Direct reports")),
        lead=_("What was raised at each meeting, matter for matter, for those who decide."),
        links=(),
        shelves=(Shelf(Said(_("By year")), tuple((year, tuple(links)) for year, links in years.items())),),
        back=Link(f"{SECTION}/index.html", Said(_("Reports"))),
    )
