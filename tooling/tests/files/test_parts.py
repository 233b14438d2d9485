"""Loading an instance for few of its cases: the same records, and no more read than is asked for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kentan.files.loading import load
from kentan.files.parts import load_for_few
from kentan.files.tree import DiskTree
from tests.served import ROOT


@dataclass
class Watched:
    """A tree that remembers which files were read."""

    tree: DiskTree
    read_files: list[str] = field(default_factory=list)

    def files(self) -> Iterator[str]:
        return self.tree.files()

    def read(self, file: str) -> bytes:
        self.read_files.append(file)
        return self.tree.read(file)


def test_every_record_is_the_same_and_only_the_case_that_is_asked_for_is_read() -> None:
    whole, tree = load(DiskTree(str(ROOT))).ledger, Watched(DiskTree(str(ROOT)))
    few = load_for_few(tree).ledger
    assert not [file for file in tree.read_files if file.startswith("cases/")]
    name = sorted(whole.cases)[3]
    assert few.cases[name] == whole.cases[name]
    assert [file for file in tree.read_files if file.startswith("cases/")] == [whole.files[("case", name)]]
    assert dict(few.cases) == dict(whole.cases)
    assert few.files == whole.files
    assert (few.meetings, few.departments, few.programmes) == (whole.meetings, whole.departments, whole.programmes)


def test_a_file_that_is_named_otherwise_or_cannot_be_read_is_no_case_but_its_name_is_taken(tmp_path: Path) -> None:
    folder = tmp_path / "cases" / "2022"
    folder.mkdir(parents=True)
    sample = sorted((ROOT / "cases").rglob("*.yml"))[0].read_bytes()
    (folder / "HZ-2022-0007.yml").write_bytes(sample)
    (folder / "HZ-2022-0008.yml").write_bytes(b"id: [")
    cases = load_for_few(DiskTree(str(tmp_path))).ledger.cases
    assert list(cases) == ["HZ-2022-0007", "HZ-2022-0008"]
    for name in cases:
        assert cases.get(name) is None
        with pytest.raises(KeyError):
            cases[name]
