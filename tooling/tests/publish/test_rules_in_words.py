"""The page of a programme tells everything that its rules declare: what is left out of it binds nobody."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kentan.files.loading import shape
from kentan.files.reading import read
from kentan.languages import CHINESE, ENGLISH
from kentan.publish.views.rules_in_words import versions
from kentan.publish.wording import Wording
from kentan.records.ledger import Ledger
from kentan.records.programme import Programme, RuleSet

FILE = Path(__file__).parent / "rules_in_words" / "programme.yml"
NAMES_ONLY = {"translations", "ladder", "id"}
"""Fields by which others are found, not rules of their own."""


def programme() -> Programme:
    """A programme in which every field is written."""
    found, findings = shape(read("registry/programmes/huzhou.yml", FILE.read_bytes()), "programme")
    assert findings == []
    assert isinstance(found, Programme)
    return found


RULES = programme().versions[0]


def without_each(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every way to leave out one thing that is written: its path, and the value without it."""
    if is_dataclass(value) and not isinstance(value, type):
        for of in fields(value):
            written = getattr(value, of.name)
            if of.name in NAMES_ONLY:
                continue
            default = of.default if of.default is not MISSING else _empty(of.default_factory)
            if default is not MISSING and written != default:
                yield ".".join((*path, of.name)), replace(value, **{of.name: default})
            for name, other in without_each(written, (*path, of.name)):
                yield name, replace(value, **{of.name: other})
    elif isinstance(value, Mapping):
        for key, one in value.items():
            for name, other in without_each(one, (*path, key)):
                yield name, {**value, key: other}
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            for name, other in without_each(one, (*path, str(index))):
                yield name, (*value[:index], other, *value[index + 1 :])


def _empty(factory: Any) -> Any:
    return factory() if callable(factory) else MISSING


CHANGES = dict(without_each(RULES))


def told(rules: RuleSet, language: Any) -> Any:
    """What the page says of one version."""
    words = Wording(Ledger(), language, CHINESE)
    return list(versions(words, replace(programme(), versions=(rules,)), date(2022, 6, 8)))


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
@pytest.mark.parametrize("path", CHANGES)
def test_what_a_programme_declares_is_told(path: str, language: Any) -> None:
    assert told(CHANGES[path], language) != told(RULES, language), path


def test_every_field_of_the_rules_is_written_in_the_example() -> None:
    written = {name.rpartition(".")[2] for name in CHANGES}
    records = {type(one) for one in _records(RULES)}
    optional = {
        of.name
        for record in records
        for of in fields(record)
        if (of.default is not MISSING or of.default_factory is not MISSING) and of.name not in NAMES_ONLY
    }
    assert optional - written == set()


def _records(value: Any) -> Iterator[Any]:
    if is_dataclass(value):
        yield value
        for of in fields(value):
            yield from _records(getattr(value, of.name))
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _records(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from _records(one)


def test_the_version_in_force_is_that_of_the_day_of_the_site() -> None:
    later = replace(RULES, from_=date(2030, 1, 1))
    both = replace(programme(), versions=(RULES, later))
    found = list(versions(Wording(Ledger(), CHINESE, CHINESE), both, date(2022, 6, 8)))
    assert [(each.since.year, each.current, each.coming) for each in found] == [
        (2030, False, True),
        (2019, True, False),
    ]
