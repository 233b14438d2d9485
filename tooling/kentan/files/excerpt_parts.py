"""What some lines of a case hold, in the canonical form: a part of it, or its assignments without texts and evidence.

Many cases have the same parts, so that of short ones what they hold is remembered. Everything here raises NotCanonical,
LookupError or ValueError where it is not sure.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from kentan.files.canonical import part_reader
from kentan.files.canonical_scalars import NotCanonical, Remembered, remembered, scalar_reader
from kentan.records.case import Assignment, Case, Reply
from kentan.records.describe import hints_of, inner
from kentan.records.moments import Moment
from kentan.records.vocabulary import Outcome, Role

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


MOMENTS = Remembered(_moment)
"""The moments that some texts tell."""


def part(name: str, lines: bytes) -> Any:
    """Return what some lines of a part hold; of short ones it is remembered."""
    return _SHORT_ONES[name, lines] if len(lines) < _SHORT else _read_anew((name, lines))


def _read_anew(told: tuple[str, bytes]) -> Any:
    name, lines = told
    return _reader(name)(lines[:-1].decode())


_SHORT_ONES = Remembered(_read_anew)


@cache
def _reader(name: str) -> Any:
    """Return what reads the lines behind a top key of a case, or of an assignment."""
    if name in _SLOT_NAMES:
        return part_reader(hints_of(Assignment)[name], 6)
    return part_reader(inner(hints_of(Case)[name]), 2)


def whole_assignments(lines: bytes) -> Mapping[str, Assignment]:
    """Return the assignments in some lines with all that is in them."""
    found: Mapping[str, Assignment] = _read_anew(("assignments", lines)) if lines else {}
    return found


def assignments(lines: bytes) -> Mapping[str, Assignment]:
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


def answered(lines: bytes) -> Sequence[Answered]:
    """Return of each assignment in some lines its hand-overs, when it was answered first, and its role."""
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
        handed_over=part("handed_over", handed) if handed else (),
        objections=part("objections", objections) if objections else (),
        replies=tuple(
            Reply(
                on=MOMENTS[on],
                outcome=_OUTCOMES[outcome.decode()],
                text="",
                late_reason="…" if why else None,
                translations={},
            )
            for on, outcome, why in heads
        ),
        progress=part("progress", progress) if progress else (),
        role=_ROLES[role.decode()],
    )


_ASSIGNMENTS = Remembered(_assignment)


def begun(told: Answered) -> Assignment:
    """Return an assignment with its hand-overs, its first reply, if it has one, and its role."""
    handed, on, role = told
    return _ASSIGNMENTS[handed, b"", ((on, _ANY_OUTCOME, False),) if on else (), b"", role]
