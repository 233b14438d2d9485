"""Reading what a change concerns gives the verdict of reading everything."""

import json
import random
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from kentan.cli import both_sides, narrowing, review_forms, revisions
from kentan.cli.review_forms import as_annotations, as_job_summary, as_json, as_text
from kentan.cli.revisions import review_revisions
from kentan.files.git import Repository
from kentan.review.reach import ESCAPE
from kentan.review.verdict import Verdict, Word
from tests.review.random_changes import CHANGES, Files, sample_files, twin
from tests.review.random_registry import CONCERNED, REGISTRY_CHANGES

HERE = Path(__file__).parent
FOLDERS = sorted(path.parent for path in HERE.glob("*/expected"))
DAY = date(2026, 11, 22)


def same(narrow: Verdict, whole: Verdict, unreadable: Sequence[str] = ()) -> bool:
    """Whether both say the same, but for what is wrong in records that the change does not concern.

    Where the registry cannot be read any more, that is said, and nothing but what is wrong otherwise, too.
    """
    assert narrow.changes == whole.changes
    if unreadable:
        assert {*unreadable} <= {each.file for each in narrow.introduced}
        assert sorted(map(repr, narrow.needs)) == sorted(map(repr, whole.needs))
        for part in ("introduced", "healed", "remaining"):
            assert {*map(repr, getattr(narrow, part))} <= {*map(repr, getattr(whole, part))}
        return narrow.word is whole.word is Word.INTRODUCES
    for part in ("introduced", "needs", "healed"):
        assert sorted(map(repr, getattr(narrow, part))) == sorted(map(repr, getattr(whole, part))), part
    assert {*map(repr, narrow.remaining)} <= {*map(repr, whole.remaining)}
    return narrow.word is whole.word or (narrow.word, whole.word) == (Word.SOUND, Word.STILL_BROKEN)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_every_folder_is_judged_alike(folder: Path, bare, write) -> None:
    made = write(folder)
    (actor,) = made.said("actor")
    if made.base is None:
        return
    with Repository(bare.path) as repository:
        narrow, whole = (
            review_revisions(repository, made.base, made.head, actor, made.said("approver"), made.day, narrowly).verdict
            for narrowly in (True, False)
        )
    assert same(narrow, whole)


@pytest.fixture(scope="module")
def sample() -> Files:
    """The sample records of this repository."""
    return sample_files()


@pytest.mark.parametrize("seed", range(50))
def test_any_change_is_judged_alike(seed: int, bare, sample: Files) -> None:
    chance = random.Random(seed)
    base = dict(sample)
    for change in chance.choices(CHANGES, k=chance.choice([0, 0, 3])):
        change(chance, base)  # a base that is broken already
    head = dict(base)
    for change in chance.choices(CHANGES, k=chance.choice([1, 2, 4])):
        change(chance, head)
    on = dict(base)
    if seed % 4 == 0:
        twin(chance, on)  # and one that went on meanwhile
    begun = bare.commit(base)
    target = bare.commit(on, begun) if on != base else begun
    after = bare.commit(head, begun)
    actor = "900000000000001" if seed % 2 else "900000000000003"
    with Repository(bare.path) as repository:
        narrow, whole = (
            review_revisions(repository, target, after, actor, (), DAY, narrowly).verdict for narrowly in (True, False)
        )
    assert same(narrow, whole)


@pytest.mark.parametrize("seed", range(40))
def test_any_change_of_the_registry_is_judged_alike(seed: int, bare, sample: Files, monkeypatch) -> None:
    chance = random.Random(seed)
    if seed % 3 == 0:
        monkeypatch.setattr(narrowing, "_MANY", 0)  # what is concerned is judged by itself
        monkeypatch.setattr(both_sides, "_pays", lambda *_: seed % 2 == 0)
    base = dict(sample)
    for change in chance.choices([*CONCERNED, *CONCERNED, *REGISTRY_CHANGES, *CHANGES], k=chance.choice([0, 4, 12])):
        change(chance, base)
    head = dict(base)
    for change in chance.choices(REGISTRY_CHANGES, k=chance.choice([1, 1, 2])):
        change(chance, head)
    for change in chance.choices([*CONCERNED, *CHANGES], k=chance.choice([0, 0, 2])):
        change(chance, head)
    begun = bare.commit(base)
    after = bare.commit(head, begun)
    with Repository(bare.path) as repository:
        narrow, whole = (
            review_revisions(repository, begun, after, "900000000000001", (), DAY, narrowly)
            for narrowly in (True, False)
        )
    assert same(narrow.verdict, whole.verdict, narrow.unreadable)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("registry/departments.yml", "nonsense\n"),
        ("registry/places.yml", None),
        ("registry/programmes/huzhou.yml", "nonsense\n"),
        ("registry/calendars/2026.yml", "year: [\n"),
    ],
)
def test_what_follows_from_a_registry_that_cannot_be_read_is_not_looked_for(
    path: str, text: str | None, bare, sample: Files, monkeypatch
) -> None:
    monkeypatch.setattr(narrowing, "judge_both_sides", lambda *_: pytest.fail("judged all cases"))
    monkeypatch.setattr(narrowing, "_MANY", 0)
    mended = {**sample, "registry/calendars/2026.yml": ("100644", b"country: CN\nyear: 2026\n")}
    broken = {name: file for name, file in mended.items() if name != path}
    if text is not None:
        broken[path] = ("100644", text.encode())
    base = bare.commit(mended)
    with Repository(bare.path) as repository:
        reviewed = review_revisions(repository, base, bare.commit(broken, base), "900000000000001", (), DAY, True)
    assert reviewed.verdict.word is Word.INTRODUCES
    assert reviewed.unreadable == (path,)
    (error,) = reviewed.verdict.introduced if text else reviewed.verdict.introduced[:1]
    assert error.file == path
    assert not (text and reviewed.verdict.changes)
    assert json.loads(as_json(reviewed))["judged"] == "touched"
    assert json.loads(as_json(reviewed))["unreadable"] == [path]
    assert path in as_text(reviewed)
    assert path.removeprefix("registry/") in as_job_summary(reviewed).split("|")[0]


def test_a_large_repository_is_judged_narrowly_and_says_so(bare, base_files, monkeypatch) -> None:
    files = {**base_files, "cases/2022/HZ-2022-0002.yml": ("100644", b"nonsense\n")}
    head = {**files, "cases/2022/HZ-2022-0001.yml": ("100644", files["cases/2022/HZ-2022-0001.yml"][1] + b"# noted\n")}
    base = bare.commit(files)
    after = bare.commit(head, base)
    with Repository(bare.path) as repository:
        assert not review_revisions(repository, base, after, "1003", (), DAY).narrowly
        monkeypatch.setattr(narrowing, "WORTHWHILE", 1)
        reviewed = review_revisions(repository, base, after, "1003", (), DAY)
    assert reviewed.narrowly
    assert "kentan check" in as_text(reviewed)
    assert json.loads(as_json(reviewed))["judged"] == "concerned"


Look = Callable[[str, str, str], list[tuple[set[str], set[str]]]]


@pytest.fixture
def look(bare, base_files, monkeypatch) -> Look:
    """What is looked for, and in which folders, where a text in a file is replaced by another."""
    asked = list[tuple[set[str], set[str]]]()
    ask = narrowing.Search.ask_for_words

    def noted(search, words, beginnings, texts, places, but_for):
        asked.append(({*words, *beginnings, *texts} - {ESCAPE}, {*places}))
        ask(search, words, beginnings, texts, places, but_for)

    monkeypatch.setattr(narrowing.Search, "ask_for_words", noted)
    base = bare.commit(base_files)

    def looked(path: str, old: str, new: str) -> list[tuple[set[str], set[str]]]:
        asked.clear()
        text = base_files[path][1].decode()
        assert re.search(old, text)
        head = bare.commit({**base_files, path: ("100644", re.sub(old, new, text, count=1).encode())}, base)
        with Repository(bare.path) as repository:
            review_revisions(repository, base, head, "1001", (), DAY, narrowly=True)
        return asked

    return looked


def test_what_is_judged_by_itself_is_told_one_by_one(bare, base_files, monkeypatch) -> None:
    monkeypatch.setattr(narrowing, "_MANY", 0)
    path = "registry/programmes/huzhou.yml"
    text = base_files[path][1].replace(b"days: 21\n", b"days: 20\n", 1)
    assert text != base_files[path][1]
    base = bare.commit(base_files)
    head = bare.commit({**base_files, path: ("100644", text)}, base)
    told: list[str] = []

    def over(files):
        for file, identity in files:
            told.append(file)
            yield file, identity

    with Repository(bare.path) as repository:
        review_revisions(repository, base, head, "1001", (), DAY, narrowly=True, over=over)
    assert told
    assert all(file.startswith("cases/") for file in told)


def test_people_are_shown_the_first_findings_with_their_lines_where_not_all_are_looked_up(
    bare, sample: Files, monkeypatch
) -> None:
    monkeypatch.setattr(narrowing, "_MANY", 0)
    for module in (revisions, review_forms):
        monkeypatch.setattr(module, "MOST_SHOWN", 3)
    path = "registry/programmes/huzhou.yml"
    text = sample[path][1].replace(b"          days: 14\n", b"          days: 1\n", 1).replace(b"  - leaders\n", b"", 1)
    base = bare.commit(sample)
    head = bare.commit({**sample, path: ("100644", text)}, base)
    with Repository(bare.path) as repository:
        some, every = (
            review_revisions(repository, base, head, "900000000000001", (), DAY, True, all_placed=all_placed)
            for all_placed in (False, True)
        )
    assert sum(not each.line for each in some.verdict.introduced) > 3
    assert all(each.line for each in every.verdict.introduced)
    for form in (as_text, as_annotations, as_job_summary):
        assert form(some) == form(every)


@pytest.mark.parametrize(
    ("old", "new", "judged"), [(b"days: 21", b"days: 20", False), (b"  - huzhou\n", b"  - huzhou\n  - deqing\n", True)]
)
def test_meetings_are_judged_where_they_ask_for_what_changed(old, new, judged, bare, base_files, monkeypatch) -> None:
    monkeypatch.setattr(narrowing, "_MANY", 0)
    path = "registry/programmes/huzhou.yml"
    base = bare.commit(base_files)
    head = bare.commit({**base_files, path: ("100644", base_files[path][1].replace(old, new, 1))}, base)
    with Repository(bare.path) as repository:
        reviewed = review_revisions(repository, base, head, "1001", (), DAY, narrowly=True)
    assert bool(reviewed.head.ledger.meetings) == judged


def test_other_records_are_looked_for_only_where_they_ask_for_what_changed(look: Look, base_files) -> None:
    path = next(path for path in base_files if path.startswith("meetings/"))
    assert look(path, "theme: .*", "theme: 另一个主题") == []
    asked = look(path, r"held:\n  on: \d+", "held:\n  on: 1999")
    assert sorted(place for _, places in asked for place in places) == sorted(
        {path.rsplit("/", 1)[0] for path in base_files if path.startswith("cases/")}
    )


def test_records_are_looked_for_only_where_they_ask_the_registry_for_what_changed(look: Look) -> None:
    departments, rules = "registry/departments.yml", "registry/programmes/huzhou.yml"
    texts = lambda *change: {text for texts, _ in look(*change) for text in texts}  # noqa: E731
    assert texts(departments, "name: 财政局", "name: 财政和国资局") == set()
    assert texts(
        departments, "  finance:\n", "  another:\n    name: 一\n    type: government\n    level: city\n  finance:\n"
    ) == {"another"}
    assert texts(departments, "    name: 财政局\n", "    name: 财政局\n    until: 2026-12-31\n") == {"finance"}
    assert texts("registry/instance.yml", "name: .*", "name: 另一个") == set()
    assert texts(rules, "summary: .*", "summary: 另一个说法。") == set()
    assert texts(rules, "days: 21", "days: 20") == {"huzhou"}
    announced = texts(rules, r"(?s)(versions:\n)(.*?)(?=^\S|\Z)", r"\1\2  - from: 2027-01-01\n    clocks:\n")
    assert {"2027-01-0", "2027-01-3", "2027-02-", "2028-", "2038-"} <= announced
    assert not announced & {"huzhou", "2026-12-", "2026-"}
