"""What differs between two versions of a file in canonical form, without reading what is the same in both.

The canonical form is made of parts: what stands under a key is read by itself, whatever stands before or behind it
(`canonical`). So where one version is canonical, another is too if each part that differs can be read in its place;
and its record differs in these parts alone. Most versions of a case add one entry at the end of one list.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from kentan.files.canonical import part_of
from kentan.files.canonical_scalars import NotCanonical
from kentan.files.encoding import MOST_LINE
from kentan.records.case import Assignment
from kentan.records.describe import key_of
from kentan.records.finding import Path


class Part(NamedTuple):
    """A part of a record, by its path, before and after; None before where it is a new entry of a list."""

    path: Path
    was: Any
    now: Any


def parts(kind: type, old: bytes, new: bytes) -> list[Part] | None:
    """Return the parts in which a version of a record differs from `old`, which is in canonical form.

    None where the versions have to be read whole: what differs is no nested part, or is not in canonical form.
    """
    if len(new) > MOST_LINE or b"\r" in new or b"\r" in old or new[-1:] != b"\n":
        return None
    split = _splitter(0)
    before, after = split(old[:-1]), split(new[:-1])
    if len(before) != len(after):
        return None
    found = list[Part]()
    hints = _hints(kind)
    try:
        for one, other in zip(before, after, strict=True):
            if one != other:
                key, was, now = _under_one_key(one, other)
                found.extend(_differing(hints[key], 2, (key,), was, now))
    except (NotCanonical, UnicodeDecodeError, KeyError):
        return None
    return found


@cache
def _splitter(indent: int, begins: bytes = b"[^ \\n]") -> Callable[[bytes], list[bytes]]:
    """Return what splits lines into parts, each with a first line that is indented so far."""
    return re.compile(b"\\n(?= {%d}%b)" % (indent, begins)).split


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    """Return the types of those fields of a record, by their keys, that hold nothing where nothing stands there."""
    hints = get_type_hints(kind, include_extras=True)
    return {
        key_of(each): hints[each.name]
        for each in fields(kind)
        if each.default in (None, ()) or each.default_factory is dict
    }


def _under_one_key(one: bytes, other: bytes) -> tuple[str, bytes, bytes]:
    """Return the key of both parts, and the lines under it; raises NotCanonical where they have not one key alone."""
    line, ended, was = one.partition(b"\n")
    same, also_ended, now = other.partition(b"\n")
    key, _, rest = line.partition(b":")
    if line != same or (rest and not rest.startswith(b"  #")) or (ended and not was) or (also_ended and not now):
        raise NotCanonical
    return key.decode().strip(), was, now


def _differing(hint: Any, indent: int, path: Path, was: bytes, now: bytes) -> Iterator[Part]:
    """Yield the parts that differ of what stands under a key, in lines indented so far."""
    origin = get_origin(hint)
    within = _hints(hint).__getitem__ if hint is Assignment else None
    if isinstance(origin, type) and issubclass(origin, Mapping):
        within = _each(get_args(hint)[1])
    if within and was and now:
        split = _splitter(indent)
        before, after = split(was), split(now)
        if [each.partition(b"\n")[0] for each in before] == [each.partition(b"\n")[0] for each in after]:
            for one, other in zip(before, after, strict=True):
                if one != other:
                    key, was, now = _under_one_key(one, other)
                    yield from _differing(within(key), indent + 2, (*path, key), was, now)
            return
    if hint is Assignment:
        raise NotCanonical  # its lines cannot be read without the department behind each key
    if origin is tuple and was and now:
        split = _splitter(indent, b"- ")
        before, after = split(was), split(now)
        if len(before) < len(after) and before == after[: len(before)]:
            added = part_of(hint, indent, b"\n".join(after[len(before) :]).decode())
            for number, entry in enumerate(added, len(before)):
                yield Part((*path, number), None, entry)
            return
    yield Part(path, _read(hint, indent, was), _read(hint, indent, now))


def _each(hint: Any) -> Callable[[str], Any]:
    return lambda _key: hint


def _read(hint: Any, indent: int, lines: bytes) -> Any:
    return part_of(hint, indent, lines.decode()) if lines else ()
