"""A new instance is in order from its first minute, and its README says what works."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from kentan.cli.__main__ import main
from kentan.desk.instance import profiles
from kentan.files.loading import load
from kentan.files.tree import DiskTree

PROFILES = profiles()


def run(*words: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    return int(ended.value.code or 0)


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """An instance with the rules of a profile."""
    monkeypatch.setenv("KENTAN_TODAY", "2026-11-22")
    folder = tmp_path / "instance"
    assert run("init", str(folder), "--programme", getattr(request, "param", "huzhou")) == 0
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("begun", PROFILES, indirect=True)
def test_it_is_sound_and_in_the_canonical_form() -> None:
    assert run("check") == 0
    assert run("format", "--check") == 0
    assert run("format") == 0
    assert run("check") == 0


@pytest.mark.parametrize("begun", PROFILES, indirect=True)
def test_it_does_not_publish_as_its_own_what_was_said_of_another_city(begun: Path) -> None:
    ledger = load(DiskTree(str(begun))).ledger
    (programme,) = ledger.programmes.values()
    assert not programme.sources
    assert [version.from_.year for version in programme.versions] == [2026]
    assert "kentan init" in programme.summary


def test_every_command_of_its_readme_works_as_it_stands(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = re.findall(r"```sh\n(.*?)```", (begun / "README.md").read_text("utf-8"), re.DOTALL)
    for line in block.splitlines():
        words = shlex.split(line, comments=True)[1:]
        if words[0] != "serve":
            assert run(*words) == 0, (line, capsys.readouterr())


def test_its_history_is_sound_where_the_readme_was_followed(begun: Path) -> None:
    def commit(message: str) -> None:
        subprocess.run(["git", "add", "."], cwd=begun, check=True)
        who = ("-c", "user.name=office", "-c", "user.email=office@example.org")
        subprocess.run(["git", *who, "commit", "-q", "-m", message], cwd=begun, check=True)

    subprocess.run(["git", "init", "-q", "-b", "main", "."], cwd=begun, check=True)
    commit("登记册")
    assert run("new", "meeting", "--title", "用地专题", "--on", "2026-11-18") == 0
    commit("会议")
    assert run("audit") == 0
