"""From plain values to records: types come from the record, all that is wrong is told, each with its path."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from kentan.files.document import Raw
from kentan.files.shaping import Problem, shaper
from kentan.records.case import Case, Promise, Raised, Rating
from kentan.records.clock import Limit, LimitOf, Roll
from kentan.records.meeting import Meeting, Result
from kentan.records.moments import Moment
from kentan.records.nearest import nearest_word
from kentan.records.programme import Programme
from kentan.records.registry import Answer, Claim, Person
from kentan.records.vocabulary import Outcome

BASE = Path(__file__).parents[1] / "rules" / "base"
SOUND = yaml.load((BASE / "cases/2022/HZ-2022-0001.yml").read_text("utf-8"), Loader=yaml.BaseLoader)


def shaped(kind: Any, raw: Any) -> tuple[Any, list[Problem]]:
    problems: list[Problem] = []
    return shaper(kind)(_without_nothing(raw), problems), problems


def _without_nothing(raw: Any) -> Raw:
    if isinstance(raw, dict):
        return {key: _without_nothing(value) for key, value in raw.items()}
    if isinstance(raw, list):
        return [_without_nothing(value) for value in raw]
    return raw or None


def found(kind: Any, raw: Any) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(each.code, each.path) for each in shaped(kind, raw)[1]]


def test_a_sound_case_becomes_a_record() -> None:
    case, problems = shaped(Case, SOUND)
    assert problems == []
    assert isinstance(case, Case)
    assert case.raised.on == Moment(date(2022, 6, 8))
    assert case.assignments["natural-resources"].replies[0].text == "已当面说明审批所需的时间。"
    assert case.ratings == ()


def test_everything_that_is_wrong_is_told() -> None:
    raw = {**SOUND, "kind": "x", "topic": "用地", "status": "closed", "sumary": "x", "ratings": [{"score": "9"}]}
    del raw["title"]
    assert sorted(found(Case, raw)) == [
        ("K201", ("sumary",)),
        ("K202", ()),
        ("K202", ("ratings", 0)),
        ("K202", ("ratings", 0)),
        ("K210", ("kind",)),
        ("K211", ("topic",)),
        ("K212", ("ratings", 0, "score")),
        ("K215", ("status",)),
    ]


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2022-06-08", Moment(date(2022, 6, 8))),
        ("2022-06-08 14:30", Moment(date(2022, 6, 8), 14 * 60 + 30)),
        ("2022-06-08T14:30", Moment(date(2022, 6, 8), 14 * 60 + 30)),
        ("2020-02-29 00:00", Moment(date(2020, 2, 29), 0)),
    ],
)
def test_moments(written: str, moment: Moment) -> None:
    assert shaped(Moment, written) == (moment, [])


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2022-6-8", "K208"),
        ("2022/06/08", "K208"),
        ("２０２２-０６-０８", "K208"),
        ("2022-06-08 24:00", "K208"),
        ("2022-06-08 9:30", "K208"),
        ("2022-06-31", "K209"),
        ("2021-02-29 10:00", "K209"),
        ("“2022-06-08”", "K112"),
        (["2022-06-08"], "K208"),
    ],
)
def test_what_is_no_moment(written: Any, code: str) -> None:
    assert found(Moment, written) == [(code, ())]


@pytest.mark.parametrize("written", ["5.0", "05", "+5", "5分", "五", "５", "", "1e0", "0x5"])
def test_what_is_no_whole_number(written: str) -> None:
    rating = {"on": "2022-06-30", "score": written or "''", "by": "enterprise"}
    assert found(Rating, rating) == [("K206", ("score",))]


def test_the_base_of_a_rate_has_bounds_because_each_of_its_shares_is_looked_at() -> None:
    claim = yaml.load(
        "{statement: 满意率, value: 98.5, unit: '%', as_of: 2022-07-20, source: {title: a, publisher: b}, "
        "possible_denominators: [59, 0, -1, 100000000000000000]}",
        Loader=yaml.BaseLoader,
    )
    assert found(Claim, claim) == [("K212", ("possible_denominators", place)) for place in (1, 2, 3)]


def test_numbers_keep_their_digits() -> None:
    result, problems = shaped(Result, {"kind": "financing", "quantity": "17000000.10", "unit": "元"})
    assert problems == []
    assert result.quantity == Decimal("17000000.10")
    assert str(result.quantity) == "17000000.10"


@pytest.mark.parametrize("written", ["yes", "True", "1", "on", "是"])
def test_only_true_and_false_are_true_and_false(written: str) -> None:
    assert found(Answer, {"answer": "满意", "count": "1", "satisfied": written}) == [("K207", ("satisfied",))]


def test_exactly_one_unit_is_a_limit() -> None:
    assert shaped(LimitOf, {"days": "14"}) == (Limit(days=14), [])
    assert found(LimitOf, {"days": "14", "hours": "3"}) == [("K213", ())]
    assert found(LimitOf, {"months_after": "1"}) == [("K213", ())]


def test_a_misspelt_field_and_word_name_the_nearest() -> None:
    _, problems = shaped(Raised, {"on": "2022-06-08", "by": "enterprise", "chanel": "letter", "channel": "leter"})
    assert [(each.code, dict(each.arguments or {})["nearest"]) for each in problems] == [
        ("K201", "channel"),
        ("K210", "letter"),
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("困难问题", "困难问题 → difficulty"),
        ("困难", "困难问题 → difficulty"),
        ("dificulty", "difficulty"),
        ("Difficulty", "difficulty → difficulty"),
        ("张三", ""),
    ],
)
def test_a_word_is_known_by_its_label(written: str, meant: str) -> None:
    _, problems = shaped(Case, {**SOUND, "kind": written})
    assert [dict(each.arguments or {})["nearest"] for each in problems] == [meant]


@pytest.mark.parametrize(
    ("written", "meant"), [("A", "A → solved"), ("b", "B → in-progress"), ("解释说明", "explained"), ("？", "")]
)
def test_an_outcome_is_known_by_its_letter(written: str, meant: str) -> None:
    assert nearest_word(written, Outcome).endswith(meant)
    assert bool(nearest_word(written, Outcome)) is bool(meant)


@pytest.mark.parametrize(
    ("written", "meant"), [("next", "forward"), ("nothing", ""), ("forwards", "forward"), ("no", "")]
)
def test_no_word_is_proposed_that_is_only_a_little_alike(written: str, meant: str) -> None:
    assert nearest_word(written, Roll).rpartition(" ")[2] == meant


@pytest.mark.parametrize(
    ("kind", "field", "meant"),
    [
        (Case, "标题", "title"),
        (Case, "主办单位", "assignments"),
        (Case, "诉求内容", "summary"),
        (Case, "领域", "topic"),
        (Meeting, "主办单位", "host"),
        (Meeting, "主题", "theme"),
        (Meeting, "会议日期", "held"),
        (Raised, "渠道", "channel"),
        (Programme, "主办单位", "organiser"),
        (Case, "天气", ""),
    ],
)
def test_a_field_is_known_by_what_people_call_it(kind: type, field: str, meant: str) -> None:
    _, problems = shaped(kind, {field: "x"})
    assert [dict(each.arguments or {})["nearest"] for each in problems if each.code == "K201"] == [meant]


def test_a_missing_field_is_told_with_its_meaning_and_the_words_that_may_stand_there() -> None:
    _, problems = shaped(Raised, {"on": "2022-06-08"})
    by, channel = [dict(each.arguments or {}) for each in problems]
    assert by["meaning"] == "Who raised it."
    assert "enterprise\tan enterprise\nchamber\t" in by["words"]
    assert "hotline\t" in channel["words"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026年11月18日", "2026-11-18"),
        ("2026 年 6 月 8 日", "2026-06-08"),
        ("2026/11/18", "2026-11-18"),
        ("2026.6.8", "2026-06-08"),
        ("20261118", "2026-11-18"),
        ("２０２６-１１-１８", "2026-11-18"),
        ("2026年11月18日 9:30", "2026-11-18 09:30"),
        ("2026年11月18日14时30分", "2026-11-18 14:30"),
        ("18/11/2026", ""),
        ("26.11.18", ""),
        ("2026年2月30日", ""),
        ("年底", ""),
        ("2026-11", ""),
    ],
)
def test_a_day_in_another_form_is_answered_with_the_day_that_was_meant(written: str, meant: str) -> None:
    _, problems = shaped(Raised, {"on": written, "by": "enterprise", "channel": "letter"})
    assert [(each.code, dict(each.arguments or {})["meant"]) for each in problems] == [("K208", meant)]


def test_where_only_a_day_may_stand_only_a_day_is_proposed() -> None:
    _, problems = shaped(Promise, {"text": "x", "due": "2026年11月18日 9:30"})
    assert [dict(each.arguments or {})["meant"] for each in problems] == ["2026-11-18"]


@pytest.mark.parametrize("field", ["status", "状态", "是否逾期", "到期日", "satisfaction_rate"])
def test_a_computed_field_is_refused_in_both_languages(field: str) -> None:
    assert found(Case, {**SOUND, field: "x"}) == [("K215", (field,))]


def test_a_name_in_the_place_of_an_id_is_not_answered_with_an_example() -> None:
    _, problems = shaped(Case, {**SOUND, "topic": "环保"})
    ((arguments),) = [dict(each.arguments or {}) for each in problems]
    assert (arguments["expected"], arguments["listed"]) == ("", "registry/topics.yml")


def test_a_translation_obeys_the_text_that_it_translates() -> None:
    case, problems = shaped(Case, {**SOUND, "title_en": "Land", "summary_en": "One.\n\nTwo.\n"})
    assert problems == []
    assert case.translations == {"title_en": "Land", "summary_en": "One.\n\nTwo."}
    assert found(Case, {**SOUND, "title_en": "One\ntwo"}) == [("K214", ("title_en",))]
    assert found(Case, {**SOUND, "title_en": " "}) == [("K216", ("title_en",))]
    assert found(Case, {**SOUND, "title_en": ["x"]}) == [("K203", ("title_en",))]
    assert found(Case, {**SOUND, "kind_en": "x"}) == [("K201", ("kind_en",))]


def test_an_empty_slot_is_an_empty_list_and_an_empty_entry_is_not() -> None:
    assert found(Case, {**SOUND, "ratings": []}) == []
    assert found(Case, {**SOUND, "ratings": [None]}) == [("K216", ("ratings", 0))]
    assert found(Case, {**SOUND, "assignments": {"tax": None}}) == [("K216", ("assignments", "tax"))]
    assert found(Case, {**SOUND, "supervision": {"federation": None}}) == []


def test_a_list_that_has_to_be_there_may_not_be_empty() -> None:
    assert found(Person, {"roles": []}) == [("K202", ("roles",))]


@pytest.mark.parametrize("field", ["name", "Phone", "email", "wechat"])
def test_the_roster_refuses_what_is_personal(field: str) -> None:
    person = {"roles": [{"role": "staff", "from": "2022-01-01"}], field: "x"}
    assert found(Person, person) == [("K217", (field,))]


def test_keys_of_mappings_are_held_to_their_form() -> None:
    (problem,) = shaped(Case, {**SOUND, "assignments": {"自然资源局": {"role": "lead"}}})[1]
    assert (problem.code, problem.path, problem.at_key) == ("K211", ("assignments", "自然资源局"), True)


def test_a_full_width_colon_is_named_where_fields_are_expected() -> None:
    assert found(Case, {**SOUND, "raised": "on：2022-06-08"}) == [("K111", ("raised",))]
    assert found(Promise, "x") == [("K205", ())]


@pytest.mark.parametrize("written", ["", "  "])
@pytest.mark.parametrize(
    ("slot", "code"),
    [
        ("grades", "K204"),
        ("assignments", "K205"),
        ("kind", "K210"),
        ("topic", "K211"),
    ],
)
def test_what_was_found_is_shown_also_where_it_is_nothing(slot: str, code: str, written: str) -> None:
    problems: list[Problem] = []
    shaper(Case)({slot: written}, problems)
    assert [each.arguments["value"] for each in problems if each.code == code] == [f'"{written}"']
