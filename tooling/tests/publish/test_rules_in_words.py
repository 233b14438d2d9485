"""The page of a programme tells everything that its rules declare: what is left out of it binds nobody."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kentan.languages import CHINESE, ENGLISH
from kentan.publish.views.rules_in_words import versions
from kentan.publish.wording import Wording
from kentan.records.ledger import Ledger
from kentan.records.programme import Programme, RuleSet
from tests.publish.changing import changed, optional, record

NAMES_ONLY = {"translations", "ladder", "id"}
"""Fields by which others are found, not rules of their own."""
PROGRAMME: Programme = record("programme")
RULES = PROGRAMME.versions[0]
CHANGES = dict(changed(RULES, NAMES_ONLY))


def told(rules: RuleSet, language: Any) -> Any:
    """What the page says of one version."""
    words = Wording(Ledger(), language, CHINESE)
    return list(versions(words, replace(PROGRAMME, versions=(rules,)), date(2022, 6, 8)))


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
@pytest.mark.parametrize("path", CHANGES)
def test_what_a_programme_declares_is_told(path: str, language: Any) -> None:
    assert told(CHANGES[path], language) != told(RULES, language), path


def test_every_field_of_the_rules_is_written_in_the_example() -> None:
    written = {name.rpartition(".")[2] for name in CHANGES}
    assert set(optional(RULES)) - NAMES_ONLY - written == set()


def test_the_version_in_force_is_that_of_the_day_of_the_site() -> None:
    later = replace(RULES, from_=date(2030, 1, 1))
    both = replace(PROGRAMME, versions=(RULES, later))
    found = list(versions(Wording(Ledger(), CHINESE, CHINESE), both, date(2022, 6, 8)))
    assert [(each.since.year, each.current, each.coming) for each in found] == [
        (2030, False, True),
        (2019, True, False),
    ]
