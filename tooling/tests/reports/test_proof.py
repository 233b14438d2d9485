"""The proof of a promise says what started its clock, and when it was made."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from kentan.clocks.reckoner import Reckoner
from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.records.case import Promise, Reply
from kentan.records.moments import Moment
from kentan.records.vocabulary import Outcome
from kentan.reports.proof import proof_json, proof_text

LEDGER = load(DiskTree(str(Path(__file__).parents[1] / "rules" / "base"))).ledger
CASE = LEDGER.cases["HZ-2022-0001"]
PART = CASE.assignments["natural-resources"]
PROMISED = Reply(
    on=Moment(date(2022, 6, 20)),
    outcome=Outcome.IN_PROGRESS,
    promise=Promise(due=date(2022, 9, 30), text="九月底前完成审批。"),
    text="正在办理。",
)


def test_a_promise_is_due_on_its_day_and_was_made_before() -> None:
    case = replace(CASE, assignments={"natural-resources": replace(PART, replies=(PROMISED,))})
    ledger = replace(LEDGER, cases={CASE.id: case})
    state = Reckoner(ledger, Moment(date(2022, 7, 1))).reckon(case)
    clock = next(each for each in json.loads(proof_json(state))["clocks"] if each["promised"])
    assert (clock["start"], clock["started"], clock["promised"]) == ("promise-due", "2022-09-30", "2022-06-20")
    text = proof_text(state, ledger, "zh")
    assert "起算 2022-09-30：承诺到期\n  承诺作出于 2022-06-20\n" in text
