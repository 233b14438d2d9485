"""What else is recorded of a case: grades, objections, waiting, more time, promises kept, supervision, call-backs."""

import re
import shutil
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from kentan.desk.facts import FACTS
from kentan.records.case import Assignment, Case, ExtensionDecision, Featured, Kept, ObjectionDecision
from kentan.records.describe import is_slot, key_of
from kentan.records.moments import Moment
from kentan.records.vocabulary import (
    CallbackResult,
    ExtensionOutcome,
    KeptBy,
    ObjectionOutcome,
    SupervisionKind,
    Vocabulary,
)
from tests.desk.conftest import CASE, TODAY, accepted, begun, case, run


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with a case that the bureau of natural resources leads."""
    folder = tmp_path_factory.mktemp("recording") / "instance"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KENTAN_TODAY", TODAY)
        assert run("init", str(folder), "--programme", "huzhou") == 0
        patch.chdir(folder)
        accepted()
        assert run("assign", CASE, "自然资源局", "--on", "2026-11-19") == 0
    return folder


@pytest.fixture
def handed_over(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it for one test."""
    monkeypatch.setenv("KENTAN_TODAY", TODAY)
    folder = shutil.copytree(prepared, tmp_path / "instance")
    monkeypatch.chdir(folder)
    return folder


def own(folder: Path, department: str = "natural-resources") -> Assignment:
    return case(folder).assignments[department]


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*.yml")}


def test_what_a_department_and_the_staff_do_needs_no_editor(handed_over: Path) -> None:
    said = [
        ("定级", CASE, "会后交办", "--on", "2026-11-18"),
        ("objection-raised", CASE, "--reason", "应由住建部门牵头。", "--proposed", "住建局", "--on", "2026年11月19日"),
        ("objection-decided", CASE, "不成立", "--on", "2026-11-20"),
        ("paused", CASE, "自然资源局", "--question", "请补充宗地图。", "--on", "2026-11-20"),
        ("resumed", CASE, "--on", "2026-11-21"),
        ("extension-asked", CASE, "--until", "2026年12月10日", "--reason", "上级批复未到。", "--on", "2026-11-20"),
        ("extension-decided", CASE, "同意", "--on", "2026-11-21"),
        ("progress-reported", CASE, "--text", "材料已报省厅。", "--on", "2026-11-21"),
        ("supervised", CASE, "催办", "--office", "工商联", "--department", "自然资源局", "--on", "2026-11-20"),
    ]
    for words in said:
        assert run("record", *words) == 0, words
    promised = ("--text", "已列入计划。", "--promise", "完成报批", "--due", "2026-12-31", "--on", "2026-11-21")
    assert run("answer", CASE, "自然资源局", "C", *promised) == 0
    for words in (
        ("promise-kept", CASE, "--by", "企业", "--on", "2026-11-22"),
        ("rating-asked", CASE),
        ("called-back", CASE, "确认属实", "--text", "企业认可。"),
        ("featured", CASE, "2026年11月", "--reason", "一次说清，一次办成。"),
    ):
        assert run("record", *words) == 0, words
    assert run("check") == 0
    found, bureau = case(handed_over), own(handed_over)
    assert [each.grade for each in found.grades] == ["ordinary"]
    (objection,), (pause,), (extension,) = bureau.objections, bureau.pauses, bureau.extensions
    assert (str(objection.on), objection.proposed) == ("2026-11-19", "housing")
    assert objection.decision == ObjectionDecision(on=Moment(date(2026, 11, 20)), outcome=ObjectionOutcome.REJECTED)
    assert (str(pause.on), str(pause.until)) == ("2026-11-20", "2026-11-21")
    assert str(extension.until) == "2026-12-10"
    assert extension.decision == ExtensionDecision(on=Moment(date(2026, 11, 21)), outcome=ExtensionOutcome.GRANTED)
    assert bureau.progress[0].text == "材料已报省厅。"
    (step,) = found.supervision["federation"]
    assert (step.kind, step.department) == (SupervisionKind.REMINDER, "natural-resources")
    (promise,) = (each.promise for each in bureau.replies if each.promise)
    assert promise.kept == Kept(on=Moment(date(2026, 11, 22)), by=KeptBy.ENTERPRISE)
    assert str(found.rating_requests[0].on) == "2026-11-22"
    assert found.callbacks[0].result is CallbackResult.CONFIRMED
    assert found.featured == Featured(month="2026-11", reason="一次说清，一次办成。")


def test_a_fact_may_be_called_by_what_people_call_it(handed_over: Path) -> None:
    for name in ("进展", "报告进展", " ｐｒｏｇｒｅｓｓ－ｒｅｐｏｒｔｅｄ "):
        assert run("record", name, "ｈｚ-2026-1", "--text", "材料已报省厅。", "--on", "2026-11-20") == 0
    assert len(own(handed_over).progress) == 3


MISSING_OR_UNKNOWN = [
    (("定级", CASE), ["（GRADE）", "ordinary 会后交办"]),
    (("定级", CASE, "特急"), ["不在可选范围", "ordinary 会后交办"]),
    (("提出异议", CASE), ["请写明：理由（--reason）"]),
    (("paused", CASE, "--question", " "), ["请写明：向企业询问的内容（--question）"]),
    (("申请延期", CASE), ["（--until）", "（--reason）"]),
    (("paused", CASE, "财政局", "--question", "请补充。"), ["DEPARTMENT", "natural-resources 自然资源和规划局"]),
    (("supervised", CASE), ["（KIND）", "reminder 催办", "（--office）", "federation "]),
    (("supervised", CASE, "催办", "--office", "财政局"), ["（--office）", "federation "]),
    (("回访", CASE), ["（RESULT）", "confirmed 确认属实"]),
    (("典型案例", CASE), ["（MONTH）", "（--reason）"]),
    (("resumed", CASE), ["企业已补充", CASE]),
    (("objection-decided", CASE, "成立"), ["异议决定", CASE]),
    (("延期决定", CASE, "同意"), ["延期决定", CASE]),
    (("兑现承诺", CASE, "--by", "staff"), ["兑现承诺", CASE]),
    (("paused", "HZ-2026-0099", "--question", "请补充。"), ["没有这个编号的事项"]),
    (("paused", CASE, "--question", "请补充。", "--on", "昨天"), ["昨天"]),
    (("没有这回事", CASE), ["没有这回事", "kentan record --help"]),
    (("pausd", CASE), ["paused"]),
    (("paused",), ["CASE"]),
]


def test_what_is_missing_or_unknown_is_told_with_the_choices_and_nothing_is_written(
    handed_over: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(handed_over)
    for words, said in MISSING_OR_UNKNOWN:
        capsys.readouterr()
        assert run("record", *words) == 2, words
        told = capsys.readouterr().err
        assert [each for each in said if each not in told] == [], (words, told)
    assert contents(handed_over) == before


UNFIT = [
    (("paused", CASE, "--question", "请打13800138000。", "--on", "2026-11-20"), "K501"),
    (("paused", CASE, "--question", "请补充。", "--on", "2026-12-20"), "K491"),
    (("paused", CASE, "--question", "请补充。", "--on", "2026-11-18"), "K"),
    (("申请延期", CASE, "--until", "明年", "--reason", "未批。", "--on", "2026-11-20"), "K"),
    (("supervised", CASE, "催办", "--office", "工商联", "--department", "财政局", "--on", "2026-11-20"), "K428"),
    (("典型案例", CASE, "十一月", "--reason", "办得好。"), "K"),
    (("paused", CASE, "--question", "甲\u202e乙", "--on", "2026-11-20"), "K"),
]


def test_what_would_bring_an_error_is_told_and_not_written(
    handed_over: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(handed_over)
    for words, code in UNFIT:
        capsys.readouterr()
        assert run("record", *words) == 1, words
        told = capsys.readouterr()
        assert f" 错误 {code}" in told.out, (words, told)
        assert "没有写入任何内容。" in told.err
    assert contents(handed_over) == before


def test_of_several_open_entries_the_one_that_is_meant_is_asked_for(
    handed_over: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("assign", CASE, "住建局", "--on", "2026-11-19") == 0
    for office, day in (("自然资源局", "2026-11-20"), ("住建局", "2026-11-21"), ("住建局", "2026-11-22")):
        words = ("--text", "已列入计划。", "--promise", f"{day}起办，\n年底办结", "--due", "2026-12-31", "--on", day)
        assert run("answer", CASE, office, "C", *words) == 0
    capsys.readouterr()
    assert run("record", "promise-kept", CASE, "--by", "staff") == 2
    told = capsys.readouterr().err
    assert "natural-resources" in told
    assert "housing" in told
    assert run("record", "promise-kept", CASE, "住建局", "--by", "staff") == 2
    listed = "（--entry）\n1 2026-11-21 2026-11-21起办， 年底办结\n2 2026-11-22 2026-11-22起办， 年底办结\n"
    assert listed in capsys.readouterr().err
    assert run("record", "promise-kept", CASE, "住建局", "--by", "staff", "--entry", "２") == 0
    assert [bool(each.promise and each.promise.kept) for each in own(handed_over, "housing").replies] == [False, True]
    assert run("record", "promise-kept", CASE, "住建局", "--by", "staff") == 0
    assert run("record", "promise-kept", CASE, "--by", "staff") == 0
    assert run("record", "promise-kept", CASE, "--by", "staff") == 2
    assert run("check") == 0


def test_two_leaders_of_a_task_force_are_both_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KENTAN_TODAY", TODAY)
    folder = tmp_path / "xiangshan"
    assert run("init", str(folder), "--programme", "xiangshan") == 0
    monkeypatch.chdir(folder)
    words = ("--topic", "用地", "--channel", "来信", "--title", "用地", "--summary", "等了半年。", "--on", "2026-11-18")
    assert run("new", "case", *words) == 0
    (file,) = folder.rglob("cases/*/*.yml")
    assert run("decide", file.stem, "受理", "--on", "2026-11-18") == 0
    words = ("--leaders", "区长", "--leaders", "分管副区长、专班组长", "--plan", "一事一案。", "--on", "2026-11-18")
    capsys.readouterr()
    assert run("record", "定级", file.stem, "task-force", *words[:2]) == 1
    assert "错误 K" in capsys.readouterr().out
    assert run("record", "定级", file.stem, "task-force", *words) == 0
    text = file.read_text("utf-8")
    assert "- 区长\n" in text
    assert "- 分管副区长、专班组长\n" in text
    assert run("check") == 0


@pytest.mark.usefixtures("handed_over")
def test_a_model_case_is_not_chosen_twice(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("record", "典型案例", CASE, "2026-11", "--reason", "办得好。") == 0
    assert run("record", "典型案例", CASE, "2026-11", "--reason", "办得更好。") == 2
    assert "典型案例" in capsys.readouterr().err


def test_who_was_released_passes_the_lead_on(handed_over: Path) -> None:
    assert run("record", "部门不再承办", CASE, "--on", "2026-11-20") == 0
    assert run("assign", CASE, "住建局", "--on", "2026-11-20") == 0
    assert own(handed_over, "housing").role == "lead"
    assert run("check") == 0


def test_whose_objection_was_upheld_was_released_already(handed_over: Path) -> None:
    assert run("record", "异议", CASE, "--reason", "不属本部门职责。", "--on", "2026-11-19") == 0
    assert run("record", "异议决定", CASE, "成立", "--on", "2026-11-20") == 0
    assert run("assign", CASE, "住建局", "--on", "2026-11-20") == 0
    assert run("record", "released", CASE, "--on", "2026-11-21") == 0
    assert run("record", "released", CASE, "--on", "2026-11-21") == 2
    ended = [own(handed_over, name).handed_over[0].ended for name in ("natural-resources", "housing")]
    assert [str(each) for each in ended] == ["None", "2026-11-21"]


@pytest.mark.usefixtures("instance")
def test_a_department_that_does_not_have_the_case_has_nothing_to_say(capsys: pytest.CaptureFixture[str]) -> None:
    begun()
    assert run("record", "paused", CASE, "--question", "请补充。") == 2
    assert "kentan assign" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_says_who_records_what_and_with_which_words(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--lang", language, "record", "--help") == 0
    listed = capsys.readouterr().out
    names = re.findall(r"^  ([a-z-]{5,})  +\S", listed, re.MULTILINE)
    assert {"graded", "paused", "resumed", "promise-kept", "featured"} <= {*names}
    assert "承办部门" in listed or "the department" in listed
    told = {}
    for name in names:
        assert run("--lang", language, "record", name, "--help") == 0
        told[name] = "".join(capsys.readouterr().out.split())
    choices: dict[str, type[Vocabulary]] = {
        "objection-decided": ObjectionOutcome,
        "extension-decided": ExtensionOutcome,
        "promise-kept": KeptBy,
        "supervised": SupervisionKind,
        "called-back": CallbackResult,
    }
    for name, words in choices.items():
        assert [each.value for each in words if each.value not in told[name]] == []


def test_every_slot_of_a_case_is_filled_by_a_verb() -> None:
    by_other_verbs = {"acceptance", "assignments", "ratings", "handed_over", "replies", "redactions"}
    by_hand = {"withheld", "corrections"}
    slots = {key_of(each) for kind in (Case, Assignment) for each in fields(kind) if is_slot(each)}
    filled = {step for each in FACTS.values() for step in (*each.path, *each.fills)}
    assert slots - by_other_verbs - by_hand - filled == set()
