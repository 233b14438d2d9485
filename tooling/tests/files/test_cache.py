"""What is kept of a check: always what a check would find now, whatever happened to the files or to what was kept."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kentan import itself
from kentan.cli.checking import checked
from kentan.cli.today import moment_of
from kentan.files import cache
from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.languages import ENGLISH, current
from kentan.records.finding import Finding, Severity
from kentan.records.moments import parse_moment
from kentan.reports.worded import Worded, row_of, worded_of
from kentan.reports.wording import words
from kentan.rules.check import check_ledger, check_records
from kentan.rules.named import with_ids
from kentan.rules.rule import Context

BASE = Path(__file__).parents[1] / "rules" / "base"
DAY = "2022-12-31"
FOUND = [
    Finding("K105", "cases/2022/坏\udcff.yml").at(1, 1),
    Finding(
        "K613", "cases/a.yml", ("assignments", "x", "replies", 0), {"by": "中文"}, Severity.NOTICE, 3, 4, at_key=True
    ),
]


@pytest.fixture
def root() -> Iterator[Path]:
    """A small instance in a Git repository."""
    with _instance() as folder:
        yield Path(folder)


def _instance() -> "TemporaryDirectory[str]":
    folder = TemporaryDirectory()
    shutil.copytree(BASE, folder.name, dirs_exist_ok=True)
    (Path(folder.name) / ".git").mkdir()
    return folder


def cold(root: Path, day: str = DAY) -> list[Worded]:
    """What a check finds that knows nothing of the last one."""
    moment = parse_moment(day)
    assert moment is not None
    loaded = load(DiskTree(str(root)))
    today = moment_of(None, "Asia/Shanghai").day
    context = Context(ledger=loaded.ledger, today=moment.day, real_today=today)
    found = loaded.locate([*loaded.findings, *check_records(context), *check_ledger(context)])
    site = loaded.ledger.instance.base_address if loaded.ledger.instance else None
    return words(with_ids(found, loaded.ledger), current(), site)


def kept(root: Path) -> list[Path]:
    answers = (root / ".git" / "kentan").glob("*.json")
    return sorted(each for each in answers if each.stem != cache.INSTANCE)


def case(root: Path) -> Path:
    return next((root / "cases").rglob("*.yml"))


def test_the_second_answer_is_the_first_and_is_not_worked_out_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case(root).write_text("id: x\nwrong: ～\n", "utf-8")
    first = checked(str(root), DAY)
    assert first[0] == cold(root) != []
    monkeypatch.setattr("kentan.cli.ahead.load", None)
    assert checked(str(root), DAY) == first


def test_a_change_that_keeps_size_and_time_is_seen(root: Path) -> None:
    path = case(root)
    before, sound = os.stat(path), path.read_bytes()
    assert checked(str(root), DAY)[0] == []
    path.write_bytes(sound.replace(b"kind: ", b"kine: ", 1))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert checked(str(root), DAY)[0] == cold(root) != []


def test_a_clone_with_other_times_profits(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = checked(str(root), DAY)
    os.utime(case(root), (0, 0))
    monkeypatch.setattr("kentan.cli.ahead.load", None)
    assert checked(str(root), DAY) == first


def test_another_zone_and_another_address_are_seen(root: Path) -> None:
    instance = root / "registry" / "instance.yml"
    assert checked(str(root), DAY)[1] != "https://elsewhere.example/"
    text = re.sub(r"\n(base_address|time_zone): .*", "", instance.read_text("utf-8").rstrip())
    for zone in ("Asia/Shanghai", "Pacific/Kiritimati", "Asia/Shanghai"):
        instance.write_text(f"{text}\nbase_address: https://elsewhere.example/\ntime_zone: {zone}\n", "utf-8")
        for _ in range(2):
            assert checked(str(root), DAY) == (cold(root), "https://elsewhere.example/")
        assert cache.recall(str(root / ".git" / "kentan"), cache.INSTANCE)[1:] == [zone, "https://elsewhere.example/"]
    instance.unlink()
    assert checked(str(root), DAY) == (cold(root), None)


@pytest.mark.parametrize("harm", [b"", b"[]", b"\x00" * 100, None])
def test_what_is_damaged_is_not_believed(root: Path, harm: bytes | None) -> None:
    case(root).write_text("id: x\n", "utf-8")
    first = checked(str(root), DAY)
    (answer,) = kept(root)
    answer.write_bytes(answer.read_bytes()[:-10] if harm is None else harm)
    assert checked(str(root), DAY) == first


def test_another_kentan_asks_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked(str(root), DAY)
    monkeypatch.setattr(itself, "_kentan", lambda: "another")
    checked(str(root), DAY)
    assert len(kept(root)) == 2


def test_a_file_that_changes_while_it_is_checked_leaves_nothing_behind(root: Path) -> None:
    tree = cache.WitnessedTree(DiskTree(str(root)))
    load(tree)
    file = case(root).relative_to(root).as_posix()
    case(root).write_text("id: x\n", "utf-8")
    tree.read(file)
    assert cache.name_of(tree, (), DAY) is None


def test_a_file_that_comes_while_it_is_checked_is_seen_by_the_next_check(root: Path) -> None:
    before, after = (cache.WitnessedTree(DiskTree(str(root))) for _ in range(2))
    load(before)
    (root / "cases" / "new.yml").write_text("id: x\n", "utf-8")
    assert cache.name_of(before, (), DAY) not in (None, cache.name_of(after, (), DAY))


def test_a_file_that_comes_between_two_lists_leaves_nothing_behind(root: Path) -> None:
    tree = cache.WitnessedTree(DiskTree(str(root)))
    load(tree)
    (root / "cases" / "new.yml").write_text("id: x\n", "utf-8")
    load(tree)
    assert cache.name_of(tree, (), DAY) is None


def test_nothing_is_kept_where_a_commit_could_put_an_answer(root: Path) -> None:
    assert cache.folder_of(str(root / "registry")) == str(root / ".git" / "kentan")
    (root / ".git").rmdir()
    before = sorted(root.rglob("*"))
    checked(str(root), DAY)
    assert sorted(root.rglob("*")) == before


def test_whoever_cannot_write_gets_an_answer_all_the_same(root: Path) -> None:
    (root / ".git" / "kentan").write_text("in the way", "utf-8")
    assert checked(str(root), DAY)[0] == []
    assert checked(str(root), DAY)[0] == []


def test_findings_come_back_as_they_were(tmp_path: Path) -> None:
    found = words(FOUND, ENGLISH, "https://example.cn/")
    cache.keep(str(tmp_path), "name", [row_of(each) for each in found])
    back = [worded_of(each) for each in cache.recall(str(tmp_path), "name")]
    assert back == found
    assert repr(back) == repr(found)


def test_answers_kept_by_several_at_once_are_whole(tmp_path: Path) -> None:
    def both(number: int) -> bool:
        cache.keep(str(tmp_path), f"name{number % 3}", ["值"] * 20_000)
        return bool(cache.recall(str(tmp_path), f"name{number % 3}") == ["值"] * 20_000)

    with ThreadPoolExecutor(4) as several:
        assert all(several.map(both, range(60)))


def test_only_the_newest_answers_stay(tmp_path: Path) -> None:
    for number in range(cache.MOST_KEPT + 5):
        cache.keep(str(tmp_path), f"name{number}", [number])
    assert len(list(tmp_path.iterdir())) == cache.MOST_KEPT
    assert cache.recall(str(tmp_path), f"name{cache.MOST_KEPT + 4}") == [cache.MOST_KEPT + 4]


def _broken(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def _removed(path: Path) -> None:
    path.unlink()


def _linked(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/null")


def _doubled(path: Path) -> None:
    shutil.copy(path, path.with_name("copy.yml"))


def _renamed(path: Path) -> None:
    path.rename(path.with_name("renamed.yml"))


def _restored(path: Path) -> None:
    for base in BASE.rglob(path.name):
        path.unlink(missing_ok=True)
        shutil.copy(base, path)


CHANGES = (_broken, _removed, _linked, _doubled, _renamed, _restored)
STEPS = st.tuples(st.sampled_from(CHANGES), st.integers(0, 20), st.sampled_from([DAY, "2022-07-01", "2030-01-01"]))


@settings(max_examples=15)
@given(st.lists(STEPS, min_size=1, max_size=5))
def test_what_is_kept_is_what_a_check_finds_now(steps: list[tuple[Callable[[Path], None], int, str]]) -> None:
    with _instance() as folder:
        root = Path(folder)
        for change, number, day in steps:
            files = sorted(path for room in ("cases", "meetings", "registry") for path in (root / room).rglob("*.yml"))
            if files:
                change(files[number % len(files)])
            expected = cold(root, day)
            assert checked(folder, day)[0] == expected
            assert checked(folder, day)[0] == expected
