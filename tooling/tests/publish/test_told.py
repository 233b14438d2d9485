"""The page of a case and of a meeting tells everything that the record says, but what the design keeps back."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kentan.languages import CHINESE, ENGLISH, Language
from kentan.publish.edition import Edition
from kentan.publish.house import House
from kentan.publish.index import index
from kentan.publish.makers.cases import case_view, short_page
from kentan.publish.makers.meetings import meeting_pages
from kentan.publish.templates import Templates
from kentan.records.case import Case
from kentan.records.ledger import Ledger
from kentan.records.meeting import Meeting
from tests.publish.changing import changed, optional, record
from tests.publish.conftest import DAY, ROOT

CASE: Case = record("case")
MEETING: Meeting = record("meeting")
KEPT_BACK = {
    "translations",  # each language's page tells its own
    "ref",  # pseudonyms: a run of them through many cases tells who it is
    "present",
    "invited",
    "by",  # who in the office: the history tells it by account
    "digest",
    "value",
    "allowed",  # for the search for personal data
    "programme",  # names of other records, each a link
    "place",
    "topic",
    "id",
}
CASE_CHANGES = dict(changed(CASE, KEPT_BACK - {"by"} | {"corrections.0.by", "redactions.0.by"}))
MEETING_CHANGES = dict(changed(MEETING, KEPT_BACK))


@cache
def templates(language: Language) -> Templates:
    """The templates of this repository."""
    return Templates(House((Path(ROOT) / "site",)), language)


def ledger(sample: Ledger, case: Case, meeting: Meeting) -> Ledger:
    """The registry of this repository with these two records alone."""
    return replace(sample, cases={case.id: case}, meetings={meeting.id: meeting})


def case_page(sample: Ledger, case: Case, language: Language, short: bool) -> str:
    """The body of the page of a case."""
    edition = Edition(index(ledger(sample, case, MEETING), DAY), sample.instance, language, DAY)
    found = edition.index.cases[0]
    if short:
        return short_page(edition, found)
    return templates(language).render("case", "../../", case_view(edition, found))


def meeting_page(sample: Ledger, meeting: Meeting, language: Language) -> str:
    """The body of the page of a meeting."""
    edition = Edition(index(ledger(sample, CASE, meeting), DAY), sample.instance, language, DAY)
    page = next(each for each in meeting_pages(edition) if each.kind == "meeting")
    return templates(language).render("meeting", "../../", page.view())


@pytest.mark.parametrize("short", [False, True], ids=["whole", "short"])
@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
@pytest.mark.parametrize("path", CASE_CHANGES)
def test_what_a_case_says_is_on_its_page(path: str, language: Language, short: bool, sample: Ledger) -> None:
    assert case_page(sample, CASE_CHANGES[path], language, short) != case_page(sample, CASE, language, short), path


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
@pytest.mark.parametrize("path", MEETING_CHANGES)
def test_what_a_meeting_says_is_on_its_page(path: str, language: Language, sample: Ledger) -> None:
    assert meeting_page(sample, MEETING_CHANGES[path], language) != meeting_page(sample, MEETING, language), path


@pytest.mark.parametrize(("whole", "changes"), [(CASE, CASE_CHANGES), (MEETING, MEETING_CHANGES)])
def test_every_field_is_written_in_the_example(whole: Any, changes: dict[str, Any]) -> None:
    written = {name.rpartition(".")[2] for name in changes}
    assert set(optional(whole)) - KEPT_BACK - written - {"planned", "cancelled", "institution"} == set()
