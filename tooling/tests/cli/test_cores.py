"""Two processes find what one finds, also when one of them fails."""

import gc
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from kentan.cli import ahead, cores, pipes
from kentan.cli.checking import checked
from kentan.files.cache import WitnessedTree
from kentan.files.loading import TYPES, load
from kentan.files.tree import DiskTree
from kentan.records.case import Case
from kentan.records.describe import Refers
from kentan.rules.check import check_apart, check_meetings, stands_alone
from kentan.rules.rule import Context

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "tooling" / "tests" / "rules"
DAY = date(2026, 11, 22)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The repository's records, some of them wrong."""
    for room in ("registry", "cases", "meetings"):
        shutil.copytree(ROOT / room, tmp_path / room)
    for number, path in enumerate(cases_in(tmp_path)):
        if number % 3 == 0:
            path.write_text(path.read_text("utf-8").replace("\ntopic: ", "\ntopic: no-", 1), "utf-8")
        if number % 10 == 0:
            path.write_text(path.read_text("utf-8").replace("\ntitle: ", "\ntitel: ", 1), "utf-8")
    return tmp_path


def cases_in(root: Path) -> list[Path]:
    return sorted((root / "cases").rglob("*.yml"))


def witnessed(root: Path) -> WitnessedTree:
    return WitnessedTree(DiskTree(str(root)))


def found(tree: WitnessedTree, progress: cores.Progress = lambda *_: None) -> list[str]:
    before = ahead.Ahead.of(tree)
    return sorted(map(repr, cores.judged(before, before.load(), cores.Days(DAY, DAY), progress)))


Two = Callable[[WitnessedTree], list[str]]


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> Two:
    """What two processes find, where it is known what one finds."""
    if not hasattr(os, "fork"):
        pytest.skip("the system cannot fork")

    def in_two(tree: WitnessedTree) -> list[str]:
        with monkeypatch.context() as patched:
            patched.setattr(ahead, "WORTHWHILE", 1)
            patched.setattr(cores, "usable", lambda: 2)
            return found(tree)

    return in_two


def test_two_processes_find_what_one_finds(root: Path, two: Two) -> None:
    one = found(witnessed(root))
    assert len(one) > 20
    assert two(witnessed(root)) == one


@pytest.mark.parametrize("is_first_slow", [True, False])
def test_the_quicker_process_takes_more_cases(
    root: Path, two: Two, monkeypatch: pytest.MonkeyPatch, is_first_slow: bool
) -> None:
    one = found(witnessed(root))
    first, judged = os.getpid(), root / "judged"

    def noted(case: Case) -> bool:
        is_slow = (os.getpid() == first) is is_first_slow
        time.sleep(0.02 if is_slow else 0)
        with judged.open("a") as file:
            file.write("slow\n" if is_slow else "quick\n")
        return stands_alone(case)

    monkeypatch.setattr(cores, "BATCH", 2)
    monkeypatch.setattr(cores, "stands_alone", noted)
    assert two(witnessed(root)) == one
    turns = judged.read_text().splitlines()
    assert turns.count("quick") > turns.count("slow") > 0


def test_what_concerns_a_case_of_each_half_is_found(root: Path, two: Two) -> None:
    first, last = cases_in(root)[1], cases_in(root)[-1]
    text = first.read_text("utf-8")
    twin = last.with_name(f"{first.stem}0.yml")
    twin.write_text(text.replace(first.stem, twin.stem), "utf-8")
    merged = "acceptance:\n  - on: 2026-11-20\n    decision: merged\n    into: "
    written = last.read_text("utf-8")
    first.write_text(re.sub(r"acceptance:\n(  .*\n)*", f"{merged}{last.stem}\n", text), "utf-8")
    last.write_text(re.sub(r"acceptance:\n(  .*\n)*", f"{merged}{first.stem}\n", written), "utf-8")
    one = found(witnessed(root))
    assert any("K" in each and first.name in each for each in one)
    assert two(witnessed(root)) == one


def test_one_id_in_both_halves_is_found(root: Path, two: Two) -> None:
    first, last = cases_in(root)[1], cases_in(root)[-1]
    last.with_name("ZZ-2099-0001.yml").write_bytes(first.read_bytes())
    one = found(witnessed(root))
    assert any("K322" in each for each in one)
    assert two(witnessed(root)) == one


def test_what_a_lost_process_owes_is_found_all_the_same(root: Path, two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: Any) -> None:
        os._exit(9)

    one = found(witnessed(root))
    monkeypatch.setattr(cores, "_answer", lost)
    assert two(witnessed(root)) == one


def test_both_may_tell_more_than_a_pipe_holds(root: Path, two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    one = found(witnessed(root))
    told = cores._Share.told
    many = frozenset(("case", f"ZZ-2099-{number:09}") for number in range(20_000))
    monkeypatch.setattr(cores._Share, "told", lambda self: replace(told(self), unread=many | self.reading.unread))
    assert two(witnessed(root)) == one


def test_what_the_other_process_read_is_witnessed(root: Path, two: Two) -> None:
    tree = witnessed(root)
    two(tree)
    last = cases_in(root)[-1]
    last.write_bytes(last.read_bytes() + b"# later\n")
    tree.read(last.relative_to(root).as_posix())
    assert tree.digest() is None


@pytest.mark.parametrize("batch", [1, 3])
def test_batch_after_batch_finds_what_is_found_at_once(
    root: Path, two: Two, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    for tree_of_files in [root, *sorted(EXAMPLES.glob("K*/bad"))]:
        at_once = found(witnessed(tree_of_files))
        with monkeypatch.context() as patched:
            patched.setattr(ahead, "WORTHWHILE", 1)
            patched.setattr(cores, "BATCH", batch)
            patched.setattr(cores, "usable", lambda: 1)
            assert found(witnessed(tree_of_files)) == at_once
            assert batch == 1 or two(witnessed(tree_of_files)) == at_once


def test_a_case_names_other_cases_only_where_it_is_merged() -> None:
    assert list(_naming_cases(Case, ())) == [("acceptance", "into")]


def _naming_cases(kind: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The paths of the fields of a type that name a case, but its own id."""
    if isinstance(kind, type) and is_dataclass(kind):
        for name, hint in get_type_hints(kind, include_extras=True).items():
            yield from _naming_cases(hint, (*path, name))
    markers = [each for each in get_args(kind) if isinstance(each, Refers)]
    if any(each.to == "case" for each in markers) and not any(each.own for each in markers):
        yield path
    for each in get_args(kind):
        if not isinstance(each, Refers):
            yield from _naming_cases(each, path)


def test_what_is_judged_before_all_cases_are_known_asks_for_none(root: Path) -> None:
    asked = [list(_naming_cases(kind, ())) for name, kind in TYPES.items() if name != "case"]
    assert not any(asked)
    for tree in (root, *sorted(EXAMPLES.glob("K*/bad"))):
        ledger = load(DiskTree(str(tree))).ledger
        known, unknown = (Context(ledger=replace(ledger, cases=cases), today=DAY) for cases in (ledger.cases, Nobody()))
        for check in (check_apart, check_meetings):
            assert check(unknown) == check(known)


class Nobody(dict[str, Case]):
    """Cases that must not be asked for."""

    def refuse(self, *_: Any) -> Any:
        raise AssertionError

    __iter__ = __len__ = __contains__ = __getitem__ = get = items = keys = values = refuse


def test_progress_tells_how_far_it_is(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "WORTHWHILE", 1)
    monkeypatch.setattr(cores, "BATCH", 5)
    monkeypatch.setattr(cores, "usable", lambda: 1)
    told: list[tuple[int, int]] = []
    found(witnessed(root), lambda _, done, total: told.append((done, total)))
    assert len(told) > 3
    assert told == sorted(told)
    assert {total for _, total in told} == {len(cases_in(root))}


@pytest.mark.parametrize("processes", [1, 2])
def test_an_interrupted_check_leaves_everything_whole(
    root: Path, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    if processes == 2 and not hasattr(os, "fork"):
        pytest.skip("the system cannot fork")
    (root / ".git").mkdir()
    monkeypatch.setattr(ahead, "WORTHWHILE", 1)
    monkeypatch.setattr(cores, "BATCH", 3)
    for module in (cores, pipes):
        monkeypatch.setattr(module, "usable", lambda: processes)
    before = {path: path.read_bytes() for path in root.rglob("*.yml")}

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    forked: list[int] = []
    fork = os.fork

    def noted() -> int:
        forked.append(fork())
        return forked[-1]

    monkeypatch.setattr(os, "fork", noted)
    with pytest.raises(KeyboardInterrupt):
        checked(str(root), str(DAY), interrupt)
    assert len(forked) == (2 if processes == 2 else 0)
    for child in forked:
        with pytest.raises(ChildProcessError):
            os.waitpid(child, os.WNOHANG)
    assert {path: path.read_bytes() for path in root.rglob("*.yml")} == before
    assert not [path for path in (root / ".git").rglob("*") if path.is_file()]
    assert gc.isenabled()
    first = checked(str(root), str(DAY))
    assert len(first[0]) > 20
    assert checked(str(root), str(DAY)) == first


def test_few_cases_are_not_worth_a_second_process(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "usable", lambda: 2)
    monkeypatch.setattr(os, "fork", None, raising=False)
    assert found(witnessed(root))


@pytest.fixture
def whole(root: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Any]:
    """What a whole check of so many processes finds, of which many cases are asked, and nothing is kept."""

    def whole(processes: int) -> Any:
        if processes > 1 and not hasattr(os, "fork"):
            pytest.skip("the system cannot fork")
        with monkeypatch.context() as patched:
            for module in (cores, pipes):
                patched.setattr(module, "usable", lambda: processes)
            patched.setattr(ahead, "WORTHWHILE", 1)
            patched.setattr(cores, "BATCH", 3)
            return checked(str(root), str(DAY))

    return whole


@pytest.mark.parametrize("most", [0, 7, 1000])
def test_what_was_read_ahead_is_judged_with_the_rest(
    whole: Callable[[int], Any], root: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    first, last = cases_in(root)[1], cases_in(root)[-1]
    last.with_name("ZZ-2099-0001.yml").write_bytes(cases_in(root)[3].read_bytes())
    first.with_name("AA-2020-0001.yml").write_bytes(cases_in(root)[-2].read_bytes())
    one = whole(1)
    assert any(each.finding.code == "K322" for each in one[0])
    read = ahead.Ahead.packed

    def slow(self: ahead.Ahead) -> Any:
        time.sleep(0.5)
        return read(self)

    monkeypatch.setattr(ahead, "AHEAD", most)
    monkeypatch.setattr(ahead.Ahead, "packed", slow)
    assert whole(2) == one


@pytest.mark.parametrize("harm", ["lost", "damaged"])
def test_what_is_read_first_is_read_here_where_the_fork_fails(
    whole: Callable[[int], Any], monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    one, here = whole(1), os.getpid()
    read = ahead.Ahead.packed

    def harmed(self: ahead.Ahead) -> Any:
        if os.getpid() == here:
            return read(self)
        return os._exit(9) if harm == "lost" else (b"\x80\x05K.", ({}, True))

    monkeypatch.setattr(ahead.Ahead, "packed", harmed)
    assert whole(2) == one


def test_what_changes_after_the_fork_has_read_it_is_not_kept(
    whole: Callable[[int], Any], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / ".git").mkdir()
    topics = root / "registry" / "topics.yml"
    read = ahead.Ahead.unpacked

    def changed(self: ahead.Ahead, packed: Any) -> Any:
        common = read(self, packed)
        topics.write_bytes(topics.read_bytes() + b"# later\n")
        self.tree.read("registry/topics.yml")
        return common

    monkeypatch.setattr(ahead.Ahead, "unpacked", changed)
    whole(2)
    assert not [path for path in (root / ".git").rglob("*") if path.is_file()]


@pytest.mark.parametrize("is_lost", [False, True])
def test_two_processes_witness_what_one_witnesses(root: Path, monkeypatch: pytest.MonkeyPatch, is_lost: bool) -> None:
    if not hasattr(os, "fork"):
        pytest.skip("the system cannot fork")
    tree = witnessed(root)
    if is_lost:
        monkeypatch.setattr(pipes, "send", lambda *_: os._exit(9))
    pipes.witness(tree, list(tree.files()))
    assert tree.digest() == witnessed(root).digest() is not None
    seen, _ = tree.witnessed()
    cases_in(root)[-1].write_text("later", "utf-8")
    tree.read(cases_in(root)[-1].relative_to(root).as_posix())
    assert tree.digest() is None
    assert len(seen) == len(list(tree.files()))
