"""Some parts of a case out of its text, without reading the others: what is asked where a clock or a calendar changed.

A part that is wanted is found by its key and the one that is written behind it; of what stands between the canonical
form is read, and of most assignments not even their texts. Nothing is said of a text in which a part could stand in
another way: with quotes or brackets, which may run over lines, or with the same key elsewhere. So what is said of a
sound file is what its record holds; of others nobody asks.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from kentan.files.canonical import part_reader
from kentan.files.canonical_scalars import NotCanonical, Remembered, remembered, scalar_reader
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
from kentan.records.describe import hints_of, inner
from kentan.records.moments import Moment
from kentan.records.vocabulary import Outcome, Role

_HEAD = re.compile(
    rb"(?:#.*\n)?id: .*\nprogramme: (.*)\n(?:(?:place|provenance|title(?:_[a-z]{2})?|kind|topic): .*\n)*"
    rb"raised:\n(  on: ([0-9: -]+)\n(?:  [ a-z].*\n|\n)*)(?=[a-z])"
)
"""No later key of `raised` begins with a wide blank, for such a one would count as the same."""
_PLACE = re.compile(rb"\nplace: ([a-z0-9-]+)\n")
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
_NONE: Mapping[str, Any] = {"supervision": {}}
_SHORT = 300
"""Bytes of a part that is remembered: many cases have the same."""
_DEPARTMENT = re.compile(rb"[a-z0-9-]+")
_SLOT_NAMES = ("handed_over", "objections", "pauses", "extensions", "replies", "progress")
_ROLE = b"\n    role: "
_ANY_OUTCOME = Outcome.EXPLAINED.encode()
_REPLY = b"\n      - on: "
_REASON = re.compile(rb"^        late_reason: [^ ~#nN\n]", re.MULTILINE)


Answered = tuple[bytes, bytes, bytes]
"""The hand-overs of an assignment, when it was answered first, and its role, as they are written."""
_Head = tuple[bytes, bytes, bool]
"""When a reply came, how it ends, and whether it says why it was late."""
_Told = tuple[bytes, bytes, tuple[_Head, ...], bytes, bytes]
"""The hand-overs, objections, heads of replies, progress and role of an assignment."""

_MOMENT = scalar_reader(Moment)
_OUTCOMES, _ROLES = remembered(scalar_reader, Outcome), remembered(scalar_reader, Role)


def _moment(text: bytes) -> Moment:
    moment: Moment = _MOMENT(text.decode())
    return moment


_DAYS = Remembered(_moment)


class Begun(NamedTuple):
    """When a case was raised."""

    on: Moment


class Excerpt:
    """Some parts of a case, each read when it is asked for first; raises Unsure where it is not sure what it holds.

    Replies have no text and no evidence; promises are told where they are asked for.
    """

    programme: str
    place: str
    raised: Begun
    meeting: str | None
    acceptance: tuple[Acceptance, ...]
    grades: tuple[GradeEntry, ...]
    assignments: Mapping[str, Assignment]
    supervision: Mapping[str, tuple[Supervision, ...]]
    rating_requests: tuple[RatingRequest, ...]
    ratings: tuple[Rating, ...]
    callbacks: tuple[Callback, ...]

    def __init__(self, data: bytes, programme: str, on: Moment, raised: bytes, promises: bool) -> None:
        self._data = data
        self._raised = raised
        self._promises = promises
        self.programme = programme
        self.raised = Begun(on)

    def __getattr__(self, name: str) -> Any:
        """Return a part that was not asked for yet."""
        if name not in _FOLLOWING and name not in ("meeting", "place"):
            raise AttributeError(name)
        try:
            value = self._part(name)
        except (NotCanonical, LookupError, ValueError):
            raise Unsure from None
        setattr(self, name, value)
        return value

    def answered(self) -> Sequence[Answered]:
        """Return of each assignment its hand-overs, when it was answered first, and its role."""
        try:
            return _answered(_lines(self._data, "assignments"))
        except (NotCanonical, LookupError, ValueError):
            raise Unsure from None

    def begun(self, answered: Answered) -> Assignment:
        """Return an assignment with its hand-overs, its first reply, if it has one, and its role."""
        handed, on, role = answered
        try:
            return _ASSIGNMENTS[handed, b"", ((on, _ANY_OUTCOME, False),) if on else (), b"", role]
        except (NotCanonical, LookupError, ValueError):
            raise Unsure from None

    def _part(self, name: str) -> Any:
        if name == "meeting":
            return _read("raised", self._raised).meeting
        if name == "place":
            return _place(self._data)
        lines = _lines(self._data, name)
        if name == "assignments":
            return _all(lines) if self._promises and b"promise" in lines else _assignments(lines)
        return _read(name, lines) if lines else _NONE.get(name, ())


class Unsure(Exception):
    """It is not sure what a case holds."""


def excerpt(data: bytes, promises: bool = False) -> Excerpt | None:
    """Return to which programme a case belongs and when it was raised, with what is behind its other parts.

    None where it is not sure.
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
        return Excerpt(data, programme.decode(), _DAYS[begun], raised, promises)
    except (NotCanonical, ValueError):
        return None


def _place(data: bytes) -> str:
    """Return the place; raises NotCanonical where the word stands elsewhere, too: it may be the same key."""
    told = _PLACE.search(data)
    if told is None or data.count(b"place") > 1:
        raise NotCanonical
    return told[1].decode()


def _lines(data: bytes, name: str) -> bytes:
    """Return the lines behind a top key; raises NotCanonical and ValueError where they are not surely those."""
    key, following = _KEYS[name]
    if data.count(key[1:-2]) > 1:
        raise NotCanonical  # the other may be the same key, written otherwise
    begin = data.index(key) + len(key)
    return data[begin : data.index(following, begin - 1) + 1]


def _read(name: str, lines: bytes) -> Any:
    """Return what some lines of a part hold; of short ones it is remembered."""
    return _SHORT_ONES[name, lines] if len(lines) < _SHORT else _read_anew((name, lines))


def _read_anew(part: tuple[str, bytes]) -> Any:
    name, lines = part
    return _reader(name)(lines[:-1].decode())


_SHORT_ONES = Remembered(_read_anew)


@cache
def _reader(name: str) -> Any:
    """Return what reads the lines behind a top key of a case, or of an assignment."""
    if name in _SLOT_NAMES:
        return part_reader(hints_of(Assignment)[name], 6)
    return part_reader(inner(hints_of(Case)[name]), 2)


def _all(lines: bytes) -> Mapping[str, Assignment]:
    found: Mapping[str, Assignment] = _read_anew(("assignments", lines)) if lines else {}
    return found


def _assignments(lines: bytes) -> Mapping[str, Assignment]:
    """Return the assignments in some lines, of a reply only its head and whether it says why late."""
    return {
        name.decode(): _ASSIGNMENTS[
            lines[handed:first],
            lines[objected:second],
            _heads(lines[replied:third]),
            lines[progressed:fourth],
            lines[role:last],
        ]
        for name, handed, first, objected, second, replied, third, progressed, fourth, role, last in _slots(lines)
    }


def _answered(lines: bytes) -> list[Answered]:
    found = list[Answered]()
    for _, handed, first, _, _, replied, third, _, _, role, last in _slots(lines):
        on = b""
        if replied < third:
            begins = replied + len(_REPLY) - 1
            if lines[replied:begins] != _REPLY[1:]:
                raise NotCanonical
            on = lines[begins : lines.index(b"\n", begins)]
        found.append((lines[handed:first], on, lines[role:last]))
    return found


def _slots(lines: bytes) -> Iterator[tuple[Any, ...]]:
    """Yield of each assignment its department, and where each slot begins and ends that may be filled.

    These are hand-overs, objections, replies, progress and role. Raises NotCanonical and ValueError where it is not
    sure, also where somebody waited, or asked for more time.
    """
    place = 0
    while place < len(lines):
        name = lines[place + 2 : lines.find(b":", place)]
        begins, objections, replies, progress, closes = _SLOTS[name]
        if not lines.startswith(begins, place):
            raise NotCanonical
        handed = place + len(begins)
        first = lines.index(objections, handed - 1) + 1
        objected = first + len(objections) - 1
        second = lines.index(replies, objected - 1) + 1
        replied = second + len(replies) - 1
        third = lines.index(progress, replied - 1) + 1
        progressed = third + len(progress) - 1
        fourth = lines.index(_ROLE, progressed - 1) + 1
        role = fourth + len(_ROLE) - 1
        last = lines.index(closes, role)
        yield name, handed, first, objected, second, replied, third, progressed, fourth, role, last
        place = last + len(closes)


def _slots_of(name: bytes) -> tuple[bytes, ...]:
    """Return how a department's assignment begins, and what stands in it before objections, replies, progress and its
    end; it has not asked for more time, nor waited."""
    if not _DEPARTMENT.fullmatch(name):
        raise NotCanonical
    key = {slot: b"    %s:  # %s\n" % (slot.encode(), name) for slot in _SLOT_NAMES}
    waited = key["pauses"] + key["extensions"]
    return (
        b"  %s:\n%s" % (name, key["handed_over"]),
        b"\n" + key["objections"],
        b"\n" + waited + key["replies"],
        b"\n" + key["progress"],
        b"  # %s\n" % name,
    )


_SLOTS = Remembered(_slots_of)


def _heads(lines: bytes) -> tuple[_Head, ...]:
    """Return when each reply came, how it ends, and whether it says why it was late."""
    if not lines:
        return ()
    first, *replies = lines.split(_REPLY) if lines.startswith(_REPLY[1:]) else (b"", lines)
    replies = [first[len(_REPLY) - 1 :], *replies]
    inner = lines.count(b"\n        ") + lines.count(b"\n\n")
    if inner + len(replies) != lines.count(b"\n"):
        raise NotCanonical  # a line is not one of a reply
    return tuple([_head(each) for each in replies])


def _head(reply: bytes) -> _Head:
    on, outcome, rest = reply.partition(b"\n        outcome: ")
    outcome, _, rest = rest.partition(b"\n")
    return on, outcome, b"late_reason" in rest and _REASON.search(rest) is not None


def _assignment(told: _Told) -> Assignment:
    handed, objections, heads, progress, role = told
    return Assignment(
        handed_over=_read("handed_over", handed) if handed else (),
        objections=_read("objections", objections) if objections else (),
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
        progress=_read("progress", progress) if progress else (),
        role=_ROLES[role.decode()],
    )


_ASSIGNMENTS = Remembered(_assignment)
