"""`kentan renumber` and `kentan redact`, as they are run in a clone, and that the review accepts what they write."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import kentan
from kentan.cli.redact_command import command as redact
from kentan.cli.renumber_command import command as renumber
from kentan.cli.revisions import review_revisions
from kentan.desk.redact import digest
from kentan.files.git import Repository
from kentan.review.verdict import Word
from kentan.rules.catalogue import CATALOGUE

CASE = "cases/2022/HZ-2022-0001.yml"
SECOND = "cases/2022/HZ-2022-0002.yml"


@pytest.fixture
def work(tmp_path: Path, base_files):
    """A clone with the sound instance; returns its folder and a function that runs Git in it."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

    def git(*arguments: str) -> str:
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.cn", *arguments]
        done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env=environment)
        return done.stdout.decode().strip()

    for path, (_, content) in base_files.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    git("init", "--quiet", "--initial-branch=main")
    git("add", "--all")
    git("commit", "--quiet", "-m", "begin")
    return tmp_path, git


def test_two_with_the_same_number(work) -> None:
    folder, git = work
    new = (folder / SECOND).read_text("utf-8").replace("HZ-2022-0002", "HZ-2022-0004")
    merge = "acceptance:\n  - on: 2022-07-01\n    decision: merged\n    into: HZ-2022-0004\n"
    git("switch", "--quiet", "--create", "mine")
    (folder / "cases/2022/HZ-2022-0004.yml").write_text(new, "utf-8")
    (folder / "cases/2022/HZ-2022-0009.yml").write_text(
        new.replace("HZ-2022-0004", "HZ-2022-0009").replace("acceptance:\n", merge), "utf-8"
    )
    git("add", "--all")
    git("commit", "--quiet", "-m", "mine")
    git("switch", "--quiet", "main")
    (folder / "cases/2022/HZ-2022-0004.yml").write_text(new.replace("希望", "请求"), "utf-8")
    git("add", "--all")
    git("commit", "--quiet", "-m", "theirs")
    git("switch", "--quiet", "mine")
    done = CliRunner().invoke(
        renumber, ["HZ-2022-0004", "--base", "main", "--root", str(folder)], standalone_mode=False
    )
    assert done.exception is None
    assert "HZ-2022-0004 → HZ-2022-0010" in done.output
    assert not (folder / "cases/2022/HZ-2022-0004.yml").exists()
    assert "id: HZ-2022-0010\n" in (folder / "cases/2022/HZ-2022-0010.yml").read_text("utf-8")
    assert "into: HZ-2022-0010\n" in (folder / "cases/2022/HZ-2022-0009.yml").read_text("utf-8")
    again = CliRunner().invoke(renumber, ["HZ-2022-0002", "--base", "main", "--root", str(folder)])
    assert again.exit_code == 2
    assert (folder / SECOND).exists()


def test_the_words_of_the_finding_are_enough_to_renumber(work) -> None:
    folder, _ = work
    new = (folder / SECOND).read_text("utf-8").replace("HZ-2022-0002", "HZ-2022-0008")
    (folder / "cases/2022/HZ-2022-0008.yml").write_text(new, "utf-8")
    words = CATALOGUE["K732"].mend.format(id="HZ-2022-0008").partition("kentan renumber ")[2].split()
    done = CliRunner().invoke(renumber, [*words, "--root", str(folder)], standalone_mode=False)
    assert done.exception is None
    assert (folder / "cases/2022/HZ-2022-0009.yml").exists()


def test_without_a_branch_to_merge_into_renumber_asks_for_it(work) -> None:
    folder, git = work
    git("branch", "--move", "main", "trunk")
    done = CliRunner().invoke(renumber, ["HZ-2022-0002", "--root", str(folder)])
    assert (done.exit_code, "--base" in done.output) == (2, True)


def test_files_that_cannot_be_read_do_not_stand_in_the_way_of_another_number(work) -> None:
    folder, _ = work
    gbk = (folder / SECOND).read_text("utf-8").replace("HZ-2022-0002", "HZ-2022-0008").encode("gbk")
    (folder / "cases/2022/HZ-2022-0008.yml").write_bytes(gbk)
    (folder / "cases/2022/HZ-2022-0009.yml").mkdir()
    options = ["HZ-2022-0008", "--base", "main", "--root", str(folder)]
    done = CliRunner().invoke(renumber, options, standalone_mode=False)
    assert done.exception is None
    renamed = (folder / "cases/2022/HZ-2022-0010.yml").read_bytes()
    assert renamed == gbk.replace(b"HZ-2022-0008", b"HZ-2022-0010")


def test_what_redact_writes_the_review_accepts_from_two(work) -> None:
    folder, git = work
    given = [str(folder / CASE), "summary", "--by", "registrar-01", "--why", "误录联系方式。"]
    options = ["--root", str(folder), "--as-of", "2022-07-01"]
    done = CliRunner().invoke(redact, [*given, *options], input="八六一三二八\n", standalone_mode=False)
    assert done.exception is None
    text = (folder / CASE).read_text("utf-8")
    assert "八六一三二八" not in text + done.output
    assert "联系电话［已删除］" in text
    (salt,) = re.findall(r"\b[0-9a-f]{32}\b", done.output)
    old = "二期扩产项目的用地审批已等了半年，联系电话八六一三二八，\n希望尽快办理。"
    assert f"digest: {digest(salt, old)}" in text
    git("add", "--all")
    git("commit", "--quiet", "-m", "redact")
    with Repository(str(folder)) as repository:
        base, head = repository.commit("HEAD~1"), repository.commit("HEAD")
        words = [
            review_revisions(repository, base, head, "1001", approvers, date(2022, 7, 1)).verdict.word
            for approvers in ((), ("1008",))
        ]
    assert words == [Word.NEEDS_PERSON, Word.SOUND]


def test_redact_takes_a_number_for_a_file_and_its_text_from_a_pipe_without_a_warning(work) -> None:
    folder, _git = work
    words = ["HZ-2022-0001", "summary", "--by", "registrar-01", "--why", "误录。", "--as-of", "2022-07-01"]
    environment = {**os.environ, "PYTHONPATH": str(Path(kentan.__file__).parents[1])}
    command = [sys.executable, "-m", "kentan", "--lang", "zh", "redact", *words]
    text = "八六一三二八\n".encode()
    done = subprocess.run(command, cwd=folder, input=text, capture_output=True, env=environment, check=False)
    said = done.stderr.decode()
    assert done.returncode == 0, said
    assert not [word for word in ("Warning", "getpass", "echo") if word in said]
    assert "联系电话［已删除］" in (folder / CASE).read_text("utf-8")


@pytest.mark.parametrize("file", ["HZ-2022-0099", "cases/2022/HZ-2022-0099.yml", "registry/people.yml"])
def test_redact_says_which_record_there_is_not(work, file: str) -> None:
    folder, _git = work
    given = [file, "summary", "--by", "registrar-01", "--why", "误录。", "--root", str(folder)]
    done = CliRunner().invoke(redact, given, input="八六一三二八\n")
    assert (done.exit_code, file in done.output) == (2, True)


@pytest.mark.parametrize("line", ["summery: 一", "kind: request"])
def test_of_a_file_with_errors_nothing_else_is_lost_by_a_redaction(work, line: str) -> None:
    folder, _git = work
    before = (folder / CASE).read_bytes() + f"{line}\n".encode()
    (folder / CASE).write_bytes(before)
    given = [str(folder / CASE), "summary", "--by", "registrar-01", "--why", "误录。", "--root", str(folder)]
    done = CliRunner().invoke(redact, given, input="八六一三二八\n")
    assert (done.exit_code, "kentan check" in done.output) == (2, True)
    assert (folder / CASE).read_bytes() == before


@pytest.mark.parametrize(("by", "why"), [("registrar-01", "a\x00b"), ("registrar-01", "a\rb"), ("张三", "误录。")])
def test_a_redaction_that_cannot_stand_in_a_record_is_not_written(work, by: str, why: str) -> None:
    folder, _git = work
    before = (folder / CASE).read_bytes()
    given = [str(folder / CASE), "summary", "--by", by, "--why", why, "--root", str(folder)]
    done = CliRunner().invoke(redact, given, input="八六一三二八\n", standalone_mode=False)
    assert (done.exception, done.return_value) == (None, 1)
    assert (folder / CASE).read_bytes() == before


def test_a_reason_in_bytes_of_no_encoding_is_no_fault(work) -> None:
    folder, _git = work
    given = [str(folder / CASE), "summary", "--by", "registrar-01", "--why", "误\udcff录", "--root", str(folder)]
    done = CliRunner().invoke(redact, given, input="八六一三二八\n", standalone_mode=False)
    assert done.exception is None


@pytest.mark.parametrize(("path", "text"), [("summary", "没有这句"), ("summery", "八六"), ("ratings.7.text", "八六")])
def test_what_does_not_stand_there_is_not_redacted(work, path: str, text: str) -> None:
    folder, _git = work
    before = (folder / CASE).read_bytes()
    given = [str(folder / CASE), path, "--by", "registrar-01", "--why", "误录。", "--root", str(folder)]
    assert CliRunner().invoke(redact, given, input=f"{text}\n").exit_code == 2
    assert (folder / CASE).read_bytes() == before
