"""A day of the staff and of a department, from the first meeting to the rating, by commands alone."""

import os
import re
from pathlib import Path

import pytest

from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.records.vocabulary import Channel, Decision, Outcome, RatedBy, Role
from tests.desk.conftest import CASE, MEETING, accepted, begun, case, run


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
    rules = instance / "registry" / "programmes" / "huzhou.yml"
    rules.write_text(rules.read_text("utf-8").replace("2026-01-01", "2025-01-01"), "utf-8")
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
    accepted()
    for day in ("2026-11-19", "2026-11-21"):
        assert run("assign", CASE, "finance", "--on", day) == 0
    assert [str(each.on) for each in case(instance).assignments["finance"].handed_over] == ["2026-11-19", "2026-11-21"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("new", "case", "--topic", "land"), "请写明：来源渠道（--channel）\nmeeting "),
        (("new", "case", "--channel", "letter"), "land 用地"),
        (("new", "case", "--topic", "land", "--channel", "letter", "--programme", "别的"), "huzhou 湖州"),
        (("new", "case", "--topic", "没有这个", "--channel", "letter"), "领域"),
        (("new", "case", "--meeting", "2020-01-01-huzhou", "--topic", "land"), "2020-01-01-huzhou"),
        (("decide", "HZ-2026-0099", "受理"), "编号"),
        (("decide", CASE, "同意"), "accepted 受理"),
        (("decide", CASE, "并案", "--into", "HZ-2026-0099"), "没有这个编号的事项"),
        (("answer", CASE, "finance", "A"), "尚未交办"),
        (("assign", CASE, "自然资源"), "natural-resources 自然资源和规划局"),
        (("rate", CASE, "4", "--by", "电话"), "callback"),
        (("rate", CASE, "4"), "请写明：评价方式（--by）\nenterprise "),
        (("rate", CASE, "9", "--by", "callback"), "SCORE"),
        (("rate", CASE, "满意", "--by", "callback"), "'1', '2', '3', '4', '5'"),
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


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("decide", "ｈｚ－２０２６－１", "受理"), "受理"),
        (("decide", " hz-2026-1 ", "accepted"), "受理"),
        (("assign", CASE, "自然资源局 ", "--on", "2026年11月19日"), "2026-11-19"),
        (("assign", CASE, "finance", "--on", "２０２６/１１/２０　９：３０"), "2026-11-20 09:30"),
    ],
)
def test_what_was_written_as_people_write_it_is_understood(instance: Path, words: tuple[str, ...], found: str) -> None:
    accepted() if words[0] == "assign" else begun()
    assert run(*words) == 0
    text = (instance / "cases" / "2026" / f"{CASE}.yml").read_text("utf-8")
    assert {"受理": "decision: accepted"}.get(found, f"- on: {found}\n") in text
    assert case(instance)


@pytest.mark.parametrize(
    "outcome", ["C", "c", "Ｃ", "C 列入计划", "C列入计划", "列入计划", "planned", "C planned", "Ｃ：列入计划"]
)
def test_an_outcome_may_be_said_by_letter_or_by_name(instance: Path, outcome: str) -> None:
    accepted()
    assert run("assign", CASE, "finance", "--on", "2026-11-19") == 0
    words = ("--text", "明年办。", "--promise", "办成", "--due", "2027年1月5日", "--on", "2026.11.20")
    assert run("answer", CASE, "finance", outcome, *words) == 0
    reply = case(instance).assignments["finance"].replies[0]
    assert reply.promise is not None
    assert (reply.outcome, str(reply.promise.due), str(reply.on)) == (Outcome.PLANNED, "2027-01-05", "2026-11-20")


@pytest.mark.parametrize("score", ["4", "４", "四", " 4 "])
def test_a_score_may_be_written_in_any_digits(instance: Path, score: str) -> None:
    accepted()
    assert run("assign", CASE, "finance", "--on", "2026-11-19") == 0
    words = ("--text", "已拨付。", "--evidence", "拨付凭证", "--on", "2026-11-20")
    assert run("answer", CASE, "finance", "A", *words) == 0
    assert run("rate", CASE, score, "--by", "回访时评价", "--on", "2026-11-20") == 0
    assert case(instance).ratings[0].score == 4


@pytest.mark.usefixtures("instance")
@pytest.mark.parametrize("outcome", ["Done", "approved", "不知道", ""])
def test_a_word_is_not_taken_for_the_letter_with_which_it_begins(
    outcome: str, capsys: pytest.CaptureFixture[str]
) -> None:
    accepted()
    assert run("assign", CASE, "finance", "--on", "2026-11-19") == 0
    assert run("answer", CASE, "finance", outcome, "--text", "办好了。") == 2
    assert "A、B、C 或 D" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("answer", CASE, "finance", "A", "--text", "办好了。"), "K"),
        (("answer", CASE, "finance", "B", "--text", "正在办。"), "K"),
        (("answer", CASE, "finance", "D", "--text", "办不了。"), "K"),
        (("answer", CASE, "finance", "D", "--text", "找13800138000", "--basis", "条例"), "K501"),
        (("answer", CASE, "finance", "D", "--text", "办不了。", "--basis", "条例", "--on", "2026-12-22"), "K491"),
        (("decide", CASE, "不予受理"), "K"),
        (("decide", CASE, "并案"), "K"),
        (("decide", CASE, "重新办理", "--on", "2026-01-01"), "K"),
        (("assign", CASE, "housing", "--role", "lead"), "K"),
        (("rate", CASE, "5", "--by", "callback", "--text", "联系人手机13800138000"), "K501"),
        (("new", "case", "--topic", "land", "--channel", "letter", "--on", "2026-12-22"), "K491"),
        (("new", "case", "--topic", "land", "--channel", "letter", "--summary", "电话13800138000"), "K501"),
        (("new", "case", "--topic", "land", "--channel", "letter", "--on", "2019-12-22"), "K493"),
    ],
)
def test_what_would_bring_an_error_is_told_and_not_written(
    instance: Path, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    accepted()
    assert run("assign", CASE, "finance", "--on", "2026-11-19") == 0
    before = {path: path.read_bytes() for path in instance.rglob("*.yml")}
    capsys.readouterr()
    assert run(*words) == 1
    told = capsys.readouterr()
    assert f" 错误 {said}" in told.out
    assert "没有写入任何内容。" in told.err
    assert {path: path.read_bytes() for path in instance.rglob("*.yml")} == before


def test_errors_that_stood_there_before_do_not_stop_the_work(instance: Path) -> None:
    begun()
    file = instance / "cases" / "2026" / f"{CASE}.yml"
    file.write_text(file.read_text("utf-8").replace("已等了半年", "已等了半年，请回电13800138000"), "utf-8")
    assert run("decide", CASE, "受理", "--on", "2026-11-18") == 0
    assert run("check") == 1


@pytest.mark.usefixtures("instance")
def test_what_is_recorded_in_the_wrong_order_says_what_comes_first(capsys: pytest.CaptureFixture[str]) -> None:
    begun()
    assert run("assign", CASE, "finance", "--on", "2026-11-19") == 1
    assert "K405 事项已经交办，却没有受理决定。" in capsys.readouterr().out


@pytest.mark.usefixtures("instance")
def test_the_next_step_is_to_fill_in_only_where_something_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    begun()
    capsys.readouterr()
    assert run("decide", CASE, "受理", "--on", "2026-11-18") == 0
    assert "补齐" not in capsys.readouterr().err
    assert run("new", "case", "--topic", "land", "--channel", "letter") == 0
    assert "补齐" in capsys.readouterr().err


def test_the_hour_of_a_meeting_is_kept(instance: Path) -> None:
    assert run("new", "meeting", "--title", "外贸专题", "--on", "2026-11-18 14:30") == 0
    held = load(DiskTree(str(instance))).ledger.meetings[MEETING].held
    assert str(held and held.on) == "2026-11-18 14:30"


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("--summary", "几句话"), "--summary"),
        (("--topic", "用地"), "--topic"),
        (("--channel", "letter"), "--channel"),
        (("--meeting", MEETING), "--meeting"),
    ],
)
def test_what_no_meeting_has_is_not_dropped_in_silence(
    instance: Path, words: tuple[str, ...], option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("new", "meeting", "--title", "外贸专题", *words) == 2
    assert option in capsys.readouterr().err
    assert not [*(instance / "meetings").rglob("*.yml")]


@pytest.mark.parametrize(("word", "folder"), [("事项", "cases"), ("会议", "meetings")])
def test_a_record_is_begun_by_its_chinese_name(instance: Path, word: str, folder: str) -> None:
    assert run("new", word, *(("--topic", "用地", "--channel", "来信") if word == "事项" else ())) == 0
    assert len([*(instance / folder).rglob("*.yml")]) == 1


@pytest.mark.usefixtures("instance")
def test_the_number_of_a_document_without_its_title_is_not_dropped(capsys: pytest.CaptureFixture[str]) -> None:
    accepted()
    assert run("assign", CASE, "finance", "--on", "2026-11-19") == 0
    assert run("answer", CASE, "finance", "A", "--text", "办好了。", "--number", "湖财〔2026〕1号") == 2
    assert "佐证材料名称" in capsys.readouterr().err


@pytest.mark.usefixtures("instance")
@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("new", "case", "--topic", "land"), "--channel"),
        (("new", "case", "--channel", "letter"), "--topic"),
        (("rate", CASE, "4"), "--by"),
    ],
)
def test_what_has_to_be_given_is_named_by_its_option(
    words: tuple[str, ...], option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    begun()
    capsys.readouterr()
    assert run(*words) == 2
    assert f"（{option}）" in capsys.readouterr().err


@pytest.mark.usefixtures("instance")
@pytest.mark.parametrize("verb", ["new", "decide", "assign", "answer", "rate"])
def test_every_word_that_the_help_offers_is_taken(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    from kentan.desk.editing import word
    from kentan.records.vocabulary import RefusalReason

    assert run(verb, "--help") == 0
    told = "".join(capsys.readouterr().out.split())
    offered = re.findall(r"([a-z-]+)（([^），]+)）", told)
    kinds = (Channel, Decision, RatedBy, Role, RefusalReason)
    known = {each.value: kind for kind in kinds for each in kind}
    for code, name in offered:
        if code in known:
            assert word(known[code], name, "") == code


def objected(folder: Path, outcome: str) -> None:
    """The lead has objected, and staff have decided."""
    accepted()
    assert run("assign", CASE, "finance", "--on", "2026-11-19") == 0
    file = folder / "cases" / "2026" / f"{CASE}.yml"
    slot = "    objections:  # finance\n"
    entry = f"""\
      - on: 2026-11-19
        decision:
          on: 2026-11-20
          outcome: {outcome}
        reason: 不属本部门职责。
"""
    file.write_text(file.read_text("utf-8").replace(slot, slot + entry), "utf-8")


@pytest.mark.parametrize(("outcome", "role"), [("upheld", Role.LEAD), ("rejected", Role.SUPPORT)])
def test_who_follows_a_lead_that_rightly_objected_leads(instance: Path, outcome: str, role: Role) -> None:
    objected(instance, outcome)
    assert run("assign", CASE, "housing", "--on", "2026-11-20") == 0
    assert case(instance).assignments["housing"].role is role
    assert run("check") == 0


def test_a_role_that_is_given_again_counts(instance: Path) -> None:
    objected(instance, "upheld")
    assert run("assign", CASE, "housing", "--on", "2026-11-20", "--role", "support") == 0
    assert run("assign", CASE, "housing", "--on", "2026-11-21", "--role", "牵头") == 0
    assert case(instance).assignments["housing"].role is Role.LEAD


def test_of_two_decisions_that_end_a_case_only_one_is_recorded(instance: Path) -> None:
    accepted()
    assert run("decide", CASE, "撤回", "--on", "2026-11-19") == 0
    refused = ("--reason", "outside-remit", "--explanation", "请向法院提出。", "--on", "2026-11-20")
    assert run("decide", CASE, "不予受理", *refused) == 1
    assert len(case(instance).acceptance) == 2


@pytest.mark.usefixtures("instance")
def test_kinds_of_meeting_are_told_by_their_names_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "meeting", "--kind", "走访") == 2
    said = capsys.readouterr().err
    assert "talk 政企恳谈会 / Talk\n" in said


def test_a_case_whose_file_cannot_be_read_is_not_said_to_be_missing(
    instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun()
    file = instance / "cases" / "2026" / f"{CASE}.yml"
    file.write_bytes(file.read_text("utf-8").encode("gbk"))
    for words in (("decide", CASE, "受理"), ("prove", "hz-2026-1")):
        assert run(*words) == 2
        assert "kentan check" in capsys.readouterr().err


def test_where_there_is_nothing_to_choose_from_the_reason_is_told(
    instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    accepted()
    file = instance / "registry" / "departments.yml"
    file.write_bytes(file.read_text("utf-8").encode("gbk"))
    assert run("assign", CASE, "财政局") == 2
    assert "kentan check" in capsys.readouterr().err


@pytest.mark.usefixtures("instance")
def test_due_days_are_proved_by_a_number_as_people_write_it(capsys: pytest.CaptureFixture[str]) -> None:
    accepted()
    assert run("prove", "ｈｚ-2026-1") == 0
    assert CASE in capsys.readouterr().out


def test_the_case_into_which_another_is_merged_is_known_as_people_write_it(instance: Path) -> None:
    accepted()
    assert run("new", "case", "--topic", "land", "--channel", "letter", "--title", "路灯", "--summary", "不亮。") == 0
    assert run("decide", CASE, "并案", "--into", "ｈｚ-2026-2", "--on", "2026-11-20") == 0
    assert case(instance).acceptance[-1].into == "HZ-2026-0002"


def test_who_was_released_is_not_among_those_that_may_answer(
    instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    objected(instance, "upheld")
    words = ("D", "--text", "办不了。", "--basis", "条例", "--on", "2026-11-21")
    assert run("answer", CASE, "finance", *words) == 2
    assert "尚未交办" in capsys.readouterr().err
    assert run("assign", CASE, "housing", "--on", "2026-11-20") == 0
    assert run("answer", CASE, "finance", *words) == 2
    said = capsys.readouterr().err
    assert "承办该事项的部门" in said
    assert "housing" in said
    assert run("answer", CASE, "housing", *words) == 0
