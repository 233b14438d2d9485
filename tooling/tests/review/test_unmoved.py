"""Of which cases it is shown that clocks or days which changed bring no other error: of none that has another."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kentan.files.excerpt import Unsure, excerpt
from kentan.files.loading import load
from kentan.records.finding import Finding, Severity
from kentan.records.ledger import Ledger
from kentan.review.reach import registry_reach
from kentan.review.unmoved import Unmoved, unmoved
from kentan.rules.catalogue import CASE_CHECKS
from kentan.rules.rule import Context
from tests.review.random_changes import CHANGES, Files, put, sample_files
from tests.review.random_registry import CONCERNED, calendar, of_a_case, programme_rules
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


def test_a_case_that_another_calendar_moves_holds_a_date_near_its_days(sample: Files) -> None:
    chance, far, otherwise = random.Random(3), 0, 0
    working = {
        path: (mode, data.replace(b"          days: ", b"          working_days: "))
        for path, (mode, data) in sample.items()
        if path.startswith("registry/programmes/")
    }
    for _ in range(60):
        files = {**sample, **working}
        for change in chance.choices(CONCERNED, k=100):
            change(chance, files)
        if chance.random() < 0.3:
            programme_rules(chance, files)
        head = dict(files)
        first = of_a_case(chance, files)
        closing = (
            f"closing:\n  - from: {first}\n    to: {first + timedelta(chance.randint(0, 25))}\n    reason: 台风。\n"
        )
        put(chance.choice([files, head]), f"registry/calendars/{first.year}.yml", f"year: {first.year}\n{closing}")
        sides = (load(Held(files)).ledger, load(Held(head)).ledger)
        reached = registry_reach(*(replace(each, cases={}, meetings={}) for each in sides), DAY)
        concerns = reached.with_meetings(sides).concerns()
        for name in sides[0].cases:
            is_near = concerns(files[sides[0].files["case", name]][1].decode("utf-8", "replace"))
            differ = errors(sides[0], name) != errors(sides[1], name)
            assert is_near or not differ, name
            far += not is_near
            otherwise += differ
    assert far > 500
    assert otherwise > 5


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
