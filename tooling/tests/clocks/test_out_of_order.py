"""A check that asks only for the clocks that are out of order is told of every one of them."""

from datetime import date
from pathlib import Path

import pytest

from kentan.clocks.reckoner import Reckoner
from kentan.clocks.status import State
from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.records.moments import Moment

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("day", [date(2022, 7, 1), date(2026, 11, 22), date(2029, 1, 2)])
def test_the_clocks_that_are_left_out_are_in_order(day: date) -> None:
    ledger = load(DiskTree(str(ROOT))).ledger
    reckoner = Reckoner(ledger, Moment(day))
    left_out = 0
    for case in ledger.cases.values():
        told = reckoner.out_of_order(case)
        others = [clock for clock in reckoner.reckon(case).clocks if clock not in told]
        assert not any(clock.pauses or clock.extensions or clock.is_overdue for clock in others)
        assert {clock.state for clock in others} <= {State.MET, State.ENDED, State.RUNNING}
        left_out += len(others)
    assert left_out > 20
