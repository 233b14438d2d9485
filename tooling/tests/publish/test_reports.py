"""Reports and profiles: their figures are those of `kentan figures`, their Word files are whole, nothing leaks."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from markdown import markdown as rendered

from kentan.clocks.reckoner import Reckoner
from kentan.figures.summary import summarise
from kentan.languages import Language
from kentan.publish.edition import Edition
from kentan.publish.index import index
from kentan.publish.makers.reports import Reports
from kentan.publish.paper import Bullets, Cell, Paper, Paragraph, Table
from kentan.publish.plain import markdown as as_markdown
from kentan.publish.text import Said
from kentan.publish.views.periods import period_slug, report_address
from kentan.publish.views.profile import PROFILE
from kentan.publish.word.document import word
from kentan.records.case import Withheld
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment
from kentan.reports.numbers import summary_json
from tests.publish.conftest import DAY, ROOT
from tests.publish.html import Seen
from tests.publish.test_hostile import PAYLOAD, hostile_ledger

ZH, EN = Language("zh"), Language("en")
HAN = re.compile("[一-鿿]")


def edition_of(ledger: Ledger, language: Language = ZH, day: date = DAY) -> Edition:
    assert ledger.instance is not None
    return Edition(index(ledger, day), ledger.instance, language, day)


def said(paper: Paper) -> Iterator[Said]:
    for section in paper.sections:
        for block in section.blocks:
            cells: list[Cell] = []
            if isinstance(block, Paragraph):
                yield from block.said
            elif isinstance(block, Bullets):
                cells = [cell for entry in block.entries for cell in entry]
            elif isinstance(block, Table):
                cells = [cell for row in block.rows for cell in row]
            yield from (cell.said for cell in cells)


def text_of(path: Path) -> str:
    return " ".join("".join(Seen(path.read_text("utf-8")).text).split())


def in_word(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as archive:
        return "".join(ElementTree.fromstring(archive.read("word/document.xml")).itertext())


def test_every_figure_of_a_department_is_the_one_that_kentan_figures_computes(sample: Ledger, site: Path) -> None:
    states = map(Reckoner(sample, Moment(DAY)).reckon, sample.cases.values())
    computed = json.loads(summary_json(summarise(sample, states, as_of=DAY), str(DAY)))["by_department"]
    assert computed
    named = f"kentan figures --department power-utility --as-of {DAY}"
    assert named in text_of(site / "departments/power-utility.html")
    again = subprocess.run(
        [sys.executable, "-m", *named.split(), "--format", "json"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "tooling")},
        capture_output=True,
        check=True,
    )
    assert json.loads(again.stdout)["by_department"] == {"power-utility": computed["power-utility"]}
    for department, figures in computed.items():
        page = text_of(site / f"departments/{department}.html")
        for name in PROFILE:
            figure = figures.get(name)
            if figure is None or figure["denominator"] in (None, "0"):
                continue
            counts = f"{figure['numerator']}/{figure['denominator']}"
            if figure["numerator"] is None:
                counts = f"共{figure['denominator']}件"
            assert counts in page, (department, name)
            if figure["unit"] == "%" and int(figure["denominator"]) >= 10:
                assert f"{figure['value']} %" in page, (department, name)
        response = figures.get("rating-response")
        if response:
            assert f"回应：{response['numerator']}/{response['denominator']}" in page, department


def test_no_department_has_a_share_over_fewer_than_ten_cases(site: Path) -> None:
    for path in (site / "departments").glob("*.html"):
        for tag, given in Seen(path.read_text("utf-8")).elements:
            if tag == "td" and given.get("data-sort"):
                assert float(given["data-sort"]) >= 0
    few = text_of(site / "departments/index.html").partition("不足十件的部门")[2]
    assert few
    assert "%" not in few.partition("数据截至")[0]


def test_every_report_stands_as_a_page_and_for_a_year_as_a_word_file(sample: Ledger, site: Path) -> None:
    reports = list(Reports(edition_of(sample)).printed())
    assert len(reports) > 20
    assert 0 < sum(one.has_word for one in reports) < len(reports)
    for one in reports:
        for prefix in ("", "en/"):
            page = site / prefix / one.address
            assert page.is_file()
            assert (f'href="{page.stem}.docx"' in page.read_text("utf-8")) is one.has_word
            assert page.with_suffix(".docx").is_file() is one.has_word


def test_the_page_and_the_word_file_say_the_same(sample: Ledger, site: Path) -> None:
    for one in Reports(edition_of(sample)).printed():
        paper = one.paper()
        page, document = text_of(site / one.address), in_word(word(paper, ZH))
        if one.has_word:
            assert (site / one.address).with_suffix(".docx").read_bytes() == word(paper, ZH)
        for each in said(paper):
            for line in each.text.split("\n"):
                assert " ".join(line.split()) in page, one.address
                assert line in document, one.address


def test_no_report_waits_for_the_history(sample: Ledger) -> None:
    def asked() -> NoReturn:
        pytest.fail("a report asked for the history")

    known = edition_of(sample)
    reports = Reports(Edition(known.index, known.instance, ZH, DAY, recorded=asked))
    assert [one.paper().title for one in reports.printed()]


def test_a_report_does_not_change_after_its_period(sample: Ledger) -> None:
    then, now = (Reports(edition_of(sample, day=day)) for day in (date(2026, 10, 31), DAY))
    old = [scope for scope in now.scopes if scope.last <= date(2026, 10, 31)]
    assert len(old) > 20
    for scope in old:
        assert list(said(then.paper(scope))) == list(said(now.paper(scope))), report_address(scope)


def test_a_word_file_is_whole_and_always_the_same(sample: Ledger) -> None:
    reports = Reports(edition_of(sample))
    for scope in reports.scopes[:20]:
        content = word(reports.paper(scope), ZH)
        assert content == word(Reports(edition_of(sample)).paper(scope), ZH)
        with ZipFile(BytesIO(content)) as archive:
            assert archive.testzip() is None
            names = archive.namelist()
            assert names[0] == "[Content_Types].xml"
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            parsed = {name: ElementTree.fromstring(archive.read(name)) for name in names}
        types = parsed["[Content_Types].xml"]
        assert {one.get("PartName", "")[1:] for one in types if one.get("PartName")} <= set(names)
        assert "仿宋".encode() in content


@pytest.mark.parametrize("language", [ZH, EN])
def test_hostile_text_stays_text_in_word_files(sample: Ledger, language: Language) -> None:
    reports = Reports(edition_of(hostile_ledger(sample, PAYLOAD), language))
    for one in list(reports.printed())[::5]:
        content = word(one.paper(), language)
        document = in_word(content)
        assert b"<script" not in content
        assert "\u202e" not in document
        assert "\u0007" not in document


IN_MARKDOWN = (
    "[点](javascript:boom()) ![x](https://evil/x.png) **b** `c` <img src=x onerror=boom()> &lt;b&gt; {{7*7}} | x",
    "# 一\n\n- 二\n1. 三\n\n    四\n\n五\n===\n六\n---\n\n~~~\n七\n\n<!-- 八 -->",
)


@pytest.mark.parametrize("payload", IN_MARKDOWN)
def test_hostile_text_stays_text_in_markdown(sample: Ledger, payload: str) -> None:
    reports = Reports(edition_of(hostile_ledger(sample, payload)))
    for one in list(reports.printed())[::5]:
        text = as_markdown(one.paper())
        assert "{{" not in text
        seen = Seen(rendered(text, extensions=["tables"]))
        tags = {tag for tag, _given in seen.elements}
        assert tags <= {"h1", "h2", "p", "ul", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "br"}
        assert {len(row) for row in columns(text)} <= {1}


def columns(text: str) -> Iterator[set[int]]:
    """How many cells the rows of each table have: each as many as its head."""
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        yield {len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}


def test_a_report_as_markdown_has_real_tables(sample: Ledger) -> None:
    one = next(iter(Reports(edition_of(sample)).printed()))
    html = rendered(as_markdown(one.paper()), extensions=["tables"])
    assert "<td>收到事项</td>" in html


def test_what_is_withheld_is_in_no_report(sample: Ledger) -> None:
    secret = "kinglet"
    cases = {
        name: replace(
            case,
            title=f"{secret} title",
            summary=f"{secret} summary",
            translations={"title_en": f"{secret} title", "summary_en": f"{secret} summary"},
            withheld=(Withheld(field="title", reason="依法"), Withheld(field="summary", reason="依法")),
        )
        for name, case in sample.cases.items()
    }
    for language in (ZH, EN):
        reports = Reports(edition_of(replace(sample, cases=cases), language))
        for one in reports.printed():
            assert secret.encode() not in word(one.paper(), language), one.address


def test_a_case_that_is_hidden_as_a_whole_is_counted_and_named_by_its_id_alone(sample: Ledger) -> None:
    case = sample.cases["HZ-2026-0002"]
    hidden = replace(case, title="kinglet", summary="kinglet", withheld=(Withheld(field="raised.on", reason="依法"),))
    ledger = replace(sample, cases={**sample.cases, case.id: hidden})
    reports = Reports(edition_of(ledger))
    scope = next(one for one in reports.scopes if one.place is None and period_slug(one) == "2026-10")
    texts = [one.text for one in said(reports.paper(scope))]
    assert not [text for text in texts if "kinglet" in text]
    assert "：计入数字，整件不公开" in texts
    assert "5" in texts


def test_chinese_in_english_reports_says_that_it_is_chinese(sample: Ledger) -> None:
    reports = Reports(edition_of(sample, EN))
    unmarked = {
        one.text
        for paper in reports.printed()
        for one in said(paper.paper())
        if not one.language and HAN.search(one.text)
    }
    assert unmarked == set()


def test_a_unit_that_the_rules_translate_is_translated_at_each_meeting(site: Path) -> None:
    page = text_of(site / "en/meetings/2022/2022-11-09-qingdao-west-coast.html")
    assert "1,200,000 yuan (Credit granted on the spot by one bank)" in page
    assert "1,200,000 元（一家银行现场授信）" in text_of(site / "meetings/2022/2022-11-09-qingdao-west-coast.html")
