"""A name where an id belongs is answered with the id that the registry has for it."""

import shutil
from pathlib import Path

import pytest

from kentan.files.loading import Loaded, load, shape
from kentan.files.reading import read
from kentan.files.tree import DiskTree
from kentan.languages import CHINESE, ENGLISH, Language
from kentan.records.finding import Finding
from kentan.reports.wording import words
from kentan.rules.named import with_ids

ROOT = Path(__file__).resolve().parents[3]
BASE = Path(__file__).parent / "base"


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    root = tmp_path_factory.mktemp("instance")
    shutil.copytree(ROOT / "registry", root / "registry")
    return load(DiskTree(str(root)))


def wrong(value: str, listed: str) -> Finding:
    arguments = {"value": value, "expected": "", "listed": f"registry/{listed}.yml", "nearest": ""}
    return Finding("K211", "cases/2022/HZ-2022-0001.yml", ("topic",), arguments)


@pytest.mark.parametrize(
    ("value", "listed", "meant"),
    [
        ("环保", "topics", "→ environment"),
        ("市自然资源和规划局", "departments", "→ natural-resources"),
        ("湖州市自然资源和规划局", "departments", "→ natural-resources"),
        ("市委办", "departments", "→ party-committee-office"),
        ("Energy Bureau of Mars", "people", ""),
        ("张三", "people", ""),
        ("吴兴区", "places", "→ huzhou-wuxing"),
    ],
)
def test_the_id_is_named(registry: Loaded, value: str, listed: str, meant: str) -> None:
    (found,) = with_ids([wrong(value, listed)], registry.ledger)
    assert found.arguments["nearest"].endswith(meant)
    assert bool(found.arguments["nearest"]) is bool(meant)


def test_a_mend_has_neither_an_example_nor_an_empty_parenthesis(registry: Loaded) -> None:
    near, far = with_ids([wrong("环保", "topics"), wrong("张三", "people")], registry.ledger)
    said = [each.mend for found in (near, far) for each in words([found], CHINESE, None)]
    assert said == [
        "请填写 registry/topics.yml 中的代码，不要填写名称（最接近的是：生态环保 → environment）。",
        "请填写 registry/people.yml 中的代码，不要填写名称。",
    ]


def test_an_address_is_not_told_of_ids() -> None:
    arguments = {"value": "www", "expected": "https://example.cn/notice/12", "listed": "", "nearest": ""}
    (said,) = words([Finding("K211", "x.yml", (), arguments)], ENGLISH, None)
    assert said.mend == "Write it in the form of the example: https://example.cn/notice/12."


BASE = Path(__file__).parent / "base"
MEETING = "meetings/2022/2022-06-08-huzhou.yml"
CASE = "cases/2022/HZ-2022-0001.yml"


def said(registry: Loaded, file: str, line: str, instead: str, language: Language) -> str:
    """What is said of a record that has another line in the place of one."""
    text = (BASE / file).read_text("utf-8")
    assert line in text
    document = read(file, text.replace(line, instead, 1).encode())
    _record, findings = shape(document, file.partition("s/")[0])
    (told,) = words(with_ids(findings, registry.ledger), language, None)
    return f"{told.message} {told.mend}"


@pytest.mark.parametrize("instead", ["kind: 恳谈会", "kind:"])
def test_a_kind_of_meeting_is_answered_with_those_that_the_programmes_declare(registry: Loaded, instead: str) -> None:
    told = said(registry, MEETING, "kind: talk", instead, CHINESE)
    assert "hand-over" not in told
    assert "reception-day 相商开门接待日" in told
    assert "talk 政企恳谈会" in told


def test_a_grade_is_answered_with_those_of_the_programme_of_the_case(registry: Loaded) -> None:
    told = said(registry, CASE, "grade: ordinary", "grade: 会后", ENGLISH)
    assert "The programme declares: on-the-spot (现场解决)" in told
    assert " → ordinary" in told
    assert "hand-over" not in told


def test_a_sector_is_answered_with_those_that_have_names(registry: Loaded) -> None:
    told = said(registry, CASE, "sector: manufacturing", "sector: 纺织", CHINESE)
    assert "最接近的是：纺织 → textile。" in told
    assert "行业代码由本单位自定" in told
    assert "manufacturing 制造业" in told
    told = said(registry, CASE, "sector: manufacturing", "sector: 天文", ENGLISH)
    assert "auto-parts, bamboo-products" in told
    assert "nearest" not in told


def test_a_missing_word_is_told_with_its_meaning_and_those_that_may_stand_there(registry: Loaded) -> None:
    told = said(registry, CASE, "kind: difficulty\n", "", CHINESE)
    assert "该字段的含义：企业提出的是哪一类事项。" in told
    assert "可以填写：difficulty 困难问题、request 诉求" in told
    told = said(registry, CASE, "kind: difficulty\n", "", ENGLISH)
    assert "What it says: What an enterprise brings" not in told
    assert "One of these may stand there: difficulty, request" in told


def test_a_missing_text_is_told_with_its_meaning_alone(registry: Loaded) -> None:
    told = said(registry, CASE, "title: 希望加快工业用地审批\n", "", CHINESE)
    assert told.endswith("该字段的含义：标题，一行。 请补上一行 `title: …`，缩进与同级字段一致。")


def test_a_day_in_another_form_is_answered_with_the_day(registry: Loaded) -> None:
    told = said(registry, CASE, "  on: 2022-06-08\n", "  on: 2022年6月8日\n", CHINESE)
    assert "请写成 2022-06-08。" in told
    told = said(registry, CASE, "  on: 2022-06-08\n", "  on: 6月8日\n", CHINESE)
    assert "请写成 ，" not in told
    assert "请写成“年-月-日”" not in told
    assert "日期应写成“年-月-日”" in told


def test_words_of_a_list_are_told_with_what_they_mean() -> None:
    file = "cases/2022/HZ-2022-0001.yml"
    text = (BASE / file).read_text("utf-8").replace("kind: difficulty", "kind: 麻烦")
    (found,) = words(shape(read(file, text.encode()), "case")[1], CHINESE, None)
    assert "difficulty 困难问题、request 诉求、" in found.message
