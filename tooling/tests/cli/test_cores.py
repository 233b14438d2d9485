"""Two processes find what one finds, also when one of them fails."""

import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kentan.cli import cores
from kentan.files.loading import Loaded, load
from kentan.files.tree import DiskTree

ROOT = Path(__file__).resolve().parents[3]
DAY = date(2026, 11, 22)


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    """The repository's records, some of them wrong."""
    for room in ("registry", "cases", "meetings"):
        shutil.copytree(ROOT / room, tmp_path / room)
    for number, path in enumerate(sorted((tmp_path / "cases").rglob("*.yml"))):
        if number % 3 == 0:
            path.write_text(path.read_text("utf-8").replace("\ntopic: ", "\ntopic: no-", 1), "utf-8")
        if number % 10 == 0:
            path.write_text(path.read_text("utf-8").replace("\ntitle: ", "\ntitel: ", 1), "utf-8")
    return load(DiskTree(str(tmp_path)))


def found(loaded: Loaded) -> list[str]:
    return sorted(map(repr, cores.findings(loaded, DAY)))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
def test_two_processes_find_what_one_finds(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    one = found(loaded)
    assert len(one) > 20
    monkeypatch.setattr(cores, "WORTHWHILE", 1)
    monkeypatch.setattr(cores, "_cores", lambda: 2)
    assert found(loaded) == one


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
def test_what_a_lost_process_owes_is_found_all_the_same(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: Any) -> None:
        os._exit(9)

    one = found(loaded)
    monkeypatch.setattr(cores, "WORTHWHILE", 1)
    monkeypatch.setattr(cores, "_cores", lambda: 2)
    monkeypatch.setattr(cores, "_answer", lost)
    assert found(loaded) == one


def test_few_cases_are_not_worth_a_second_process(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "_cores", lambda: 2)
    monkeypatch.setattr(os, "fork", None, raising=False)
    assert found(loaded)
