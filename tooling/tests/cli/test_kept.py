"""What is kept between two builds changes nothing: whatever was changed, the next build is as one that kept nothing."""

import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kentan.cli import kept as keeping
from kentan.cli.kept import kept
from kentan.files.digested import DigestedTree
from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.publish.index import index
from kentan.publish.indexed import Indexed
from kentan.records.ledger import Ledger

ROOT = Path(__file__).resolve().parents[3]
DAY = date(2026, 6, 30)
CASE, MEETING = "cases/2022/HZ-2022-0001.yml", "meetings/2022/2022-06-15-huzhou.yml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(keeping, "WORTHWHILE", 1)
    for room in ("cases", "meetings", "registry"):
        shutil.copytree(ROOT / room, tmp_path / room)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    once(tmp_path, DAY)
    return tmp_path


def once(folder: Path, day: date) -> tuple[Ledger, dict[str, Indexed], int]:
    """Read and reckon as a build does; the ledger, the index of the cases, and how many needed no reckoning."""
    held = kept(str(folder), DigestedTree(DiskTree(str(folder))))
    ledger = held.load().ledger
    known = held.indexed(ledger, day)
    found = dict(index(ledger, day, known).indexed)
    held.keep(ledger, found, day)
    return ledger, found, len(known)


def same_as_cold(folder: Path, day: date) -> int:
    ledger, found, known = once(folder, day)
    cold = load(DiskTree(str(folder))).ledger
    assert ledger == cold
    assert list(ledger.cases) == list(cold.cases)
    assert found == index(cold, day).indexed
    return known


def edited(file: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        path = folder / file
        text = path.read_text("utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new, 1), "utf-8")

    return edit


def renamed(folder: Path) -> None:
    path = folder / CASE
    path.with_name("HZ-2022-9001.yml").write_text(
        path.read_text("utf-8").replace("HZ-2022-0001", "HZ-2022-9001"), "utf-8"
    )
    path.unlink()


def harmed(folder: Path) -> None:
    for bundle in (folder / ".git" / "kentan").glob("read-*/records/*"):
        bundle.write_bytes(bundle.read_bytes()[:-7])


CHANGES: dict[str, Callable[[Path], object]] = {
    "a case": edited(CASE, "title: ", "title: 又"),
    "a comment in a case": lambda folder: (folder / CASE).write_text(
        (folder / CASE).read_text("utf-8") + "# 说明\n", "utf-8"
    ),
    "a case that cannot be read": lambda folder: (folder / CASE).write_text("id: [\n"),
    "a meeting": edited(MEETING, "theme: ", "theme: 又"),
    "the registry": edited("registry/programmes/huzhou.yml", "name: ", "name: 又"),
    "a comment in the registry": lambda folder: (folder / "registry/topics.yml").write_text(
        (folder / "registry/topics.yml").read_text("utf-8") + "# 说明\n", "utf-8"
    ),
    "a case less": lambda folder: (folder / CASE).unlink(),
    "a case under another id": renamed,
    "damaged": harmed,
    "nothing": lambda _folder: None,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_after_any_change_the_same_is_found_as_by_one_who_kept_nothing(
    folder: Path, change: Callable[[Path], object]
) -> None:
    change(folder)
    same_as_cold(folder, DAY)
    same_as_cold(folder, DAY)


def test_what_is_wrong_with_files_that_need_not_be_read_is_told_with_its_place(folder: Path) -> None:
    (folder / "cases" / "1999").mkdir()
    (folder / "cases" / "1999" / Path(CASE).name).write_bytes((folder / CASE).read_bytes())
    warm, cold = kept(str(folder), DigestedTree(DiskTree(str(folder)))).load(), load(DiskTree(str(folder)))
    assert warm.locate(warm.findings) == cold.locate(cold.findings)
    assert [(found.code, found.line) for found in warm.locate(warm.findings)] == [("K322", 2)]


def test_on_another_day_all_is_reckoned_again(folder: Path) -> None:
    assert same_as_cold(folder, date(2022, 7, 1)) == 0
    assert same_as_cold(folder, date(2022, 7, 1)) > 0


def test_what_did_not_change_is_neither_read_nor_reckoned_again(folder: Path) -> None:
    known = same_as_cold(folder, DAY)
    assert known > 30
    edited(CASE, "title: ", "title: 又")(folder)
    assert known - 10 < same_as_cold(folder, DAY) < known


def test_what_is_kept_does_not_grow(folder: Path) -> None:
    edited(CASE, "title: ", "title: 又")(folder)
    once(folder, DAY)
    before = {path.name for path in (folder / ".git" / "kentan").rglob("*")}
    shutil.rmtree(folder / "cases" / "2022")
    once(folder, DAY)
    after = {path.name for path in (folder / ".git" / "kentan").rglob("*")}
    assert after < before
    assert not [name for name in after if name.startswith("cases-2022")]


def test_of_instances_that_went_away_but_for_the_last_nothing_stays(folder: Path) -> None:
    others = [folder / "others" / name for name in ("one", "two", "three", "here")]
    for number, other in enumerate(others):
        shutil.copytree(folder / "registry", other / "registry")
        kept(str(other), DigestedTree(DiskTree(str(other)))).once("claims", "key", lambda: DAY)
        (path,) = [each for each in _paths(folder) if each.read_text() == str(other)]
        os.utime(path, (number, number))
    assert len(_paths(folder)) == 5
    for other in others[:3]:
        shutil.rmtree(other)
    once(folder, DAY)
    assert {each.read_text() for each in _paths(folder)} == {str(folder), *map(str, others[2:])}
    assert same_as_cold(folder, DAY) > 30


def _paths(folder: Path) -> list[Path]:
    return sorted((folder / ".git" / "kentan").glob("read-*/path"))


def test_what_is_asked_once_is_made_again_for_another_key_or_where_it_is_damaged(folder: Path) -> None:
    held = kept(str(folder), DigestedTree(DiskTree(str(folder))))
    assert held.once("claims", "key", lambda: ("made", DAY)) == ("made", DAY)
    assert held.once("claims", "key", lambda: ("again", DAY)) == ("made", DAY)
    assert held.once("claims", "other", lambda: ("again", DAY)) == ("again", DAY)
    (path,) = (folder / ".git" / "kentan").glob("read-*/claims")
    path.write_bytes(b"\xff" + path.read_bytes())
    assert held.once("claims", "other", lambda: ("whole", DAY)) == ("whole", DAY)
    path.write_bytes(path.read_bytes()[:-3])
    assert held.once("claims", "other", lambda: ("anew", DAY)) == ("anew", DAY)
    assert held.once("claims", None, lambda: ("unknown", DAY)) == ("unknown", DAY)


def test_outside_of_git_nothing_is_kept(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "registry", tmp_path / "registry")
    held = kept(str(tmp_path), DigestedTree(DiskTree(str(tmp_path))))
    assert held.folder is None
    held.keep(held.load().ledger, {}, DAY)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["registry"]
