"""A day of the staff and of a department, from the first meeting to the rating, by commands alone."""

import os
from pathlib import Path

import pytest

from kentan.cli.__main__ import main
from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.records.case import Case
from kentan.records.vocabulary import Channel, Decision, Outcome, RatedBy, Role

TODAY = "2026-11-22"
CASE = "HZ-2026-0001"
MEETING = "2026-11-18-huzhou"


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance that was just begun with Huzhou's rules."""
    monkeypatch.setenv("KENTAN_TODAY", TODAY)
    folder = tmp_path / "instance"
    assert run("init", str(folder), "--programme", "huzhou") == 0
    monkeypatch.chdir(folder)
    return folder


def run(*words: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    return int(ended.value.code or 0)


def case(folder: Path) -> Case:
    """The case as it stands in its file, which has to be in the canonical form."""
    assert run("format", "--check") == 0
    loaded = load(DiskTree(str(folder)))
    assert not loaded.findings
    return loaded.ledger.cases[CASE]


def begun(title: str = "希望加快用地审批") -> None:
    assert run("new", "meeting", "--title", "用地专题", "--on", "2026-11-18") == 0
    words = ("--title", title, "--topic", "用地", "--summary", "二期扩产项目的用地审批已等了半年。")
    assert run("new", "case", "--meeting", MEETING, *words) == 0


def test_a_case_goes_its_whole_way(instance: Path) -> None:
    begun()
    assert run("decide", CASE, "受理", "--on", "2026-11-18") == 0
    assert run("assign", CASE, "自然资源局", "--on", "2026-11-19", "--task", "核实指标") == 0
    assert run("assign", CASE, "housing", "--on", "2026-11-19") == 0
    words = ("--text", "已列入下月计划。", "--promise", "完成报批", "--due", "2026-12-31", "--on", "2026-11-20")
    assert run("answer", CASE, "自然资源和规划局", "B", *words) == 0
    assert run("rate", CASE, "4", "--by", "callback", "--text", "比较满意", "--on", "2026-11-21") == 0
    assert run("check") == 0
    found = case(instance)
    assert (found.raised.channel, found.raised.meeting, found.place) == (Channel.MEETING, MEETING, "huzhou")
    assert [each.decision for each in found.acceptance] == [Decision.ACCEPTED]
    lead, support = found.assignments["natural-resources"], found.assignments["housing"]
    assert (lead.role, support.role) == (Role.LEAD, Role.SUPPORT)
    assert lead.handed_over[0].task == "核实指标"
    reply = lead.replies[0]
    assert reply.outcome is Outcome.IN_PROGRESS
    assert reply.promise is not None
    assert (str(reply.promise.due), reply.promise.kept) == ("2026-12-31", None)
    assert (found.ratings[0].score, found.ratings[0].by) == (4, RatedBy.CALLBACK)


def test_numbers_follow_one_another_and_are_of_the_year_in_which_it_was_raised(instance: Path) -> None:
    begun()
    words = ("--topic", "land", "--channel", "letter", "--title", "路灯不亮")
    assert run("new", "case", *words) == 0
    assert run("new", "case", *words, "--on", "2025-03-01") == 0
    assert sorted(path.name for path in (instance / "cases").rglob("*.yml")) == [
        "HZ-2025-0001.yml",
        "HZ-2026-0001.yml",
        "HZ-2026-0002.yml",
    ]


def test_a_copy_with_another_name_does_not_stand_in_the_way_of_the_next_number(instance: Path) -> None:
    begun()
    own = instance / "cases/2026"
    (own / f"{CASE} - 副本.yml").write_bytes((own / f"{CASE}.yml").read_bytes())
    assert run("new", "case", "--topic", "land", "--channel", "letter", "--title", "路灯不亮") == 0
    assert (own / "HZ-2026-0002.yml").exists()


@pytest.mark.usefixtures("instance")
def test_what_has_to_be_written_yet_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "case", "--topic", "land", "--channel", "letter") == 0
    assert run("check") == 1
    assert capsys.readouterr().out.count("K448") == 2


def test_a_meeting_to_come_is_planned_and_a_second_one_of_the_day_has_another_name(instance: Path) -> None:
    for _ in range(2):
        assert run("new", "meeting", "--title", "外贸专题", "--on", "2026-12-02") == 0
    meetings = load(DiskTree(str(instance))).ledger.meetings
    assert sorted(meetings) == ["2026-12-02-huzhou", "2026-12-02-huzhou-2"]
    assert all(str(each.planned) == "2026-12-02" and each.held is None for each in meetings.values())


def test_a_department_that_gets_it_again_has_one_place_with_two_hand_overs(instance: Path) -> None:
    begun()
    for day in ("2026-11-19", "2026-11-21"):
        assert run("assign", CASE, "finance", "--on", day) == 0
    assert [str(each.on) for each in case(instance).assignments["finance"].handed_over] == ["2026-11-19", "2026-11-21"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("new", "case", "--topic", "land"), "请写明：来源渠道\nmeeting "),
        (("new", "case", "--channel", "letter"), "land 用地"),
        (("new", "case", "--topic", "land", "--channel", "letter", "--programme", "别的"), "huzhou 湖州"),
        (("new", "case", "--topic", "没有这个", "--channel", "letter"), "领域"),
        (("new", "case", "--meeting", "2020-01-01-huzhou", "--topic", "land"), "2020-01-01-huzhou"),
        (("decide", "HZ-2026-0099", "受理"), "编号"),
        (("decide", CASE, "同意"), "accepted 受理"),
        (("assign", CASE, "自然资源"), "natural-resources 自然资源和规划局"),
        (("answer", CASE, "finance", "A"), "承办该事项的部门"),
        (("answer", CASE, "finance", "好"), "承办该事项的部门"),
        (("rate", CASE, "4", "--by", "电话"), "callback"),
        (("rate", CASE, "4"), "请写明：评价方式\nenterprise "),
        (("rate", CASE, "9", "--by", "callback"), "SCORE"),
        (("assign", CASE, "finance", "--on", "昨天"), "昨天"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(
    instance: Path, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    begun()
    before = {path: path.read_bytes() for path in instance.rglob("*.yml")}
    capsys.readouterr()
    assert run(*words) == 2
    assert said in capsys.readouterr().err
    assert {path: path.read_bytes() for path in instance.rglob("*.yml")} == before


def test_a_text_that_cannot_stand_in_a_record_is_not_written(instance: Path) -> None:
    begun()
    before = os.listdir(instance / "cases" / "2026")
    assert run("new", "case", "--topic", "land", "--channel", "letter", "--title", "甲\u202e乙") == 1
    assert os.listdir(instance / "cases" / "2026") == before


def test_line_ends_of_any_system_become_those_of_a_record(instance: Path) -> None:
    begun()
    assert run("decide", CASE, "accepted", "--explanation", "甲\r\n乙\r丙", "--on", "2026-11-18") == 0
    assert b"\r" not in (instance / "cases" / "2026" / f"{CASE}.yml").read_bytes()
    assert case(instance).acceptance[0].explanation == "甲\n乙\n丙"


def test_a_file_that_is_not_in_order_is_left_alone(instance: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begun()
    file = instance / "cases" / "2026" / f"{CASE}.yml"
    broken = file.read_bytes() + b"summary: twice\n"
    file.write_bytes(broken)
    assert run("decide", CASE, "accepted") == 2
    assert file.read_bytes() == broken
    assert capsys.readouterr().err


def test_a_file_with_words_behind_a_text_is_left_alone(instance: Path) -> None:
    begun()
    file = instance / "cases" / "2026" / f"{CASE}.yml"
    lines = file.read_text("utf-8").split("\n")
    text = "\n".join("title: 道路照明 #3路灯不亮" if line.startswith("title:") else line for line in lines)
    file.write_text(text, "utf-8")
    assert run("decide", CASE, "accepted") == 2
    assert file.read_text("utf-8") == text
