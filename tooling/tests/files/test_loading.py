"""From a folder to a ledger: what is read, what is left out, and how a finding gets its line."""

from pathlib import Path
from shutil import copytree

import pytest

from kentan.files.loading import kind_of, load
from kentan.files.tree import DiskTree
from kentan.records.finding import Finding

BASE = Path(__file__).parents[1] / "rules" / "base"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    copytree(BASE, tmp_path / "instance")
    return tmp_path / "instance"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("cases/2022/HZ-2022-0001.yml", ("case", "HZ-2022-0001")),
        ("meetings/2022/2022-06-08-huzhou.yml", ("meeting", "2022-06-08-huzhou")),
        ("registry/instance.yml", ("instance", "")),
        ("registry/programmes/huzhou.yml", ("programme", "huzhou")),
        ("registry/calendars/2022.yml", ("calendar", "2022")),
        ("cases/HZ-2022-0001.yml", None),
        ("cases/2022/06/HZ-2022-0001.yml", None),
        ("registry/names.yml", None),
        ("registry/programmes/huzhou.json", None),
    ],
)
def test_a_path_says_which_record_it_holds(path: str, kind: tuple[str, str] | None) -> None:
    assert kind_of(path) == kind


def test_a_sound_instance_is_read_wholly(root: Path) -> None:
    loaded = load(DiskTree(str(root)))
    assert loaded.findings == ()
    assert loaded.ledger.instance
    assert set(loaded.ledger.cases) == {"HZ-2022-0001"}
    assert set(loaded.ledger.departments) == {"natural-resources", "finance", "tax", "federation"}
    assert loaded.ledger.files["programme", "huzhou"] == "registry/programmes/huzhou.yml"


def test_a_file_that_cannot_be_read_is_known_to_be_there(root: Path) -> None:
    (root / "meetings/2022/2022-06-08-huzhou.yml").write_text("id: [", "utf-8")
    loaded = load(DiskTree(str(root)))
    assert [each.code for each in loaded.findings] == ["K113"]
    assert ("meeting", "2022-06-08-huzhou") in loaded.ledger.unread
    assert set(loaded.ledger.cases) == {"HZ-2022-0001"}


def test_a_finding_with_a_path_gets_its_line(root: Path) -> None:
    loaded = load(DiskTree(str(root)))
    file = "cases/2022/HZ-2022-0001.yml"
    path = ("assignments", "natural-resources", "replies", 0, "outcome")
    (found,) = loaded.locate([Finding("K431", file, path)])
    line = (root / file).read_text("utf-8").splitlines()[found.line - 1]
    assert line[found.column - 1 :] == "explained"


def test_a_finding_that_has_its_line_keeps_it(root: Path) -> None:
    found = Finding("K801", "registry/instance.yml").at(1, 1)
    assert load(DiskTree(str(root))).locate([found]) == [found]


def test_a_finding_in_a_file_that_is_gone_is_shown_at_its_start(root: Path) -> None:
    (found,) = load(DiskTree(str(root))).locate([Finding("K301", "cases/2022/HZ-2022-0009.yml", ("topic",))])
    assert (found.line, found.column) == (1, 1)


def test_what_is_not_a_record_is_told_of_but_for_what_git_and_desktops_put_there(root: Path) -> None:
    for name in ("README.md", ".gitkeep", ".gitignore", ".DS_Store", "Thumbs.db", "desktop.ini", "notes.txt"):
        (root / "cases" / name).write_text("x", "utf-8")
    assert [(each.code, each.file) for each in load(DiskTree(str(root))).findings] == [("K324", "cases/notes.txt")]


def test_the_schemas_of_editors_are_no_records(root: Path) -> None:
    (root / "registry/schema").mkdir()
    (root / "registry/schema/case.schema.json").write_text("{}", "utf-8")
    assert load(DiskTree(str(root))).findings == ()


def test_of_two_files_with_one_id_the_one_that_is_named_after_it_is_kept(root: Path) -> None:
    file = root / "cases/2022/HZ-2022-0001.yml"
    copy = file.read_text("utf-8").replace("希望加快", "副本：希望加快")
    (root / "cases/2022/HZ-2022-0001 - 副本.yml").write_text(copy, "utf-8")
    loaded = load(DiskTree(str(root)))
    (found,) = loaded.findings
    assert (found.code, found.file, found.line) == ("K322", "cases/2022/HZ-2022-0001 - 副本.yml", 2)
    assert found.arguments["other"] == "cases/2022/HZ-2022-0001.yml"
    assert loaded.ledger.files["case", "HZ-2022-0001"] == "cases/2022/HZ-2022-0001.yml"
    assert loaded.ledger.cases["HZ-2022-0001"].title == "希望加快工业用地审批"


def test_the_first_of_two_files_with_one_id_is_kept(root: Path) -> None:
    copy = (root / "cases/2022/HZ-2022-0001.yml").read_text("utf-8").replace("希望加快", "另一件：希望加快")
    (root / "cases/2022/HZ-2022-0002.yml").write_text(copy, "utf-8")
    loaded = load(DiskTree(str(root)))
    assert [(each.code, each.file, each.line) for each in loaded.findings] == [
        ("K322", "cases/2022/HZ-2022-0002.yml", 2)
    ]
    assert loaded.ledger.cases["HZ-2022-0001"].title == "希望加快工业用地审批"
