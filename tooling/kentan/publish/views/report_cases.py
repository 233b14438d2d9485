"""The tables of a report that name matters and meetings. Their texts come from the published records alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from weakref import WeakKeyDictionary

from kentan.clocks.state import CaseState, ClockState
from kentan.figures.entered import Promised
from kentan.figures.reporting import Report
from kentan.languages import translate
from kentan.publish.disclosed import disclosed
from kentan.publish.edition import Edition
from kentan.publish.paper import Block, Cell, Table, cell, paragraph
from kentan.publish.text import Said, clean, day_in_words
from kentan.publish.views.meeting import MeetingPage
from kentan.publish.views.shared import case_address
from kentan.records.meeting import Meeting
from kentan.records.programme import Clock, RuleSet

MOST = 100
"""More lines than this are not shown in one table; how many more there are is said."""


@dataclass(frozen=True, slots=True)
class _Cells:
    """What stands in the tables of many reports of an edition, made once."""

    cases: dict[str, Cell] = field(default_factory=dict)
    departments: dict[str, Cell] = field(default_factory=dict)
    deadlines: dict[int, tuple[Clock, Cell]] = field(default_factory=dict)
    meetings: dict[tuple[str, date], tuple[Cell, ...]] = field(default_factory=dict)


_CELLS: WeakKeyDictionary[Edition, _Cells] = WeakKeyDictionary()


def _cells_of(edition: Edition) -> _Cells:
    known = _CELLS.get(edition)
    if known is None:
        known = _CELLS[edition] = _Cells()
    return known


def case_cell(edition: Edition, case: str) -> Cell:
    """A case by its published title and its id; by its id alone where it is not published."""
    cells = _cells_of(edition).cases
    known = cells.get(case)
    if known is None:
        known = cells[case] = _case_cell(edition, case)
    return known


def _case_cell(edition: Edition, case: str) -> Cell:
    published = edition.index.ledger.cases.get(case)
    if published is None:
        return cell(case, case_address(case))
    title = edition.words.said(published, "title", published.withheld) or Said("")
    return Cell(Said(f"{title.one_line} ({case})", title.language, title.stub), case_address(case))


def department_cell(edition: Edition, department: str | None) -> Cell:
    """A department by its name."""
    if department is None:
        return cell("–")
    cells = _cells_of(edition).departments
    known = cells.get(department)
    if known is None:
        address = f"departments/{department}.html" if edition.words.knows("departments", department) else ""
        known = cells[department] = Cell(edition.words.department(department), address)
    return known


def _deadline_cell(edition: Edition, clock: ClockState) -> Cell:
    cells = _cells_of(edition).deadlines
    known = cells.get(id(clock.clock))
    if known is None:
        name = edition.words.said(clock.clock, "name") or Said(clean(clock.id))
        known = cells[id(clock.clock)] = clock.clock, Cell(name)
    return known[1]


def late_table(edition: Edition, report: Report) -> Iterator[Block]:
    """What was overdue at the end of the period, whenever it was raised, the oldest due date first."""
    words, _ = edition.words, edition.words._
    if not report.overdue:
        yield paragraph(_("Nothing was overdue."))
        return
    found = sorted(
        (
            (clock.due, state.case.id, clock)
            for state in report.overdue
            for clock in _clocks(edition, state)
            if clock.is_overdue
        ),
        key=lambda each: (each[0], each[1], each[2].key),
    )
    unsaid = len(report.overdue) - len({case for _due, case, _clock in found})
    rows = tuple(
        (
            case_cell(edition, case),
            department_cell(edition, clock.department),
            _deadline_cell(edition, clock),
            cell(day_in_words(due.day, words.language)),
            cell(str(clock.days_late)),
        )
        for due, case, clock in found[:MOST]
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
    rows = []
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
                case_cell(edition, promise.case),
                department_cell(edition, promise.department),
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
    known_rows, rows = _cells_of(edition).meetings, []
    for meeting in published[:MOST]:
        key = meeting.id, rules.from_
        row = known_rows.get(key)
        if row is None:
            row = known_rows[key] = _meeting(edition, meeting, rules)
        rows.append(row)
    head = (_("Day"), _("Meeting"), _("Kind"), _("Place"), _("Matters"))
    yield Table(_("Meetings"), head, tuple(rows), frozenset({4}))
    yield from _more(edition, len(published))


def _meeting(edition: Edition, meeting: Meeting, rules: RuleSet) -> tuple[Cell, ...]:
    row = MeetingPage(edition.words, meeting, rules).row(len(edition.index.by_meeting.get(meeting.id, ())))
    day = day_in_words(row.on, edition.words.language) if row.on else ""
    theme = Said(row.theme.one_line, row.theme.language, row.theme.stub)
    return cell(day), Cell(theme, row.address), Cell(row.kind), Cell(row.place), cell(str(row.cases))


def matters_table(edition: Edition, report: Report) -> Iterator[Block]:
    """Every matter of the period, as it stood at its end."""
    _ = edition.words._
    if not report.cases:
        return
    rows = tuple(_matter(edition, state) for state in report.cases[:MOST])
    head = (_("Matter"), _("Topic"), _("Lead"), _("State"))
    yield Table(_("The matters one by one"), head, rows)
    yield from _more(edition, len(report.cases))


def _matter(edition: Edition, state: CaseState) -> tuple[Cell, ...]:
    words, case = edition.words, edition.index.ledger.cases.get(state.case.id)
    if case is None:
        return case_cell(edition, state.case.id), *(cell("–") for _each in range(3))
    shown = disclosed(case, state) if case.withheld else state
    status = translate("clocks", shown.status.label, words.language)
    outcome = f" · {words.label(shown.outcome)}" if shown.outcome else ""
    late = f" · {words._('overdue')}" if state.is_overdue else ""
    return (
        case_cell(edition, case.id),
        Cell(words.topic(case.topic)),
        department_cell(edition, shown.lead),
        cell(f"{status}{outcome}{late}"),
    )


def _clocks(edition: Edition, state: CaseState) -> tuple[ClockState, ...]:
    """The clocks of a case that may be shown; none of a case that is not published."""
    case = edition.index.ledger.cases.get(state.case.id)
    if case is None:
        return ()
    return disclosed(case, state).clocks if case.withheld else state.clocks


def _is_published(edition: Edition, promise: Promised) -> bool:
    """Whether the published case shows the promise."""
    case = edition.index.ledger.cases.get(promise.case)
    part = case.assignments.get(promise.department) if case else None
    return part is not None and any(one.promise and one.promise.due == promise.due for one in part.replies)


def _more(edition: Edition, count: int) -> Iterator[Block]:
    if count > MOST:
        yield paragraph(edition.words._("and {count} more").format(count=count - MOST), quiet=True)
