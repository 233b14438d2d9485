"""Laying the site down: only what changed, and whole at any time.

All new files are first written beside the site. Only when the last one is complete are they moved into place, which
takes an instant; a build that is interrupted before leaves the old site as it was, and one that is interrupted in
that instant is completed by the next. A manifest remembers the digest of each file.
"""

import json
import marshal
import os
import shutil
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from errno import EXDEV
from hashlib import blake2b
from pathlib import Path
from typing import Any

_OURS = "assets/kentan.css"
_MANIFEST, _NEXT_MANIFEST = "manifest", "manifest-next"
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
    """What one part of a build laid down: the digests of its files, and which of them are new."""

    digests: dict[str, str]
    changed: list[str]


@dataclass(frozen=True, slots=True)
class Seen:
    """A look at the folder of a site: the digest of the manifest, and whether the very files stand there that it
    names."""

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
        (work / LAST).unlink(missing_ok=True)
        if self._ready.exists():
            self._move()
        shutil.rmtree(self._staged, ignore_errors=True)
        self._before = self._known(seen)
        self._digests: dict[str, str] = {}
        self._folders: set[str] = set()
        self._changed: list[str] = []

    def write(self, path: str, content: bytes) -> None:
        """Take one file of the site, `path` below its folder."""
        known = digest(content)
        if self._digests.get(path) == known:
            return
        self._digests[path] = known
        if self._before.get(path) == known:
            return
        self._changed.append(path)
        target = f"{self._staged}/{path}"
        folder = os.path.dirname(target)
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        with open(target, "wb", buffering=0) as file:
            file.write(content)

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
        part._digests, part._changed, part._folders = {}, [], set()
        return part

    def laid(self) -> Laid:
        """What this part laid down."""
        return Laid(self._digests, self._changed)

    def take(self, laid: Laid) -> None:
        """Make what a part laid down one's own."""
        self._digests.update(laid.digests)
        self._changed.extend(laid.changed)

    def finish(self) -> Written:
        """Put everything into place and remove what this build did not write."""
        stale = sorted(self._before.keys() - self._digests.keys())
        write_whole(self._next_manifest, packed(self._digests))
        write_whole(self._ready, json.dumps({"changed": self._changed, "stale": stale}, ensure_ascii=False).encode())
        self._move()
        return Written(len(self._digests), len(self._changed), len(stale))

    def _move(self) -> None:
        """Do what `ready.json` says; may be done again after an interruption."""
        journal = json.loads(self._ready.read_bytes())
        if not (not self._output.exists() and self._staged.exists() and _moved(self._staged, self._output)):
            for path in journal["changed"]:
                source, target = f"{self._staged}/{path}", f"{self._output}/{path}"
                if os.path.exists(source):
                    os.makedirs(os.path.dirname(target), exist_ok=True)
                    _put(source, target)
        for path in journal["stale"]:
            target = f"{self._output}/{path}"
            if os.path.exists(target):
                os.remove(target)
        _remove_empty(self._output, {os.path.dirname(path) for path in journal["stale"]})
        if self._next_manifest.exists():
            os.replace(self._next_manifest, self._manifest)
        else:  # interrupted in this very instant: all files are written again
            write_whole(self._manifest, packed({}))
        self._ready.unlink()

    def _known(self, seen: Seen | None) -> dict[str, str]:
        """The digests of the last build, as far as its files are still there.

        Raises NotOurs where the folder holds files and no build of ours is remembered: they are not ours to remove.
        """
        try:
            manifest = self._manifest.read_bytes()
            digests: dict[str, str] = unpacked(manifest)
        except (OSError, ValueError):
            if self._output.is_dir() and any(self._output.iterdir()) and not (self._output / _OURS).exists():
                raise NotOurs(str(self._output)) from None
            manifest, digests = b"", {}
        if seen == Seen(digest(manifest), is_whole=True):
            return digests
        return {path: digests.get(path, "") for path in laid_down(self._output)}


def work_folder(instance_root: Path, output: Path) -> Path:
    """Where the working files of the builds of an instance into a folder stand."""
    return instance_root / "build" / ".kentan" / digest(str(output.resolve()).encode())


def look(output: Path, work: Path) -> Seen:
    """Look at what the last build laid down."""
    try:
        manifest = (work / _MANIFEST).read_bytes()
        files = unpacked(manifest)
    except (OSError, ValueError):
        return Seen("", is_whole=False)
    return Seen(digest(manifest), set(laid_down(output)) == files.keys())


def laid_down(output: Path) -> Iterator[str]:
    """The path of every file below the folder of a site."""
    for folder, _, names in os.walk(output):
        below = os.path.relpath(folder, output).replace(os.sep, "/")
        for name in names:
            yield name if below == "." else f"{below}/{name}"


def _moved(source: Path, target: Path) -> bool:
    """Move a whole folder at once; False where the target is on another file system."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.rename(source, target)
    except OSError as error:
        if error.errno != EXDEV:
            raise
        return False
    return True


def _put(source: str, target: str) -> None:
    """Put a file into place, so that it is never seen half written, on another file system neither."""
    try:
        os.replace(source, target)
    except OSError as error:
        if error.errno != EXDEV:
            raise
        draft = f"{target}.draft"
        shutil.copyfile(source, draft)
        os.replace(draft, target)
        os.remove(source)


def packed(values: dict[str, Any]) -> bytes:
    """Plain values by name as bytes, for the next build of the same Kentan; quicker than JSON where there are many."""
    return marshal.dumps(values)


def unpacked(content: bytes) -> dict[str, Any]:
    """The values again; raises ValueError where the bytes are damaged, or of another Python."""
    try:
        found = marshal.loads(content)
    except (EOFError, TypeError) as error:
        raise ValueError from error
    if not isinstance(found, dict):
        raise ValueError
    return found


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is never seen half written."""
    draft = path.with_suffix(".draft")
    draft.write_bytes(content)
    os.replace(draft, path)


def _remove_empty(top: Path, folders: set[str]) -> None:
    """Remove the folders that hold nothing any more, and those around them."""
    for folder in sorted(folders, reverse=True):
        while folder and os.path.isdir(top / folder):
            try:
                os.rmdir(top / folder)
            except OSError:  # it still holds something
                break
            folder = os.path.dirname(folder)
