"""Words behind " #" of a text are no part of it: said wherever a text may stand, and nothing is written over them."""

from pathlib import Path
from time import process_time

import pytest

from kentan.desk.format import format_files
from kentan.files.canonical import record_of
from kentan.files.canonical_scalars import NotCanonical
from kentan.files.loading import TYPES, shape
from kentan.files.reading import read

HERE = Path(__file__).parents[1]
CASE = (HERE / "rules/K127/good/cases/2022/HZ-2022-0001.yml").read_text("utf-8")
MEETING = """\
id: 2022-06-08-huzhou
programme: huzhou
place: huzhou
provenance: sample
kind: monthly
theme: 用地
format: onsite
held:
  on: 2022-06-08 14:00
"""


def found(text: str, kind: str = "case") -> list[tuple[str, int, int]]:
    _record, findings = shape(read("file", text.encode()), kind)
    return [(each.code, each.line, each.column) for each in findings]


def put(line: str, instead: str) -> tuple[str, int]:
    """The case with other lines in the place of one, and the number of the first of them."""
    assert line in CASE
    return CASE.replace(line, instead), CASE[: CASE.index(line)].count("\n") + 1


TITLE = "title: 关于工业用地：希望加快审批"
SUMMARY = "summary: 二期扩产项目的用地审批已等了半年。"


@pytest.mark.parametrize(
    ("line", "instead", "below", "column"),
    [
        (TITLE, "title: 道路照明 #3路灯不亮", 0, 13),
        (TITLE, "title: 道路照明  # 3路灯不亮", 0, 14),
        (TITLE, "title: '道路照明' #3路灯不亮", 0, 15),
        (TITLE, 'title: "道路照明" #3路灯不亮', 0, 15),
        (TITLE, "title: #3路灯不亮", 0, 8),
        (TITLE, "title: #3路灯\n  不亮", 0, 8),
        (TITLE, f"{TITLE}\ntitle_en: Lamp #3 is dark", 1, 16),
        (SUMMARY, "summary: 照明\n  路灯 #3不亮", 1, 6),
        (SUMMARY, "summary: 照明\n  #3路灯不亮", 1, 3),
        (SUMMARY, "summary: 照明\n  #3路灯\n  不亮", 1, 3),
        (SUMMARY, "summary: 照明 #3路灯\n  不亮", 0, 13),
        (SUMMARY, "summary: |\n    照明\n  #3路灯不亮", 2, 3),
    ],
)
def test_a_comment_behind_a_text_is_said(line: str, instead: str, below: int, column: int) -> None:
    text, number = put(line, instead)
    assert ("K132", number + below, column) in found(text)
    with pytest.raises(NotCanonical):
        record_of(TYPES["case"], text.encode())


@pytest.mark.parametrize(
    ("agenda", "below", "column"),
    [
        ("  - 道路照明 #3路灯", 1, 10),
        ("  - #3路灯", 1, 5),
        ("  - 道路照明\n    #3路灯", 2, 5),
        ("  - 道路照明 #3路灯\n    不亮", 1, 10),
        ("  [道路照明, 路灯 #3\n  ]", 1, 13),
    ],
)
def test_a_comment_behind_a_text_of_a_list_is_said(agenda: str, below: int, column: int) -> None:
    text = f"{MEETING}agenda:\n{agenda}\n"
    assert ("K132", MEETING.count("\n") + 1 + below, column) in found(text, "meeting")
    with pytest.raises(NotCanonical):
        record_of(TYPES["meeting"], text.encode())


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        (TITLE, "title: 道路照明#3路灯不亮"),
        (TITLE, 'title: "道路照明 #3路灯不亮"'),
        (TITLE, "# 道路照明\ntitle: 道路照明  \n# 3路灯"),
        (SUMMARY, "summary: |\n  道路照明 #3\n  #3路灯\n# 道路照明"),
        (SUMMARY, "summary: |  # 原话\n  道路照明"),
        (SUMMARY, "summary: >\n  道路照明 #3\n\n  #3路灯"),
        ("kind: difficulty", "kind: difficulty  # 困难"),
        ("topic: land", "topic: land # 用地"),
        ("raised:", "raised:  # 来访"),
        ("  on: 2022-06-08\n  by", "  on: 2022-06-08  # 周三\n  # 企业\n  by"),
        ("    grade: ordinary", "    grade: ordinary\n  # 一般事项"),
        ("corrections:\n", "corrections:  # 尚无\n"),
        (SUMMARY, f"{SUMMARY}\nsummary_en:  # to be translated"),
    ],
)
def test_other_comments_are_left_alone(line: str, instead: str) -> None:
    assert found(put(line, instead)[0]) == []


def test_a_comment_behind_a_list_is_left_alone() -> None:
    assert found(f"{MEETING}agenda: [道路照明, 路灯]  # 两项\n", "meeting") == []


def test_the_formatter_leaves_such_a_file_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "cases/2022/HZ-2022-0001.yml"
    file.parent.mkdir(parents=True)
    text = put(TITLE, "title: 道路照明 #3路灯不亮")[0]
    file.write_text(text, "utf-8")
    result = format_files(str(tmp_path), (), write=True)
    assert file.read_text("utf-8") == text
    assert [each.code for each in result.unread] == ["K132"]
    assert result.changed == ()


def test_many_comments_take_no_more_than_their_number() -> None:
    text = MEETING + "agenda:\n" + "  - 用地 #3\n" * 20_000
    begun = process_time()
    assert len(found(text, "meeting")) == 20_000
    assert process_time() - begun < 20
