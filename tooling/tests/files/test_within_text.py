"""A finding in a long text points at its line and column there, however the text is written."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import process_time

import pytest

from kentan.files.canonical import record_of
from kentan.files.formatting import canonical
from kentan.files.loading import TYPES, load
from kentan.files.reading import read
from kentan.files.tree import DiskTree
from kentan.rules.check import check

BASE = Path(__file__).parents[1] / "rules" / "base"
FILE = "cases/2022/HZ-2022-0001.yml"
CASE = (BASE / FILE).read_text("utf-8")
LINE = next(line for line in CASE.split("\n") if line.startswith("summary:"))


class OneFile:
    """An instance of which one file says something else."""

    def __init__(self, text: str) -> None:
        self._under, self._text = DiskTree(str(BASE)), text

    def files(self) -> Iterator[str]:
        return self._under.files()

    def read(self, file: str) -> bytes:
        return self._text.encode() if file == FILE else self._under.read(file)


def places(text: str) -> list[tuple[str, str]]:
    """What stands in the file where a number was found: the rule, and the text from there on."""
    loaded = load(OneFile(text))
    found = loaded.locate([each for each in check(loaded.ledger, date(2022, 12, 31)) if each.code[:2] == "K5"])
    lines = text.split("\n")
    return [(each.code, lines[each.line - 1][each.column - 1 :][:11]) for each in found]


@pytest.mark.parametrize(
    "summary",
    [
        "summary: 请联系 13912345678。",
        "summary: 13912345678",
        "summary: |\n  第一行。\n\n  请联系负责人，\n  电话：13912345678。\n  谢谢。",
        "summary: |\n  13912345678",
        "summary: |\n\n\n  　　第一段。\n    电话：13912345678",
        "summary: >-\n  第一行 很长\n  请联系 13912345678。",
        "summary: '''好''的 13912345678'",
        'summary: "\\"好\\"的\\n\\u597d\\t13912345678"',
        "summary: 第一行\n  第二行 13912345678\n  第三行",
        'summary: "第一行\n  第二行 13912345678"',
    ],
)
def test_a_finding_points_at_what_it_found(summary: str) -> None:
    assert places(CASE.replace(LINE, summary)) == [("K501", "13912345678")]


def test_two_findings_in_one_text_have_two_places() -> None:
    found = places(CASE.replace(LINE, "summary: |\n  电话：13912345678。\n  或：13712345678。"))
    assert found == [("K501", "13912345678"), ("K501", "13712345678")]


def test_so_does_one_in_a_file_in_the_canonical_form() -> None:
    text = CASE.replace(LINE, "summary: |\n  第一行。\n\n  电话：13912345678。")
    formed = canonical(read(FILE, text.encode()), "case")
    assert record_of(TYPES["case"], formed.encode())
    assert places(formed) == [("K501", "13912345678")]


def test_many_findings_in_one_text_take_no_more_than_their_number() -> None:
    text = CASE.replace(LINE, "summary: |\n" + "  电话：13912345678，再谈。\n" * 20_000)
    begun = process_time()
    assert len(places(text)) == 20_000
    assert process_time() - begun < 20
