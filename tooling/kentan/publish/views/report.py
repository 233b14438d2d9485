"""The report of a period as a paper: what was counted, by whom, what recurs, what is late, and what was left out."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from itertools import islice

from kentan.figures.figure import Figure
from kentan.figures.reporting import FIGURES, Report
from kentan.publish.edition import Edition
from kentan.publish.index import Index
from kentan.publish.paper import Block, Bullets, Cell, Paper, Section, Table, cell, paragraph
from kentan.publish.recurrence import Recurring
from kentan.publish.same import found_once
from kentan.publish.text import Said, day_in_words
from kentan.publish.views.charts import flow_of
from kentan.publish.views.figures import figure_text, left_out, term
from kentan.publish.views.meeting import number
from kentan.publish.views.parts import OPEN, Link, Notice
from kentan.publish.views.periods import period_in_words, period_slug, report_folder, report_title
from kentan.publish.views.report_cases import cells_of, late_table, matters_table, meetings_table, promises_table
from kentan.publish.views.shared import case_address
from kentan.records.clock import Event
from kentan.records.programme import Period
from kentan.records.vocabulary import Provenance

_BY_DEPARTMENT = ("received", "answered-in-time", "solved", "promises-kept")
_BY_TOPIC = ("received", "answered", "solved")
_GROUPS = {"topic": _BY_TOPIC, "department": _BY_DEPARTMENT, "place": _BY_TOPIC}
_FOLDERS = {"topic": "cases/topic/{}/index.html", "department": "departments/{}.html", "place": ""}
_MOST_RECURRING = 20


class ReportPaper:
    """Makes the paper of one report in one language. Texts come from the veiled records alone, counts from all."""

    def __init__(self, edition: Edition, report: Report, beside: tuple[Link, ...], file: str) -> None:
        """`beside` are the links to other reports, `file` is the name of its Word file, empty where there is none."""
        self._edition = edition
        self._words = edition.words
        self._cells = cells_of(edition)
        self._report = report
        self._beside = beside
        self._file = file

    def paper(self) -> Paper:
        """The whole report."""
        words, scope = self._words, self._report.scope
        programme = words.programme(scope.programme).one_line
        place = f" · {words.place(scope.place).one_line}" if scope.place else ""
        overall = self._report.summary.overall
        received = len(self._report.cases)
        return Paper(
            title=report_title(words, scope),
            subtitle=f"{programme}{place}",
            issuer=words.said(self._edition.instance, "operator"),
            day=self._report.as_of,
            day_in_words=day_in_words(self._report.as_of, words.language),
            notices=tuple(self._notices()),
            sections=tuple(section for section in self._sections() if section.blocks),
            back=Link(f"{report_folder(scope.programme)}/index.html", Said(programme)),
            beside=self._beside,
            file=self._file,
            chart=flow_of(
                words.language,
                words._("What became of the matters of this period"),
                received,
                _count(overall["answered"]),
                _count(overall["solved"]),
            ),
        )

    def _sections(self) -> Iterator[Section]:
        _, report, edition = self._words._, self._report, self._edition
        yield Section("short", _("In short"), tuple(self._short()))
        yield Section("figures", _("Figures against the period before"), tuple(self._figures()))
        yield Section("topics", _("By topic"), tuple(self._grouped("topic", _("Topic"))))
        yield Section("departments", _("By department"), tuple(self._grouped("department", _("Department"))))
        if report.scope.place is None and len(report.summary.groups["place"]) > 1:
            yield Section("places", _("By place"), tuple(self._grouped("place", _("Place"))))
        yield Section("recurring", _("What recurs"), tuple(self._recurring()))
        yield Section("late", _("Overdue at the end of the period"), tuple(late_table(edition, report)))
        yield Section("promises", _("Promises that were due"), tuple(promises_table(edition, report)))
        yield Section("model", _("Model cases"), tuple(self._model()))
        yield Section("meetings", _("Meetings"), tuple(meetings_table(edition, report)))
        if report.scope.period is Period.MONTH:
            yield Section("matters", _("The matters one by one"), tuple(matters_table(edition, report)))
        yield Section("left-out", _("What was left out, and how this was reckoned"), tuple(self._left_out()))

    def _notices(self) -> Iterator[Notice]:
        words, _ = self._words, self._words._
        counted = _provenances(self._report)
        total = counted.total()
        said = [
            _("{count} of {total}: {what}").format(count=counted[kind], total=total, what=words.label(kind))
            for kind in Provenance
            if counted[kind] and kind is not Provenance.LIVE
        ]
        if said:
            yield Notice(_("Where the records of this report come from:"), _("; ").join(said), OPEN)

    def _short(self) -> Iterator[Block]:
        _, report = self._words._, self._report
        overall = report.summary.overall
        yield paragraph(
            _(
                "Meetings held in {period}: {meetings}; matters received: {received}. Of these answered by {day}: "
                "{answered}; solved: {solved}."
            ).format(
                period=period_in_words(self._words, report.scope),
                meetings=number(len(report.meetings)),
                received=number(len(report.cases)),
                day=day_in_words(report.as_of, self._words.language),
                answered=number(_count(overall["answered"])),
                solved=number(_count(overall["solved"])),
            )
        )
        happened = report.happened
        yield paragraph(
            _(
                "Answered in the same time: {replied}; settled: {settled}; rated: {rated}; whenever the matters were "
                "raised. Overdue at its end: {late}."
            ).format(
                replied=number(happened[Event.REPLIED]),
                settled=number(happened[Event.SETTLED]),
                rated=number(happened[Event.RATED]),
                late=number(len(report.overdue)),
            )
        )

    def _figures(self) -> Iterator[Block]:
        words, _, now = self._words, self._words._, self._report.summary.overall
        before = self._report.before or {}
        rows = tuple(
            (
                cell(term(words.language, name)),
                cell(self._figure(now, name)),
                cell(self._figure(before, name)),
            )
            for name in FIGURES
            if name in now
        )
        past = period_in_words(words, self._report.scope.before)
        head = (_("Figure"), period_in_words(words, self._report.scope), past)
        yield Table(_("Figures against the period before"), head, rows)
        if not before:
            yield paragraph(_("Nothing was recorded in the period before."), quiet=True)

    def _figure(self, figures: Mapping[str, Figure], name: str) -> str:
        """A figure on one line; satisfaction with its response."""
        response = figures.get("rating-response") if name == "satisfied" else None
        return figure_text(self._words, figures[name], response) if name in figures else "–"

    def _grouped(self, dimension: str, column: str) -> Iterator[Block]:
        cells, groups = self._cells, _groups(self._report, self._edition.index)[dimension]
        if not groups:
            return
        rows = tuple([(cells.group(dimension, key, page), *cells.counts(counted)) for key, counted, page in groups])
        terms = [term(self._words.language, indicator) for indicator in _GROUPS[dimension]]
        yield Table(column, (column, *terms), rows, frozenset({1}))

    def _recurring(self) -> Iterator[Block]:
        _ = self._words._
        groups = _similar(self._report, self._edition.index)
        between, more = cell(_("; ")), cell(" …")
        template = _("{topic}: {count} similar matters until now, {new} of them in this period: ")
        entries = []
        for group in groups:
            topic = self._words.topic(group.topic).one_line
            lead = template.format(topic=topic, count=group.count, new=len(group.new))
            shown = [part for name in group.new[:3] for part in (between, self._cells.case(name))][1:]
            entries.append((Cell(Said(lead)), *shown, *([more] if len(group.new) > 3 else [])))
        if entries:
            yield Bullets(tuple(entries))
            yield paragraph(
                _(
                    "Put together by their words: matters of one topic whose titles share at least half of their pairs "
                    "of neighbouring characters with the first of the group."
                ),
                quiet=True,
            )

    def _model(self) -> Iterator[Block]:
        scope, entries = self._report.scope, []
        recurrence = self._edition.index.recurrence
        for case in recurrence.featured(scope.programme, scope.place, scope.first, scope.last):
            reason = self._words.said(case.featured, "reason", case.withheld) if case.featured else None
            said = reason or Said("")
            entries.append(
                (
                    self._cells.case(case.id),
                    cell(self._words._(": ")),
                    Cell(Said(said.one_line, said.language, said.stub)),
                )
            )
        if entries:
            yield Bullets(tuple(entries))

    def _left_out(self) -> Iterator[Block]:
        words, _, report = self._words, self._words._, self._report
        overall = report.summary.overall
        notes = [(name, left_out(words, overall[name])) for name in FIGURES if name in overall]
        entries: list[tuple[Cell, ...]] = [
            (cell(term(words.language, name) + _(": ") + note),) for name, note in notes if note
        ]
        published = self._edition.index.ledger.cases
        for state in report.cases:
            if state.case.id not in published:
                address = case_address(state.case.id)
                entries.append((cell(state.case.id, address), cell(_(": counted, and not published as a whole"))))
        if entries:
            yield Bullets(tuple(entries))
        scope = report.scope
        place = f" --place {scope.place}" if scope.place else ""
        yield paragraph(
            _(
                "The figures are those of the matters raised in the period, as they stood on {day}; those of the "
                "period before as they stood at its own end. Nothing recorded later changes this report. To write it "
                "again: {command}"
            ).format(
                day=day_in_words(report.as_of, words.language),
                command=f"kentan report {period_slug(scope)} --programme {scope.programme}{place}",
            ),
            quiet=True,
        )


_Counts = tuple[str, list[tuple[str, tuple[int, int]]], str]


@found_once
def _groups(report: Report, index: Index) -> Mapping[str, list[_Counts]]:
    """Each topic, department and place with its counts by indicator, most received in front, and the address of its
    page, empty where it has none."""
    topics = {state.case.topic for state in report.cases if state.case.id in index.ledger.cases}
    pages: Mapping[str, Container[str]] = {"topic": topics, "department": index.ledger.departments, "place": ()}
    return {
        dimension: sorted(
            [
                (
                    key,
                    [(indicator, found.counts(indicator)) for indicator in wanted],
                    _FOLDERS[dimension].format(key) if key in pages[dimension] else "",
                )
                for key, found in report.summary.groups[dimension].items()
                if wanted[0] in found
            ],
            key=lambda each: (-each[1][0][1][0], each[0]),
        )
        for dimension, wanted in _GROUPS.items()
    }


@found_once
def _similar(report: Report, index: Index) -> tuple[Recurring, ...]:
    own, scope = [state.case.id for state in report.cases], report.scope
    return tuple(islice(index.recurrence.groups(scope.programme, own, scope.place, report.as_of), _MOST_RECURRING))


@found_once
def _provenances(report: Report) -> Counter[Provenance]:
    records = [state.case.provenance for state in report.cases]
    return Counter([*records, *(meeting.provenance for meeting in report.meetings)])


def _count(figure: Figure) -> int:
    return int(figure.numerator or 0)
