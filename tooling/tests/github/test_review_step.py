"""What `check.yml` runs, on a base and a head in a repository: the head is hostile, and nothing of it is executed."""

import json
import os
import re
from pathlib import Path

import pytest

ANSWER = """\
    replies:
      - on: 2022-06-30
        outcome: explained
        basis: 税收征收管理法
        text: |
          按规定办理。
    progress:
"""


@pytest.fixture
def judge(host, change, git):
    """Commits what stands in `change` and runs the step on it."""

    def run(author: str, sender: str = "", approvers: str = ""):
        git(change, "add", "--all")
        git(change, "commit", "--quiet", "--allow-empty", "--message=change")
        approvals = host.folder / "approvals"
        approvals.write_text(approvals_lines(approvers), "ascii")
        report = host.folder / "report"
        done = host.run(
            "review.sh",
            host.kentan,
            report,
            BASE="refs/remotes/origin/main",
            HEAD=git(change, "rev-parse", "HEAD"),
            AUTHOR=author,
            SENDER=sender or author,
            APPROVALS=str(approvals),
            GITHUB_STEP_SUMMARY=str(host.folder / "summary"),
        )
        return done, json.loads((report / "verdict.json").read_text("utf-8"))

    return run


def approvals_lines(approvers: str) -> str:
    return "".join(f"{each}\n" for each in approvers.split())


def answer(change: Path) -> None:
    case = change / "cases/2022/HZ-2022-0001.yml"
    head, tax = case.read_text("utf-8").split("  tax:\n")
    case.write_text(head + "  tax:\n" + tax.replace("    replies:\n    progress:\n", ANSWER, 1), "utf-8")


def test_an_answer_of_the_department_passes(judge, change) -> None:
    answer(change)
    done, verdict = judge("1007")
    assert done.returncode == 0, done.stdout + done.stderr
    assert verdict["verdict"] == "sound"


def test_an_answer_of_another_department_is_refused_beside_its_line(judge, change, host) -> None:
    answer(change)
    done, verdict = judge("1005")
    assert done.returncode == 1
    assert [each["code"] for each in verdict["introduced"]] == ["K712"]
    assert re.search(r"^::error file=cases/2022/HZ-2022-0001\.yml,line=\d+,col=\d+,title=K712", done.stdout, re.M)
    assert "K712" in (host.folder / "summary").read_text("utf-8")


def test_what_somebody_else_pushed_has_to_be_theirs_to_record_as_well(judge, change) -> None:
    answer(change)
    done, verdict = judge("1007", sender="1005")
    assert done.returncode == 1
    assert [each["code"] for each in verdict["introduced"]] == ["K712"]


def test_what_a_person_has_to_decide_waits_for_an_approval(judge, change) -> None:
    people = change / "registry/people.yml"
    text = people.read_text("utf-8")
    people.write_text(
        text + "  registrar-03:\n    account: 1099\n    roles:\n      - role: registrar\n        from: 2022-07-01\n",
        "utf-8",
    )
    done, _verdict = judge("1001")
    assert done.returncode == 3
    assert "A person has to approve" in done.stdout
    done, _verdict = judge("1001", approvers="1002")
    assert done.returncode == 0


def test_hostile_names_and_files_are_told_and_never_run(judge, change, host) -> None:
    (change / "cases/2022/$(touch pwned).yml").write_text("id: x\n", "utf-8")
    (change / "cases/2022/a\n::warning file=x::told.yml").write_text("id: x\n", "utf-8")
    (change / "cases/2022/--help.yml").write_text("id: x\n", "utf-8")
    os.symlink("/etc/passwd", change / "cases/2022/HZ-2022-0099.yml")
    for code in ("kentan/__init__.py", "sitecustomize.py", "yaml.py", "cases/conftest.py"):
        (change / code).parent.mkdir(exist_ok=True)
        (change / code).write_text("open('pwned', 'w')\n", "utf-8")
    (change / ".gitattributes").write_text("*.yml -diff -text filter=evil\n", "utf-8")
    done, verdict = judge("1007")
    assert done.returncode == 1
    assert verdict["verdict"] == "introduces-problems"
    told = [line for line in done.stdout.splitlines() if line.startswith("::")]
    assert all(re.match(r"::(error|notice) file=[^,]*,line=\d+,col=\d+,title=K\d{3} ", line) for line in told), told
    assert "root:" not in done.stdout + done.stderr
    assert not list(host.folder.rglob("pwned"))


def test_what_was_wrong_before_is_not_this_changes_fault(judge, change, git, host) -> None:
    origin = host.folder / "origin"
    (origin / "cases/2022/HZ-2022-0050.yml").write_text("id: HZ-2022-0050\n", "utf-8")
    git(origin, "add", "--all")
    git(origin, "commit", "--quiet", "--message=broken")
    git(change, "fetch", "--quiet", "origin")
    git(change, "reset", "--quiet", "--hard", "origin/main")
    answer(change)
    done, verdict = judge("1007")
    assert done.returncode == 0, done.stdout
    assert verdict["verdict"] == "base-still-broken"
    assert "::error file=cases/2022/HZ-2022-0050.yml" in done.stdout


def test_only_the_last_word_on_this_very_commit_counts_as_an_approval(host) -> None:
    def review(account: int | None, state: str, commit: str = "abc"):
        return {"user": account and {"id": account}, "state": state, "commit_id": commit}

    host.answers(
        {
            "GET pulls/7/reviews": [
                review(1, "APPROVED"),
                review(2, "APPROVED"),
                review(2, "CHANGES_REQUESTED"),
                review(3, "APPROVED", "older"),
                review(4, "CHANGES_REQUESTED"),
                review(4, "APPROVED"),
                review(4, "COMMENTED"),
                review(5, "DISMISSED"),
                review(None, "APPROVED"),
            ]
        }
    )
    done = host.run("approvals.sh", PULL="7", HEAD="abc")
    assert done.stdout.split() == ["1", "4"]
