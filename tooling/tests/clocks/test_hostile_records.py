"""Whatever a record says, in whatever order and year, it is reckoned and proved: no traceback, and no long wait."""

from datetime import date
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from kentan.clocks import running
from kentan.clocks.reckoner import Reckoner
from kentan.records.case import Case
from kentan.records.clock import Clock, Step
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment
from kentan.records.programme import RuleSet
from tests.clocks.hostile import CASES, CHINA, CLOCKS, STEPS, few, programme_of


@settings(max_examples=250)
@given(CASES, few(CLOCKS, 3), few(STEPS), st.sampled_from([date(2022, 7, 15), date(2026, 11, 22), date.max]))
def test_anything_is_reckoned_and_proved(
    case: Case, clocks: tuple[Clock, ...], steps: tuple[Step, ...], as_of: date
) -> None:
    rules = RuleSet(
        from_=date(2022, 1, 1),
        clocks={f"c{number}": clock for number, clock in enumerate(clocks)},
        ladders={"ladder": steps},
    )
    programme = programme_of(rules)
    reckoner = Reckoner(Ledger(programmes={"huzhou": programme}), Moment(as_of), CHINA)
    state = reckoner.reckon(case)
    with patch.object(running, "_FEW", 0):  # as among many starts
        assert reckoner.reckon(case) == state
    for clock in state.clocks[:20]:
        assert len(clock.proof().rows) <= 9000
        clock.steps()
