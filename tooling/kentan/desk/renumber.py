"""Giving a new case another number before it is merged: the file's name, its id, and what refers to it."""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from kentan.files.writing import write

_ID = re.compile(r"([A-Z]{2,6}-[0-9]{4}-)([0-9]{4,9})")
_DIGITS = 4


class NotACase(ValueError):
    """What was given is no id of a case."""


@dataclass(frozen=True, slots=True)
class Renumbered:
    """The new file, and the files in which a reference to the old id was changed."""

    file: str
    referring: tuple[str, ...]


def series_of(case: str) -> str:
    """Return with what all ids of a prefix and a year begin, such as `HZ-2022-`; raises NotACase."""
    match = _ID.fullmatch(case)
    if match is None:
        raise NotACase(case)
    return match.group(1)


def next_free(series: str, taken: Iterable[str]) -> str:
    """Return the id after the highest of a series, with as many digits; names that are no ids say nothing."""
    matches = [match for name in taken if (match := _ID.fullmatch(name)) and match.group(1) == series]
    numbers = [match.group(2) for match in matches]
    digits = max(map(len, numbers), default=_DIGITS)
    return f"{series}{max(map(int, numbers), default=0) + 1:0{digits}}"


def renumber(root: str, file: str, old: str, new: str, referring: Iterable[str]) -> Renumbered:
    """Write a case under its new id and take the old file away; `referring` are the files to look through.

    Files are taken as bytes: one that the check cannot read does not stand in the way.
    """
    renamed = f"{file.rpartition('/')[0]}/{new}.yml"
    id_line = rb"(?m)^id: *['\"]?%b['\"]?(?=\s|$)" % old.encode()
    write(os.path.join(root, renamed), re.sub(id_line, f"id: {new}".encode(), _read(root, file), count=1))
    os.unlink(os.path.join(root, file))
    into = re.compile(rb"(?m)^(\s+into: *)%b(?=\s|$)" % old.encode())
    changed = []
    for other in referring:
        with suppress(OSError):  # it cannot be opened, as the check says
            if write(os.path.join(root, other), into.sub(rb"\g<1>%b" % new.encode(), _read(root, other))):
                changed.append(other)
    return Renumbered(renamed, tuple(changed))


def _read(root: str, file: str) -> bytes:
    with open(os.path.join(root, file), "rb") as opened:
        return opened.read()
