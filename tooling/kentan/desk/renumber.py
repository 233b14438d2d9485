"""Giving a new case another number before it is merged: the file's name, its id, and what refers to it."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass

from kentan.files.writing import write

_ID = re.compile(r"([A-Z]{2,6})-([0-9]{4})-([0-9]{4,})")


class NotACase(ValueError):
    """What was given is no id of a case."""


@dataclass(frozen=True, slots=True)
class Renumbered:
    """The new file, and the files in which a reference to the old id was changed."""

    file: str
    referring: tuple[str, ...]


def next_free(old: str, taken: Iterable[str]) -> str:
    """Return the id after the highest number of the same prefix and year; raises NotACase."""
    match = _ID.fullmatch(old)
    if match is None:
        raise NotACase(old)
    prefix, year, number = match.groups()
    numbers = [
        int(each.group(3)) for name in taken if (each := _ID.fullmatch(name)) and each.groups()[:2] == (prefix, year)
    ]
    return f"{prefix}-{year}-{max([*numbers, int(number)]) + 1:0{len(number)}}"


def renumber(root: str, file: str, old: str, new: str, referring: Iterable[str]) -> Renumbered:
    """Write a case under its new id and take the old file away; `referring` are the files to look through."""
    path = os.path.join(root, file)
    with open(path, encoding="utf-8", newline="") as opened:
        text = opened.read()
    renamed = f"{file.rpartition('/')[0]}/{new}.yml"
    write(
        os.path.join(root, renamed),
        re.sub(rf"(?m)^id: *['\"]?{old}['\"]?(?=\s|$)", f"id: {new}", text, count=1).encode(),
    )
    os.unlink(path)
    changed = []
    for other in referring:
        with open(os.path.join(root, other), encoding="utf-8", newline="") as opened:
            text = opened.read()
        referred = re.sub(rf"(?m)^(\s+into: *){old}(?=\s|$)", rf"\g<1>{new}", text)
        if write(os.path.join(root, other), referred.encode()):
            changed.append(other)
    return Renumbered(renamed, tuple(changed))
