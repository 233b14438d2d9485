"""What a correction names, in words: the field to which its path leads, and the values that stood and stand there."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Annotated, Any, get_args, get_origin

from kentan.publish.text import Said, clean, moment_in_words
from kentan.publish.veil import is_mark
from kentan.publish.wording import Wording
from kentan.records.case import Case, Withheld
from kentan.records.describe import Refers, hints_of, inner, is_mapping, is_record, key_of, marker
from kentan.records.labels import field_in_words
from kentan.records.meeting import Meeting
from kentan.records.moments import Moment, parse_moment
from kentan.records.vocabulary import Vocabulary
from kentan.rules.walk import MOST_DIGITS


def path_in_words(words: Wording, kind: type[Case] | type[Meeting], path: str) -> Said:
    """A field of a case or of a meeting as people call it; the path as it is written where there is no such field."""
    try:
        steps = [said for said, _ in _steps(words, kind, path)]
    except LookupError:
        return Said(clean(path))
    return Said(" › ".join(steps))


def value_in_words(
    words: Wording, kind: type[Case] | type[Meeting], path: str, value: str, withheld: tuple[Withheld, ...]
) -> Said:
    """A value of that field as pages show it: with the label of a word, the name of an id, the day as people write it.

    What is no value of such a field, and free text, stays as it is written.
    """
    shown = words.plain(value, withheld)
    if is_mark(value):
        return shown
    try:
        *_, (_, hint) = _steps(words, kind, path)
        return _value(words, hint, value) or shown
    except (LookupError, ValueError):
        return shown


def _steps(words: Wording, kind: type, path: str) -> Iterator[tuple[str, Any]]:
    """Each step of a path in words, with the type to which it leads; raises LookupError where it leads nowhere."""
    hint: Any = kind
    for step in path.split("."):
        if is_record(hint):
            name, _, language = step.rpartition("_")
            known: Mapping[str, Any] = {key_of(field): hints_of(hint)[field.name] for field in fields(hint)}
            translated = step not in known and name in known and "translations" in known
            hint = inner(str if translated else known[step])
            said = field_in_words(name if translated else step, words.language)
            yield words.remarked(said, language if translated else ""), hint
        elif is_mapping(hint):
            key, hint = get_args(hint)
            yield (_named(words, marker(key, Refers), step) or Said(step)).text, hint
        elif get_origin(hint) is tuple and step.isdecimal() and len(step) <= MOST_DIGITS:
            hint = get_args(hint)[0]
            yield words._("no. {number}").format(number=int(step) + 1), hint
        else:
            raise LookupError(step)


def _value(words: Wording, hint: Any, value: str) -> Said | None:
    """A value in words; None where it is said as it is written. Raises ValueError for one that is none of its type."""
    named = _named(words, marker(hint, Refers), value)
    if named:
        return named
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if isinstance(hint, type) and issubclass(hint, Vocabulary):
        return next((Said(words.label(word)) for word in hint if word == value), None)
    when = parse_moment(value) if hint in (date, Moment) else None
    return Said(moment_in_words(when, words.language)) if when else None


def _named(words: Wording, refers: Refers | None, name: str) -> Said | None:
    """The name of what an id refers to; None for an id that has no name."""
    names = {
        "department": words.department,
        "institution": words.institution,
        "place": words.place,
        "programme": words.programme,
        "topic": words.topic,
    }
    return names[refers.to](name) if refers and refers.to in names else None
