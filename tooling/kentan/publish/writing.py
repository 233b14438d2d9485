"""Laying the site down: only what changed, and whole at any time.

All new files are first written beside the site. Only when the last one is complete are they moved into place, which
takes an instant; a build that is interrupted before leaves the old site as it was, and one that is interrupted in
that instant is completed by the next. A manifest remembers the digest of each file, and a mark by which is seen that
the file was touched since: then it is read, and written again if it is another one.
"""

import json
import marshal
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from copy import copy
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from kentan.publish.placing import folders_around, moved, put, remove_empty, removed, write_whole
from kentan.publish.touched import laid_down, mark

PYTHON = f"{sys.implementation.cache_tag} {marshal.version}".encode()
"""By whom values were packed: another Python may pack them otherwise."""
_OURS = "assets/kentan.css"
_MANIFEST, _NEXT_MANIFEST = "manifest", "manifest-next"
_DIGESTS, _MARKS = "digests", "marks"
LAST = "last.json"
"""What the last build was made of (`kentan.publish.unchanged`); it is forgotten as soon as another one begins."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many files there are, how many of them were written, and how many stale ones were removed."""

    files: int
    written: int
    removed: int


@dataclass(frozen=True, slots=True)
class Laid:
    """What one part of a build laid down: the digests of its files, and the marks of those that are new."""

    digests: dict[str, str]
    changed: dict[str, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """A look at the folder of a site: what the manifest begins with, and whether the very files stand there that it
    names, untouched since."""

    manifest: str
    is_whole: bool


class NotOurs(ValueError):
    """The folder into which the site was to go holds files that no build laid down."""


def digest(content: bytes) -> str:
    """A short digest of some bytes."""
    return blake2b(content, digest_size=12).hexdigest()


class Writer:
    """Writes one build of the site into the folder `output`; working files stand beside it in `work`."""

    def __init__(self, output: Path, work: Path, seen: Seen | None = None) -> None:
        """`seen` is a look at the folder that was just taken; without one it is looked at now."""
        self._output = output
        self._staged = work / "next"
        self._manifest = work / _MANIFEST
        self._next_manifest = work / _NEXT_MANIFEST
        self._ready = work / "ready.json"
        work.mkdir(parents=True, exist_ok=True)
        removed(work / LAST)
        if self._ready.exists():
            self._move()
        removed(self._staged)
        self._before, self._marks = self._known(seen)
        self._digests: dict[str, str] = {}
        self._folders: set[str] = set()
        self._changed: dict[str, int] = {}

    def write(self, path: str, content: bytes) -> None:
        """Take one file of the site, `path` below its folder."""
        known = digest(content)
        if self._digests.get(path) == known:
            return
        self._digests[path] = known
        if self._before.get(path) == known:
            return
        target = f"{self._staged}/{path}"
        folder = os.path.dirname(target)
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        with open(target, "wb", buffering=0) as file:
            file.write(content)
            self._changed[path] = mark(os.fstat(file.fileno()))

    def keep(self, path: str, known: str) -> bool:
        """Leave a file as the last build laid it down; False where it is not there with that digest any more."""
        if self._before.get(path) != known:
            return False
        self._digests[path] = known
        return True

    @property
    def paths(self) -> Iterable[str]:
        """The paths of all files that were taken."""
        return self._digests.keys()

    def digest_of(self, path: str) -> str:
        """The digest of a file that was taken."""
        return self._digests[path]

    def part(self) -> "Writer":
        """A writer into the same build for a job of its own, whose files are handed back by `laid`."""
        part = copy(self)
        part._digests, part._changed, part._folders = {}, {}, set()
        return part

    def laid(self) -> Laid:
        """What this part laid down."""
        return Laid(self._digests, self._changed)

    def take(self, laid: Laid) -> None:
        """Make what a part laid down one's own."""
        self._digests.update(laid.digests)
        self._changed.update(laid.changed)

    def finish(self) -> Written:
        """Put everything into place and remove what this build did not write."""
        stale = sorted(self._before.keys() - self._digests.keys())
        marks = {path: self._changed.get(path) or self._marks.get(path, 0) for path in self._digests}
        write_whole(self._next_manifest, packed({_DIGESTS: self._digests, _MARKS: marks}))
        journal = {"changed": [*self._changed], "stale": stale}
        write_whole(self._ready, json.dumps(journal, ensure_ascii=False).encode())
        self._move()
        return Written(len(self._digests), len(self._changed), len(stale))

    def _move(self) -> None:
        """Do what `ready.json` says; may be done again after an interruption."""
        changed, stale = _journal(self._ready)
        if changed is None:  # it is damaged: nothing is known of what was done already
            removed(self._manifest)
            removed(self._ready)
            return
        if not (not self._output.exists() and self._staged.exists() and moved(self._staged, self._output)):
            self._remove(folders_around(changed).intersection(stale))
            for path in changed:
                source, target = f"{self._staged}/{path}", f"{self._output}/{path}"
                if os.path.exists(source):
                    os.makedirs(os.path.dirname(target), exist_ok=True)
                    put(source, target)
        self._remove(stale)
        remove_empty(self._output, {os.path.dirname(path) for path in stale})
        if self._next_manifest.exists():
            put(str(self._next_manifest), str(self._manifest))
        else:  # interrupted in this very instant: all files are written again
            write_whole(self._manifest, packed({_DIGESTS: {}, _MARKS: {}}))
        self._ready.unlink()

    def _remove(self, paths: Iterable[str]) -> None:
        for path in paths:
            target = f"{self._output}/{path}"
            if os.path.islink(target) or not os.path.isdir(target):  # else a folder took its place
                with suppress(FileNotFoundError, NotADirectoryError):
                    os.remove(target)

    def _known(self, seen: Seen | None) -> tuple[dict[str, str], dict[str, int]]:
        """The digests of the last build and the marks of its files, as far as they are still there; no digest for a
        file that is another one.

        Raises NotOurs where the folder holds files and no build of ours is remembered: they are not ours to remove.
        """
        begin, digests, marks = _read(self._manifest)
        if not begin and self._output.is_dir() and any(self._output.iterdir()) and not (self._output / _OURS).exists():
            raise NotOurs(str(self._output)) from None
        if seen == Seen(begin, is_whole=True):
            return digests, marks
        found = laid_down(self._output)
        for path, now in found.items():
            if path in digests and marks.get(path) != now and _digest_of(self._output / path) != digests[path]:
                del digests[path]
        return {path: digests.get(path, "") for path in found}, found


def work_folder(instance_root: Path, output: Path) -> Path:
    """Where the working files of the builds of an instance into a folder stand."""
    return instance_root / "build" / ".kentan" / digest(os.fsencode(output.resolve()))


def look(output: Path, work: Path) -> Seen:
    """Look at what the last build laid down."""
    begin, digests, marks = _read(work / _MANIFEST)
    return Seen(begin, bool(begin) and laid_down(output) == marks and marks.keys() == digests.keys())


def _read(manifest: Path) -> tuple[str, dict[str, str], dict[str, int]]:
    """What a manifest begins with, its digests and its marks; nothing where it cannot be read."""
    try:
        content = manifest.read_bytes()
        found = unpacked(content)
        return content.partition(b"\n")[0].decode(), found[_DIGESTS], found[_MARKS]
    except (OSError, ValueError, KeyError):
        return "", {}, {}


def _digest_of(path: Path) -> str | None:
    try:
        return None if path.is_symlink() else digest(path.read_bytes())
    except OSError:
        return None


def packed(values: dict[str, Any]) -> bytes:
    """Plain values by name as bytes, for the next build by the same Python; quicker than JSON where there are many."""
    content = marshal.dumps(values)
    return b"%b %b\n%b" % (PYTHON, digest(content).encode(), content)


def unpacked(content: bytes) -> dict[str, Any]:
    """The values again; raises ValueError where the bytes are damaged, or of another Python."""
    head, _, kept = content.partition(b"\n")
    if head != b"%b %b" % (PYTHON, digest(kept).encode()):
        raise ValueError("it was not packed by this Python, or is damaged")
    found: dict[str, Any] = marshal.loads(kept)
    return found


def _journal(path: Path) -> tuple[list[str] | None, list[str]]:
    """Which files are to be put into place, and which removed; None where it cannot be read."""
    try:
        found = json.loads(path.read_bytes())
        return [*found["changed"]], [*found["stale"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None, []
