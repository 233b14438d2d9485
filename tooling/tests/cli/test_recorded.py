"""What `kentan audit` found is there for the build that follows; the audit itself believes nothing that was left."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kentan.cli import auditing
from kentan.cli.__main__ import main
from kentan.cli.receipts import Receipt, write_receipt
from kentan.cli.recorded import head_of, recorded
from kentan.files.git import Repository
from tests.cli.test_unchanged import CASE, DAY, begun, build, git, held

Left = dict[str, bytes]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small instance with a history in which something was not allowed."""
    folder = begun(tmp_path / "instance")
    for title in ("一", "二"):
        case = folder / CASE
        case.write_text(case.read_text("utf-8").replace("title: ", f"title: {title}", 1), "utf-8")
        git(folder, "commit", "-qam", "retitled")
    return folder


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many commits each audit judged."""
    asked: list[int] = []
    judged = auditing.history

    def counted(*arguments: Any) -> Any:
        asked.append(0)
        for each in judged(*arguments):
            asked[-1] += 1
            yield each

    monkeypatch.setattr(auditing, "history", counted)
    return asked


def audited(folder: Path, *options: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["audit", "--lang", "en", "--root", str(folder), *options])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def left(folder: Path) -> Left:
    """What audits leave."""
    files = (folder / ".git" / "kentan" / name for name in ("audit.json", "recorded"))
    return {path.name: path.read_bytes() for path in files if path.is_file()}


def test_a_build_after_an_audit_audits_no_commit_and_writes_the_same_site(
    folder: Path, asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert audited(folder) == 1
    assert asked == [3]
    with monkeypatch.context() as patched:
        patched.setattr(auditing, "audit", None)  # a build that calls it fails
        assert build(folder, DAY)
    found, kept = held(folder), left(folder)
    for what in (folder / "build", folder / ".git" / "kentan"):
        shutil.rmtree(what)
    assert build(folder, DAY)
    assert held(folder) == found
    assert left(folder) == kept


def test_a_build_with_another_anchor_goes_on_from_there(folder: Path, asked: list[int]) -> None:
    audited(folder)
    known = recorded(head_of(str(folder), ["0" * 40]))
    assert known
    assert "K761" in [each.code for each in known.breaches]
    assert asked == [3, 0]
    whole = recorded(head_of(str(folder)))
    assert whole
    assert "K761" not in [each.code for each in whole.breaches]


def receipt(folder: Path) -> None:
    with Repository(str(folder)) as repository:
        write_receipt(repository, Receipt(None, repository.commit("HEAD"), "1001", "2026-11-20T12:00:00+08:00"))


OTHERS: dict[str, tuple[list[str], Callable[[Path], object]]] = {
    "of another branch": (["--head", "HEAD~1"], lambda _folder: None),
    "with another key": (["--host-key", "ssh:ed25519"], lambda _folder: None),
    "of a branch that went on": ([], lambda folder: git(folder, "commit", "-q", "--amend", "-m", "other")),
    "before a receipt": ([], receipt),
}


@pytest.mark.parametrize(("options", "change"), OTHERS.values(), ids=OTHERS.keys())
def test_an_audit_of_something_else_does_not_mislead(
    folder: Path, asked: list[int], options: list[str], change: Callable[[Path], object]
) -> None:
    audited(folder, *options)
    change(folder)
    found = recorded(head_of(str(folder)))
    assert asked[1:] == [3]
    shutil.rmtree(folder / ".git" / "kentan")
    assert found == recorded(head_of(str(folder)))


def test_only_the_head_that_is_checked_out_at_the_top_of_a_whole_repository_is_left(
    folder: Path, tmp_path: Path
) -> None:
    for name, options in {"whole.git": ["--bare"], "shallow": ["--depth", "1"]}.items():
        git(tmp_path, "clone", "-q", *options, folder.as_uri(), name)
    audited(folder / "cases")
    audited(folder, "--head", "HEAD~1")
    audited(folder, "--state", str(tmp_path / "state"))
    audited(tmp_path / "whole.git")
    audited(tmp_path / "shallow")
    assert left(folder) == {}
    assert not (tmp_path / "whole.git" / "kentan").exists()
    assert left(tmp_path / "shallow") == {}


def test_an_audit_believes_nothing_that_was_left(
    folder: Path, asked: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for _turn in range(2):
        assert audited(folder) == 1
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    assert asked == [3, 3]
    kept = left(folder)
    for name in kept:
        (folder / ".git" / "kentan" / name).write_bytes(b"spoilt")
    assert audited(folder) == 1
    assert capsys.readouterr().out == said[0]
    assert left(folder) == kept


def test_where_nothing_can_be_left_it_is_the_same_audit(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for way in (lambda: None, lambda: (folder / ".git" / "kentan").write_bytes(b""), lambda: None):
        way()
        told.append((audited(folder), capsys.readouterr()))
        if (folder / ".git" / "kentan").is_dir():
            shutil.rmtree(folder / ".git" / "kentan")
    assert told[0] == told[1] == told[2]
    assert (folder / ".git" / "kentan").read_bytes() == b""
