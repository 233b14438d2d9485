"""Everything in a file is published, not only its texts: addresses, pseudonyms and comments are searched as well."""

from pathlib import Path

import pytest

from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.rules.check import check
from tests.rules.test_rules import BASE, TODAY, OverlayTree

CASE = "cases/2022/HZ-2022-0001.yml"
TEXT = (BASE / CASE).read_text("utf-8")
REPLY = "        outcome: explained\n"
NUMBER = "13800138000"


def found(folder: Path, file: str, text: str) -> list[tuple[str, int, int]]:
    path = folder / file
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    loaded = load(OverlayTree(DiskTree(str(BASE)), DiskTree(str(folder))))
    findings = [*loaded.findings, *loaded.locate(check(loaded.ledger, TODAY))]
    return [(each.code, each.line, each.column) for each in findings if each.file == file]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ref: e-4f2a91", f"ref: e-{NUMBER}"),
        (REPLY, f"{REPLY}        evidence:\n          - title: 批复\n            address: https://x.cn/?t={NUMBER}\n"),
        ("id: HZ", f"# 联系人 {NUMBER}\nid: HZ"),
        ("registry/schema/case.schema.json", f"registry/schema/case.schema.json {NUMBER}"),
        ("topic: land", f"topic: land # {NUMBER}"),
        ("assignments:", f"# 微信：zhangsan88 {NUMBER}\nassignments:"),
        ("      - on: 2022-06-09", f"      -  # {NUMBER}\n        on: 2022-06-09"),
        ("    role: lead", f"    role: lead  # {NUMBER}"),
        ("corrections:", f"corrections: # {NUMBER}"),
        ("redactions:", f"redactions: [ # {NUMBER}\n  ]"),
    ],
)
def test_a_number_is_found_wherever_it_would_be_published(tmp_path: Path, old: str, new: str) -> None:
    text = TEXT.replace(old, new, 1)
    assert text != TEXT
    assert ("K501", line_of(text, NUMBER)) in [(code, line) for code, line, _ in found(tmp_path, CASE, text)]


def test_a_comment_in_the_registry_is_searched_and_the_finding_points_at_the_number(tmp_path: Path) -> None:
    file = "registry/topics.yml"
    text = f"# 问 {NUMBER}\n{(BASE / file).read_text('utf-8')}"
    assert found(tmp_path, file, text) == [("K501", 1, 5)]


@pytest.mark.parametrize(
    "comment", ["# 见会议纪要第 12 项", "# 2022-06-08 补录", "# https://mp.weixin.qq.com/s/vx-Abc12345"]
)
def test_other_comments_are_left_alone(tmp_path: Path, comment: str) -> None:
    assert found(tmp_path, CASE, TEXT.replace("topic: land", f"topic: land {comment}")) == []


def test_an_address_that_only_looks_like_an_account_is_left_alone(tmp_path: Path) -> None:
    address = "https://mp.weixin.qq.com/s/vx123abc-qq12345678"
    evidence = f"{REPLY}        evidence:\n          - title: 批复\n            address: {address}\n"
    assert found(tmp_path, CASE, TEXT.replace(REPLY, evidence)) == []


def test_what_a_record_allows_may_stand_in_its_comments_too(tmp_path: Path) -> None:
    allowed = f"allowed:\n  - value: '{NUMBER}'\n    reason: 对外公开的服务电话\n"
    text = TEXT.replace("topic: land", f"topic: land # {NUMBER}").replace("allowed:\n", allowed)
    assert found(tmp_path, CASE, text) == []
