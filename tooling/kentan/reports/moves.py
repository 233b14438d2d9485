"""Which open cases a change of a calendar or of a rule moves, as text and JSON."""

from collections.abc import Sequence

from kentan.clocks.moves import Move
from kentan.clocks.state import ClockState
from kentan.languages import Language, messages
from kentan.reports.objects import json_object
from kentan.reports.printable import printable

_ = messages("reports")


def moves_text(moved: Sequence[Move], language: Language) -> str:
    """Return a line for each clock that begins, ends or is due on another day."""
    if not moved:
        return _("No open case moves.") + "\n"
    return "".join(f"{_line(each, language)}\n" for each in moved)


def _line(each: Move, language: Language) -> str:
    name = printable(_clock(each).name_in(language))
    return f"{each.case}  {name}  {_due(each.before)} → {_due(each.after)}"


def _clock(each: Move) -> ClockState:
    clock = each.after or each.before
    assert clock is not None
    return clock


def _due(clock: ClockState | None) -> str:
    return str(clock.due) if clock else _("no deadline")


def moves_json(moved: Sequence[Move]) -> str:
    """Return the moves as one JSON object."""
    entries = [
        {
            "case": each.case,
            "clock": _clock(each).id,
            "was": str(each.before.due) if each.before else None,
            "now": str(each.after.due) if each.after else None,
        }
        for each in moved
    ]
    return json_object(moves=entries)
