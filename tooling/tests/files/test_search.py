"""Looking for texts in the files of a commit."""

import subprocess
from pathlib import Path

import pytest

from kentan.files import search
from kentan.files.git import Repository
from kentan.files.search import Search
from tests.review.conftest import Bare

FILES = {
    "cases/2021/HZ-2021-0001.yml": b"programme: land\n",
    "cases/2021/SZ-2021-0001.yml": b'programme: "land"\n',
    "cases/2021/SZ-2021-0002.yml": b"place: land-use\n",
    "cases/2021/SZ-2021-0003.yml": b"path: assignments.land.replies\non: 2021-09-30\n",
    "cases/2022/SZ-2022-0001.yml": b"on: 2022-01-05\nid: a-2021-09-1\n",
    "cases/2022/SZ-2022-0002.yml": b'topic: "l\\u0061nd"\n',
}


@pytest.fixture
def repository(tmp_path: Path):
    bare = Bare(str(tmp_path / "bare.git"))
    subprocess.run(["git", "init", "--quiet", "--bare", bare.path], check=True)
    commit = bare.commit({name: ("100644", content) for name, content in FILES.items()})
    with Repository(bare.path) as opened:
        yield opened, commit


def found(repository, words, beginnings, places, but_for=()) -> list[str]:
    with Search(*repository) as looking:
        looking.ask_for_words(words, beginnings, ["\\"], places, but_for)
        return sorted(Path(file).stem for file in looking.found())


def test_ids_are_found_as_words_and_dates_by_how_they_begin(repository) -> None:
    every = ["cases/2021", "cases/2022"]
    assert found(repository, ["land"], [], every) == ["HZ-2021-0001", "SZ-2021-0001", "SZ-2021-0003", "SZ-2022-0002"]
    assert found(repository, ["land"], [], ["cases/2022"]) == ["SZ-2022-0002"]
    assert found(repository, [], ["2021-09-3", "2022-"], every) == ["SZ-2021-0003", "SZ-2022-0001", "SZ-2022-0002"]
    assert found(repository, [], ["2021-09-1"], every) == ["SZ-2022-0002"]
    assert found(repository, ["land", "a"], ["2021-"], ["cases/2021"], ["cases/*/SZ-*"]) == ["HZ-2021-0001"]


def test_without_expressions_of_perl_more_is_found(repository, monkeypatch) -> None:
    run = subprocess.Popen

    def without(command, **given):
        return run(["git", "grep", "--no-such-option"] if "-P" in command else command, **given)

    monkeypatch.setattr(search.subprocess, "Popen", without)
    assert found(repository, ["land"], ["2022-01-0"], ["cases/2021", "cases/2022"]) == [
        "HZ-2021-0001",
        *("SZ-2021-0001", "SZ-2021-0002", "SZ-2021-0003", "SZ-2022-0001", "SZ-2022-0002"),
    ]
