"""A list that stands in a workbook of a spreadsheet is read as somebody sees it there, and a hostile one is refused."""

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from kentan.desk import listed
from kentan.desk.editing import Refused
from kentan.desk.listed import Row, rows_of
from kentan.files.loading import load
from kentan.files.tree import DiskTree
from tests.desk.conftest import run

HEAD = ["标题", "摘要", "领域", "来源渠道", "日期"]
FIRST = ["希望加快用地审批", "二期用地审批已等了半年。", "用地", "来信", date(2026, 11, 18)]
SECOND = ["园区路灯不亮", "北门的路灯不亮。", "道路停车等配套", "走访", "2026年11月19日"]


def made(*lines: list[Any], then: Callable[[Any], object] = str) -> bytes:
    """A workbook with such lines on its first sheet."""
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    then(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def changed(data: bytes, part: str, old: str, new: bytes) -> bytes:
    """A workbook in one part of which another text stands."""
    whole = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            text = before.read(name)
            if name == part:
                assert re.search(old.encode(), text)
                text = re.sub(old.encode(), lambda _found: new, text, count=1)
            after.writestr(name, text)
    return whole.getvalue()


def read(data: bytes, sheet: str | None = None) -> list[Row]:
    return rows_of(data, sheet)


def refused(data: bytes, sheet: str | None = None) -> str:
    with pytest.raises(Refused) as found:
        rows_of(data, sheet)
    return "\n".join(found.value.problems)


def test_each_line_of_a_workbook_becomes_a_case(instance: Path) -> None:
    Path("清单.xlsx").write_bytes(made(HEAD, FIRST, [None] * 5, SECOND))
    assert run("new", "case", "--list", "清单.xlsx") == 0
    assert run("check") == 0
    cases = load(DiskTree(str(instance))).ledger.cases
    assert [str(cases[f"HZ-2026-000{number}"].raised.on) for number in (1, 2)] == ["2026-11-18", "2026-11-19"]
    assert cases["HZ-2026-0002"].title == "园区路灯不亮"


def test_what_is_wrong_is_told_by_the_number_that_the_spreadsheet_shows(
    instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("清单.xlsx").write_bytes(made(["诉求清单"], HEAD, FIRST, [], [*SECOND[:2], "月球", *SECOND[3:]]))
    assert run("new", "case", "--list", "清单.xlsx") == 2
    assert "第 5 行：所填不在可选范围内：领域" in capsys.readouterr().err
    assert not [*(instance / "cases").rglob("*.yml")]


def test_values_are_those_that_somebody_sees() -> None:
    line = [20221, "=1+1", True, "  甲 \n乙 ", datetime.fromisoformat("2026-11-18 14:30")]
    (found,) = read(changed(made(HEAD, line), "xl/worksheets/sheet1.xml", "<f>1\\+1</f><v ?/>", b"<f>1+1</f><v>2</v>"))
    assert found == (
        2,
        {"title": "20221", "summary": "2", "topic": "TRUE", "channel": "甲 \n乙", "on": "2026-11-18 14:30"},
    )


def test_a_date_in_the_format_of_a_chinese_spreadsheet_is_one() -> None:
    data = changed(made(HEAD, FIRST), "xl/styles.xml", "<numFmts.*</numFmts>", b"")
    assert read(changed(data, "xl/styles.xml", 'numFmtId="164"', b'numFmtId="31"'))[0][1]["on"] == "2026-11-18"


def test_a_title_above_the_head_and_a_note_are_no_lines() -> None:
    data = made(["湖州市企业诉求清单"], [], ["填报单位：工商联"], HEAD, FIRST)
    assert [(number, row["title"]) for number, row in read(data)] == [(5, FIRST[0])]


def test_merged_cells_count_for_all_their_lines() -> None:
    def merge(book: Any) -> None:
        sheet = book.active
        for cells in ("A1:E1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "E4:E6"):
            sheet.merge_cells(cells)

    head = [["诉求清单"], ["标题", "摘要", "领域", "提出情况"], [None, None, None, "渠道", "日期"]]
    rows = read(made(*head, FIRST, [*SECOND[:4], None], then=merge))
    assert [(number, row["on"]) for number, row in rows] == [(4, "2026-11-18"), (5, "2026-11-18")]
    assert [row["channel"] for _number, row in rows] == ["来信", "走访"]


def test_the_first_sheet_that_is_shown_is_read_or_the_one_that_is_named() -> None:
    def hide(book: Any) -> None:
        book.active.title = "底稿"
        book.active.sheet_state = "hidden"
        for name, line in (("十一月", FIRST), ("十二月", SECOND)):
            sheet = book.create_sheet(name)
            sheet.append(HEAD)
            sheet.append(line)

    data = made(HEAD, ["底稿", "不要", "用地", "来信", "2026-11-18"], then=hide)
    assert [row["title"] for _number, row in read(data)] == [FIRST[0]]
    assert [row["title"] for _number, row in read(data, " 十二月 ")] == [SECOND[0]]
    assert "十一月" in refused(data, "没有这张")
    assert "（--sheet）" in refused(data, "没有这张")
    assert "--sheet" in refused("标题\n一\n".encode(), "十一月")


def test_a_size_that_the_file_says_wrongly_loses_no_line() -> None:
    data = changed(
        made(HEAD, FIRST, SECOND), "xl/worksheets/sheet1.xml", '<dimension ref="[^"]*"', b'<dimension ref="A1"'
    )
    assert len(read(data)) == 2


def test_a_list_of_too_many_lines_is_taken_in_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listed, "MOST_LINES", 2)
    assert "超过 2 行" in refused(made(HEAD, FIRST, SECOND))


SHEET = "xl/worksheets/sheet1.xml"
GOOD = made(HEAD, FIRST)
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><worksheet'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (GOOD[:-200], "无法读取"),
        (b"PK\x03\x04", "无法读取"),
        (changed(GOOD, SHEET, "</row>", b"</raw>"), "无法读取"),
        (changed(GOOD, SHEET, "<worksheet", ENTITIES), "无法读取"),
        (changed(GOOD, SHEET, "<worksheet", OUTSIDE), "无法读取"),
        (changed(GOOD, SHEET, "<worksheet", OUTSIDE.decode().encode("utf-16")), "无法读取"),
        (changed(GOOD, SHEET, 'r="A2"', b'r="ZZZZZZZZZ2"'), "无法读取"),
        (changed(GOOD, "xl/workbook.xml", "<sheets>.*</sheets>", b"<sheets/>"), "无法读取"),
        (changed(GOOD, SHEET, "</sheetData>", b" " * 11_000_000 + b"</sheetData>"), "太大"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "另存为"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "无法"),
        (changed(made(HEAD, [*FIRST[:4], "=A9"]), SHEET, "<v ?/>", b""), "公式"),
        (changed(made(HEAD, [*FIRST[:4], 5]), SHEET, 't="n"><v>5', b't="e"><v>#REF!'), "单元格 E2 显示 #REF!"),
        (made(HEAD), "没有内容"),
        (made(), "没有内容"),
        (made([*HEAD, None, "联系人"], FIRST), "没有“联系人”这一列"),
        (made(HEAD, [*FIRST, None, "多出来的"]), "第 2 行："),
    ],
    ids=range(17),
)
def test_what_cannot_be_read_is_told(data: bytes, said: str) -> None:
    assert said in refused(data)


@pytest.mark.parametrize(
    "new",
    [
        b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>',
        b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData>',
        b'<row r="3"><c r="XFD3"/></row>' * 20_000 + b"</sheetData>",
        b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 20_000 + b"</mergeCells>",
    ],
    ids=["last row", "no row", "wide", "merged"],
)
def test_empty_space_takes_no_time(new: bytes) -> None:
    data = changed(GOOD, SHEET, "</sheetData>", new)
    assert read(data)[0][1]["title"] == FIRST[0]
