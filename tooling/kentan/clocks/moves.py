"""What a change of the calendar or of a rule moves: the open clocks whose due date is another than before."""

from collections.abc import Iterable

from kentan.clocks.reckoner import Reckoner
from kentan.clocks.state import ClockState
from kentan.records.case import Case
from kentan.records.frozen import frozen_value


@frozen_value
class Move:
    """One clock of an open case, before and after a change; `before` or `after` is None where it has no such clock."""

    case: str
    before: ClockState | None
    after: ClockState | None


def moves(before: Reckoner, after: Reckoner, cases: Iterable[Case]) -> tuple[Move, ...]:
    """Return the clocks of cases open under either reckoner that a change begins, drops or moves.

    Both are asked about the same cases; so a change of cases is not mixed with a change of rules. A due date that
    becomes certain without moving is none.
    """
    found: list[Move] = []
    for case in cases:
        old, new = before.reckon(case), after.reckon(case)
        if not old.is_open and not new.is_open:
            continue
        earlier = {clock.key: clock for clock in old.clocks if clock.is_open}
        later = {clock.key: clock for clock in new.clocks if clock.is_open}
        for key in sorted({*earlier, *later}):
            was, now = earlier.get(key), later.get(key)
            if was is None or now is None or was.due != now.due:
                found.append(Move(case.id, was, now))
    return tuple(found)
