"""A name where an id belongs is answered with the id that the registry has for it."""

import shutil
from pathlib import Path

import pytest

from kentan.files.loading import Loaded, load
from kentan.files.tree import DiskTree
from kentan.languages import CHINESE, ENGLISH
from kentan.records.finding import Finding
from kentan.reports.wording import words
from kentan.rules.named import with_ids

ROOT = Path(__file__).resolve().parents[3]


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
