"""Objects that Git answers: all of them, in their order, however many and however large."""

import os
import subprocess
from pathlib import Path

import pytest

from kentan.files import answers as module
from kentan.files.answers import contents
from kentan.files.git import GitFailed, Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path)], check=True)
    return Repository(str(tmp_path))


def written(repository: Repository, content: bytes) -> str:
    return repository.run("hash-object", "-w", "--stdin", given=content).decode().strip()


@pytest.mark.parametrize("together", [1, 2, 3, 100])
def test_many_contents_are_told_in_their_order(repository, monkeypatch, together: int) -> None:
    monkeypatch.setattr(module, "_TOGETHER", together)
    monkeypatch.setattr(module, "MOST_READ", 300_000)
    told = [b"", b"\n", b"one blob 3\n", bytes(range(256)) * 500, b"y" * 300_001, "宁波".encode()]
    names = [written(repository, each) for each in told]
    assert list(contents(repository, [*names, "0" * 40, names[0]])) == [*(each[:300_000] for each in told), None, b""]
    assert list(contents(repository, [])) == []
    assert next(contents(repository, names)) == b""


def test_no_more_is_asked_for_than_is_read_soon(repository, monkeypatch) -> None:
    monkeypatch.setattr(module, "_TOGETHER", 2)
    asked: list[str] = []
    told = contents(repository, (asked.append(each) or each for each in [written(repository, b"")] * 20))
    assert next(told) == b""
    assert len(asked) == 4
    told.close()


def test_objects_that_would_fill_a_disk_are_told_all_the_same(repository, monkeypatch) -> None:
    monkeypatch.setattr(module, "_MOST_TOGETHER", 1_000_000)
    told = [b"one", b"x" * 20_000_000, b"", b"y" * 20_000_000, "宁波".encode()]
    names = [written(repository, each) for each in told]
    sizes: list[int] = []
    batch = Repository.batch

    def measured(self, names, answer=subprocess.PIPE):
        process = batch(self, names, answer)
        if answer != subprocess.PIPE:
            module._bound(process)
            process.wait()
            sizes.append(os.fstat(answer.fileno()).st_size)
        return process

    monkeypatch.setattr(Repository, "batch", measured)
    assert list(contents(repository, [*names, "0" * 40])) == [*(each[: module.MOST_READ] for each in told), None]
    assert sizes[0] < 20_000_000  # Git writes on until it is bound, on a busy machine a little more than it may


def test_where_git_ends_no_content_is_told(repository) -> None:
    repository.path += "/gone"
    with pytest.raises(GitFailed):
        list(contents(repository, ["0" * 40]))
