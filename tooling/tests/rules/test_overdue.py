"""What is overdue is told of by the names that the registry gives, without empty sentences."""

import re
from datetime import date
from pathlib import Path

from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.languages import CHINESE
from kentan.reports.wording import words
from kentan.rules.check import check

ROOT = Path(__file__).resolve().parents[3]
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
