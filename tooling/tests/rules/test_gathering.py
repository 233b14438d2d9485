"""What is gathered without places is what is walked with them."""

from pathlib import Path
from typing import Any

import pytest

from kentan.files.loading import kind_of, load_file
from kentan.files.tree import DiskTree
from kentan.rules.gathering import gather
from kentan.rules.walk import walk

ROOT = Path(__file__).parents[3]
EXAMPLES = Path(__file__).parent


def records(root: Path) -> list[Any]:
    """Every record of a tree that can be read by itself."""
    tree = DiskTree(str(root))
    kinds = [(file, kind_of(file)) for file in tree.files()]
    found = [load_file(tree, file, kind[0])[0] for file, kind in kinds if kind]
    return [each for each in found if each is not None]


def trees() -> list[Path]:
    """The repository's own records, and those of every rule's examples."""
    return [ROOT, EXAMPLES / "base", *sorted(EXAMPLES.glob("K*/*"))]


def test_what_is_gathered_is_what_is_walked() -> None:
    seen: set[str] = set()
    for root in trees():
        for record in records(root):
            seen.add(type(record).__name__)
            gathered, parts = gather(record), list(walk(record))
            assert gathered.texts == [part.value for part in parts if part.kind == "text"]
            assert gathered.searched == [part.value for part in parts if part.kind == "searched"]
            assert gathered.days == [part.value for part in parts if part.kind == "day"]
            assert gathered.references == [(part.to, part.value) for part in parts if part.kind == "reference"]
    assert {"Case", "Meeting", "Programme", "Claims", "Survey", "Places"} <= seen


@pytest.mark.parametrize("word", ["corrections", "redactions", "sources", "objections", "pauses", "extensions"])
def test_the_examples_fill_what_is_gathered(word: str) -> None:
    filled = [
        record
        for root in trees()
        for record in records(root)
        if getattr(record, word, None) or any(getattr(each, word, None) for each in _assignments(record))
    ]
    assert filled


def _assignments(record: Any) -> list[Any]:
    found = getattr(record, "assignments", None)
    return list(found.values()) if isinstance(found, dict) else []
