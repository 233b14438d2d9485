"""From the text of a scalar to its value: words, ids, numbers, days; or what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from kentan.files.document import Raw
from kentan.records.finding import Path
from kentan.records.labels import told
from kentan.records.moments import Moment, parse_moment
from kentan.records.nearest import nearest_word
from kentan.records.spelled_days import spelled_day

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,12})?")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KEY_LIKE = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*：")
_QUOTES = ("“", "”", "‘", "’", "＂", "＇", "「")


@dataclass(slots=True)
class Problem:
    """What is wrong with a part of a plain value."""

    code: str
    path: Path = ()
    arguments: Mapping[str, str] | None = None
    at_key: bool = False


Shaper = Callable[[Any, list[Problem]], Any]


def wrong(code: str, raw: Raw, expected: str = "") -> Problem:
    """Return the problem of a wrong type, or the full-width colon or quote that caused it."""
    if isinstance(raw, str):
        if code == "K205" and _KEY_LIKE.match(raw):
            return Problem("K111")
        if raw[:1] in _QUOTES and code not in ("K204", "K205"):
            return Problem("K112")
    shown = "[…]" if isinstance(raw, list) else "{…}"
    if isinstance(raw, str):
        shown = raw if raw.strip() else f'"{raw}"'  # of nothing, a message would say nothing
    arguments = {"value": shown[:80]}
    if expected:
        arguments["expected"] = expected
    return Problem(code, (), arguments)


def word(kind: type[StrEnum]) -> Shaper:
    """Return the shaper of a word of a closed list."""
    words = {member.value: member for member in kind}

    def shape(raw: Raw, problems: list[Problem]) -> Any:
        member = words.get(raw) if isinstance(raw, str) else None
        if member is None:
            problem = wrong("K210", raw)
            if problem.code == "K210" and problem.arguments:
                near = nearest_word(str(raw), kind)
                labels = told((each.value, str(getattr(each, "label", each.value))) for each in kind)
                problem.arguments = {**problem.arguments, "words": labels, "nearest": near}
            problems.append(problem)
        return member

    return shape


def pattern_of(pattern: "re.Pattern[str]", example: str, listed: str) -> Shaper:
    """Return the shaper of text of a fixed form: such as the example, or an id that a file of the registry lists."""
    matches = pattern.fullmatch

    def shape(raw: Raw, problems: list[Problem]) -> Any:
        if not isinstance(raw, str) or not matches(raw):
            problem = wrong("K211" if isinstance(raw, str) else "K203", raw)
            if problem.code == "K211" and problem.arguments:
                unsaid = dict.fromkeys(("nearest", "declared", "sectors", "likely"), "")
                problem.arguments = {**problem.arguments, "expected": example, "listed": listed, **unsaid}
            problems.append(problem)
        return raw

    return shape


def _string(raw: Raw, problems: list[Problem]) -> Any:
    if not isinstance(raw, str):
        problems.append(wrong("K203", raw))
    return raw


def text(raw: Raw, problems: list[Problem]) -> Any:
    """Return free text without blanks at its end."""
    if not isinstance(raw, str):
        problems.append(wrong("K203", raw))
        return None
    text = raw.strip("\n").rstrip()
    if not text:
        problems.append(Problem("K216"))
    return text


def text_line(raw: Raw, problems: list[Problem]) -> Any:
    """Return free text of one line."""
    value = text(raw, problems)
    if isinstance(value, str) and "\n" in value:
        problems.append(Problem("K214"))
    return value


def _integer(raw: Raw, problems: list[Problem]) -> Any:
    if isinstance(raw, str) and _INTEGER.fullmatch(raw):
        return int(raw)
    problems.append(wrong("K206", raw, "12"))
    return None


def _decimal(raw: Raw, problems: list[Problem]) -> Any:
    if isinstance(raw, str) and _DECIMAL.fullmatch(raw):
        try:
            return Decimal(raw)
        except InvalidOperation:
            pass
    problems.append(wrong("K206", raw, "98.5"))
    return None


def _boolean(raw: Raw, problems: list[Problem]) -> Any:
    if raw in ("true", "false"):
        return raw == "true"
    problems.append(wrong("K207", raw))
    return None


def _moment(raw: Raw, problems: list[Problem]) -> Any:
    try:
        moment = parse_moment(raw) if isinstance(raw, str) else None
    except ValueError:
        problems.append(Problem("K209", (), {"value": str(raw)}))
        return None
    if moment is None:
        problems.append(_no_day(raw, "2022-06-08, 2022-06-08 14:30", True))
    return moment


def _day(raw: Raw, problems: list[Problem]) -> Any:
    if isinstance(raw, str) and _ISO_DAY.fullmatch(raw):
        try:
            return date.fromisoformat(raw)
        except ValueError:
            problems.append(Problem("K209", (), {"value": raw}))
            return None
    problems.append(_no_day(raw, "2022-06-08", False))
    return None


def _no_day(raw: Raw, expected: str, with_time: bool) -> Problem:
    """Return the problem of a day in another form, with the day that was meant where it can be told."""
    problem = wrong("K208", raw, expected)
    if problem.code == "K208" and problem.arguments:
        meant = spelled_day(raw, with_time) if isinstance(raw, str) else ""
        problem.arguments = {**problem.arguments, "meant": meant}
    return problem


SCALARS: Mapping[Any, Shaper] = {
    str: _string,
    int: _integer,
    bool: _boolean,
    Decimal: _decimal,
    date: _day,
    Moment: _moment,
}
"""The shapers of plain types."""
