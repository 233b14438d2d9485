"""Reads an example of a deadline: a rule, a record, and the proof that they yield.

`rule.yml` is a programme's `versions:`, `record.yml` a case without what never matters here; `head/` holds the rest.
`meeting.yml` and `calendar.yml` (the instance's own) stand beside them where they matter, and `as-of` says when it is
judged. `expected` is what is written below, day by day.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from kentan.clocks.proof import Row, RowKind
from kentan.clocks.reckoner import Reckoner
from kentan.clocks.state import CaseState, ClockState
from kentan.files.calendars import statutory_years
from kentan.files.loading import shape
from kentan.files.reading import read
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment, parse_moment

HERE = Path(__file__).parent / "examples"
NAMES = sorted(path.name for path in HERE.iterdir() if (path / "rule.yml").exists())


def record(kind: str, *files: Path) -> Any:
    """The record that some files make together; none of them may be wrong."""
    found, findings = shape(read(files[-1].name, b"".join(file.read_bytes() for file in files)), kind)
    assert findings == [], (files[-1], findings)
    return found


def ledger_of(folder: Path) -> Ledger:
    """The ledger of an example: one programme, one case, what stands beside them."""
    case = record("case", HERE / "head" / "record.yml", folder / "record.yml")
    programme = record("programme", HERE / "head" / "programme.yml", folder / "rule.yml")
    meeting = folder / "meeting.yml"
    calendar = folder / "calendar.yml"
    held = record("meeting", meeting) if meeting.exists() else None
    year = record("calendar", calendar) if calendar.exists() else None
    return Ledger(
        programmes={programme.id: programme},
        places=record("places", HERE / "head" / "places.yml").places,
        cases={case.id: case},
        meetings={held.id: held} if held else {},
        calendars={str(year.year): year} if year else {},
        statutory=statutory_years(),
    )


def as_of(folder: Path) -> Moment:
    """When an example is judged."""
    moment = parse_moment((folder / "as-of").read_text("utf-8").strip())
    assert moment is not None
    return moment


def reckoned(folder: Path) -> CaseState:
    """The state of an example's case."""
    ledger = ledger_of(folder)
    (case,) = ledger.cases.values()
    return Reckoner(ledger, as_of(folder)).reckon(case)


def described(state: CaseState) -> str:
    """What `expected` holds."""
    lines = [f"{state.case.id} as of {state.as_of}: {state.status}"]
    for clock in state.clocks:
        lines.extend(["", *clock_lines(clock)])
    return "\n".join(lines) + "\n"


def clock_lines(clock: ClockState) -> Iterator[str]:
    """One clock with its proof."""
    number = f" no. {clock.number + 1}" if clock.rule.every else ""
    whose = f" of {clock.department}" if clock.department else ""
    yield f"{clock.id}{number}{whose}: {clock.state}, due {clock.due}{' (provisional)' if clock.provisional else ''}"
    yield f"  by the rules of {clock.rule.version}, since {clock.started} ({clock.start.event})"
    if clock.stop:
        yield f"  stopped {clock.stopped} ({clock.stop.event})"
    if clock.end:
        yield f"  ended {clock.ended} ({clock.end.event})"
    if clock.was_overdue:
        yield "  was overdue"
    for pause in clock.pauses:
        yield f"  pause {pause.from_} to {pause.until or '…'}{f' ({pause.problem})' if pause.problem else ''}"
    for extension in clock.extensions:
        problems = f" ({', '.join(extension.problems)})" if extension.problems else ""
        yield f"  extension asked {extension.entry.on}: {extension.until or 'does not count'}{problems}"
    for step in clock.steps():
        done = f", done {step.done}" if step.done else ""
        missed = " (missed)" if step.is_missed else ""
        yield f"  step {step.step.id} on {step.on}{f', due {step.due}' if step.due else ''}{done}{missed}"
    proof = clock.proof()
    assert proof.due == clock.due, (clock.id, proof.due, clock.due)
    yield f"  {proof.amount} × {proof.unit}"
    for row in proof.rows:
        yield f"    {row_line(row)}"


def row_line(row: Row) -> str:
    """One day."""
    day = f"{row.day} {row.day:%a}"
    name = row.day_kind.name_in("en") or ("" if row.day_kind.kind.value == "working" else row.day_kind.kind.value)
    counted = f"+{row.counted} = {row.total}" if row.counted or row.kind is RowKind.START else "–"
    return f"{day}  {row.kind:<9}{counted}{f'  {name}' if name else ''}{' ?' if row.provisional else ''}"


def alone(ledger: Ledger, **changes: Any) -> Ledger:
    """The ledger with its only case changed."""
    (case,) = ledger.cases.values()
    return replace(ledger, cases={case.id: replace(case, **changes)})
