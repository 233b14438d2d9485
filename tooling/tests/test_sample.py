"""The sample repository: it is sound, it says what is reported and what is made up, and everything occurs in it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pytest

from kentan.clocks.reckoner import Reckoner
from kentan.clocks.status import Status
from kentan.figures.claims import OWN_SOURCE, Verdict, judge_claims
from kentan.files.formatting import canonical
from kentan.files.loading import Loaded, kind_of, load
from kentan.files.reading import read
from kentan.files.tree import DiskTree
from kentan.records.case import Case
from kentan.records.describe import TranslationsOf
from kentan.records.finding import Severity
from kentan.records.meeting import Meeting
from kentan.records.moments import Moment
from kentan.records.vocabulary import Provenance
from kentan.rules.check import check

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 22)
"""The day for which the recent part of the sample was written: some of it is due soon, some overdue."""

NOT_IN_A_SAMPLE = {Provenance.LIVE, Provenance.RECONSTRUCTION}


@pytest.fixture(scope="module")
def sample() -> Loaded:
    """The repository's own records."""
    return load(DiskTree(str(ROOT)))


@pytest.fixture(scope="module")
def records(sample: Loaded) -> list[Case | Meeting]:
    """All cases and meetings."""
    return [*sample.ledger.cases.values(), *sample.ledger.meetings.values()]


def test_is_read_and_checked_without_an_error(sample: Loaded) -> None:
    found = sample.locate([*sample.findings, *check(sample.ledger, TODAY)])
    assert [each for each in found if each.severity is Severity.ERROR] == []


def test_stands_in_canonical_form(sample: Loaded) -> None:
    for file in sample.tree.files():
        kind = kind_of(file)
        if kind is None or kind[0] not in ("case", "meeting"):
            continue
        data = sample.tree.read(file)
        case = sample.ledger.cases.get(kind[1])
        offices = sample.ledger.programmes[case.programme].supervisors if case else ()
        assert canonical(read(file, data), kind[0], offices) == data.decode(), file


def test_reported_records_name_their_source_and_samples_claim_none(records: list[Case | Meeting]) -> None:
    assert {each.provenance for each in records} == {Provenance.REPORTED, Provenance.SAMPLE}
    for each in records:
        assert bool(each.sources) == (each.provenance is Provenance.REPORTED), each.id


def test_no_claim_is_confirmed_by_the_report_that_makes_it(sample: Loaded) -> None:
    judgements = list(judge_claims(sample.ledger))
    agreeing = [f"{each.programme} {each.id}" for each in judgements if each.why == OWN_SOURCE]
    assert agreeing == [
        "qingdao-west-coast ballots-sent",
        "qingdao-west-coast ballots-returned",
        "qingdao-west-coast satisfied",
        "xiangshan projects-signed",
        "xiangshan projects-followed",
    ]
    assert {each.verdict for each in judgements} == {Verdict.CANNOT_BE_CHECKED}


def test_enterprises_with_a_name_are_obviously_examples(sample: Loaded) -> None:
    named = [case.enterprise.name for case in sample.ledger.cases.values() if case.enterprise and case.enterprise.name]
    assert named
    assert [name for name in named if not name.startswith("示例")] == []
    reported = [case for case in sample.ledger.cases.values() if case.provenance is Provenance.REPORTED]
    assert [case.id for case in reported if case.enterprise and (case.enterprise.name or case.enterprise.ref)] == []


def test_corrections_show_the_value_that_stands_there(records: list[Case | Meeting]) -> None:
    corrected = [(each, correction) for each in records for correction in each.corrections]
    assert corrected
    for each, correction in corrected:
        value: Any = each
        for step in correction.path.split("."):
            value = value[int(step)] if step.isdigit() else getattr(value, step)
        assert str(value) == correction.now != correction.was, each.id


def test_every_word_of_every_vocabulary_occurs(records: list[Case | Meeting]) -> None:
    used = {repr(value) for each in records for value in _values(each) if isinstance(value, StrEnum)}
    words = {repr(word) for kind in _types() if issubclass(kind, StrEnum) for word in kind}
    assert sorted(words - used - {repr(word) for word in NOT_IN_A_SAMPLE}) == []


def test_every_field_is_filled_somewhere(records: list[Case | Meeting]) -> None:
    filled = {
        (type(value), each.name)
        for record in records
        for value in _values(record)
        if is_dataclass(value)
        for each in fields(value)
        if getattr(value, each.name) not in (None, (), {})
    }
    declared = {
        (kind, each.name)
        for kind in _types()
        if is_dataclass(kind)
        for each in fields(kind)
        if each.name != "translations" and (each.default is not MISSING or each.default_factory is not MISSING)
    }
    assert sorted(f"{kind.__name__}.{name}" for kind, name in declared - filled) == []


def test_every_programme_has_its_grades_scores_results_and_most_kinds_of_meeting(sample: Loaded) -> None:
    ledger = sample.ledger
    for name, programme in ledger.programmes.items():
        rules = programme.versions[-1]
        cases = [case for case in ledger.cases.values() if case.programme == name]
        meetings = [meeting for meeting in ledger.meetings.values() if meeting.programme == name]
        assert {entry.grade for case in cases for entry in case.grades} == set(rules.grades), name
        assert {score for meeting in meetings for score in meeting.scores} == set(rules.scores), name
        assert {result.kind for meeting in meetings for result in meeting.results} == set(rules.results), name
        assert {meeting.kind for meeting in meetings} <= set(rules.meetings), name
        assert len(cases) >= 5, name
        assert meetings, name


def test_every_status_occurs_and_recent_matters_are_due_soon_or_overdue(sample: Loaded) -> None:
    reckoner = Reckoner(sample.ledger, Moment(TODAY))
    states = [reckoner.reckon(case) for case in sample.ledger.cases.values()]
    assert {state.status for state in states} == set(Status)
    recent = [state for state in states if state.case.raised.on.day >= date(2026, 10, 1)]
    assert sum(state.is_overdue for state in recent) >= 3
    assert sum(state.due is not None and 0 <= (state.due.day - TODAY).days <= 3 for state in recent) >= 1
    assert any(meeting.day and meeting.day > TODAY for meeting in sample.ledger.meetings.values())


def test_a_dozen_cases_speak_english(sample: Loaded) -> None:
    both = {"title_en", "summary_en"}
    assert sum(both <= case.translations.keys() for case in sample.ledger.cases.values()) >= 12


def test_the_guide_to_the_sample_names_records_that_exist(sample: Loaded) -> None:
    guide = (ROOT / "docs" / "sample-data.md").read_text(encoding="utf-8")
    cases = set(re.findall(r"[A-Z]{2}-\d{4}-\d{4}", guide))
    meetings = set(re.findall(r"\d{4}-\d{2}-\d{2}-[a-z-]+", guide))
    assert cases - sample.ledger.cases.keys() == set()
    assert meetings - sample.ledger.meetings.keys() == set()
    assert len(cases) > 40


def test_no_two_texts_are_alike(sample: Loaded) -> None:
    cases = sample.ledger.cases.values()
    replies = [reply for case in cases for each in case.assignments.values() for reply in each.replies]
    texts = Counter([each.title for each in cases] + [each.summary for each in cases] + [each.text for each in replies])
    assert [text for text, times in texts.items() if times > 1] == []


def _values(value: Any) -> Iterator[Any]:
    """Yield a record's value and all that it holds."""
    yield value
    if is_dataclass(value):
        for each in fields(value):
            yield from _values(getattr(value, each.name))
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _values(each)
    elif isinstance(value, tuple) and type(value) is tuple:
        for each in value:
            yield from _values(each)


def _types() -> set[type]:
    """Return every record and vocabulary of which cases and meetings are made."""
    found: set[type] = set()
    waiting: list[Any] = [Case, Meeting]
    while waiting:
        hint = waiting.pop()
        origin = get_origin(hint)
        if origin is Annotated:
            if not any(isinstance(marker, TranslationsOf) for marker in get_args(hint)[1:]):
                waiting.append(get_args(hint)[0])
        elif origin in (Union, UnionType) or origin is not None:
            waiting.extend(get_args(hint))
        elif isinstance(hint, type) and hint not in found and (is_dataclass(hint) or issubclass(hint, StrEnum)):
            found.add(hint)
            waiting.extend(get_type_hints(hint, include_extras=True).values() if is_dataclass(hint) else ())
    return found
