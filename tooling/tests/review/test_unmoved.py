"""Of which cases it is shown that clocks or days which changed bring no other error: of none that has another."""

import random
from dataclasses import replace
from datetime import date

import pytest

from kentan.files.excerpt import Unsure, excerpt
from kentan.files.loading import load
from kentan.records.finding import Finding, Severity
from kentan.records.ledger import Ledger
from kentan.review.reach import registry_reach
from kentan.review.unmoved import Unmoved, unmoved
from kentan.rules.catalogue import CASE_CHECKS
from kentan.rules.rule import Context
from tests.review.random_changes import CHANGES, Files, sample_files
from tests.review.random_registry import CONCERNED, calendar, programme_rules
from tests.review.test_asked import Held

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def sample() -> Files:
    return sample_files()


def errors(ledger: Ledger, name: str) -> list[str]:
    context = Context(ledger=ledger, today=DAY)
    found: list[Finding] = [each for check in CASE_CHECKS for each in check(ledger.cases[name], context)]
    return [repr(each) for each in found if each.severity is Severity.ERROR]


def shows(showing: Unmoved, data: bytes) -> bool:
    told = excerpt(data, showing.promises)
    try:
        return told is not None and showing.shows(told)
    except Unsure:
        return False


def judged(files: Files, head: Files) -> tuple[int, int]:
    """How many cases there are of which it is shown, and how many that are otherwise; none is both."""
    sides = (load(Held(files)).ledger, load(Held(head)).ledger)
    bare = [replace(each, cases={}, meetings={}) for each in sides]
    showing = unmoved(sides, DAY, registry_reach(*bare, DAY))
    if showing is None:
        return 0, 0
    shown = otherwise = 0
    for name in sides[0].cases:
        path = sides[0].files["case", name]
        differ = errors(sides[0], name) != errors(sides[1], name)
        is_shown = shows(showing, files[path][1])
        assert not (differ and is_shown), name
        assert not (differ and showing.holds_alike(sides[0].cases[name])), name
        shown += is_shown
        otherwise += differ
    return shown, otherwise


def test_nothing_is_shown_that_is_not_so(sample: Files) -> None:
    chance, shown, otherwise = random.Random(1), 0, 0
    for _ in range(60):
        files = dict(sample)
        for change in chance.choices([*CHANGES, *CONCERNED * 9], k=chance.choice([0, 20, 40])):
            change(chance, files)
        head = dict(files)
        chance.choice([calendar, programme_rules])(chance, head)
        found = judged(files, head)
        shown, otherwise = shown + found[0], otherwise + found[1]
    assert shown > 500
    assert otherwise > 10


def test_most_cases_are_shown_where_a_deadline_changes(sample: Files) -> None:
    path = "registry/programmes/huzhou.yml"
    text = sample[path][1].decode()
    head = {**sample, path: ("100644", text.replace("          days: 14\n", "          days: 13\n", 1).encode())}
    assert head != sample
    shown, _ = judged(sample, head)
    assert shown > 0.6 * len([path for path in sample if path.startswith("cases/")])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  - huzhou-nantaihu\n", ""),
        ("  - huzhou-nantaihu\n", "  - huzhou-nantaihu\n  - suzhou\n"),
        ("    grades:\n", "    grades:\n      urgent:\n        name: 急\n"),
        ("      on-the-spot:\n        name: 现场解决\n        name_en: Solved on the spot\n", ""),
        ("      low: 2\n", "      low: 3\n"),
        ("      low: 2\n", "      low: 1\n"),
    ],
)
def test_cases_that_name_nothing_of_what_changed_are_shown(old: str, new: str, sample: Files) -> None:
    path = "registry/programmes/huzhou.yml"
    text = sample[path][1].decode()
    assert old in text
    chance, files = random.Random(7), dict(sample)
    for change in chance.choices(CONCERNED, k=30):
        change(chance, files)
    shown, _ = judged(files, {**files, path: ("100644", text.replace(old, new, 1).encode())})
    others = [
        data for path, (_, data) in files.items() if path.startswith("cases/") and b"programme: huzhou" not in data
    ]
    assert shown > len(others)
