"""From plain values to records: one shaper for each type, made once from the type's own description.

A shaper takes a plain value and a list to which it appends problems; it returns the value of the type, or `None` where
it could not. Paths of problems are relative; each level puts its own step in front, so that a sound file costs nothing.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from kentan.files.document import Raw
from kentan.files.shaping_scalars import SCALARS, Problem, Shaper, pattern_of, text, text_line, word, wrong
from kentan.records.describe import (
    Between,
    FreeText,
    OneFact,
    Pattern,
    Refers,
    TranslationsOf,
    hints_of,
    inner,
    is_mapping,
    is_record,
    is_required,
    key_of,
    marker,
    meaning,
)
from kentan.records.labels import field_called, told
from kentan.records.registry import Person

__all__ = ["Problem", "shaper"]

_COMPUTED = frozenset(
    [
        "status",
        "due",
        "overdue",
        "due_on",
        "was_overdue",
        "days_left",
        "answered",
        "answered_on",
        "closed",
        "closed_on",
        "settled",
        "solved",
        "on_time",
        "level",
        "deadline",
        "response_rate",
        "satisfaction",
        "satisfaction_rate",
        "recorded",
        "cases",
        "number_of_cases",
        "状态",
        "办理状态",
        "是否逾期",
        "逾期",
        "到期日",
        "截止日期",
        "剩余天数",
        "是否办结",
        "办结日期",
        "满意率",
        "回复率",
    ]
)
"""Fields that people are tempted to type and that are computed."""
_PERSONAL = frozenset(
    [
        "name",
        "names",
        "full_name",
        "phone",
        "telephone",
        "mobile",
        "tel",
        "email",
        "e-mail",
        "mail",
        "wechat",
        "id_number",
    ]
)
"""Fields that the roster refuses: it holds account ids, roles, dates and keys only."""

_LISTED_IN = {
    "department": "registry/departments.yml",
    "institution": "registry/institutions.yml",
    "person": "registry/people.yml",
    "place": "registry/places.yml",
    "topic": "registry/topics.yml",
}
"""The file that lists the ids of a kind."""

_EMPTY: tuple[Any, ...] = ((), {})
_TRANSLATION = re.compile(r"(.+)_([a-z]{2})")


@cache
def shaper(kind: Any) -> Shaper:
    """Return the shaper of a type: a record, or anything that may stand in a record's field."""
    kind = inner(kind)
    if is_record(kind):
        return _record(kind)
    origin = get_origin(kind)
    if origin is Annotated:
        return _annotated(kind)
    if origin is tuple:
        return _list(shaper(get_args(kind)[0]))
    if is_mapping(kind):
        return _mapping(*get_args(kind))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return word(kind)
    return SCALARS[kind]


def _annotated(kind: Any) -> Shaper:
    of, *marks = get_args(kind)
    shape = shaper(of)
    refers = [mark for mark in marks if isinstance(mark, Refers)]
    listed = _LISTED_IN.get(refers[-1].to, "") if refers and not refers[-1].own else ""
    for mark in marks:
        match mark:
            case Pattern(expression, example):
                shape = pattern_of(re.compile(expression), "" if listed else example, listed)
            case Between(least, most):
                shape = _between(shape, least, most)
            case FreeText(single_line):
                shape = text_line if single_line else text
            case OneFact(names):
                shape = _one_fact(shape, names)
            case _:
                pass
    return shape


def _record(kind: Any) -> Shaper:
    hints = hints_of(kind)
    listed = [each for each in fields(kind) if not marker(hints[each.name], TranslationsOf)]
    translated = len(listed) < len(fields(kind))
    known: dict[str, tuple[str, Shaper]] = {key_of(each): (each.name, shaper(hints[each.name])) for each in listed}
    texts = {key: shape for key, (name, shape) in known.items() if marker(hints[name], FreeText)}
    required = [(key_of(each), each.name) for each in listed if is_required(each)]
    meanings = {key_of(each): meaning(each) for each in listed}

    def shape(raw: Raw, problems: list[Problem]) -> Any:
        if raw.__class__ is not dict:
            problems.append(wrong("K205", raw))
            return None
        assert isinstance(raw, dict)
        before = len(problems)
        values: dict[str, Any] = {}
        translations: dict[str, str] | None = None
        for key, value in raw.items():
            entry = known.get(key)
            if entry is None:
                match = _TRANSLATION.fullmatch(key) if translated else None
                shape_value = texts.get(match.group(1)) if match else None
                if shape_value is None:
                    problems.append(_unknown(key, meanings, texts if translated else (), kind is Person))
                    continue
            else:
                shape_value = entry[1]
            if value is None:
                continue
            start = len(problems)
            shaped = shape_value(value, problems)
            if len(problems) > start:
                for problem in problems[start:]:
                    problem.path = (key, *problem.path)
            if entry:
                values[entry[0]] = shaped
            else:
                translations = translations or {}
                translations[key] = shaped
        for key, name in required:
            if name not in values or values[name] in _EMPTY:
                says = {"field": key, "meaning": meanings[key], "words": _words(hints[name])}
                problems.append(Problem("K202", (key,) if key in raw else (), says, True))
        if len(problems) > before:
            return None
        if translations:
            values["translations"] = translations
        return kind(**values)

    return shape


def _words(hint: Any) -> str:
    """Return the words of a closed list with their labels; nothing for any other type."""
    if not (isinstance(hint, type) and issubclass(hint, StrEnum)):
        return ""
    return told((each.value, str(getattr(each, "label", ""))) for each in hint)


def _unknown(key: str, meanings: Mapping[str, str], texts: Iterable[str], roster: bool) -> Problem:
    if roster and key.lower() in _PERSONAL:
        return Problem("K217", (key,), {"field": key}, True)
    if key in _COMPUTED:
        return Problem("K215", (key,), {"field": key}, True)
    called = field_called(key, meanings)
    near = [called] if called else get_close_matches(key, [*meanings, *(f"{text}_en" for text in texts)], 1, 0.6)
    return Problem("K201", (key,), {"field": key, "nearest": near[0] if near else ""}, True)


def _list(item: Shaper) -> Shaper:
    def shape(raw: Raw, problems: list[Problem]) -> Any:
        if not isinstance(raw, list):
            problems.append(wrong("K204", raw))
            return ()
        values = []
        for index, value in enumerate(raw):
            start = len(problems)
            if value is None:
                problems.append(Problem("K216"))
            else:
                values.append(item(value, problems))
            if len(problems) > start:
                for problem in problems[start:]:
                    problem.path = (index, *problem.path)
        return tuple(values)

    return shape


def _mapping(key_kind: Any, value_kind: Any) -> Shaper:
    key_shape, value_shape = shaper(key_kind), shaper(value_kind)
    empty = () if get_origin(value_kind) is tuple else None

    def shape(raw: Raw, problems: list[Problem]) -> Any:
        if not isinstance(raw, dict):
            problems.append(wrong("K205", raw))
            return {}
        values = {}
        for key, value in raw.items():
            start = len(problems)
            key_shape(key, problems)
            for problem in problems[start:]:
                problem.at_key = True
            if value is None and empty is not None:
                values[key] = empty
            elif value is None:
                problems.append(Problem("K216"))
            else:
                values[key] = value_shape(value, problems)
            if len(problems) > start:
                for problem in problems[start:]:
                    problem.path = (key, *problem.path)
        return values

    return shape


def _between(number: Shaper, least: int, most: int) -> Shaper:
    def shape(raw: Raw, problems: list[Problem]) -> Any:
        value = number(raw, problems)
        if value is not None and not least <= value <= most:
            # one number alone is allowed only for the version of the records' format
            code = "K218" if least == most < value else "K212"
            problems.append(Problem(code, (), {"value": str(raw), "least": str(least), "most": str(most)}))
        return value

    return shape


def _one_fact(record: Shaper, names: tuple[str, ...]) -> Shaper:
    def shape(raw: Raw, problems: list[Problem]) -> Any:
        value = record(raw, problems)
        if value is not None and sum(getattr(value, name) is not None for name in names) != 1:
            problems.append(Problem("K213", (), {"fields": ", ".join(names)}))
        return value

    return shape
