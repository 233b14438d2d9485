"""Records as bytes: they come back as they were, and nothing else is ever made of bytes."""

import pickle
from pathlib import Path

import pytest

from kentan.figures.claims import judge_claims
from kentan.files.loading import load
from kentan.files.pickling import Unknown, dumped, loaded
from kentan.files.tree import DiskTree
from kentan.records.case import Case

ROOT = Path(__file__).resolve().parents[3]


def test_every_record_of_the_sample_comes_back_as_it_was() -> None:
    ledger = load(DiskTree(str(ROOT))).ledger
    parts = (ledger.cases, ledger.meetings, ledger.programmes)
    assert tuple(loaded(dumped(parts))) == parts


def test_every_judgement_of_the_sample_comes_back_as_it_was() -> None:
    judgements = tuple(judge_claims(load(DiskTree(str(ROOT))).ledger))
    assert any(judgement.actual is not None for judgement in judgements)
    assert next(loaded(dumped((judgements,)))) == judgements


def test_what_is_named_is_not_written_along() -> None:
    ledger = load(DiskTree(str(ROOT))).ledger
    case = next(iter(ledger.cases.values()))
    data = dumped(((case, "also", case),), {Case: lambda value: value.id})
    assert len(data) < 150
    assert next(loaded(data, {case.id: case}.__getitem__)) == (case, "also", case)
    with pytest.raises(Unknown):
        next(loaded(data))


class Harm:
    """Runs a command when it is read back."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Return what would be called."""
        return exec, ("raise SystemExit",)


@pytest.mark.parametrize(
    "data",
    [pickle.dumps(Harm()), pickle.dumps(Path("/")), b"", b"\x80\x05", b"no pickle", dumped(("text",))[:-3]],
    ids=["calls", "of another module", "empty", "begun", "text", "cut off"],
)
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises((Unknown, StopIteration)):
        next(loaded(data))
