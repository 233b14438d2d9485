"""Objects that Git answers while more are asked for: all of them, in their order, however many and however large."""

import subprocess
from pathlib import Path

import pytest

from kentan.files import answers as module
from kentan.files.answers import answers, contents
from kentan.files.git import GitFailed, Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path)], check=True)
    return Repository(str(tmp_path))


def written(repository: Repository, content: bytes) -> str:
    return repository.run("hash-object", "-w", "--stdin", given=content).decode().strip()


def test_many_and_large_objects_are_answered_in_the_order_of_asking(repository, monkeypatch) -> None:
    monkeypatch.setattr(module, "MOST_READ", 300_000)
    told = [b"", b"one\n", b"x" * 200_000, b"y" * 300_001, "宁波".encode()]
    names = [written(repository, each) for each in told]
    with answers(repository) as answering:
        answering.ask([*names, "0" * 40] * 400)
        assert answering.are_enough()
        for _ in range(400):
            got = [answering.next() for _ in range(len(names) + 1)]
            assert got == [*(each[:300_000] for each in told), None]
        assert not answering.are_enough()
        answering.ask(names[1:2])
        assert answering.next() == b"one\n"


def test_where_git_ends_that_is_said(repository) -> None:
    repository.path += "/gone"
    with answers(repository) as answering:
        answering.ask(["0" * 40])
        with pytest.raises(GitFailed):
            answering.next()


@pytest.mark.parametrize("together", [1, 2, 3, 100])
def test_many_contents_are_told_in_their_order(repository, monkeypatch, together: int) -> None:
    monkeypatch.setattr(module, "_TOGETHER", together)
    monkeypatch.setattr(module, "MOST_READ", 300_000)
    told = [b"", b"\n", b"one blob 3\n", bytes(range(256)) * 500, b"y" * 300_001, "宁波".encode()]
    names = [written(repository, each) for each in told]
    assert list(contents(repository, [*names, "0" * 40, names[0]])) == [*(each[:300_000] for each in told), None, b""]
    assert list(contents(repository, [])) == []
    assert next(contents(repository, names)) == b""


def test_where_git_ends_no_content_is_told(repository) -> None:
    repository.path += "/gone"
    with pytest.raises(GitFailed):
        list(contents(repository, ["0" * 40]))
