"""What is overdue is told of by the names that the registry gives, without empty sentences."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.languages import CHINESE
from kentan.records.case import Promise, Reply
from kentan.records.clock import Clock, Event, Limit
from kentan.records.moments import Moment
from kentan.records.vocabulary import Outcome
from kentan.reports.wording import words
from kentan.rules.check import check
from tests.rules.test_rules import findings_of

HERE = Path(__file__).parent
ROOT = HERE.resolve().parents[2]
TODAY = date(2026, 11, 22)
TOLD = ("K651", "K652", "K653")


def test_departments_and_steps_are_named_in_chinese() -> None:
    found = [each for each in check(load(DiskTree(str(ROOT))).ledger, TODAY) if each.code in TOLD]
    said = [each.message for each in words(found, CHINESE, None)]
    assert {each.code for each in found} == set(TOLD)
    assert [each for each in said if re.search("（[a-z-]+）", each)] == []
    assert any("人力资源" in each for each in said)
    assert [each for each in said if "阶段：—" in each or "阶段：。" in each] == []
    assert any("所处阶段：" in each for each in said)
    assert any("所处阶段" not in each for each in said)


def test_a_report_owed_since_a_promise_is_not_the_promise() -> None:
    ledger = load(DiskTree(str(HERE / "base"))).ledger
    (case,) = ledger.cases.values()
    (programme,) = ledger.programmes.values()
    reports = Clock(
        name="承诺后每月报告进展",
        starts=(Event.PROMISED,),
        stops=(Event.PROGRESS_REPORTED,),
        limit=Limit(months=1),
        translations={},
    )
    rules = replace(programme.versions[0], clocks={"reports": reports}, ladders={})
    promise = Promise(due=date(2022, 12, 1), text="完成接电。")
    reply = Reply(on=Moment(date(2022, 6, 20)), outcome=Outcome.PLANNED, promise=promise, text="已列入计划。")
    part = replace(case.assignments["natural-resources"], replies=(reply,))
    late = replace(
        ledger,
        programmes={programme.id: replace(programme, versions=(rules,))},
        cases={case.id: replace(case, assignments={"natural-resources": part})},
    )
    assert {each.code for each in check(late, date(2022, 8, 1)) if each.code in TOLD} == {"K651"}


@pytest.mark.parametrize(
    ("code", "said"), [("K614", "应由以下角色批准：supervisor 督办。"), ("K643", "湖州市的“恳谈会”：")]
)
def test_a_clerk_reads_words_and_names(code: str, said: str) -> None:
    found = [each for each in findings_of(HERE / code, "bad") if each.code == code]
    assert found
    assert all(said in each.message for each in words(found, CHINESE, None))
