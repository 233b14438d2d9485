"""Every rule of the catalogue has a folder here: what it finds, and what it leaves alone.

The files of `bad/` or `good/` are laid over the sound instance in `base/`. Beside them stand `expected` (what `bad`
gives, one line each: code, file, line, column), and, where needed, `today` (the day on which it is judged),
`bad/removed` (files of `base/` that are not there) and `make.py` with `make(root, side)`, which makes what a repository
cannot hold, such as a pipe.
"""

import re
import runpy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from kentan.files.loading import load
from kentan.files.tree import DiskTree, Unreadable
from kentan.languages import available, translate
from kentan.records.finding import Finding, Severity
from kentan.rules.catalogue import CATALOGUE
from kentan.rules.check import check

HERE = Path(__file__).parent
BASE = HERE / "base"
TODAY = date(2022, 12, 31)


@dataclass(frozen=True)
class OverlayTree:
    """The files of one tree laid over those of another."""

    under: DiskTree
    over: DiskTree
    removed: frozenset[str] = frozenset()

    def files(self) -> Iterator[str]:
        yield from sorted(({*self.under.files()} | {*self.over.files()}) - self.removed)

    def read(self, file: str) -> bytes:
        if file in {*self.over.files()}:
            return self.over.read(file)
        if file in self.removed:
            raise Unreadable("K123")
        return self.under.read(file)


def findings_of(folder: Path, side: str, made: Path | None = None) -> list[Finding]:
    """All findings of one side of a folder, in the order in which they are shown. `made` is an empty folder."""
    over = folder / side
    if (folder / "make.py").exists():
        assert made is not None
        runpy.run_path(str(folder / "make.py"))["make"](made, side)
        over = made
    removed = over / "removed"
    tree = OverlayTree(
        DiskTree(str(BASE)),
        DiskTree(str(over)),
        frozenset(removed.read_text("utf-8").split()) if removed.exists() else frozenset(),
    )
    loaded = load(tree)
    found = [*loaded.findings, *loaded.locate(check(loaded.ledger, today(folder)))]
    # what time alone makes wrong is asked of its own folder only: an example of another rule may have grown old
    judged = (each for each in found if each.severity is Severity.ERROR or each.code == folder.name)
    return sorted(judged, key=lambda each: each.order)


def today(folder: Path) -> date:
    """The day on which a folder is judged."""
    file = folder / "today"
    return date.fromisoformat(file.read_text("utf-8").strip()) if file.exists() else TODAY


def shown(finding: Finding) -> str:
    """One line of `expected`."""
    return f"{finding.code} {finding.file}:{finding.line}:{finding.column}"


def filled(finding: Finding) -> set[str]:
    """The names that the texts of a finding's rule expect to be filled in, in any language."""
    rule = CATALOGUE[finding.code]
    texts = (translate("rules", text, language) for text in (rule.message, rule.mend) for language in available())
    return {name for text in texts for name in re.findall(r"\{(\w+)\}", text)}


FOLDERS = sorted(path for path in HERE.iterdir() if (path / "bad").is_dir() or (path / "make.py").exists())
JUDGED = [path for path in FOLDERS if path.name[:2] != "K7"]
"""A rule of the review (K7xx) needs a change and its base; it is judged by the tests of that room."""


def test_every_rule_has_a_folder() -> None:
    assert sorted(path.name for path in FOLDERS) == sorted(CATALOGUE)


def test_the_base_is_sound(tmp_path: Path) -> None:
    assert findings_of(tmp_path, "bad") == []


@pytest.mark.parametrize("folder", JUDGED, ids=lambda path: path.name)
def test_the_bad_files_give_what_is_expected(folder: Path, tmp_path: Path) -> None:
    found = findings_of(folder, "bad", tmp_path)
    lines = [shown(each) for each in found]
    assert lines == (folder / "expected").read_text("utf-8").splitlines()
    assert any(line.startswith(folder.name) for line in lines)
    for each in found:
        assert filled(each) <= set(each.arguments), "a place in the text that the finding does not fill"


@pytest.mark.parametrize("folder", JUDGED, ids=lambda path: path.name)
def test_the_good_files_give_nothing(folder: Path, tmp_path: Path) -> None:
    assert [shown(each) for each in findings_of(folder, "good", tmp_path)] == []
