"""What is due, soon due, overdue or long overdue, by department: as text, JSON, CSV, and a calendar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from kentan.clocks.state import CaseState, ClockState, with_missed
from kentan.languages import Language, messages, ngettext, translate
from kentan.records.clock import Obliged, StepState
from kentan.records.describe import text_in
from kentan.records.ledger import Ledger
from kentan.reports.cells import csv_text
from kentan.reports.objects import json_object
from kentan.reports.printable import printable

_ = messages("reports")
ORDER = (StepState.LONG_OVERDUE, StepState.OVERDUE, StepState.DUE_SOON, None)
"""The order in which states are listed; None is due, but not soon."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """One running clock of one case. `office` is the id of whom it obliges: a department, else the role.

    `obliged` is whom the step of its ladder obliges, which may be somebody else than the office: the department's id,
    or the word for the role; empty where the step obliges nobody. `obliged_due` is by when, `obliged_done` when it was
    done, as far as the programme and the record say. Of a clock that recurs the first period missed is named, with
    how many are: `periods`, 1 for all others.
    """

    office: str
    office_name: str
    case: str
    title: str
    clock: str
    clock_name: str
    due: str
    day: str
    state: StepState | None
    days_left: int
    provisional: bool
    obliged: str
    obliged_name: str
    obliged_to: str
    obliged_due: str
    obliged_done: str
    periods: int


def due_rows(states: Iterable[CaseState], ledger: Ledger, language: Language) -> list[DueRow]:
    """Return a row for each clock that still waits, by office, state, due date, case."""
    rows = [
        _row(state, clock, periods, ledger, language)
        for state in states
        if state.is_open
        for clock, periods in with_missed(state.open_clocks)
    ]
    return sorted(rows, key=lambda row: (row.office_name, row.office, ORDER.index(row.state), row.due, row.case))


def _row(state: CaseState, clock: ClockState, periods: int, ledger: Ledger, language: Language) -> DueRow:
    office = clock.owner
    known = ledger.departments.get(office)
    name = text_in(known, "name", language) if known else _label(clock.obliges, language)
    step = clock.step
    whom = step.step.obliges if step else None
    is_own = whom is Obliged.DEPARTMENT and known is not None
    return DueRow(
        office=office,
        office_name=name,
        case=state.case.id,
        title=text_in(state.case, "title", language),
        clock=clock.id,
        clock_name=clock.name_in(language),
        due=str(clock.due),
        day=clock.due.day.isoformat(),
        state=_state(clock),
        days_left=clock.days_left,
        provisional=clock.provisional,
        obliged=office if is_own else whom.value if whom else "",
        obliged_name=name if is_own else _label(whom, language) if whom else "",
        obliged_to=text_in(step.step, "to", language) if step else "",
        obliged_due=str(step.due) if step and step.due else "",
        obliged_done=str(step.done) if step and step.done else "",
        periods=periods,
    )


def _label(whom: Obliged, language: Language) -> str:
    return translate("records", whom.label, language)


def _state(clock: ClockState) -> StepState | None:
    """Return what the ladder says of a clock; one without a ladder, or on a named step, is overdue or not."""
    if clock.is_overdue:
        return StepState.LONG_OVERDUE if clock.is_long_overdue else StepState.OVERDUE
    soon = clock.step is not None and clock.step.step.state is StepState.DUE_SOON
    return StepState.DUE_SOON if soon else None


def state_name(row: DueRow, language: Language) -> str:
    """Return a row's state in words."""
    return translate("records", row.state.label, language) if row.state else translate("reports", "due", language)


def obligation(row: DueRow) -> str:
    """Return whom the step obliges to do what, by when, and whether it was done; empty where it obliges nobody."""
    if not (row.obliged_name or row.obliged_to):
        return ""
    said = _("{whom}: {what}").format(whom=row.obliged_name or row.office_name, what=row.obliged_to or _("to act"))
    if row.obliged_due:
        said += _("; by {moment}").format(moment=row.obliged_due)
    return said + (_("; done {moment}").format(moment=row.obliged_done) if row.obliged_done else "")


def _state_and_days(row: DueRow, language: Language) -> str:
    """Return the state, and by how many days what is overdue is: nothing where it is by hours only."""
    state = state_name(row, language)
    if row.days_left >= 0:
        return state
    late = -row.days_left
    return ngettext("reports", "{state} by {count} day", "{state} by {count} days", late).format(
        state=state, count=late
    )


def as_text(rows: Sequence[DueRow], language: Language) -> str:
    """Return the list for people, a block for each office."""
    if not rows:
        return _("Nothing is due.") + "\n"
    blocks = []
    for (name, _office), group in groupby(rows, key=lambda row: (row.office_name, row.office)):
        lines = [printable(name)]
        for row in group:
            mark = f" ({_('provisional')})" if row.provisional else ""
            mark += f" ({_('{count} periods missed').format(count=row.periods)})" if row.periods > 1 else ""
            lines.append(
                f"  {_state_and_days(row, language)}  {row.due}{mark}  {row.case}  {printable(row.clock_name)}  "
                f"{printable(row.title)}"
            )
            if said := obligation(row):
                lines.append(f"      → {printable(said)}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def as_json(rows: Sequence[DueRow], as_of: str) -> str:
    """Return the list as one JSON object."""
    entries = [
        {
            "office": row.office,
            "case": row.case,
            "title": row.title,
            "clock": row.clock,
            "due": row.due,
            "state": row.state.value if row.state else "due",
            "days_left": row.days_left,
            "provisional": row.provisional,
            "obliged": row.obliged,
            "obliged_name": row.obliged_name,
            "obliged_to": row.obliged_to,
            "obliged_due": row.obliged_due or None,
            "obliged_done": row.obliged_done or None,
            "periods": row.periods,
        }
        for row in rows
    ]
    return json_object(as_of=as_of, due=entries)


def as_csv(rows: Sequence[DueRow], language: Language) -> str:
    """Return the list as CSV for a spreadsheet."""
    head = [
        *(_("Office"), _("Case"), _("Title"), _("Deadline"), _("Due"), _("State"), _("Days left"), _("Provisional")),
        *(_("Who has to act"), _("What to do"), _("By"), _("Done on")),
        _("Periods missed"),
    ]
    body = [
        [
            row.office_name,
            row.case,
            row.title,
            row.clock_name,
            row.due,
            state_name(row, language),
            str(row.days_left),
            _("yes") if row.provisional else "",
            row.obliged_name,
            row.obliged_to,
            row.obliged_due,
            row.obliged_done,
            str(row.periods) if row.periods > 1 else "",
        ]
        for row in rows
    ]
    return csv_text([head, *body])
