"""What the workflows write on GitHub: `python3 -I host.py comment|due|alarm|propose …`.

It needs nothing but Python and `gh`, so that a job which may write installs nothing. Whatever it reads (an artifact of
a pull request's run, titles of records, forms) is hostile: numbers are checked, known words are looked up, and text
is written with every sign as an entity inside `<code>`, where GitHub makes no links, mentions or references of it.
Exit code 0: done; 1: the intake was refused.
"""

import base64
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

OURS = "github-actions[bot]"
MOST_READ = 4 * 1024 * 1024
MOST_SHOWN = 30
WORDS = {
    "sound": "通过，可以合并。 / Sound: this change may be merged.",
    "heals-the-base": "通过，并改正了原有的问题。 / Sound, and it heals what was wrong before.",
    "base-still-broken": "可以合并；原有的问题与本次修改无关。 / May be merged; what is wrong was wrong before.",
    "introduces-problems": "不能合并：有新的问题。 / May not be merged: it introduces problems.",
    "needs-a-person": "需要有权限的人批准。 / A person has to approve.",
}
STATES = {
    "long-overdue": "严重逾期 / long overdue",
    "overdue": "已逾期 / overdue",
    "due-soon": "即将到期 / due soon",
    "due": "办理中 / due",
}


def harmless(text: object, most: int = 300) -> str:
    """Return text that stays text in GitHub's Markdown, on one line and cut to a length."""
    shown = str(text)[:most]
    signs = (each if each.isalnum() or each == " " else f"&#{ord(each)};" for each in shown if each.isprintable())
    return f"<code>{''.join(signs)}</code>"


def api(method: str, path: str, body: Mapping[str, Any] | None = None, missing_is_fine: bool = False) -> Any:
    """Ask GitHub; None where there is no such thing and that is fine."""
    command = ["gh", "api", "--method", method, path]
    if method == "GET":
        command += ["--paginate", "--slurp"]
    given = None if body is None else json.dumps(body).encode()
    done = subprocess.run(
        command + ([] if given is None else ["--input", "-"]), input=given, stdout=subprocess.PIPE, check=False
    )
    if done.returncode:
        if missing_is_fine:
            return None
        sys.exit(f"gh api {method} {path}: {done.returncode}")
    if not done.stdout.strip():
        return None
    answer = json.loads(done.stdout)
    if method != "GET":
        return answer
    return [each for page in answer for each in page] if isinstance(answer[0], list) else answer[0]


def repository(path: str) -> str:
    """Return the address of something of this repository."""
    return f"repos/{os.environ['GITHUB_REPOSITORY']}/{path}"


def read_json(path: Path) -> Any:
    """Return what a file says; refuses what is too large or no JSON."""
    with path.open("rb") as file:
        data = file.read(MOST_READ + 1)
    if len(data) > MOST_READ:
        sys.exit(f"{path.name} is too large")
    return json.loads(data)


def findings_table(findings: Iterable[Any]) -> str:
    """Return findings as a table, of which no cell can be anything but text."""
    rows = []
    for each in findings:
        code = each.get("code", "")
        if re.fullmatch(r"K\d{3}", str(code)):
            place = f"{each.get('file', '')}:{each.get('line', '')}"
            cells = (place, code, each.get("message", ""), each.get("mend", ""))
            rows.append("| " + " | ".join(harmless(cell) for cell in cells) + " |\n")
    if not rows:
        return ""
    more = f"\n… {len(rows)}\n" if len(rows) > MOST_SHOWN else ""
    head = "| 位置 Place | 编号 Code | 问题 What is wrong | 改法 How to mend it |\n| --- | --- | --- | --- |\n"
    return head + "".join(rows[:MOST_SHOWN]) + more


def verdict_text(verdict: Mapping[str, Any]) -> str:
    """Return a verdict in words, with its findings; an unknown word is none."""
    word = WORDS.get(str(verdict.get("verdict")), "没有结论。 / No verdict.")
    found = [*verdict.get("introduced", []), *verdict.get("needs", [])]
    return f"**{word}**\n\n{findings_table(each for each in found if isinstance(each, dict))}"


def comment(report: Path) -> None:
    """Write, or renew, the comment on the pull request whose head was judged."""
    number = (report / "number").read_bytes()[:20].strip().decode("ascii", "replace")
    if not re.fullmatch(r"[1-9][0-9]{0,8}", number):
        sys.exit("no number of a pull request")
    pull = api("GET", repository(f"pulls/{number}"))
    if pull["head"]["sha"] != os.environ["HEAD"] or pull["state"] != "open":
        print("The pull request has gone on; its next check has its own comment.")
        return
    verdict = read_json(report / "verdict.json")
    text = verdict_text(verdict if isinstance(verdict, dict) else {})
    mark = "<!-- kentan: check -->"
    note = "以检查任务 `records` 的结果为准。 / What counts is the result of the check `records`."
    body = f"{mark}\n{text}\n{note}\n"
    old = [each for each in api("GET", repository(f"issues/{number}/comments")) if is_ours(each, mark)]
    if old:
        api("PATCH", repository(f"issues/comments/{old[0]['id']}"), {"body": body})
    else:
        api("POST", repository(f"issues/{number}/comments"), {"body": body})


def is_ours(each: Mapping[str, Any], mark: str) -> bool:
    """Whether a comment or an issue is the one that a workflow wrote before; a mark alone anybody can write."""
    author = each.get("user") or {}
    return author.get("login") == OURS and str(each.get("body") or "").startswith(mark)


def open_issues() -> list[Any]:
    """Return the open issues that the workflows wrote."""
    found = api("GET", repository("issues?state=open&per_page=100"))
    return [each for each in found if "pull_request" not in each and is_ours(each, "<!-- kentan: ")]


def settle(issues: list[Any], wanted: Mapping[str, tuple[str, str]], kind: str) -> None:
    """Open, renew and close issues until there is exactly one for each mark of a kind, with its title and text."""
    present: dict[str, Any] = {}
    for each in issues:
        mark = each["body"].splitlines()[0]
        if mark.startswith(f"<!-- kentan: {kind}"):
            present.setdefault(mark, each)
    for mark, (title, text) in wanted.items():
        body = f"{mark}\n{text}"
        old = present.pop(mark, None)
        if old is None:
            api("POST", repository("issues"), {"title": title, "body": body})
        elif old["body"].replace("\r\n", "\n") != body:
            api("PATCH", repository(f"issues/{old['number']}"), {"title": title, "body": body})
    for old in present.values():
        api("PATCH", repository(f"issues/{old['number']}"), {"state": "closed", "state_reason": "completed"})


def due(listed: Path) -> None:
    """Keep one open issue for each department that owes something soon or has owed it too long."""
    pressing = [each for each in read_json(listed)["due"] if each["state"] in ("due-soon", "overdue", "long-overdue")]
    wanted = {}
    for office, group in groupby(sorted(pressing, key=lambda each: each["office"]), key=lambda each: each["office"]):
        if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", office):
            rows = list(group)
            wanted[f"<!-- kentan: due {office} -->"] = (f"待办 / due: {office} ({len(rows)})", due_text(rows))
    settle(open_issues(), wanted, "due ")


def due_text(rows: list[Any]) -> str:
    """Return what one department owes, as a table."""
    head = (
        "每天更新，办结后自动关闭；期限以网站为准。 / Renewed daily, closed when done; the site is what counts.\n\n"
        "| 状态 State | 到期 Due | 件 Case | 期限 Deadline | 标题 Title | 要求 What is obliged |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
    )
    lines = []
    for row in rows[:200]:
        cells = (row["due"], row["case"], row["clock"], row["title"], obligation(row))
        lines.append(f"| {STATES[row['state']]} | " + " | ".join(harmless(cell) for cell in cells) + " |\n")
    more = f"\n… {len(rows)}\n" if len(rows) > 200 else ""
    return head + "".join(lines) + more


def obligation(row: Any) -> str:
    """Return whom a step of the ladder obliges to do what, until it is done; it may be another than the office."""
    whom = row.get("obliged_name")
    return "" if row.get("obliged_done") else f"{whom}：{row['obliged_to']}" if whom else row["obliged_to"]


def alarm(result: str | None = None) -> None:
    """Keep an issue open while the site is not published daily.

    `result` is that of the publication which just ended; without it, the last that succeeded tells the site's age.
    """
    path = "actions/workflows/publish.yml/runs?branch=main&status=success&per_page=1"
    # One page is enough, so it is asked for by hand: all pages would be all runs there ever were.
    done = subprocess.run(["gh", "api", repository(path)], stdout=subprocess.PIPE, check=True)
    runs = json.loads(done.stdout)["workflow_runs"]
    last = runs[0]["updated_at"] if runs else None
    is_old = last is not None and datetime.now(UTC) - datetime.fromisoformat(last) > timedelta(days=2)
    wanted = {}
    if result != "success" if result else is_old:
        text = (
            f"网站没有按日更新；上次发布成功：{last or '无'}。请查看 publish 工作流的记录，改正后重新运行。\n\n"
            f"The site is not being published daily; it last was: {last or 'never'}. See the runs of the workflow "
            "`publish`, mend what they say, and run it again.\n"
        )
        wanted["<!-- kentan: site -->"] = ("网站没有更新 / the site is stale", text)
    settle(open_issues(), wanted, "site")


def propose(taken: Path) -> None:
    """Open a pull request with the record of a form, or say in its issue why there is none."""
    number = os.environ["ISSUE"]
    intake = read_json(taken / "intake.json")
    if not intake["file"]:
        told = (
            "".join(f"- {harmless(each)}\n" for each in intake["problems"]) + "\n" + findings_table(intake["findings"])
        )
        note = "没有录入，请改正后编辑本议题。 / Nothing was recorded; mend it and edit this issue."
        api("POST", repository(f"issues/{number}/comments"), {"body": f"**{note}**\n\n{told}"})
        sys.exit(1)
    verdict = read_json(taken / "verdict.json")
    base, branch, file = (taken / "base").read_text("ascii").strip(), f"intake/issue-{number}", intake["file"]
    content = base64.b64encode(Path(file).read_bytes()).decode()
    blob = api("POST", repository("git/blobs"), {"content": content, "encoding": "base64"})
    entry = {"path": file, "mode": "100644", "type": "blob", "sha": blob["sha"]}
    tree = api("POST", repository("git/trees"), {"base_tree": base, "tree": [entry]})
    account = intake["account"]
    made = {
        "message": f"{intake['title']}\n\nIssue: #{number}\nAccount: {account}\n",
        "tree": tree["sha"],
        "parents": [base],
        "author": {"name": f"account {account}", "email": f"{account}+kentan@users.noreply.github.com"},
    }
    commit = api("POST", repository("git/commits"), made)["sha"]
    ref = {"ref": f"refs/heads/{branch}", "sha": commit}
    if api("POST", repository("git/refs"), ref, missing_is_fine=True) is None:
        api("PATCH", repository(f"git/refs/heads/{branch}"), {"sha": commit, "force": True})
    state = "success" if verdict["exit_code"] == 0 else "failure"
    api("POST", repository(f"statuses/{commit}"), {"state": state, "context": "records"})
    text = (
        f"由议题 #{number} 生成，账号 {account}。 / From issue #{number}, account {account}.\n\n"
        f"{verdict_text(verdict)}\nCloses #{number}\n"
    )
    pull = {"title": intake["title"], "head": branch, "base": "main", "body": text}
    owner = os.environ["GITHUB_REPOSITORY"].split("/")[0]
    present = api("GET", repository(f"pulls?state=open&head={owner}:{branch}"))
    if present:
        api("PATCH", repository(f"pulls/{present[0]['number']}"), {"body": text})
    else:
        api("POST", repository("pulls"), pull)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["comment", report]:
            comment(Path(report))
        case ["due", listed]:
            due(Path(listed))
        case ["alarm", *result]:
            alarm(*result[:1])
        case ["propose", taken]:
            propose(Path(taken))
        case _:
            sys.exit(__doc__)
