"""Taking personal data or a secret out of a record: a mark in its place, a salted digest, an entry that says so."""

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from kentan.files.document import Document, Raw
from kentan.files.encoding import decode
from kentan.files.formatting import canonical
from kentan.files.reading import read

REDACTED = "［已删除］"
"""What stands where something was removed; the review knows it too."""


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


def redacted(file: str, kind: str, data: bytes, removed: str, entry: Entry, salt: str) -> bytes:
    """Return a record's file without a piece of one of its texts; raises NothingThere.

    `removed` may be the whole text. The digest is that of the whole old text, so that it can be proved later what
    stood there to whoever has it and the salt.
    """
    document = read(file, data)
    text, _findings = decode(file, data)
    if document.raw is None or text is None:
        raise NothingThere(file)
    raw: dict[str, Any] = _copy(document.raw)
    holder, last = _holder(raw, entry.path.split("."))
    old = holder[last]
    if not isinstance(old, str) or not removed or removed not in old:
        raise NothingThere(entry.path)
    holder[last] = old.replace(removed, REDACTED)
    told = {"on": entry.on, "by": entry.by, "path": entry.path, "why": entry.why, "digest": digest(salt, old.strip())}
    raw["redactions"] = [*(raw.get("redactions") or []), told]
    return canonical(_with(document, raw), text, kind).encode()


def _with(document: Document, raw: dict[str, Raw]) -> Document:
    return replace(document, raw=raw)


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(part) for key, part in value.items()}
    return [_copy(part) for part in value] if isinstance(value, list) else value


def _holder(raw: Any, steps: list[str]) -> tuple[Any, Any]:
    """Return the mapping or list that holds the last step of a path, and that step as its key or position."""
    for step in steps[:-1]:
        raw = _part(raw, step)
    last = int(steps[-1]) if isinstance(raw, list) and steps[-1].isdigit() else steps[-1]
    _part(raw, steps[-1])
    return raw, last


def _part(raw: Any, step: str) -> Any:
    if isinstance(raw, list) and step.isdigit() and int(step) < len(raw):
        return raw[int(step)]
    if isinstance(raw, dict) and step in raw:
        return raw[step]
    raise NothingThere(step)
