"""What differs between two versions of a file in canonical form, without reading what is the same in both.

The canonical form is made of parts: what stands under a key is read by itself, whatever stands before or behind it
(`canonical`). So where one version is canonical, another is too if each part that differs can be read in its place;
and its record differs in these parts alone. Most versions of a case add one entry at the end of one list.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

from kentan.files.canonical import part_reader
from kentan.files.canonical_scalars import NotCanonical
from kentan.files.encoding import MOST_LINE
from kentan.records.case import Assignment
from kentan.records.describe import hints_of, is_mapping, is_record, key_of
from kentan.records.finding import Path

_TypeOf = Callable[[str], Any]
_TOP = re.compile(rb"\n[^ \n]")
_ENTRY = re.compile(rb"\n  ([^ \n:]+):")


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
    try:
        return _added(kind, old, new) or _all_differing(kind, old, new)
    except (NotCanonical, LookupError, ValueError):
        return None


def _added(kind: type, old: bytes, new: bytes) -> list[Part]:
    """Return the entries that a version adds at the end of one list; nothing where it differs otherwise.

    Only the lines of the list and those of its keys are looked at, which is quicker than to part both texts.
    """
    begin = old.rfind(b"\n", 0, _alike(old, new)) + 1
    behind = old[begin:]
    if begin == 0 or len(new) <= len(old) or not new.endswith(behind):
        return []
    lines = new[begin : len(new) - len(behind)]
    indent = len(lines) - len(lines.lstrip(b" "))
    if lines[indent : indent + 2] != b"- " or lines[-1:] != b"\n" or _is_within(behind, indent):
        return []
    number, end = 0, begin
    while True:
        start = old.rfind(b"\n", 0, end - 1) + 1
        line = old[start:end]
        if not _is_within(line, indent):
            break
        number += line[indent : indent + 2] == b"- "
        end = start
    key = line.partition(b":")[0].decode()
    found = _list_above(kind, old, start, indent) if len(key) - len(key.lstrip()) == indent - 2 else None
    if found is None:
        return []
    path, type_of = found
    hint = type_of(key.strip())
    if not _is_list(hint):
        return []
    entries = part_reader(hint, indent)(lines[:-1].decode())
    return [Part((*path, key.strip(), place), None, entry) for place, entry in enumerate(entries, number)]


def _alike(one: bytes, other: bytes) -> int:
    """Return how many bytes both begin with."""
    low, high = 0, min(len(one), len(other)) + 1
    while high - low > 1:
        middle = (low + high) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle
    return low


def _is_within(lines: bytes, indent: int) -> bool:
    """Whether the first of some lines belongs to a list whose entries are indented so far: it is so too, or empty."""
    return lines[:1] == b"\n" or (lines[:1] == b" " and not lines[:indent].strip(b" "))


def _list_above(kind: type, text: bytes, start: int, indent: int) -> tuple[Path, _TypeOf] | None:
    """Return the path of what holds a list, and what tells the type of each thing that it holds, by its key.

    The list's key stands in the line at `start`, its entries are indented so far. None where no such list is known.
    """
    if indent == 2:
        return (), _hints(kind).__getitem__
    for name, hint in _mappings(kind, indent).items():
        top = text.rfind(b"\n%b:\n" % name.encode(), 0, start)
        if top < 0 or _TOP.search(text, top + 1, start):
            continue
        if indent == 4:
            return (name,), _each(hint)
        entries = _ENTRY.findall(text, top + len(name) + 2, start)
        return (name, entries[-1].decode()), _hints(hint).__getitem__
    return None


@cache
def _mappings(kind: type, indent: int) -> Mapping[str, Any]:
    """Return what the mappings of a record hold, by their keys, where lists in it have entries indented so far."""
    held = {name: get_args(hint)[1] for name, hint in _hints(kind).items() if is_mapping(hint)}
    return {name: hint for name, hint in held.items() if indent == (6 if is_record(hint) else 4)}


def _all_differing(kind: type, old: bytes, new: bytes) -> list[Part]:
    """Return all parts that differ; raises NotCanonical and others where not all of them are nested parts."""
    split, hints = _splitter(0), _hints(kind)
    found = list[Part]()
    for one, other in zip(split(old[:-1]), split(new[:-1]), strict=True):
        if one != other:
            key, was, now = _under_one_key(one, other)
            found.extend(_differing(hints[key], 2, (key,), was, now))
    return found


@cache
def _splitter(indent: int, begins: bytes = b"[^ \\n]") -> Callable[[bytes], list[bytes]]:
    """Return what splits lines into parts, each with a first line that is indented so far."""
    return re.compile(b"\\n(?= {%d}%b)" % (indent, begins)).split


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    """Return the types of those fields of a record, by their keys, that hold nothing where nothing stands there."""
    hints = hints_of(kind)
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
    within = _hints(hint).__getitem__ if hint is Assignment else None
    if is_mapping(hint):
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
    if _is_list(hint) and was and now:
        split = _splitter(indent, b"- ")
        before, after = split(was), split(now)
        if len(before) < len(after) and before == after[: len(before)]:
            added = part_reader(hint, indent)(b"\n".join(after[len(before) :]).decode())
            for number, entry in enumerate(added, len(before)):
                yield Part((*path, number), None, entry)
            return
    yield Part(path, _read(hint, indent, was), _read(hint, indent, now))


def _is_list(hint: Any) -> bool:
    origin: object = get_origin(hint)
    return origin is tuple


def _each(hint: Any) -> _TypeOf:
    return lambda _key: hint


def _read(hint: Any, indent: int, lines: bytes) -> Any:
    return part_reader(hint, indent)(lines.decode()) if lines else ()
