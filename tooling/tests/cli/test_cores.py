"""Two processes find what one finds, also when one of them fails."""

import os
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kentan.cli import cores, pipes
from kentan.files.cache import WitnessedTree
from kentan.files.tree import DiskTree

ROOT = Path(__file__).resolve().parents[3]
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


def found(tree: WitnessedTree) -> list[str]:
    return sorted(map(repr, cores.findings(tree, cores.Days(DAY, DAY))))


Two = Callable[[WitnessedTree], list[str]]


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> Two:
    """What two processes find, where it is known what one finds."""
    if not hasattr(os, "fork"):
        pytest.skip("the system cannot fork")

    def in_two(tree: WitnessedTree) -> list[str]:
        with monkeypatch.context() as patched:
            patched.setattr(cores, "WORTHWHILE", 1)
            patched.setattr(cores, "usable", lambda: 2)
            return found(tree)

    return in_two


def test_two_processes_find_what_one_finds(root: Path, two: Two) -> None:
    one = found(witnessed(root))
    assert len(one) > 20
    assert two(witnessed(root)) == one


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


def test_what_the_other_process_read_is_witnessed(root: Path, two: Two) -> None:
    tree = witnessed(root)
    two(tree)
    last = cases_in(root)[-1]
    last.write_bytes(last.read_bytes() + b"# later\n")
    tree.read(last.relative_to(root).as_posix())
    assert tree.digest() is None


def test_few_cases_are_not_worth_a_second_process(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "usable", lambda: 2)
    monkeypatch.setattr(os, "fork", None, raising=False)
    assert found(witnessed(root))


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
