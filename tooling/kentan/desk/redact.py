"""Taking personal data or a secret out of a record: a mark in its place, a salted digest, an entry that says so."""

import hashlib
from dataclasses import dataclass
from typing import Any

from kentan.desk.editing import Taken, changed, composed, entries
from kentan.files.document import Raw
from kentan.records.case import REDACTED


class NothingThere(ValueError):
    """The path names no text of the record, or the text does not hold what is to be removed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is recorded of a redaction."""

    on: str
    by: str
    path: str
    why: str


def digest(salt: str, text: str) -> str:
    """Return the digest under which a removed text is remembered: SHA-256 of a secret salt and the text."""
    return "sha256:" + hashlib.sha256((salt + text).encode()).hexdigest()


def redacted(file: str, kind: str, data: bytes, removed: str, entry: Entry, salt: str) -> Taken:
    """Return a record's file without a piece of one of its texts; raises NothingThere, and Refused as `changed` does.

    `removed` may be the whole text. The digest is that of the whole old text, so that it can be proved later what
    stood there to whoever has it and the salt.
    """

    def redact(raw: dict[str, Raw]) -> None:
        holder, last = _holder(raw, entry.path.split("."))
        old = holder[last]
        if not isinstance(old, str) or not removed or removed not in old:
            raise NothingThere(entry.path)
        holder[last] = old.replace(removed, REDACTED)
        told: dict[str, Raw] = {"on": entry.on, "by": entry.by, "path": entry.path, "why": entry.why}
        entries(raw, "redactions").append({**told, "digest": digest(salt, old.strip())})

    identity = file.rpartition("/")[2].removesuffix(".yml")
    return composed(file, identity, kind, changed(file, kind, data, redact))


def _holder(raw: Any, steps: list[str]) -> tuple[Any, Any]:
    """Return the mapping or list that holds the last step of a path, and that step as its key or position."""
    for step in steps[:-1]:
        raw = _part(raw, step)
    _part(raw, steps[-1])
    return raw, int(steps[-1]) if isinstance(raw, list) else steps[-1]


def _part(raw: Any, step: str) -> Any:
    if isinstance(raw, list) and step.isdecimal() and int(step) < len(raw):
        return raw[int(step)]
    if isinstance(raw, dict) and step in raw:
        return raw[step]
    raise NothingThere(step)
