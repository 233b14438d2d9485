"""What the tests of the desk share: an instance that was just begun, commands, and the case that they write."""

from pathlib import Path

import pytest

from kentan.cli.__main__ import main
from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.records.case import Case

TODAY = "2026-11-22"
CASE = "HZ-2026-0001"
MEETING = "2026-11-18-huzhou"


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance that was just begun with Huzhou's rules."""
    monkeypatch.setenv("KENTAN_TODAY", TODAY)
    folder = tmp_path / "instance"
    assert run("init", str(folder), "--programme", "huzhou") == 0
    monkeypatch.chdir(folder)
    return folder


def run(*words: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    return int(ended.value.code or 0)


def case(folder: Path) -> Case:
    """The case as it stands in its file, which has to be in the canonical form."""
    assert run("format", "--check") == 0
    loaded = load(DiskTree(str(folder)))
    assert not loaded.findings
    return loaded.ledger.cases[CASE]


def begun(title: str = "希望加快用地审批") -> None:
    assert run("new", "meeting", "--title", "用地专题", "--on", "2026-11-18") == 0
    words = ("--title", title, "--topic", "用地", "--summary", "二期扩产项目的用地审批已等了半年。")
    assert run("new", "case", "--meeting", MEETING, *words) == 0


def accepted() -> None:
    begun()
    assert run("decide", CASE, "accepted", "--on", "2026-11-18") == 0
