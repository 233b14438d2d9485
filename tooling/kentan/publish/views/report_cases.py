"""The tables of a report that name matters and meetings. Their texts come from the published records alone."""

from collections.abc import Iterable, Iterator
from datetime import date
from weakref import WeakKeyDictionary

from kentan.clocks.state import CaseState, ClockState
from kentan.figures.entered import Promised
from kentan.figures.reporting import Report
from kentan.languages import translate
from kentan.publish.disclosed import disclosed
from kentan.publish.edition import Edition
from kentan.publish.index import Index
from kentan.publish.paper import Block, Cell, Table, cell, paragraph
from kentan.publish.same import found_once
from kentan.publish.text import Said, clean, day_in_words
from kentan.publish.views.figures import counts_text
from kentan.publish.views.meeting import MeetingPage
from kentan.publish.views.shared import case_address
from kentan.publish.wording import Wording
from kentan.records.clock import Clock
from kentan.records.meeting import Meeting
from kentan.records.programme import RuleSet

MOST = 100
"""More lines than this are not shown in one table; how many more there are is said."""
_REMEMBERED = 1 << 14


class Cells:
    """What stands in the tables of many reports in one language, made once."""

    def __init__(self, words: Wording, index: Index) -> None:
        self._words = words
        self._index = index
        self._cases: dict[str, Cell] = {}
        self._departments: dict[str | None, Cell] = {None: cell("–")}
        self._deadlines: dict[int, tuple[Clock, Cell]] = {}
        self._meetings: dict[tuple[str, date], tuple[Cell, ...]] = {}
        self._groups: dict[tuple[str, str, str], Cell] = {}
        self._counts: dict[tuple[str, tuple[int, int]], Cell] = {}

    def case(self, case: str) -> Cell:
        """A case by its published title and its id; by its id alone where it is not published."""
        known = self._cases.get(case)
        if known is None:
            if len(self._cases) >= _REMEMBERED:
                self._cases.clear()  # a case stands in the reports of few months
            known = self._cases[case] = self._case(case)
        return known

    def _case(self, case: str) -> Cell:
        published = self._index.ledger.cases.get(case)
        if published is None:
            return cell(case, case_address(case))
        title = self._words.said(published, "title", published.withheld) or Said("")
        return Cell(Said(self._words.remarked(title.one_line, case), title.language, title.stub), case_address(case))

    def department(self, department: str | None) -> Cell:
        """A department by its name."""
        known = self._departments.get(department)
        if known is None:
            assert department is not None
            address = f"departments/{department}.html" if self._words.knows("departments", department) else ""
            known = self._departments[department] = Cell(self._words.department(department), address)
        return known

    def deadline(self, clock: ClockState) -> Cell:
        """A deadline by its name."""
        known = self._deadlines.get(id(clock.clock))
        if known is None:
            name = self._words.said(clock.clock, "name") or Said(clean(clock.id))
            known = self._deadlines[id(clock.clock)] = clock.clock, Cell(name)
        return known[1]

    def group(self, dimension: str, key: str, address: str) -> Cell:
        """A topic, a department or a place by its name; `address` is its page, empty where it has none."""
        known = self._groups.get((dimension, key, address))
        if known is None:
            words = self._words
            name = {"topic": words.topic, "department": words.department, "place": words.place}[dimension]
            known = self._groups[dimension, key, address] = Cell(name(key), address)
        return known

    def counts(self, counted: Iterable[tuple[str, tuple[int, int]]]) -> list[Cell]:
        """The figures of indicators by their counts."""
        known = self._counts
        return [known.get(each) or self._counted(each) for each in counted]

    def _counted(self, counted: tuple[str, tuple[int, int]]) -> Cell:
        if len(self._counts) >= _REMEMBERED:
            self._counts.clear()
        found = self._counts[counted] = cell(counts_text(self._words, *counted))
        return found

    def meeting(self, meeting: Meeting, rules: RuleSet) -> tuple[Cell, ...]:
        """The line of a meeting."""
        key = meeting.id, rules.from_
        known = self._meetings.get(key)
        if known is None:
            row = MeetingPage(self._words, meeting, rules).row(len(self._index.by_meeting.get(meeting.id, ())))
            day = day_in_words(row.on, self._words.language) if row.on else ""
            theme = Said(row.theme.one_line, row.theme.language, row.theme.stub)
            known = cell(day), Cell(theme, row.address), Cell(row.kind), Cell(row.place), cell(str(row.cases))
            self._meetings[key] = known
        return known


_OF_EDITION: WeakKeyDictionary[Edition, Cells] = WeakKeyDictionary()


def cells_of(edition: Edition) -> Cells:
    """The cells of an edition, the same ones at each call."""
    known = _OF_EDITION.get(edition)
    if known is None:
        known = _OF_EDITION[edition] = Cells(edition.words, edition.index)
    return known


def late_table(edition: Edition, report: Report) -> Iterator[Block]:
    """What was overdue at the end of the period, whenever it was raised, the oldest due date first."""
    words, _ = edition.words, edition.words._
    if not report.overdue:
        yield paragraph(_("Nothing was overdue."))
        return
    found, unsaid = _late(report, edition.index)
    cells = cells_of(edition)
    rows = tuple(
        [
            (
                cells.case(state.case.id),
                cells.department(clock.department),
                cells.deadline(clock),
                cell(day_in_words(clock.due.day, words.language)),
                cell(str((report.as_of - clock.due.day).days)),
            )
            for state, clock in found[:MOST]
        ]
    )
    head = (_("Matter"), _("Department"), _("Deadline"), _("Due"), _("Days late"))
    if rows:
        yield Table(_("Overdue at the end of the period"), head, rows, frozenset({4}))
    yield from _more(edition, len(found))
    if unsaid:
        yield paragraph(_("Overdue beside these, and not published: {count}").format(count=unsaid), quiet=True)


def promises_table(edition: Edition, report: Report) -> Iterator[Block]:
    """The promises whose day lay in the period, and whether somebody else found them kept by its end."""
    words, _ = edition.words, edition.words._
    if not report.promises:
        return
    rows, cells = [], cells_of(edition)
    for promise in report.promises[:MOST]:
        if not _is_published(edition, promise):
            rows.append((cell(promise.case, case_address(promise.case)), *(cell("–") for _each in range(3))))
            continue
        if promise.kept:
            how = _("kept on {day}") if promise.kept <= promise.due else _("kept late, on {day}")
            kept = how.format(day=day_in_words(promise.kept, words.language))
        else:
            kept = _("not found kept") if promise.due < report.as_of else _("not due yet")
        rows.append(
            (
                cells.case(promise.case),
                cells.department(promise.department),
                cell(day_in_words(promise.due, words.language)),
                cell(kept),
            )
        )
    head = (_("Matter"), _("Department"), _("Promised for"), _("Kept"))
    yield Table(_("Promises that were due"), head, tuple(rows))
    yield from _more(edition, len(report.promises))


def meetings_table(edition: Edition, report: Report) -> Iterator[Block]:
    """The meetings held in the period; those that are not published are counted alone."""
    _, known = edition.words._, edition.index.ledger.meetings
    published = [known[one.id] for one in report.meetings if one.id in known]
    if not published:
        return
    rules = edition.index.ledger.programmes[report.scope.programme].rules_on(report.as_of)
    cells = cells_of(edition)
    rows = tuple([cells.meeting(meeting, rules) for meeting in published[:MOST]])
    head = (_("Day"), _("Meeting"), _("Kind"), _("Place"), _("Matters"))
    yield Table(_("Meetings"), head, rows, frozenset({4}))
    yield from _more(edition, len(published))


def matters_table(edition: Edition, report: Report) -> Iterator[Block]:
    """Every matter of the period, as it stood at its end."""
    _ = edition.words._
    if not report.cases:
        return
    cells = cells_of(edition)
    rows = tuple([_matter(edition, cells, state) for state in report.cases[:MOST]])
    head = (_("Matter"), _("Topic"), _("Lead"), _("State"))
    yield Table(_("The matters one by one"), head, rows)
    yield from _more(edition, len(report.cases))


def _matter(edition: Edition, cells: Cells, state: CaseState) -> tuple[Cell, ...]:
    words, case = edition.words, edition.index.ledger.cases.get(state.case.id)
    if case is None:
        return cells.case(state.case.id), *(cell("–") for _each in range(3))
    shown = disclosed(case, state) if case.withheld else state
    status = translate("clocks", shown.status.label, words.language)
    outcome = f" · {words.label(shown.outcome)}" if shown.outcome else ""
    late = f" · {words._('overdue')}" if state.is_overdue else ""
    return (
        cells.case(case.id),
        cells.group("topic", case.topic, ""),
        cells.department(shown.lead),
        cell(f"{status}{outcome}{late}"),
    )


@found_once
def _late(report: Report, index: Index) -> tuple[list[tuple[CaseState, ClockState]], int]:
    """What was overdue in which case, as far as it may be shown, and how many cases were overdue beside these."""
    found = [(state, clock) for state, clock in report.late if _is_shown(index, state, clock)]
    return found, len(report.overdue) - len({state.case.id for state, _clock in found})


def _is_shown(index: Index, state: CaseState, clock: ClockState) -> bool:
    """Whether a clock of a case may be shown; none of a case that is not published."""
    case = index.ledger.cases.get(state.case.id)
    return case is not None and (not case.withheld or clock in disclosed(case, state).clocks)


def _is_published(edition: Edition, promise: Promised) -> bool:
    """Whether the published case shows the promise."""
    case = edition.index.ledger.cases.get(promise.case)
    part = case.assignments.get(promise.department) if case else None
    return part is not None and any(one.promise and one.promise.due == promise.due for one in part.replies)


def _more(edition: Edition, count: int) -> Iterator[Block]:
    if count > MOST:
        yield paragraph(edition.words._("and {count} more").format(count=count - MOST), quiet=True)
