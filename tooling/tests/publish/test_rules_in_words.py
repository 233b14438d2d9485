"""The page of a programme tells everything that its rules declare: what is left out of it binds nobody."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kentan.languages import CHINESE, ENGLISH
from kentan.publish.views.limits import limit_in_words
from kentan.publish.views.rules_in_words import versions
from kentan.publish.wording import Wording
from kentan.records.clock import Limit, Weekday
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


def shown(rules: RuleSet, language: Any) -> str:
    """Everything that the page says of one version, one after the other."""
    return repr(told(rules, language))


def test_a_text_that_is_translated_is_quoted_in_the_language_of_the_page() -> None:
    kind = replace(next(iter(RULES.meetings.values())), rota="区领导轮流", translations={"rota_en": "Leaders in turn"})
    rules = replace(RULES, meetings={"talk": kind})
    assert "rota of the hosts: Leaders in turn" in shown(rules, ENGLISH)
    assert "区领导轮流" not in shown(rules, ENGLISH)
    assert "区领导轮流" in shown(rules, CHINESE)


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        (Limit(day_of_month=10, months_after=1), "day 10 of the month, 1 month later"),
        (Limit(day_of_month=10, months_after=2), "day 10 of the month, 2 months later"),
        (Limit(end_of_month=1), "end of the month, 1 month later"),
        (Limit(weekday=Weekday.FRIDAY, weeks_after=1), "the next Friday, 1 week later"),
    ],
)
def test_one_month_later_is_not_one_months_later(limit: Limit, said: str) -> None:
    assert limit_in_words(Wording(Ledger(), ENGLISH, CHINESE), limit) == said
