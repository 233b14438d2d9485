"""Scalars and keys of the canonical form: the text of a line made into a value by the strict reader's own shapers."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, get_args

from kentan.files.shaping import Problem, shaper
from kentan.records.describe import FreeText

MOST_REMEMBERED = 50_000
_PLAIN = re.compile(r"(?![-?:,\[\]{}#&*!|>'\"%@`=<])\S[^:#]*(?:(?::(?! |\Z)|(?<! )#)[^:#]*)*(?<!\s)")
_QUOTED = re.compile(r"'((?:[^']|'')*)'")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
_NOTHING = frozenset({"~", "null", "Null", "NULL"})
_BEGINS_OTHERWISE = "-?:,[]{}#&*!|>'\"%@`=< "
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class NotCanonical(Exception):
    """The file is none that the swift reader reads: the strict reader has to."""


class Remembered(dict[_Key, _Value]):
    """The values of words, ids, days and the like, each worked out once; of very many the first."""

    def __init__(self, value_of: Callable[[_Key], _Value]) -> None:
        super().__init__()
        self._value_of = value_of

    def __missing__(self, key: _Key) -> _Value:
        value = self._value_of(key)
        if len(self) < MOST_REMEMBERED:
            self[key] = value
        return value


@cache
def remembered(reader: Callable[[Any], Callable[[str], Any]], hint: Any) -> Remembered[str, Any]:
    """Return the values that a reader made for a type: all fields of that type share them, as they share their days."""
    return Remembered(reader(hint))


def is_printable(text: str) -> bool:
    """Whether a text holds no control, hidden or odd blank character but the full-width blank of Chinese paragraphs."""
    return text.isprintable() or text.replace("\u3000", "").isprintable()


def scalar_reader(hint: Any) -> Callable[[str], Any]:
    """Return what makes a value of the rest of a line: YAML's plain or single-quoted form, then the strict shaper."""
    shape = shaper(hint)
    any_text = hint is str or any(isinstance(each, FreeText) for each in get_args(hint)[1:])

    def value_of(text: str) -> Any:
        if not is_printable(text):
            raise NotCanonical
        if _PLAIN.fullmatch(text):
            if text in _NOTHING:
                raise NotCanonical
            if any_text:
                return text
        else:
            quoted = _QUOTED.fullmatch(text)
            if quoted is None:
                raise NotCanonical
            text = quoted.group(1).replace("''", "'")
        problems: list[Problem] = []
        value = shape(text, problems)
        if problems:
            raise NotCanonical
        return value

    def text_of(text: str) -> Any:
        if (
            text[:1] in _BEGINS_OTHERWISE
            or text[-1] in " :"
            or ": " in text
            or " #" in text
            or not text.isprintable()
            or (len(text) < 5 and text in _NOTHING)
        ):
            return value_of(text)
        return text  # plain, as nearly all are

    return text_of if any_text else value_of


def key_reader(hint: Any) -> Callable[[str], str]:
    """Return what checks the key of a mapping: it stays text even where YAML would read nothing."""
    shape = shaper(hint)

    def value_of(text: str) -> str:
        problems: list[Problem] = []
        shape(text, problems)
        if problems or not _KEY.fullmatch(text):
            raise NotCanonical
        return text

    return value_of
