"""Some parts of a case out of its text, without reading the others: what is asked where a clock or a calendar changed.

A part that is wanted is found by its key and the one that is written behind it; of what stands between the canonical
form is read, and of most assignments not even their texts. Nothing is said of a text in which a part could stand in
another way: with quotes or brackets, which may run over lines, or with the same key elsewhere. So what is said of a
sound file is what its record holds; of others nobody asks.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, get_type_hints

from kentan.files.canonical import part_reader
from kentan.files.canonical_scalars import MOST_REMEMBERED, NotCanonical, remembered, scalar_reader
from kentan.files.canonical_types import inner
from kentan.records.case import (
    Acceptance,
    Assignment,
    Callback,
    Case,
    GradeEntry,
    Rating,
    RatingRequest,
    Reply,
    Supervision,
)
from kentan.records.moments import Moment
from kentan.records.vocabulary import Outcome, Role

_HEAD = re.compile(
    rb"(?:#.*\n)?id: .*\nprogramme: (.*)\n(?:(?:place|provenance|title(?:_[a-z]{2})?|kind|topic): .*\n)*"
    rb"raised:\n(  on: ([0-9: -]+)\n(?:  [ a-z].*\n|\n)*)(?=[a-z])"
)
"""No later key of `raised` begins with a wide blank, for such a one would count as the same."""
_LATER = tuple(f"{blank}{key}".encode() for blank in "\u3000\u00a0" for key in ("programme", "raised"))
"""Keys that count as the same, and as what the record holds."""
_FOLLOWING = {
    "acceptance": "grades",
    "grades": "assignments",
    "assignments": "supervision",
    "supervision": "rating_requests",
    "rating_requests": "ratings",
    "ratings": "callbacks",
    "callbacks": "featured",
}
_KEYS = {name: (f"\n{name}:\n".encode(), f"\n{behind}:".encode()) for name, behind in _FOLLOWING.items()}
_SHORT = 300
"""Bytes of a part that is remembered: many cases have the same."""
_DEPARTMENT = re.compile(
    rb"  ([a-z0-9-]+):\n    handed_over:  # \1\n((?:      .*\n)*)    objections:  # \1\n    pauses:  # \1\n"
    rb"    extensions:  # \1\n    replies:  # \1\n((?:      .*\n|\n)*)    progress:  # \1\n    role: ([a-z]+)  # \1\n"
)
"""A department that has not asked for more time, nor waited, objected or reported progress."""
_REPLY = re.compile(rb"      - on: ([0-9: -]+)\n        outcome: ([a-z-]+)\n((?:        [ a-z].*\n|\n)*)")
_REASON = re.compile(rb"^        late_reason: [^ ~#nN\n]", re.MULTILINE)


_MOMENT = scalar_reader(Moment)
_OUTCOMES, _ROLES = remembered(scalar_reader, Outcome), remembered(scalar_reader, Role)


class _Days(dict[bytes, Moment]):
    """The moments that some texts tell."""

    def __missing__(self, text: bytes) -> Moment:
        moment: Moment = _MOMENT(text.decode())
        if len(self) < MOST_REMEMBERED:
            self[text] = moment
        return moment


_DAYS = _Days()


class Begun(NamedTuple):
    """When a case was raised."""

    on: Moment


class Excerpt(NamedTuple):
    """Some parts of a case; the others are empty, and replies have no text and no evidence."""

    programme: str
    raised: Begun
    meeting: str | None = None
    acceptance: tuple[Acceptance, ...] = ()
    grades: tuple[GradeEntry, ...] = ()
    assignments: Mapping[str, Assignment] = {}
    supervision: Mapping[str, tuple[Supervision, ...]] = {}
    rating_requests: tuple[RatingRequest, ...] = ()
    ratings: tuple[Rating, ...] = ()
    callbacks: tuple[Callback, ...] = ()


def excerpt(data: bytes, parts: Collection[str]) -> Excerpt | None:
    """Return to which programme a case belongs and when it was raised, with some more parts; None where it is not sure.

    The meeting is told where `raised` is among the parts, promises where `promises` are.
    """
    if b'"' in data or b"'" in data or b"[" in data or b"{" in data or b"\r" in data or b"\t" in data:
        return None  # with these a value can run over lines, or a line can end or begin otherwise
    told = _HEAD.match(data)
    if told is None:
        return None
    is_told_again = data.rfind(b"programme") > told.end(1) or data.rfind(b"raised") > told.end(2)
    if is_told_again and any(later in data for later in _LATER):
        return None
    programme, raised, begun = told.groups()
    try:
        held: dict[str, Any] = {}
        for name in parts:
            if name in _FOLLOWING and (lines := _lines(data, name)):
                held[name] = _READ[name, lines] if name != "assignments" else _assignments(lines, "promises" in parts)
        meeting = _READ["raised", raised].meeting if "raised" in parts else None
        return Excerpt(programme.decode(), Begun(_DAYS[begun]), meeting, **held)
    except (NotCanonical, LookupError, ValueError):
        return None


def _lines(data: bytes, name: str) -> bytes:
    """Return the lines behind a top key; raises NotCanonical and ValueError where they are not surely those."""
    key, following = _KEYS[name]
    if data.count(key[1:-2]) > 1:
        raise NotCanonical  # the other may be the same key, written otherwise
    begin = data.index(key) + len(key)
    return data[begin : data.index(following, begin - 1) + 1]


class _Read(dict[tuple[str, bytes], Any]):
    """What some lines of a part hold; of short ones it is remembered."""

    def __missing__(self, key: tuple[str, bytes]) -> Any:
        name, lines = key
        value = _reader(name)(lines[:-1].decode())
        if len(lines) < _SHORT and len(self) < MOST_REMEMBERED:
            self[key] = value
        return value


_READ = _Read()


@cache
def _reader(name: str) -> Any:
    """Return what reads the lines behind a top key of a case, or those of hand-overs and replies."""
    if name in ("handed_over", "replies"):
        return part_reader(get_type_hints(Assignment, include_extras=True)[name], 6)
    return part_reader(inner(get_type_hints(Case, include_extras=True)[name]), 2)


def _assignments(lines: bytes, with_promises: bool) -> Mapping[str, Assignment]:
    """Return the assignments in some lines; without promises, of a reply only its head and whether it says why late."""
    if with_promises:
        return _all(lines)
    found: dict[str, Assignment] = {}
    place = 0
    while place < len(lines):
        told = _DEPARTMENT.match(lines, place)
        if told is None:
            return _all(lines)
        name, handed, replies, role = told.groups()
        found[name.decode()] = _ASSIGNMENTS[handed, tuple(_heads(replies)), role]
        place = told.end()
    return found


def _all(lines: bytes) -> Mapping[str, Assignment]:
    found: Mapping[str, Assignment] = _reader("assignments")(lines[:-1].decode()) if lines else {}
    return found


def _heads(lines: bytes) -> Iterator[tuple[bytes, bytes, bool]]:
    """Yield when each reply came, how it ends, and whether it says why it was late."""
    place = 0
    while place < len(lines):
        told = _REPLY.match(lines, place)
        if told is None:
            raise NotCanonical
        on, outcome, rest = told.groups()
        yield on, outcome, b"late_reason" in rest and _REASON.search(rest) is not None
        place = told.end()


class _Assignments(dict[tuple[bytes, tuple[tuple[bytes, bytes, bool], ...], bytes], Assignment]):
    """Assignments by their hand-overs, the heads of their replies, and their role."""

    def __missing__(self, key: tuple[bytes, tuple[tuple[bytes, bytes, bool], ...], bytes]) -> Assignment:
        handed, heads, role = key
        value = Assignment(
            handed_over=_READ["handed_over", handed] if handed else (),
            replies=tuple(
                Reply(
                    on=_DAYS[on],
                    outcome=_OUTCOMES[outcome.decode()],
                    text="",
                    late_reason="…" if why else None,
                    translations={},
                )
                for on, outcome, why in heads
            ),
            role=_ROLES[role.decode()],
        )
        if len(self) < MOST_REMEMBERED:
            self[key] = value
        return value


_ASSIGNMENTS = _Assignments()
