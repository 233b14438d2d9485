"""`kentan report`, as people use it."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from kentan.cli.report_command import command
from kentan.languages import CHINESE, set_language

ROOT = str(Path(__file__).resolve().parents[3])
GIVEN = ["--root", ROOT, "--as-of", "2026-11-22"]


@pytest.fixture(autouse=True)
def chinese() -> None:
    set_language(CHINESE)


def test_a_month_is_printed_with_its_figures_and_the_command_that_writes_it_again() -> None:
    done = CliRunner().invoke(command, ["2026-10", "--programme", "huzhou", *GIVEN], standalone_mode=False)
    assert done.exception is None
    assert "2026年10月情况月报" in done.output
    assert "收到事项 | 5 | 1" in done.output
    assert "kentan report 2026-10 --programme huzhou" in done.output


def test_a_place_has_months_too(tmp_path: Path) -> None:
    file = tmp_path / "月报.docx"
    given = ["2026-10", "--programme", "huzhou", "--place", "huzhou-deqing", "--output", str(file), *GIVEN]
    done = CliRunner().invoke(command, given, standalone_mode=False)
    assert done.exception is None
    with ZipFile(file) as archive:
        assert "德清县" in archive.read("word/document.xml").decode()
    assert [path.name for path in tmp_path.iterdir()] == ["月报.docx"]


def test_a_meetings_id_gives_its_direct_report() -> None:
    done = CliRunner().invoke(command, ["2026-10-14-huzhou", *GIVEN], standalone_mode=False)
    assert done.exception is None
    assert done.output.startswith("# 信息直报：")


@pytest.mark.parametrize(
    ("period", "title"),
    [
        ("2026年10月", "2026年10月情况月报"),
        ("2022 年 上半年", "2022年上半年"),
        ("２０２６－１０", "2026年10月情况月报"),
        ("2022-6", "2022年6月情况月报"),
        ("2026/10", "2026年10月情况月报"),
        ("2026年", "2026年"),
    ],
)
def test_a_period_may_be_written_as_people_write_it(period: str, title: str) -> None:
    done = CliRunner().invoke(command, [period, "--programme", "huzhou", *GIVEN], standalone_mode=False)
    assert done.exception is None
    assert title in done.output.splitlines()[0]


def test_programme_and_place_are_known_by_name() -> None:
    given = ["2026-10", "--programme", "湖州市“亲清直通车·政企恳谈会”", "--place", "德清县", *GIVEN]
    done = CliRunner().invoke(command, given, standalone_mode=False)
    assert done.exception is None
    assert "德清县" in done.output


@pytest.mark.parametrize("name", ["月报.xlsx", "月报.doc", "月报.pdf", "月报"])
def test_a_file_that_its_program_could_not_open_is_not_written(tmp_path: Path, name: str) -> None:
    given = ["2026-10", "--programme", "huzhou", "--output", str(tmp_path / name), *GIVEN]
    done = CliRunner().invoke(command, given)
    assert (done.exit_code, ".docx" in done.output) == (2, True)
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["2026-10"], "--programme"),
        (["last-month", "--programme", "huzhou"], "2022-H1"),
        (["1999", "--programme", "huzhou"], "没有记录"),
        (["2026-10", "--programme", "nowhere"], "nowhere"),
        (["2026-10", "--programme", "huzhou", "--place", "nowhere"], "nowhere"),
    ],
)
def test_wrong_use_is_said_and_mended(asked: list[str], said: str) -> None:
    done = CliRunner().invoke(command, [*asked, *GIVEN])
    assert done.exit_code == 2
    assert said in done.output
