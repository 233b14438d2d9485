"""The proof of a due date as text and JSON: each day, what it counted for and why, and the rule that says so."""

from collections.abc import Iterator
from typing import Any

from kentan.clocks.calendars import DayName
from kentan.clocks.proof import Proof, Row, RowKind
from kentan.clocks.spans import Unit
from kentan.clocks.state import CaseState, ClockState, Reached
from kentan.languages import Language, mark, messages, translate
from kentan.records.describe import text_in
from kentan.records.ledger import Ledger
from kentan.reports.objects import json_object
from kentan.reports.printable import printable

_ = messages("reports")
N_ = mark

ROW_KINDS = {
    RowKind.START: N_("start, day 0"),
    RowKind.COUNTED: N_("counted"),
    RowKind.DAY_OFF: N_("day off"),
    RowKind.PAUSED: N_("waiting for the enterprise"),
    RowKind.EXTENDED: N_("extended"),
    RowKind.ROLLED: N_("moved on"),
}
DAY_NAMES = {
    DayName.WORKING: N_("working day"),
    DayName.MAKE_UP: N_("make-up working day"),
    DayName.WEEKEND: N_("weekend"),
    DayName.HOLIDAY: N_("holiday"),
    DayName.CLOSING: N_("offices closed"),
}
UNITS = {
    Unit.DAY: N_("natural days"),
    Unit.WORKING_DAY: N_("working days"),
    Unit.MINUTE: N_("minutes"),
    Unit.OFFICE_MINUTE: N_("minutes of office hours"),
}


def proof_text(state: CaseState, ledger: Ledger, language: Language) -> str:
    """Return the status of a case and the proof of each of its clocks."""
    case = state.case
    status = translate("clocks", state.status.label, language)
    head = f"{case.id}  {printable(case.title)}\n{_('Status')}{_(': ')}{status}"
    if not state.clocks:
        return f"{head}\n{_('No clock has started.')}\n"
    return "\n\n".join([head, *("\n".join(_clock(clock, ledger, language)) for clock in state.clocks)]) + "\n"


def _clock(clock: ClockState, ledger: Ledger, language: Language) -> Iterator[str]:
    proof = clock.proof()
    department = ledger.departments.get(clock.department or "")
    whose = f" · {text_in(department, 'name', language)}" if department else ""
    yield printable(f"{clock.name_in(language)}{whose}{_(': ')}{translate('clocks', clock.state.label, language)}")
    yield "  " + _("rule {clock} of {programme}, in force since {day}").format(
        clock=clock.id, programme=clock.rule.programme, day=clock.rule.version.isoformat()
    )
    event = translate("records", clock.started_by.label, language)
    if clock.number:
        yield "  " + _("started {moment}: the due day of the period before; first started {first}: {event}").format(
            moment=clock.started, first=clock.start.moment, event=event
        )
    else:
        yield "  " + _("started {moment}: {event}").format(moment=clock.started, event=event)
    if clock.promised:
        yield "  " + _("promised {moment}").format(moment=clock.promised)
    yield "  " + _("counted in {unit}").format(unit=translate("reports", UNITS[proof.unit], language))
    yield from (f"    {_row(row, language)}" for row in proof.rows)
    provisional = f" ({_('provisional: the calendar of that year is not announced yet')})" if clock.provisional else ""
    yield "  " + _("due {moment}").format(moment=clock.due) + provisional
    if clock.stop:
        yield "  " + _("stopped {moment}: {event}").format(
            moment=clock.stop.moment, event=translate("records", clock.stop.event.label, language)
        )
    if clock.end:
        yield "  " + _("ended {moment}: {event}").format(
            moment=clock.end.moment, event=translate("records", clock.end.event.label, language)
        )
    if clock.was_overdue and not clock.is_overdue:
        yield "  " + _("was overdue")
    yield from (f"  {_step(step, language)}" for step in clock.steps())


def _step(reached: Reached, language: Language) -> str:
    """Return a step of the ladder: since when, and what it obliges whom to do by when, done or not."""
    step = reached.step
    said = _("step {step}, since {moment}").format(step=text_in(step, "name", language), moment=reached.on)
    if step.obliges is not None:
        whom = translate("records", step.obliges.label, language)
        said += _("; obliges {whom}").format(whom=whom)
        to = text_in(step, "to", language)
        said += _(": {what}").format(what=to) if to else ""
    if reached.due is not None:
        said += _("; by {moment}").format(moment=reached.due)
    if reached.done is not None:
        said += _("; done {moment}").format(moment=reached.done)
    return printable(said + (_("; not in time") if reached.is_missed else ""))


def _row(row: Row, language: Language) -> str:
    kind = translate("reports", ROW_KINDS[row.kind], language)
    name = row.day_kind.name_in(language) or translate("reports", DAY_NAMES[row.day_kind.kind], language)
    mark = f"  {_('provisional')}" if row.provisional else ""
    return printable(f"{row.day.isoformat()}  {row.total:>4}  {kind}  {name}{mark}")


def proof_json(state: CaseState) -> str:
    """Return the status of a case and the proof of each of its clocks as one JSON object."""
    return json_object(
        case=state.case.id,
        as_of=str(state.as_of),
        status=state.status.value,
        outcome=state.outcome.value if state.outcome else None,
        was_overdue=state.was_overdue,
        clocks=[_clock_json(clock, clock.proof()) for clock in state.clocks],
    )


def _clock_json(clock: ClockState, proof: Proof) -> dict[str, Any]:
    return {
        "clock": clock.id,
        "programme": clock.rule.programme,
        "version": clock.rule.version.isoformat(),
        "department": clock.department,
        "state": clock.state.value,
        "started": str(clock.started),
        "start": clock.started_by.value,
        "period": clock.number + 1,
        "promised": str(clock.promised) if clock.promised else None,
        "due": str(clock.due),
        "provisional": clock.provisional,
        "stopped": str(clock.stopped) if clock.stopped else None,
        "ended": str(clock.ended) if clock.ended else None,
        "was_overdue": clock.was_overdue,
        "steps": [
            {
                "step": each.step.id,
                "state": each.step.state.value,
                "on": str(each.on),
                "obliges": each.step.obliges.value if each.step.obliges else None,
                "to": each.step.to,
                "due": str(each.due) if each.due else None,
                "done": str(each.done) if each.done else None,
                "missed": each.is_missed,
            }
            for each in clock.steps()
        ],
        "unit": proof.unit.value,
        "days": [
            {
                "day": row.day.isoformat(),
                "kind": row.kind.value,
                "calendar": row.day_kind.kind.value,
                "name": row.day_kind.name_in("zh"),
                "counted": row.counted,
                "total": row.total,
                "provisional": row.provisional,
            }
            for row in proof.rows
        ],
    }
