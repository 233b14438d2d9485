"""What `intake.yml` runs: from the event of an issue to the pull request, whatever somebody wrote into the form."""

import base64
import json
import shutil
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parents[1] / "review" / "base"

ANSWER = """\
### 诉求编号\r
\r
{case}\r
\r
### 办理结果\r
\r
D 解释说明\r
\r
### 答复内容\r
\r
{text}\r
\r
### D：法律或政策依据\r
\r
税收征收管理法\r
"""
HOSTILE = "已办。\n`touch pwned` $(touch pwned) ${{ github.token }}\n::error::x\n@office/all '; touch pwned; '"


@pytest.fixture
def records(host, git):
    """A checkout of main."""
    folder = host.folder / "records"
    shutil.copytree(BASE, folder)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=base")
    return folder


@pytest.fixture
def take_in(host, records):
    """Runs both steps on the event of an issue."""

    def run(body: str, account: str = "1007", kind: str = "answer", private: str = "--public"):
        event = host.folder / "event.json"
        event.write_text(json.dumps({"issue": {"body": body}}), "utf-8")
        taken = host.folder / "taken"
        told = {"KIND": kind, "ISSUE": "12", "ACCOUNT": account, "RAISED": "2022-06-30T20:00:00Z", "PRIVATE": private}
        done = host.run("take-in.sh", host.kentan, taken, cwd=records, GITHUB_EVENT_PATH=str(event), **told)
        assert done.returncode == 0, done.stderr
        return host.run("host.py", "propose", taken, cwd=records, ISSUE="12")

    return run


def accepts(host) -> None:
    host.answers(
        {
            "POST git/blobs": {"sha": "blob"},
            "POST git/trees": {"sha": "tree"},
            "POST git/commits": {"sha": "commit"},
            "POST git/refs": {},
            "POST statuses/commit": {},
            "GET pulls?state=open&head=office:intake/issue-12": [[]],
            "POST pulls": {},
            "POST issues/12/comments": {},
        }
    )


def test_an_answer_becomes_a_pull_request_whose_names_are_ours(host, records, take_in, git) -> None:
    accepts(host)
    done = take_in(ANSWER.format(case="HZ-2022-0001", text=HOSTILE))
    assert done.returncode == 0, done.stderr
    said = {path: body for _, path, body in host.written()}
    assert said["git/refs"] == {"ref": "refs/heads/intake/issue-12", "sha": "commit"}
    assert [each["path"] for each in said["git/trees"]["tree"]] == ["cases/2022/HZ-2022-0001.yml"]
    assert said["git/commits"]["author"]["email"] == "1007+kentan@users.noreply.github.com"
    assert said["git/commits"]["parents"] == [git(records, "rev-parse", "HEAD~1")]
    content = base64.b64decode(said["git/blobs"]["content"]).decode()
    assert "`touch pwned` $(touch pwned)" in content
    assert said["statuses/commit"] == {"state": "success", "context": "records"}
    assert said["pulls"]["title"] == "答复 / answer: HZ-2022-0001"
    assert "Closes #12" in said["pulls"]["body"]
    assert "pwned" not in json.dumps([said["pulls"], said["git/commits"]])
    assert not list(host.folder.rglob("pwned"))


def test_an_answer_again_renews_branch_and_pull_request(host, take_in) -> None:
    accepts(host)
    answers = json.loads((host.folder / "bin" / "answers").read_text("utf-8"))
    del answers["POST git/refs"]
    pulls = {"GET pulls?state=open&head=office:intake/issue-12": [[{"number": 30}]]}
    host.answers({**answers, **pulls, "PATCH git/refs/heads/intake/issue-12": {}, "PATCH pulls/30": {}})
    assert take_in(ANSWER.format(case="HZ-2022-0001", text="已办。")).returncode == 0
    paths = [path for method, path, _ in host.written() if method == "PATCH"]
    assert paths == ["git/refs/heads/intake/issue-12", "pulls/30"]


def test_an_answer_with_personal_data_becomes_no_branch(host, take_in) -> None:
    accepts(host)
    done = take_in(ANSWER.format(case="HZ-2022-0001", text="请联系 13812345678"))
    assert done.returncode == 1
    ((method, path, body),) = host.written()
    assert (method, path) == ("POST", "issues/12/comments")
    assert "13812345678" not in body["body"]
    assert "personal data" in body["body"]


def test_a_stranger_and_another_text_are_refused_in_words(host, take_in) -> None:
    accepts(host)
    assert take_in(ANSWER.format(case="HZ-2022-0001", text="x"), account="666").returncode == 1
    assert take_in("@office/all $(touch pwned)").returncode == 1
    assert [path for _, path, _ in host.written()] == ["issues/12/comments"] * 2
    assert "@" not in json.dumps(host.written())


APPEAL = """\
### Title

增加公交班次

### Kind

request

### Topic

land

### What is the matter

早晚高峰没有班次。
"""


def test_an_appeal_is_taken_in_by_the_staff_of_a_private_repository_alone(host, take_in) -> None:
    accepts(host)
    assert take_in(APPEAL, account="1003", kind="appeal").returncode == 1
    assert take_in(APPEAL, account="1003", kind="appeal", private="--private").returncode == 0
    said = {path: body for _, path, body in host.written()}
    assert said["pulls"]["title"] == "新诉求 / new case: HZ-2022-0004"
    assert said["statuses/commit"]["state"] == "success"


def test_a_verdict_that_is_not_sound_is_the_status_of_the_pull_request(host, take_in) -> None:
    accepts(host)
    assert take_in(APPEAL, account="1007", kind="appeal", private="--private").returncode == 0
    said = {path: body for _, path, body in host.written()}
    assert said["statuses/commit"]["state"] == "failure"
    assert "May not be merged" in said["pulls"]["body"]
