"""A working tree tells what a commit holds, and nothing else."""

import os
import subprocess
from pathlib import Path

import pytest

from kentan.files import checkout as module
from kentan.files.checkout import Checkout, checkout_of, contents_of
from kentan.files.git import Repository
from kentan.files.tree import MOST_READ

FILES = {f"cases/2022/HZ-2022-{number:04}.yml": f"id: {number} 村\n".encode() for number in range(8)}
FILES["cases/2022/empty.yml"] = b""
FILES["cases/2022/long.yml"] = b"a" * 3 * 65536


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    for path, content in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    for words in (["init", "-q"], ["add", "."], ["-c", "user.name=A", "-c", "user.email=a@b.cn", "commit", "-qm", "a"]):
        subprocess.run(["git", *words], cwd=folder, check=True)
    return folder


def told(folder: Path, *others: tuple[str, str]) -> dict[str, bytes]:
    with Repository(str(folder)) as repository:
        entries = repository.tree(repository.commit("HEAD")).entries
        files = [(path, identity) for path, (_, identity) in entries.items()]
        return dict(contents_of(repository, checkout_of(repository), [*files, *others]))


def test_what_is_committed_is_told_whatever_stands_in_the_working_tree(work: Path, monkeypatch) -> None:
    assert told(work) == FILES
    cases = work / "cases/2022"
    (cases / "HZ-2022-0000.yml").write_bytes(b"id: 0 other\n")
    (cases / "HZ-2022-0001.yml").unlink()
    (cases / "HZ-2022-0002.yml").unlink()
    (cases / "HZ-2022-0002.yml").symlink_to(cases / "HZ-2022-0003.yml")
    (cases / "HZ-2022-0004.yml").unlink()
    os.mkfifo(cases / "HZ-2022-0004.yml")
    (cases / "HZ-2022-0005.yml").unlink()
    (cases / "HZ-2022-0005.yml").mkdir()
    (cases / "HZ-2022-0006.yml").write_bytes(FILES["cases/2022/HZ-2022-0006.yml"].replace(b"\n", b"\r\n"))
    assert told(work) == FILES
    asked = []
    monkeypatch.setattr(module, "contents", lambda _, names: asked.extend(names) or [b""] * len(names))
    assert len(told(work)) == len(FILES)
    assert len(asked) == 6


def test_what_is_missing_in_git_too_is_not_told(work: Path) -> None:
    assert told(work, ("cases/2022/HZ-2022-0000.yml", "1" * 40), ("cases/none.yml", "2" * 40)) == FILES


def test_of_a_large_file_git_tells_as_much_as_ever(work: Path) -> None:
    (work / "cases/2022/long.yml").write_bytes(b"a" * (MOST_READ + 5))
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b.cn", "commit", "-qam", "b"], cwd=work, check=True)
    assert len(told(work)["cases/2022/long.yml"]) == MOST_READ


def test_where_most_is_slow_git_tells_the_rest(work: Path, monkeypatch) -> None:
    monkeypatch.setattr(module, "_MANY", 2)
    monkeypatch.setattr(module, "_SWIFT", 0)
    read = []
    own = Checkout.read
    monkeypatch.setattr(Checkout, "read", lambda *asked: read.append(asked) or own(*asked))
    assert told(work) == FILES
    assert len(read) == 3


def test_there_is_a_working_tree_or_none(work: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(module, "_SWIFT", 1)
    monkeypatch.setattr(module, "_TIMES", 0)
    subprocess.run(["git", "clone", "-q", "--bare", str(work), str(tmp_path / "bare.git")], check=True)
    assert checkout_of(Repository(str(tmp_path / "bare.git"))) is None
    assert checkout_of(Repository(str(work / "cases"))) == Checkout(str(work))
    found = Checkout(str(work))
    names = ["cases/2022/HZ-2022-0001.yml", "cases/2022/HZ-2022-0002.yml"]
    identity = subprocess.run(
        ["git", "hash-object", "--stdin"], input=FILES[names[0]], stdout=subprocess.PIPE, check=True
    ).stdout.decode()[:-1]
    there, gone = ([(name, identity)] * 120 for name in names)
    with Repository(str(work)) as repository:
        assert found.is_swifter(repository, there)
        assert not found.is_swifter(repository, gone)
        monkeypatch.setattr(module, "_SWIFT", 0)
        assert not found.is_swifter(repository, there)
