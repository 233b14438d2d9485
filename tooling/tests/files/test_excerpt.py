"""Parts of a case out of its text: what is said of a file that can be read is what its record holds."""

import random
import re
from contextlib import suppress

import pytest

from kentan.files.excerpt import Excerpt, Unsure, excerpt
from kentan.files.loading import load_file
from kentan.records.case import Case
from tests.review.random_changes import CHANGES, Files, sample_files
from tests.review.random_registry import CONCERNED

PARTS = ("acceptance", "grades", "supervision", "rating_requests", "ratings", "callbacks")
KEYS = (
    "programme",
    "raised",
    "place",
    "assignments",
    "acceptance",
    "ratings",
    "grades",
    "  on",
    "        on",
    "      - on",
)
OTHERWISE = [
    lambda key: f"{key} : 2020-01-01\n",
    lambda key: f"{key}:\n  - on: 2020-01-01\n",
    lambda key: f"\u3000{key}: xiashan\n",
    lambda key: f"\u00a0{key}:\n  on: 2020-01-01\n",
    lambda key: f"{re.match(' *', key)[0]}\u3000{key.strip()}: 2020-01-01\n",
    lambda key: f'"{key}": laoshan\n',
    lambda key: f"? {key}\n: laoshan\n",
    lambda key: f"# {key}:\n",
    lambda key: f"{key}: {{on: 2020-01-01}}\n",
    lambda key: f"{key}:\t2020-01-01\n",
    lambda key: f"title_en: 'a\n{key}:\n  b'\n",
    lambda key: f"summary_en: |\n  a\n{key}: 2020-01-01\n",
    lambda key: f"summary_en: >\n  {key}:\n\n  - on\n",
    lambda key: f"--- # {key}:\n",
    lambda key: f"{key}: 2020-01-01\r",
]


class One:
    """A tree of one file."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def files(self):
        return iter(())

    def read(self, _file: str) -> bytes:
        return self._data


@pytest.fixture(scope="module")
def sample() -> Files:
    return sample_files()


def holds(found: Excerpt, case: Case, promises: bool) -> bool:
    """Whether an excerpt says what a case holds, as far as it is sure; of replies heads alone, but for promises."""
    assert (found.programme, found.raised.on) == (case.programme, case.raised.on)
    for name in PARTS:
        with suppress(Unsure):
            assert getattr(found, name) == getattr(case, name)
    with suppress(Unsure):
        assert found.meeting == case.raised.meeting
    with suppress(Unsure):
        assert found.place == case.place
    try:
        assignments = found.assignments
    except Unsure:
        return False
    assert assignments.keys() == case.assignments.keys()
    with suppress(Unsure):
        for begun, own in zip(map(found.begun, found.answered()), case.assignments.values(), strict=True):
            assert (begun.handed_over, begun.role) == (own.handed_over, own.role)
            assert [each.on for each in begun.replies] == [each.on for each in own.replies[:1]]
    for name, told in assignments.items():
        own = case.assignments[name]
        for slot in ("handed_over", "objections", "pauses", "extensions", "progress", "role"):
            assert getattr(told, slot) == getattr(own, slot)
        heads = [(each.on, each.outcome) for each in own.replies]
        assert [(each.on, each.outcome) for each in told.replies] == heads
        assert all(own.late_reason or not each.late_reason for each, own in zip(told.replies, own.replies, strict=True))
        if promises:
            assert [each.promise for each in told.replies] == [each.promise for each in own.replies]
    return True


@pytest.mark.parametrize("seed", range(8))
def test_an_excerpt_says_what_the_record_holds(seed: int, sample: Files) -> None:
    chance, files = random.Random(seed), dict(sample)
    for change in chance.choices([*CHANGES, *CONCERNED * 6], k=60 if seed % 2 else 0):
        change(chance, files)
    told = 0
    for path in sorted(path for path in files if path.startswith("cases/")):
        data = files[path][1]
        if chance.random() < 0.4:
            lines = data.decode("utf-8", "replace").splitlines(keepends=True)
            key = chance.choice(KEYS)
            wanted = [number for number, line in enumerate(lines) if line.startswith(key)] + [len(lines)]
            lines.insert(
                chance.choice([wanted[0], wanted[0] + 1, wanted[0] + 2, chance.randrange(len(lines) + 1)]),
                chance.choice(OTHERWISE)(key),
            )
            data = "".join(lines).encode()
        promises = chance.random() < 0.5
        found = excerpt(data, promises)
        case, _ = load_file(One(data), path, "case")
        if found is not None and case is not None:
            told += holds(found, case, promises)
    assert told > 5


def test_cases_in_canonical_form_are_told_of(sample: Files) -> None:
    cases = [data for path, (_, data) in sample.items() if path.startswith("cases/")]
    told = 0
    for found in map(excerpt, cases):
        with suppress(Unsure):
            told += found is not None and len(found.assignments) > 0
    assert told > len(cases) / 2
