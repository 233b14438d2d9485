"""What the workflows write on GitHub: comments, issues of departments, the alarm; hostile text stays text."""

import json
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

HOSTILE = (
    "@office/all #1 </code><script>alert(1)</script> [x](javascript:1) | `a` **b**\n\n# big ![i](//e.cn) https://e.cn"
)
BOT = {"login": "github-actions[bot]"}
PULL = {"head": {"sha": "abc"}, "state": "open"}


def assert_harmless(text: str) -> None:
    for sign in ("@", "<script", "](", "**b", "`a`", "\n# ", "https://", "office/"):
        assert sign not in text


@pytest.fixture
def report(host):
    folder = host.folder / "report"
    folder.mkdir()
    (folder / "number").write_text("7\n", "ascii")
    finding = {"code": "K712", "file": HOSTILE, "line": HOSTILE, "message": HOSTILE, "mend": HOSTILE}
    strange = {**finding, "code": HOSTILE}
    verdict = {"verdict": "introduces-problems", "introduced": [finding, strange, "no finding"], "needs": []}
    (folder / "verdict.json").write_text(json.dumps(verdict), "utf-8")
    return folder


def test_a_comment_says_the_verdict_and_each_finding_as_text(host, report) -> None:
    host.answers({"GET pulls/7": [PULL], "GET issues/7/comments": [[]], "POST issues/7/comments": {}})
    assert host.run("host.py", "comment", report, HEAD="abc").returncode == 0
    ((method, path, body),) = host.written()
    assert (method, path) == ("POST", "issues/7/comments")
    assert "**不能合并：有新的问题。 / May not be merged: it introduces problems.**" in body["body"]
    assert body["body"].count("K712") == 1
    assert_harmless(body["body"].replace("`records`", ""))


def test_a_second_comment_renews_the_first_and_takes_nobody_elses_for_its_own(host, report) -> None:
    mark = "<!-- kentan: check -->\n"
    comments = [{"id": 1, "user": {"login": "somebody"}, "body": mark}, {"id": 2, "user": BOT, "body": mark}]
    host.answers({"GET pulls/7": [PULL], "GET issues/7/comments": [comments], "PATCH issues/comments/2": {}})
    assert host.run("host.py", "comment", report, HEAD="abc").returncode == 0
    assert [each[:2] for each in host.written()] == [("PATCH", "issues/comments/2")]


@pytest.mark.parametrize("pull", [{**PULL, "head": {"sha": "other"}}, {**PULL, "state": "closed"}])
def test_no_comment_on_a_pull_request_that_was_not_judged(host, report, pull) -> None:
    host.answers({"GET pulls/7": [pull]})
    assert host.run("host.py", "comment", report, HEAD="abc").returncode == 0
    assert host.written() == []


@pytest.mark.parametrize("number", ["7/../../other/issues/1", "", "0", "$(touch pwned)", "7\n8", "９"])
def test_a_number_that_is_none_is_refused(host, report, number) -> None:
    (report / "number").write_text(number, "utf-8")
    assert host.run("host.py", "comment", report, HEAD="abc").returncode == 1
    assert host.asked() == []


@pytest.mark.parametrize("verdict", ["[]", '"sound"', '{"verdict": "<b>sound</b>", "introduced": []}'])
def test_a_verdict_of_another_form_is_no_verdict(host, report, verdict) -> None:
    (report / "verdict.json").write_text(verdict, "utf-8")
    host.answers({"GET pulls/7": [PULL], "GET issues/7/comments": [[]], "POST issues/7/comments": {}})
    assert host.run("host.py", "comment", report, HEAD="abc").returncode == 0
    ((_, _, body),) = host.written()
    assert "No verdict" in body["body"]
    assert "<b>" not in body["body"]


def row(office: str, state: str = "overdue") -> dict[str, str]:
    given = {"office": office, "case": "HZ-2022-0001", "title": HOSTILE, "clock": "reply", "due": "2022-06-30"}
    return {**given, "state": state, "obliged_to": HOSTILE}


ISSUES = "issues?state=open&per_page=100"


def issue(number: int, mark: str, login: str = BOT["login"]) -> dict[str, object]:
    return {"number": number, "user": {"login": login}, "body": f"<!-- kentan: {mark} -->\nold"}


def test_an_issue_says_who_is_obliged_and_nothing_of_what_was_done(host) -> None:
    staff = {**row("tax"), "obliged_name": "工作人员", "obliged_to": "发出催办"}
    done = {**staff, "case": "HZ-2022-0002", "obliged_to": "已经做过", "obliged_done": "2022-07-02"}
    (host.folder / "due.json").write_text(json.dumps({"due": [staff, done]}), "utf-8")
    host.answers({f"GET {ISSUES}": [[]], "POST issues": {}})
    assert host.run("host.py", "due", "due.json").returncode == 0
    ((_, _, body),) = host.written()
    assert "工作人员：发出催办" in unescape(body["body"])
    assert "已经做过" not in body["body"]


def test_each_department_has_one_issue_renewed_and_closed(host) -> None:
    listed = {"due": [row("tax"), row("tax", "due-soon"), row("finance", "due"), row("housing", "long-overdue")]}
    (host.folder / "due.json").write_text(json.dumps(listed), "utf-8")
    present = [
        issue(3, "due tax"),
        issue(4, "due finance"),
        issue(5, "due water", "somebody"),
        {**issue(6, "due tax"), "pull_request": {}},
        issue(7, "site"),
    ]
    host.answers({f"GET {ISSUES}": [present], "PATCH issues/3": {}, "PATCH issues/4": {}, "POST issues": {"number": 8}})
    done = host.run("host.py", "due", host.folder / "due.json")
    assert done.returncode == 0, done.stderr
    written = {path: (method, body) for method, path, body in host.written()}
    assert set(written) == {"issues/3", "issues", "issues/4"}
    assert written["issues/4"][1]["state"] == "closed"
    assert written["issues/3"][1]["title"] == "待办 / due: tax (2)"
    assert written["issues"][1]["body"].startswith("<!-- kentan: due housing -->\n")
    for path in ("issues/3", "issues"):
        assert_harmless(written[path][1]["body"])


def test_an_issue_that_says_the_same_is_left_alone(host) -> None:
    (host.folder / "due.json").write_text(json.dumps({"due": [row("tax")]}), "utf-8")
    host.answers({f"GET {ISSUES}": [[]], "POST issues": {}})
    host.run("host.py", "due", host.folder / "due.json")
    ((_, _, body),) = host.written()
    same = {"number": 3, "user": BOT, "body": body["body"].replace("\n", "\r\n")}
    (host.folder / "bin" / "asked").unlink()
    host.answers({f"GET {ISSUES}": [[same]]})
    assert host.run("host.py", "due", host.folder / "due.json").returncode == 0
    assert host.written() == []


RUNS = "GET actions/workflows/publish.yml/runs?branch=main&status=success&per_page=1"


def ago(days: float) -> dict[str, object]:
    return {"workflow_runs": [{"updated_at": (datetime.now(UTC) - timedelta(days=days)).isoformat()}]}


@pytest.mark.parametrize(
    ("arguments", "runs", "expected"),
    [
        (["failure"], ago(0.1), "POST"),
        (["skipped"], {"workflow_runs": []}, "POST"),
        ([], ago(3), "POST"),
        ([], ago(1), None),
        ([], {"workflow_runs": []}, None),
        (["success"], ago(9), None),
    ],
)
def test_the_alarm_is_raised_while_the_site_is_stale(host, arguments, runs, expected) -> None:
    host.answers({RUNS: runs, f"GET {ISSUES}": [[]], "POST issues": {}})
    done = host.run("host.py", "alarm", *arguments)
    assert done.returncode == 0, done.stderr
    assert [each[0] for each in host.written()] == ([expected] if expected else [])


def test_the_alarm_ends_with_the_next_publication(host) -> None:
    host.answers({RUNS: ago(3), f"GET {ISSUES}": [[issue(9, "site"), issue(3, "due tax")]], "PATCH issues/9": {}})
    assert host.run("host.py", "alarm", "success").returncode == 0
    assert [(path, body["state"]) for _, path, body in host.written()] == [("issues/9", "closed")]
