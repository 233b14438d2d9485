"""`kentan review` as it is run: verdict, findings and exit code, in every form; who somebody is by their signature."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from kentan.cli.__main__ import main
from kentan.cli.review_forms import as_annotations, as_job_summary, as_json, as_text
from kentan.cli.revisions import MOST_SHOWN, Reviewed
from kentan.files.loading import Loaded
from kentan.files.tree import DiskTree
from kentan.records.finding import Finding
from kentan.records.ledger import Ledger
from kentan.review.verdict import Verdict, Word

HERE = Path(__file__).parent
CASE = "cases/2022/HZ-2022-0001.yml"


def run(capsys, *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main(["review", "--lang", "en", "--as-of", "2022-07-01", *arguments])
    return int(str(ended.value.code)), capsys.readouterr().out


@pytest.fixture
def change(bare, base_files, laid_over_base):
    """Commits a folder's head on the base; returns both ids."""

    def commit(name: str) -> tuple[str, str]:
        base = bare.commit(base_files)
        return base, bare.commit(laid_over_base(HERE / name / "head"), base)

    return commit


def test_text_says_each_fact_the_findings_and_the_verdict(change, bare, capsys) -> None:
    base, head = change("department-answers-for-another")
    code, out = run(capsys, "--root", bare.path, "--base", base, "--head", head, "--actor", "1005")
    assert code == 1
    assert f"+ {CASE} assignments.tax.replies.0.outcome: explained" in out
    assert f"{CASE}:61:9 error K712 assignments.tax.replies.0 is for tax to record; finance-01 does not act" in out
    assert out.endswith("This change may not be merged: it introduces problems.\n")


def test_json_has_the_changes_and_the_exit_code(change, bare, capsys) -> None:
    base, head = change("department-answers")
    given = ("--root", bare.path, "--base", base, "--head", head, "--actor", "1007", "--format", "json")
    code, out = run(capsys, *given)
    body = json.loads(out)
    assert (code, body["exit_code"], body["verdict"]) == (0, 0, "sound")
    assert {each["kind"] for each in body["changes"]} == {"added"}
    assert body["changes"][0]["record"] == {"kind": "case", "id": "HZ-2022-0001"}


def test_a_name_in_the_place_of_an_id_gets_the_id(bare, base_files, capsys) -> None:
    mode, text = base_files[CASE]
    head = {**base_files, CASE: (mode, text.replace(b"topic: land", "topic: 用地".encode()))}
    base = bare.commit(base_files)
    _code, out = run(capsys, "--root", bare.path, "--base", base, "--head", bare.commit(head, base), "--actor", "1003")
    assert "用地 → land" in out


def test_github_gets_annotations_and_a_summary(change, bare, capsys, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    base, head = change("registrar-redacts-alone")
    given = ("--root", bare.path, "--base", base, "--head", head, "--actor", "1001", "--format", "github")
    code, out = run(capsys, *given)
    assert code == 3
    assert out.startswith("::error file=cases/2022/HZ-2022-0001.yml,line=")
    assert "A person has to decide" in (tmp_path / "summary").read_text("utf-8")
    code, out = run(capsys, *given, "--approved-by", "1008")
    assert code == 0


def test_a_file_that_cannot_be_read_has_not_lost_its_facts(bare, base_files, capsys) -> None:
    mode, text = base_files[CASE]
    base = bare.commit(base_files)
    head = bare.commit({**base_files, CASE: (mode, text.replace(b"kind: difficulty", b"kind: trouble"))}, base)
    code, out = run(capsys, "--root", bare.path, "--base", base, "--head", head, "--actor", "1003")
    assert code == 1
    assert f"{CASE}:" in out
    assert "K210" in out
    assert f"- {CASE}" not in out


@pytest.mark.parametrize(("actor", "code", "said"), [("staff-01", 2, "no account"), ("4711", 1, "Next: mend")])
def test_who_makes_it_is_an_account(change, bare, capsys, actor: str, code: int, said: str) -> None:
    base, head = change("department-answers")
    with pytest.raises(SystemExit) as ended:
        main(["review", "--lang", "en", "--root", bare.path, "--base", base, "--head", head, "--actor", actor])
    assert ended.value.code == code
    assert said in capsys.readouterr().err


def test_what_needs_a_person_is_not_said_to_be_ready(change, bare, capsys) -> None:
    base, head = change("registrar-redacts-alone")
    with pytest.raises(SystemExit):
        main(["review", "--lang", "en", "--root", bare.path, "--base", base, "--head", head, "--actor", "1001"])
    assert "--approved-by" in capsys.readouterr().err


def test_a_branch_called_like_the_base_s_id_does_not_take_its_place(change, bare, capsys) -> None:
    base, head = change("department-answers-for-another")
    subprocess.run(["git", "-C", bare.path, "update-ref", f"refs/heads/{base}", head], check=True)
    try:
        code, out = run(capsys, "--root", bare.path, "--base", base, "--head", head, "--actor", "1005")
    finally:
        subprocess.run(["git", "-C", bare.path, "update-ref", "-d", f"refs/heads/{base}"], check=True)
    assert code == 1
    assert "K712" in out


@pytest.mark.parametrize(("branch", "name"), [("refs/heads/main", "main"), ("refs/remotes/origin/main", "origin/main")])
def test_a_tag_called_like_the_branch_does_not_take_its_place(change, bare, capsys, branch: str, name: str) -> None:
    base, head = change("department-answers-for-another")
    for reference, commit in ((branch, base), (f"refs/tags/{name}", head)):
        subprocess.run(["git", "-C", bare.path, "update-ref", reference, commit], check=True)
    try:
        code, out = run(capsys, "--root", bare.path, "--base", name, "--head", head, "--actor", "1005")
    finally:
        for reference in (branch, f"refs/tags/{name}"):
            subprocess.run(["git", "-C", bare.path, "update-ref", "-d", reference], check=True)
    assert code == 1
    assert "K712" in out


def test_a_revision_that_is_none_is_wrong_use(bare, capsys) -> None:
    code, _ = run(capsys, "--root", bare.path, "--base", "--output=x", "--actor", "1001")
    assert code == 2


@pytest.fixture
def signed(tmp_path: Path, base_files):
    """A repository whose roster has a fresh SSH key for the tax bureau; commits an answer with a given key."""
    keys = {}
    for name in ("tax", "other"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / name)], check=True)
        keys[name] = (tmp_path / f"{name}.pub").read_text().rsplit(" ", 1)[0]
    root = tmp_path / "records"
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

    def git(*arguments: str) -> str:
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.cn", "-c", "gpg.format=ssh"]
        done = subprocess.run(
            ["git", "-C", str(root), *identity, *arguments],
            check=True,
            capture_output=True,
            text=True,
            env=environment,
        )
        return done.stdout.strip()

    root.mkdir()
    git("init", "--quiet", "--initial-branch=main")
    for path, (_, content) in base_files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    people = root / "registry/people.yml"
    entry = f"    account: 1007\n    keys:\n      - kind: ssh\n        key: {keys['tax']}\n        from: 2022-01-01\n"
    people.write_text(people.read_text("utf-8").replace("    account: 1007\n", entry), "utf-8")
    git("add", "-A")
    git("commit", "--quiet", "-m", "begin")

    def answer(*signed_with: str) -> tuple[str, str]:
        (root / CASE).write_bytes((HERE / "department-answers/head" / CASE).read_bytes())
        git("add", "-A")
        for key in signed_with:
            options = ["-c", f"user.signingkey={tmp_path / key}"] if key else []
            git(*options, "commit", "--quiet", "--allow-empty", *(["-S"] if key else []), "-m", "answer")
        return str(root), f"HEAD~{len(signed_with)}"

    return answer


@pytest.mark.parametrize(
    ("keys", "expected"), [(["tax"], 0), (["tax", "tax"], 0), (["other"], 1), ([""], 1), (["tax", ""], 1)]
)
def test_whoever_signed_every_commit_made_the_change(signed, capsys, keys: list[str], expected: int) -> None:
    root, base = signed(*keys)
    code, out = run(capsys, "--root", root, "--base", base)
    assert code == expected, out


def test_of_many_findings_of_a_rule_some_are_shown_and_all_are_told_as_json() -> None:
    found = [Finding("K601", f"cases/2022/HZ-2022-{number:04}.yml", ("id",), {}).at(2, 1) for number in range(250)]
    verdict = Verdict(
        word=Word.INTRODUCES,
        introduced=(*found, Finding("K602", "cases/2022/HZ-2022-0300.yml").at(1, 1)),
        needs=(),
        healed=(),
        remaining=(),
        changes=(),
    )
    reviewed = Reviewed(verdict, Loaded(DiskTree("."), Ledger(), ()))
    text, table, beside = as_text(reviewed), as_job_summary(reviewed), as_annotations(reviewed)
    for form in (text, table):
        assert "HZ-2022-0000" in form
        assert "HZ-2022-0300" in form
        assert "251" in form
        assert "150" in form
    assert text.count("K601") == table.count("K601") == beside.count("K601") + 1 == MOST_SHOWN + 1
    assert len(json.loads(as_json(reviewed))["introduced"]) == 251
