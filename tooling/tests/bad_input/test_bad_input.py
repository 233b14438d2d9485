"""What people and attackers write: each file gives findings with a place and a way to mend it, and hides no other.

`files/` holds the files, `index.txt` says of each what it is. What a repository cannot hold is made here.
"""

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.languages import CHINESE, ENGLISH, translate
from kentan.records.finding import Finding
from kentan.rules.catalogue import CATALOGUE
from kentan.rules.check import check

HERE = Path(__file__).parent
SOUND = HERE.parent / "rules" / "base"
FILES = sorted((HERE / "files").iterdir())
PLACE = "cases/2022/HZ-2022-9999.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    copytree(SOUND, tmp_path / "instance")
    return tmp_path / "instance"


def findings(root: Path) -> list[Finding]:
    loaded = load(DiskTree(str(root)))
    assert "HZ-2022-0001" in loaded.ledger.cases, "a sound file is hidden by a bad one"
    return [*loaded.findings, *loaded.locate(check(loaded.ledger, date(2022, 12, 31)))]


def assert_told(root: Path, place: str = PLACE) -> None:
    found = findings(root)
    assert any(each.file == place for each in found), [each.file for each in found]
    for each in found:
        assert each.line >= 1
        assert each.column >= 1
        rule = CATALOGUE[each.code]
        for language in (ENGLISH, CHINESE):
            for template in (rule.message, rule.mend):
                said = translate("rules", template, language)
                assert said
                assert set(re.findall(r"\{(\w+)\}", said)) <= set(each.arguments), (each.code, template)
        assert translate("rules", rule.mend, CHINESE) != rule.mend


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_bad_file_is_told_of_and_hides_no_other(file: Path, root: Path) -> None:
    (root / PLACE).write_bytes(file.read_bytes())
    assert_told(root)


def test_the_index_explains_every_file() -> None:
    told = [line.partition(": ")[0] for line in (HERE / "index.txt").read_text("utf-8").splitlines()]
    assert told == sorted(file.name for file in FILES)
    assert len(told) >= 150


def fifty_megabytes(path: Path) -> None:
    path.write_bytes(b"id: HZ-2022-9999\n")
    os.truncate(path, 50 * 1024 * 1024)


def folder(path: Path) -> None:
    path.mkdir()


def folder_with_a_record(path: Path) -> None:
    path.mkdir()
    (path / "HZ-2022-9999.yml").write_text("id: HZ-2022-9999\n")


def link_to_nothing(path: Path) -> None:
    path.symlink_to("nowhere.yml")


def link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def link_out_of_the_repository(path: Path) -> None:
    path.symlink_to("/etc/hostname")


def link_to_a_folder(path: Path) -> None:
    path.symlink_to("../../registry", target_is_directory=True)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def a_hundred_thousand_levels(path: Path) -> None:
    path.write_text("a: " + "[" * 100_000 + "]" * 100_000)


def crlf_and_one_fault(path: Path) -> None:
    text = (SOUND / "cases/2022/HZ-2022-0001.yml").read_text("utf-8").replace("HZ-2022-0001", "HZ-2022-9999")
    path.write_bytes(text.replace("topic: land", "topic: lands").replace("\n", "\r\n").encode())


MADE: list[Callable[[Path], None]] = [
    fifty_megabytes,
    folder,
    folder_with_a_record,
    link_to_nothing,
    link_to_itself,
    link_out_of_the_repository,
    link_to_a_folder,
    pipe,
    a_hundred_thousand_levels,
    crlf_and_one_fault,
]


@pytest.mark.parametrize("make", MADE, ids=lambda make: make.__name__)
def test_what_a_repository_cannot_hold(make: Callable[[Path], None], root: Path) -> None:
    make(root / PLACE)
    assert_told(root)


@pytest.mark.parametrize(
    "place",
    [
        "cases/2022/HZ-2022-9999.yaml",
        "cases/2022/HZ-2022-9999.YML",
        "cases/2022/台账.xlsx",
        "cases/HZ-2022-9999.yml",
        "cases/2022/06/HZ-2022-9999.yml",
        "cases/2022/.yml",
        "cases/2022/HZ-2022-9999.yml~",
        "cases/2022/HZ-2022-9999 (1).yml",
        "cases/2022/HZ-2022-9999 - 副本.yml",
        "registry/department.yml",
        "registry/programmes/old/huzhou.yml",
        "meetings/2022-06-08-huzhou.yml",
    ],
)
def test_a_file_under_a_wrong_name_is_told_of(place: str, root: Path) -> None:
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    source = root / "cases/2022/HZ-2022-0001.yml"
    (root / place).write_text(source.read_text("utf-8").replace("HZ-2022-0001", "HZ-2022-9999"), "utf-8")
    assert_told(root, place)


@pytest.mark.parametrize("name", ["a\nb.yml", "a\tb.yml", "\x1b[31mred.yml", "\u202eabc.yml"])
def test_a_file_name_that_cannot_be_shown_is_told_of(name: str, root: Path) -> None:
    (root / "cases" / "2022" / name).write_text("id: HZ-2022-9999\n")
    (found,) = findings(root)
    assert found.code == "K126"
    assert found.file.isprintable()


def test_a_file_name_in_gbk_is_told_of(root: Path) -> None:
    Path(os.fsdecode(os.fsencode(root / "cases" / "2022") + b"/\xba\xfe\xd6\xdd.yml")).write_text("id: HZ-2022-9999\n")
    (found,) = findings(root)
    assert (found.code, found.file) == ("K126", "cases/2022/\\udcba\\udcfe\\udcd6\\udcdd.yml")


def test_a_room_that_is_a_link_is_not_entered(root: Path, tmp_path: Path) -> None:
    (root / "meetings").rename(tmp_path / "elsewhere")
    (root / "meetings").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    loaded = load(DiskTree(str(root)))
    assert [(each.code, each.file) for each in loaded.findings] == [("K102", "meetings")]
    assert not loaded.ledger.meetings


def test_a_room_that_is_a_file_is_told_of(root: Path, tmp_path: Path) -> None:
    (root / "meetings").rename(tmp_path / "elsewhere")
    (root / "meetings").write_text("会议")
    assert ("K324", "meetings") in [(each.code, each.file) for each in load(DiskTree(str(root))).findings]


def test_an_instance_without_anything_gives_findings_and_no_fault(tmp_path: Path) -> None:
    loaded = load(DiskTree(str(tmp_path)))
    assert "K801" in [each.code for each in check(loaded.ledger, date(2022, 12, 31))]


@pytest.mark.parametrize("kept", ["cases", "meetings", "registry"])
def test_one_room_alone_gives_no_fault(kept: str, tmp_path: Path) -> None:
    copytree(SOUND / kept, tmp_path / kept)
    loaded = load(DiskTree(str(tmp_path)))
    loaded.locate(check(loaded.ledger, date(2022, 12, 31)))


@pytest.mark.parametrize(
    "registry", sorted(path.relative_to(SOUND).as_posix() for path in SOUND.rglob("registry/**/*.yml"))
)
@pytest.mark.parametrize(
    "content", [b"", b"{x: 1}", b"- 1", b"\xff\xfe\x00", b"programmes: {}", "部门：财政局".encode()]
)
def test_a_broken_file_of_the_registry_gives_no_fault(registry: str, content: bytes, root: Path) -> None:
    (root / registry).write_bytes(content)
    loaded = load(DiskTree(str(root)))
    found = [*loaded.findings, *loaded.locate(check(loaded.ledger, date(2022, 12, 31)))]
    assert {each.file for each in found if each.severity == "error"} == {registry}
