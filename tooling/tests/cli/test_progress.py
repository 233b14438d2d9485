"""What lasts shows on a terminal what it does and how far it is; a pipe hears nothing of it."""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kentan.cli import progress
from kentan.cli.__main__ import main
from tests.served import instance_in

SHOWN = {
    ("check",): "",
    ("due",): "Cases reckoned 0/",
    ("due", "--recorded"): "Cases reckoned 0/",
    ("figures",): "Cases reckoned 0/",
    ("claims",): "Claims judged ",
    ("moves",): "Cases reckoned 0/",
    ("report", "2022", "--programme", "huzhou"): "Cases reckoned 0/",
    ("format", "--check"): "Files formatted 0/",
    ("audit",): "Commits audited 0/1",
    ("build",): "Reports 0/",
    ("demo", "DEMO", "--cases", "20"): "Cases written 20/20",
}


class Terminal(io.StringIO):
    """Somebody who looks."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample in a repository of its own."""
    folder = instance_in(tmp_path_factory.mktemp("progress") / "instance")
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    dated = {**os.environ, "GIT_COMMITTER_DATE": "2026-11-20T12:00:00+08:00"}
    for command in (("init", "--quiet"), ("add", "--all"), (*who, "commit", "--quiet", "--message", "all")):
        subprocess.run(["git", *command], cwd=folder, env=dated, check=True)
    return folder


@pytest.mark.parametrize("words", SHOWN, ids=" ".join)
def test_on_a_terminal_it_is_shown_and_cleared_in_a_pipe_not(
    instance: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    monkeypatch.setattr(progress, "_EVERY", 0.0)
    monkeypatch.setenv("KENTAN_TODAY", "2026-11-22")
    monkeypatch.chdir(instance)
    said = []
    for stream in (Terminal(), io.StringIO()):
        monkeypatch.setattr(sys, "stderr", stream)
        shutil.rmtree("DEMO", ignore_errors=True)
        with pytest.raises(SystemExit):
            main(["--lang", "en", *words])
        said.append(stream.getvalue())
    shown, piped = said
    assert SHOWN[words] in shown.replace("\r\x1b[K", "\n")
    assert "\x1b" not in piped
    assert "\r" not in piped
    assert shown.rpartition("\r\x1b[K")[2].splitlines()[-1] == piped.splitlines()[-1]


def test_what_is_over_within_a_second_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(progress, "_BEGUN", progress.time.monotonic())
    with progress.Progress(stream) as shown:
        assert list(shown.over("Cases", range(1000))) == list(range(1000))
    assert stream.getvalue() == ""
