"""Files that are fetched beforehand are read as any others."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kentan.files import foreseen, tree
from kentan.files.cache import WitnessedTree
from kentan.files.foreseen import parts_of
from kentan.files.tree import DiskTree, Unreadable

MANY = 450


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Very many files, and what is none."""
    folder = tmp_path / "cases" / "2022"
    folder.mkdir(parents=True)
    for number in range(MANY):
        (folder / f"HZ-2022-{number:04}.yml").write_bytes(b"%d" % number)
    (folder / "HZ-2022-9001.yml").symlink_to(folder / "HZ-2022-0001.yml")
    (folder / "HZ-2022-9002.yml").mkdir()
    return tmp_path


@pytest.fixture
def opened() -> Callable[[], int]:
    """How many files this process has open."""
    if not os.path.isdir("/proc/self/fd"):
        pytest.skip("the system does not tell")
    return lambda: len(os.listdir("/proc/self/fd"))


def witnessed(root: Path) -> WitnessedTree:
    return WitnessedTree(DiskTree(str(root)))


@pytest.mark.parametrize("is_on_disk", [False, True])
@pytest.mark.parametrize("most", [3, 500])
def test_files_that_were_foreseen_are_read_as_any_others(
    root: Path, monkeypatch: pytest.MonkeyPatch, opened: Callable[[], int], is_on_disk: bool, most: int
) -> None:
    files = [*witnessed(root).files(), "cases/2022/HZ-2022-9003.yml"]
    blocks = iter(range(100))
    monkeypatch.setattr(foreseen, "_blocks_read", lambda: next(blocks) if is_on_disk else 0)
    monkeypatch.setattr(tree, "_MOST_FORESEEN", most)

    def read(file: str, of: WitnessedTree) -> bytes | str:
        try:
            return of.read(file)
        except Unreadable as unreadable:
            return unreadable.code

    before, ahead = opened(), witnessed(root)
    found = [(file, read(file, ahead)) for file in foreseen.foreseen(ahead, parts_of(files))]
    assert found == [(file, read(file, witnessed(root))) for file in files]
    assert [what for _, what in found[-3:]] == ["K102", "K101", "K123"]
    assert opened() == before


def test_no_file_stays_open_that_nobody_reads(root: Path, opened: Callable[[], int]) -> None:
    before, ahead = opened(), witnessed(root)
    files = foreseen.foreseen(ahead, parts_of(list(ahead.files())))
    next(files)
    assert opened() > before
    del files
    assert opened() == before
