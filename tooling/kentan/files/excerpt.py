"""Some parts of a case out of its text, without reading the others: what is asked where a clock or a calendar changed.

A part that is wanted is found by its key and the one that is written behind it; of what stands between the canonical
form is read, and of most assignments not even their texts. Nothing is said of a text in which a part could stand in
another way: with quotes or brackets, which may run over lines, or with the same key elsewhere. So what is said of a
sound file is what its record holds; of others nobody asks.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kentan.files.canonical_scalars import NotCanonical
from kentan.files.excerpt_parts import MOMENTS, Answered, answered, assignments, begun, part, whole_assignments
from kentan.records.case import Acceptance, Assignment, Callback, GradeEntry, Rating, RatingRequest, Supervision
from kentan.records.moments import Moment

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
            return answered(_lines(self._data, "assignments"))
        except (NotCanonical, LookupError, ValueError):
            raise Unsure from None

    def begun(self, told: Answered) -> Assignment:
        """Return an assignment with its hand-overs, its first reply, if it has one, and its role."""
        try:
            return begun(told)
        except (NotCanonical, LookupError, ValueError):
            raise Unsure from None

    def _part(self, name: str) -> Any:
        if name == "meeting":
            return part("raised", self._raised).meeting
        if name == "place":
            return _place(self._data)
        lines = _lines(self._data, name)
        if name == "assignments":
            return (whole_assignments if self._promises and b"promise" in lines else assignments)(lines)
        return part(name, lines) if lines else _NONE.get(name, ())


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
    programme, raised, on = told.groups()
    try:
        return Excerpt(data, programme.decode(), MOMENTS[on], raised, promises)
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
