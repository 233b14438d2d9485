"""What a correction names, as pages say it: fields and values in the page's words, not in those of the file."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Annotated, Any, get_args, get_origin

import pytest

from kentan.languages import CHINESE, ENGLISH, Language
from kentan.publish.views.corrected import path_in_words, value_in_words
from kentan.publish.wording import Wording
from kentan.records.case import Case
from kentan.records.describe import hints_of, inner, is_record, key_of
from kentan.records.labels import LABELS
from kentan.records.ledger import Ledger
from kentan.records.meeting import Meeting


def keys(hint: Any) -> Iterator[str]:
    """The keys of all fields of a record and of what stands in it."""
    if is_record(hint):
        for field in fields(hint):
            if field.name != "translations":
                yield key_of(field)
                yield from keys(inner(hints_of(hint)[field.name]))
    elif get_origin(hint) is not Annotated:
        for argument in get_args(hint):
            yield from keys(argument)


@pytest.mark.parametrize("kind", [Case, Meeting])
def test_every_field_has_a_chinese_name(kind: type) -> None:
    assert sorted(set(keys(kind)) - LABELS.keys()) == []


@pytest.mark.parametrize(
    ("path", "value", "chinese", "english"),
    [
        ("topic", "land", ("领域", "用地"), ("topic", "Land")),
        ("raised.on", "2022-06-08 14:30", ("提出 › 日期", "2022年6月8日 14:30"), ("raised › on", "8 June 2022 14:30")),
        (
            "assignments.tax.replies.1.outcome",
            "in-progress",
            ("交办 › 税务局 › 答复 › 第2条 › 结果", "B 正在解决"),
            ("assignments › Tax bureau › replies › no. 2 › outcome", "B in progress"),
        ),
        ("title_en", "Land", ("标题（en）", "Land"), ("title (en)", "Land")),
        ("ratings.0.score", "5", ("评价 › 第1条 › 得分", "5"), ("ratings › no. 1 › score", "5")),
    ],
)
def test_fields_and_values_are_said_in_words(
    sample: Ledger, path: str, value: str, chinese: tuple[str, str], english: tuple[str, str]
) -> None:
    for language, expected in ((CHINESE, chinese), (ENGLISH, english)):
        words = Wording(sample, language, CHINESE)
        found = path_in_words(words, Case, path).text, value_in_words(words, Case, path, value, ()).text
        assert found == expected


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("nothing.of.the.kind", "x"),
        ("topic.0", "land"),
        ("ratings.9999999999999999999.score", "5"),
        ("ratings.x.score", "5"),
    ],
)
def test_a_path_that_leads_nowhere_stays_as_it_is(sample: Ledger, language: Language, path: str, value: str) -> None:
    words = Wording(sample, language, CHINESE)
    assert path_in_words(words, Case, path).text == path
    assert value_in_words(words, Case, path, value, ()).text == value


@pytest.mark.parametrize(("path", "value"), [("kind", "grumble"), ("raised.on", "2022-02-30"), ("raised", "x")])
def test_a_value_that_is_none_of_its_field_stays_as_it_is(sample: Ledger, path: str, value: str) -> None:
    assert value_in_words(Wording(sample, CHINESE, CHINESE), Case, path, value, ()).text == value
