"""What is due says who has to act, by how much it is late, and counts the periods of what recurs."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kentan.clocks.reckoner import Reckoner
from kentan.files.loading import load
from kentan.languages import CHINESE
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment
from kentan.reports.calendar import as_calendar
from kentan.reports.due import DueRow, as_csv, as_json, as_text, due_rows
from kentan.reports.proof import proof_json, proof_text
from kentan.reports.wording import words
from kentan.rules.check import check

FILES = {
    "registry/instance.yml": "name: 恳谈\ntime_zone: Asia/Shanghai\nlanguages: [zh, en]\n",
    "registry/places.yml": "places:\n  city: {name: 市, level: city}\n",
    "registry/departments.yml": """\
departments:
  land: {name: 自然资源局, type: government, level: city}
  power: {name: 供电公司, type: government, level: city}
""",
    "registry/topics.yml": "topics:\n  land: {name: 用地}\n",
    "registry/programmes/talks.yml": """\
id: talks
name: 恳谈会
prefix: TA
organiser: land
places: [city]
began: 2022-01-01
summary: 示例
versions:
  - from: 2022-01-01
    clocks:
      reply:
        name: 十四天内答复
        starts: [handed-over]
        stops: [replied]
        limit: {days: 14}
        ladder: steps
      weekly:
        name: 每周报告进展
        starts: [handed-over]
        stops: [progress-reported]
        limit: {days: 7}
        every: {days: 7}
        until: [replied]
    ladders:
      steps:
        - {id: soon, name: 临期, state: due-soon, before: {days: 3}, obliges: department, to: 按期回复}
        - {id: late, name: 逾期, state: overdue, after: {days: 0}, obliges: staff, to: 发出催办, within: {days: 3},
           done: [reminded]}
""",
    "cases/2022/TA-2022-0001.yml": """\
id: TA-2022-0001
programme: talks
place: city
provenance: live
title: 增容
kind: request
topic: land
raised: {on: 2022-07-01, by: enterprise, channel: visit}
summary: 增容。
acceptance: [{on: 2022-07-01, decision: accepted}]
assignments:
  power:
    handed_over: [{on: 2022-07-02}]
    role: lead
supervision:
  land: REMINDED
""",
}


@dataclass(frozen=True)
class MemoryTree:
    """A tree of records held in memory."""

    held: Mapping[str, str]

    def files(self) -> Iterator[str]:
        yield from sorted(self.held)

    def read(self, file: str) -> bytes:
        return self.held[file].encode()


def ledger(reminded: str = "") -> Ledger:
    given = f"[{{on: {reminded}, kind: reminder, text: 请答复}}]" if reminded else ""
    files = {name: text.replace("REMINDED", given) for name, text in FILES.items()}
    loaded = load(MemoryTree(files))
    assert loaded.findings == ()
    return loaded.ledger


def due(found: Ledger, day: date) -> list[DueRow]:
    reckoner = Reckoner(found, Moment(day))
    return due_rows([reckoner.reckon(case) for case in found.cases.values()], found, CHINESE)


def reply(rows: list[DueRow]) -> DueRow:
    return next(row for row in rows if row.clock == "reply")


def test_what_a_step_obliges_somebody_else_to_do_is_no_task_of_the_department() -> None:
    rows = due(ledger(), date(2022, 7, 19))
    text = as_text(rows, CHINESE)
    assert "逾期3天  2022-07-16" in text
    assert "→ 由工作人员：发出催办，限 2022-07-20 前" in text
    late = next(each for each in json.loads(as_json(rows, "2022-07-19"))["due"] if each["clock"] == "reply")
    assert (late["office"], late["obliged"], late["obliged_to"]) == ("power", "staff", "发出催办")
    assert (late["obliged_due"], late["obliged_done"]) == ("2022-07-20", None)
    table = list(csv.DictReader(as_csv([reply(rows)], CHINESE).lstrip("\ufeff").splitlines()))
    assert [table[0][name] for name in ("由谁办理", "办理事项", "办理时限", "已办日期")] == [
        "工作人员",
        "发出催办",
        "2022-07-20",
        "",
    ]
    assert "由工作人员：发出催办" in as_calendar([reply(rows)], date(2022, 7, 19), CHINESE).replace("\r\n ", "")


def test_what_is_due_on_the_last_day_that_there_is_stands_in_the_calendar() -> None:
    row = replace(reply(due(ledger(), date(2022, 7, 19))), day="9999-12-31")
    assert "DTSTART;VALUE=DATE:99991231" in as_calendar([row], date(2022, 7, 19), CHINESE)


def test_a_step_that_obliges_the_department_names_it() -> None:
    row = reply(due(ledger(), date(2022, 7, 14)))
    assert (row.obliged, row.obliged_name) == ("power", "供电公司")
    assert "→ 由供电公司：按期回复" in as_text([row], CHINESE)


def test_what_a_step_obliges_is_said_to_be_done() -> None:
    row = reply(due(ledger("2022-07-18"), date(2022, 7, 19)))
    assert row.obliged_done == "2022-07-18"
    assert "，已于 2022-07-18 办理" in as_text([row], CHINESE)


def test_the_missed_periods_of_one_clock_are_one_line() -> None:
    rows = due(ledger(), date(2022, 11, 30))
    missed, running = (row for row in rows if row.clock == "weekly")
    assert (missed.due, missed.periods, running.due, running.periods) == ("2022-07-09", 21, "2022-12-03", 1)
    assert "2022-07-09 (21期未办)" in as_text(rows, CHINESE)
    listed = json.loads(as_json(rows, "2022-11-30"))["due"]
    assert [each["periods"] for each in listed if each["clock"] == "weekly"] == [21, 1]


def test_only_what_is_over_was_overdue() -> None:
    found = ledger()
    state = Reckoner(found, Moment(date(2022, 7, 19))).reckon(found.cases["TA-2022-0001"])
    text = proof_text(state, found, CHINESE)
    assert "已逾期" in text
    assert "曾经逾期" not in text


def test_a_period_begins_with_the_due_day_of_the_one_before() -> None:
    found = ledger()
    state = Reckoner(found, Moment(date(2022, 7, 19))).reckon(found.cases["TA-2022-0001"])
    text = proof_text(state, found, CHINESE)
    assert "起算 2022-07-02：交办" in text
    assert "起算 2022-07-09：交办" not in text
    assert "起算 2022-07-09：上一期到期，接续下一期；首期起算 2022-07-02：交办" in text
    clocks = [each for each in json.loads(proof_json(state))["clocks"] if each["clock"] == "weekly"]
    assert [each["period"] for each in clocks] == [1, 2, 3]


def test_the_periods_that_were_missed_are_one_finding() -> None:
    found = ledger()
    overdue = [each for each in check(found, date(2022, 11, 30)) if each.code == "K651"]
    said = [each.message for each in words(overdue, CHINESE, None)]
    weekly = [each for each in said if "每周报告进展" in each]
    assert len(weekly) == 1
    assert "应于2022-07-09前完成" in weekly[0]
    assert "共有21期未办。" in weekly[0]
    assert [each for each in said if "十四天内答复" in each and "期未办" in each] == []
    assert [each.arguments["due"] for each in sorted(overdue, key=lambda each: each.order)] == [
        "2022-07-09",
        "2022-07-16",
    ]
