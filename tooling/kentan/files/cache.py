"""What was found the last time in the same files: nothing is judged twice that did not change.

A check is a function of the bytes of all files, of the day, and of Kentan itself. Their digest names the file in which
its findings are kept, so that a kept answer is never out of date, only of no more use. All files are read for it: what
Git's index says of them, and their times, can be wrong, and reading is a tenth of the work (`docs/decisions/0006`).

It is kept inside `.git`, where no commit and no pull request can put anything, and may be deleted at any time.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from kentan.files.tree import DiskTree, Unreadable, holding

INSTANCE = "instance"
"""The name under which is kept what has to be known of an instance before its answer can be named."""
MOST_KEPT = 8
"""Answers that are kept: a few days, branches and versions of Kentan."""
_LENGTH = sha256().digest_size


@dataclass(slots=True)
class WitnessedTree:
    """A tree that remembers what was read from it: what is found is tied to the very bytes that were judged."""

    tree: DiskTree
    _files: list[str] = field(default_factory=list)
    _digests: dict[str, bytes] = field(default_factory=dict)
    is_steady: bool = True
    """Whether nothing changed between two readings."""

    def files(self) -> Iterator[str]:
        """Yield the path of every file."""
        files = list(self.tree.files())
        if self._files and files != self._files:
            self.is_steady = False
        self._files = files
        yield from files

    def foresee(self, files: Iterable[str]) -> None:
        """Have files fetched that are read soon."""
        self.tree.foresee(files)

    def forget(self) -> None:
        """Let go the files that were foreseen and not read."""
        self.tree.forget()

    def read(self, file: str) -> bytes:
        """Return a file's bytes; raises Unreadable."""
        try:
            data = self.tree.read(file)
        except Unreadable as unreadable:
            self._witness(file, unreadable.code.encode().ljust(_LENGTH, b"\0"))
            raise
        self._witness(file, sha256(data).digest())
        return data

    def _witness(self, file: str, digest: bytes) -> None:
        if self._digests.setdefault(file, digest) != digest:
            self.is_steady = False

    def witnessed(self) -> tuple[dict[str, bytes], bool]:
        """Return the digests of what was read, and whether nothing changed between two readings."""
        return self._digests, self.is_steady

    def trust(self, digests: Mapping[str, bytes], steady: bool) -> None:
        """Take in what a process witnessed that read other files of the same tree."""
        self.is_steady = self.is_steady and steady
        if self._digests.keys().isdisjoint(digests):
            self._digests.update(digests)
            return
        for file, digest in digests.items():
            self._witness(file, digest)

    def digest_of(self, file: str) -> bytes:
        """Return the digest of a file's bytes, or why there are none."""
        if file not in self._digests:
            with suppress(Unreadable):
                self.read(file)
        return self._digests[file]

    def digest(self) -> str | None:
        """Return the digest of the files that were listed, also of those not read yet; None if anything changed."""
        files = self._files or list(self.files())
        names = sha256("\0".join(files).encode("utf-8", "surrogateescape")).digest()
        digests = b"".join(map(self.digest_of, files))  # all of one length
        return sha256(names + digests).hexdigest() if self.is_steady else None


def name_of(tree: WitnessedTree, versions: Sequence[str], *circumstances: str) -> str | None:
    """Return the name under which the findings of these files are kept, or None while the files change.

    `circumstances` is what they depend on beside the files and the versions: the day, and the language of the names
    in them.
    """
    content = tree.digest()
    return None if content is None else _digest([content, circumstances, versions])


def name_of_file(tree: WitnessedTree, versions: Sequence[str], file: str) -> str:
    """Return the name of what this Kentan makes of a file's bytes."""
    return _digest([tree.digest_of(file).hex(), versions])


def _digest(values: Sequence[Any]) -> str:
    return sha256(json.dumps(values).encode()).hexdigest()


def folder_of(root: str) -> str | None:
    """Return the folder in which the answers for an instance are kept, None where it is in no Git repository."""
    found = holding(root, ".git")
    return os.path.join(found, ".git", "kentan") if found else None


def has_answers(folder: str) -> bool:
    """Whether anything is kept: if not, there is no need to ask."""
    try:
        return any(map(_is_answer, os.listdir(folder)))
    except OSError:
        return False


def recall(folder: str, name: str) -> Any:
    """Return the plain values that are kept under a name; None where there are none, or they are damaged."""
    try:
        with open(os.path.join(folder, f"{name}.json"), "rb") as file:
            digest, _, kept = file.read().partition(b"\n")
    except OSError:
        return None
    if digest != sha256(kept).hexdigest().encode():
        return None
    return json.loads(kept)


def keep(folder: str, name: str, values: Sequence[Any]) -> None:
    """Keep plain values under a name; whoever cannot write there goes without."""
    from kentan.files.writing import write

    kept = json.dumps(values).encode()
    with suppress(OSError):
        write(os.path.join(folder, f"{name}.json"), sha256(kept).hexdigest().encode() + b"\n" + kept)
        _forget(folder)


def _is_answer(name: str) -> bool:
    return name.endswith(".json") and name != f"{INSTANCE}.json"


def _forget(folder: str) -> None:
    """Remove all but the newest answers."""
    with os.scandir(folder) as found:
        answers = [(entry.stat().st_mtime_ns, entry.path) for entry in found if _is_answer(entry.name)]
    for _, path in sorted(answers)[:-MOST_KEPT]:
        with suppress(OSError):
            os.unlink(path)
