"""Facts, not lines: what counts as a change."""

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from kentan.files.loading import TYPES, load
from kentan.files.tree import DiskTree
from kentan.records.describe import key_of
from kentan.records.ledger import Ledger
from kentan.review.changes import compare
from kentan.review.facts import facts, path_text
from kentan.review.names import Names
from kentan.review.permissions import is_translation

FILE = "cases/2022/HZ-2022-0001.yml"
CASE = """\
id: HZ-2022-0001
programme: huzhou
place: huzhou
provenance: live
title: 用地审批
kind: difficulty
topic: land
raised:
  on: 2022-06-08
  by: enterprise
  channel: letter
summary: 等了半年。
assignments:
  finance:
    replies:
      - on: 2022-06-20
        outcome: explained
        basis: 条例
        text: 已说明。
    role: lead
supervision:
  federation:
ratings:
"""


def ledger(root: Path, text: str) -> Ledger:
    file = root / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    loaded = load(DiskTree(str(root)))
    assert loaded.findings == ()
    return loaded.ledger


def changed(root: Path, text: str) -> list[tuple[str, str, str | None, str | None]]:
    before, after = ledger(root / "base", CASE), ledger(root / "head", text)
    return [
        (str(each.kind), path_text(each.path), each.was, each.now)
        for record in compare(before, after)
        for each in record.changes
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: 用地审批", "# 标题\ntitle: '用地审批'"),
        ("summary: 等了半年。", "summary: |\n  等了半年。"),
        ("ratings:\n", ""),
        ("ratings:\n", "ratings: []\ncallbacks:\n"),
        ("raised:\n  on: 2022-06-08\n  by: enterprise", "raised:\n  by: enterprise\n  on: '2022-06-08'"),
        ("  channel: letter", "  channel: letter\n  mode: in-person"),
        ("id: HZ-2022-0001\nprogramme: huzhou", "programme: huzhou\nid: HZ-2022-0001"),
    ],
)
def test_another_form_of_the_same_facts_is_no_change(tmp_path: Path, old: str, new: str) -> None:
    assert old in CASE
    assert changed(tmp_path, CASE.replace(old, new)) == []


def test_a_change_hidden_in_reformatting_is_found(tmp_path: Path) -> None:
    lines = CASE.replace("2022-06-20", "2022-06-19").replace("summary: 等了半年。", "summary: |\n  等了半年。")
    assert changed(tmp_path, lines) == [("changed", "assignments.finance.replies.0.on", "2022-06-20", "2022-06-19")]


def test_what_is_added_and_removed_is_told(tmp_path: Path) -> None:
    text = CASE.replace("ratings:\n", "ratings:\n  - on: 2022-07-01\n    score: 5\n    by: callback\n")
    text = text.replace("        basis: 条例\n", "").replace("  federation:\n", "")
    assert changed(tmp_path, text) == [
        ("removed", "assignments.finance.replies.0.basis", "条例", None),
        ("added", "ratings.0.by", None, "callback"),
        ("added", "ratings.0.on", None, "2022-07-01"),
        ("added", "ratings.0.score", None, "5"),
    ]


def test_translations_stand_beside_their_text(tmp_path: Path) -> None:
    text = CASE.replace("title: 用地审批", "title: 用地审批\ntitle_en: Land")
    assert changed(tmp_path, text) == [("added", "title_en", None, "Land")]


def test_a_record_that_is_gone_has_no_facts_left(tmp_path: Path) -> None:
    (gone,) = compare(ledger(tmp_path, CASE), Ledger())
    assert gone.name == ("case", "HZ-2022-0001")
    assert gone.file == FILE
    assert gone.head is None
    assert gone.base == facts(ledger(tmp_path, CASE).cases["HZ-2022-0001"])


def test_names_forget_what_is_gone() -> None:
    names = Names(["cases/2022/A.yml", "cases/2022/B.yml", "meetings/x.yml"])
    assert names.taken_for("cases/2022/a.yml") == "cases/2022/A.yml"
    assert names.taken_for("Cases/2023/C.yml") == "cases"
    assert names.taken_for("cases/2022") is None
    names.remove("meetings/x.yml")
    assert names.taken_for("Meetings/y.yml") is None
    names.remove("cases/2022/A.yml")
    assert names.taken_for("cases/2022/a.yml") is None
    assert names.taken_for("cases/2022/a.yml/b.yml") is None
    assert names.taken_for("CASES/2022/B.yml") == "cases"


def test_no_field_is_taken_for_a_translation() -> None:
    kinds, keys = [*TYPES.values()], set()
    seen = set()
    while kinds:
        kind = kinds.pop()
        if kind in seen:
            continue
        seen.add(kind)
        kinds += get_args(kind)
        if is_dataclass(kind):
            kinds += get_type_hints(kind).values()
            keys |= {key_of(each) for each in fields(kind)}
    assert not [key for key in keys if is_translation(("any", key))]
    assert is_translation(("title_en",))
