"""Several cases at once, from a list that an office keeps in a spreadsheet."""

from pathlib import Path

import pytest

from kentan.cli.__main__ import main
from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.records.vocabulary import CaseKind, Channel

HEAD = "标题,摘要,领域,来源渠道,日期,类型"
FIRST = "希望加快用地审批,二期用地审批已等了半年。,用地,来信,2026/11/18,困难问题"
SECOND = '园区路灯不亮,"北门的路灯不亮，\n南门的也不亮。",道路停车等配套,走访,2026年11月19日,诉求'


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance that was just begun with Huzhou's rules, with a meeting."""
    monkeypatch.setenv("KENTAN_TODAY", "2026-11-22")
    folder = tmp_path / "instance"
    assert run("init", str(folder), "--programme", "huzhou") == 0
    monkeypatch.chdir(folder)
    assert run("new", "meeting", "--title", "用地专题", "--on", "2026-11-18") == 0
    return folder


def run(*words: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    return int(ended.value.code or 0)


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "cases").rglob("*.yml"))


@pytest.mark.parametrize(
    ("encoding", "end", "comma"),
    [("utf-8", "\n", ","), ("utf-8-sig", "\r\n", ","), ("gb18030", "\r\n", ","), ("utf-8", "\n", "\t")],
)
def test_each_line_becomes_a_case(instance: Path, encoding: str, end: str, comma: str) -> None:
    text = "\n".join((HEAD, FIRST, SECOND, ",,,,,")).replace(",", comma).replace("\n", end) + end
    Path("清单.csv").write_bytes(text.encode(encoding))
    assert run("new", "case", "--list", "清单.csv") == 0
    assert run("check") == 0
    cases = load(DiskTree(str(instance))).ledger.cases
    first, second = (cases[f"HZ-2026-000{number}"] for number in (1, 2))
    assert len(cases) == 2
    assert (first.title, first.topic, str(first.raised.on)) == ("希望加快用地审批", "land", "2026-11-18")
    assert (first.raised.channel, first.kind) == (Channel.LETTER, CaseKind.DIFFICULTY)
    assert (second.raised.channel, second.kind) == (Channel.VISIT, CaseKind.REQUEST)
    assert second.summary == "北门的路灯不亮，\n南门的也不亮。"


def test_columns_may_be_called_as_offices_call_them(instance: Path) -> None:
    head = "诉求标题,诉求内容,所属领域,诉求渠道,提出日期,属地,诉求类型"
    Path("清单.csv").write_text(f"{head}\n贷款难,续贷难。,贷款,热线,2026.11.20,德清县,吐槽\n", "utf-8")
    assert run("new", "事项", "--list", "清单.csv") == 0
    case = load(DiskTree(str(instance))).ledger.cases["HZ-2026-0001"]
    assert (case.place, str(case.raised.on), case.kind) == ("huzhou-deqing", "2026-11-20", CaseKind.GRIEVANCE)


def test_what_all_lines_have_in_common_is_given_once(instance: Path) -> None:
    Path("清单.csv").write_text("标题,摘要,领域\n一,一一。,用地\n二,二二。,用地\n", "utf-8")
    assert run("new", "case", "--meeting", "2026-11-18-huzhou", "--list", "清单.csv") == 0
    cases = load(DiskTree(str(instance))).ledger.cases.values()
    assert {each.raised.meeting for each in cases} == {"2026-11-18-huzhou"}
    assert written(instance) == ["HZ-2026-0001.yml", "HZ-2026-0002.yml"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}\n{FIRST}\n{SECOND.replace('走访', '电话')}\n", "第 3 行：所填不在可选范围内：来源渠道"),
        (f"{HEAD}\n{FIRST}\n{FIRST.replace('用地,', '月球,')}\n", "第 3 行：所填不在可选范围内：领域"),
        (f"{HEAD}\n{FIRST}\n{FIRST.replace('2026/11/18', '上周')}\n", "第 3 行：上周 不是日期"),
        (f"{HEAD}\n{FIRST}\n{FIRST.replace('半年。', '半年，电话13800138000。')}\n", "第 3 行：此处疑似手机号码"),
        (f"{HEAD}\n{FIRST}\n{FIRST.replace('2026/11/18', '2026/12/18')}\n", "第 3 行：2026-12-18 晚于今天"),
        (f"{HEAD},联系人\n{FIRST},张三\n", "没有“联系人”这一列"),
        (f"{HEAD},标题\n{FIRST},又\n", "“标题”"),
        (f"{HEAD}\n{FIRST},多出来的\n", "第 2 行："),
        (f"{HEAD}\n", "没有内容"),
        ("", "没有内容"),
        ("PK\x03\x04", "无法读取"),
    ],
)
def test_nothing_is_written_where_one_line_is_wrong(
    instance: Path, text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("清单.csv").write_text(text, "utf-8")
    assert run("new", "case", "--list", "清单.csv") == 2
    told = capsys.readouterr()
    assert said in told.err, told
    assert not written(instance)


def test_a_list_that_was_taken_in_already_is_not_taken_in_again(
    instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("清单.csv").write_text(f"{HEAD}\n{FIRST}\n{SECOND}\n", "utf-8")
    assert run("new", "case", "--list", "清单.csv") == 0
    capsys.readouterr()
    assert run("new", "case", "--list", "清单.csv") == 2
    told = capsys.readouterr().err
    assert "第 2 行：HZ-2026-0001" in told
    assert "第 3 行：HZ-2026-0002" in told
    assert len(written(instance)) == 2
    Path("清单.csv").write_text(f"{HEAD}\n{FIRST.replace('半年', '一年')}\n{FIRST.replace('半年', '一年')}\n", "utf-8")
    assert run("new", "case", "--list", "清单.csv") == 2
    assert "第 3 行：HZ-2026-0003" in capsys.readouterr().err


@pytest.mark.usefixtures("instance")
def test_meetings_are_begun_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    Path("清单.csv").write_text("标题\n一\n", "utf-8")
    assert run("new", "meeting", "--list", "清单.csv") == 2
    assert "--list" in capsys.readouterr().err
