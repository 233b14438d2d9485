"""The files of an instance as the audit goes through its history: the last version of each, and what a new one brings.

Of a file in canonical form the text is held: it takes less room than its facts, and beside it a new version is read
only where it differs.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from kentan.files.canonical import record_of
from kentan.files.canonical_scalars import NotCanonical
from kentan.files.differing import parts
from kentan.files.history import Version
from kentan.files.loading import TYPES, kind_of, load_file
from kentan.records.finding import Path
from kentan.review.audit import Brought
from kentan.review.changes import Name
from kentan.review.facts import Facts, facts
from kentan.review.tree import FileChange

_IN_PARTS = ("case", "meeting")
"""Kinds of which there are so many that only what differs is read."""
_NAMED_WITHIN = frozenset({"case", "meeting", "programme", "survey"})
_GROUNDS: tuple[Path, ...] = (("provenance",), ("programme",), ("raised", "on"))
"""The facts of a record by which changes of its other parts are judged."""
_WHOLE = frozenset({"raised", "corrections", "redactions"})
"""Parts that are judged by all of a record, or by which others are."""


class Last(NamedTuple):
    """The last version of a file that could be read: the text of one in canonical form, else its facts."""

    name: Name
    grounds: Facts
    held: bytes | Facts

    def before(self) -> tuple[Name, Facts]:
        """Return what the record is called, and its facts."""
        if isinstance(self.held, bytes):
            return self.name, facts(record_of(TYPES[self.name[0]], self.held))
        return self.name, self.held


@dataclass(frozen=True, slots=True)
class _Blob:
    """A tree of one file, whose bytes are known."""

    data: bytes

    def files(self) -> Iterator[str]:
        """Yield nothing: it is asked for its one file alone."""
        yield from ()

    def read(self, file: str) -> bytes:  # noqa: ARG002 - the signature is the tree's
        """Return the bytes."""
        return self.data


class Held:
    """What is held of each file; `restore` reads a file as it was where the audit goes on from."""

    def __init__(self, restore: Callable[[str], Last | None] = lambda _file: None) -> None:
        self._restore = restore
        self._last: dict[str, Last | None] = {}

    def brought(self, changed: Sequence[tuple[Version, bytes | None]]) -> list[Brought]:
        """Return what the versions of one commit bring, and hold them from now on."""
        found = [self._brought(version, content, True) for version, content in changed]
        if len(found) > 1 and _are_entangled([brought for brought, _ in found]):
            found = [self._brought(version, content, False) for version, content in changed]
        for brought, last in found:
            if brought.name and brought.readable:
                self._last[brought.file] = last
        return [brought for brought, _ in found]

    def _held(self, file: str) -> Last | None:
        if file not in self._last:
            self._last[file] = self._restore(file)
        return self._last[file]

    def _brought(self, version: Version, content: bytes | None, may_be_part: bool) -> tuple[Brought, Last | None]:
        """Return what a version brings, and what is held of it; without content it is gone, or no plain file."""
        change, key = FileChange(version.file, version.was, version.mode), kind_of(version.file)
        if key is None:
            return Brought(change=change), None
        last = self._held(version.file)
        if version.identity is None:
            return Brought(change=change, name=key, before=last.before() if last else None), None
        if content is None:
            return Brought(change=change, name=key, readable=False), None
        in_part = _in_part(last, content) if last and may_be_part else None
        if last and in_part:
            before, after = in_part
            brought = Brought(change=change, name=last.name, before=(last.name, before), facts=after, is_part=True)
            return brought, Last(last.name, last.grounds, content)
        found = read(key, version.file, content)
        if found is None:
            return Brought(change=change, name=key, readable=False), None
        record, held, now = found
        before_it = last.before() if last else None
        return Brought(change=change, name=now.name, record=record, before=before_it, facts=held), now


def read(key: Name, file: str, content: bytes) -> tuple[Any, Facts, Last] | None:
    """Return the record of a file, its facts, and what is held of it; None where it cannot be read."""
    kind, name = key
    record, is_canonical = None, False
    if kind in _IN_PARTS and b"\r" not in content:
        with suppress(NotCanonical):
            record, is_canonical = record_of(TYPES[kind], content), True
    if record is None:
        record = load_file(_Blob(content), file, kind)[0]
    if record is None:
        return None
    own = str(getattr(record, "id", name)) if kind in _NAMED_WITHIN else name
    held = facts(record)
    grounds = _grounds(tuple(held.get(path) for path in _GROUNDS))
    return record, held, Last((kind, own), grounds, content if is_canonical else held)


@lru_cache(maxsize=10_000)
def _grounds(texts: tuple[str | None, ...]) -> Facts:
    """Return the facts by which parts are judged; many records share them."""
    return {path: text for path, text in zip(_GROUNDS, texts, strict=True) if text is not None}


def _in_part(last: Last, content: bytes) -> tuple[Facts, Facts] | None:
    """Return the facts, before and after, of the parts in which a version differs, and those by which it is judged.

    None where the whole record has to be read, or where its parts tell less than it would.
    """
    if not isinstance(last.held, bytes):
        return None
    differing = parts(TYPES[last.name[0]], last.held, content)
    if differing is None:
        return None
    before = after = last.grounds
    for part in differing:
        was, now = facts(part.was, part.path), facts(part.now, part.path)
        if part.path[0] in _WHOLE or (was and not now and len(part.path) > 1):
            return None  # of what is gone, the topmost part that is missing has to be named
        before = {**before, **was} if was else before
        after = {**after, **now} if now else after
    return before, after


def _are_entangled(found: Sequence[Brought]) -> bool:
    """Whether a record of which only parts were read stands in another of the files too, before or after."""
    names = [each.name for each in found if each.name]
    names += [each.before[0] for each in found if each.before and each.before[0] != each.name]
    if len(set(names)) == len(names):
        return False
    named = Counter(names)
    return any(each.is_part and each.name and named[each.name] > 1 for each in found)
