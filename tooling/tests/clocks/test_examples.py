"""Each folder of `examples/`: from its rule and its record follows exactly the proof in `expected`."""

import pytest

from tests.clocks.reading_examples import HERE, NAMES, described, reckoned


@pytest.mark.parametrize("name", NAMES)
def test_the_proof_is_as_expected(name: str) -> None:
    assert described(reckoned(HERE / name)) == (HERE / name / "expected").read_text("utf-8")


def test_there_are_enough_examples() -> None:
    assert len(NAMES) >= 60
