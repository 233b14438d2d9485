"""The working tree of a repository, where it holds what a commit has: its bytes are proved by the object ids of files.

To read a file and to reckon its digest takes as long as it takes Git to unpack an object, where objects were packed
well, and a fraction of it elsewhere. What is changed in the working tree, converted when it was checked out, not there,
or no plain file, has another digest, and Git tells it.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha1, sha256
from time import perf_counter

from kentan.files.answers import contents
from kentan.files.git import GitFailed, Repository
from kentan.files.tree import MOST_READ
from kentan.records.frozen import frozen_value

File = tuple[str, str]
"""Path and object id of a plain file."""
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Nothing waits for what is no file."""
_AT_ONCE = 1 << 14
_MANY = 100
_FEW = 50
_SWIFT = 0.000_05
"""Seconds in which a file is read that the system has in memory; from a disk it takes longer, and Git's pack less."""
_TIMES = 6
"""How many times as quickly files have to be told: Git looks through what it unpacks by itself, and on all cores."""


@frozen_value
class Checkout:
    """A working tree at a folder."""

    folder: str

    def read(self, file: str, identity: str) -> bytes | None:
        """Return what is in a file, None where it is not surely what the object of that id holds."""
        try:
            opened = os.open(f"{self.folder}/{file}", _FLAGS)
        except (OSError, ValueError):
            return None
        try:
            data = os.read(opened, _AT_ONCE)
            while len(data) % _AT_ONCE == 0 and len(data) <= MOST_READ and (more := os.read(opened, _AT_ONCE)):
                data += more
        except OSError:
            return None
        finally:
            os.close(opened)
        digest = sha1 if len(identity) == 40 else sha256
        told = digest(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()
        return data if told == identity and len(data) <= MOST_READ else None

    def is_swifter(self, repository: Repository, files: Sequence[File]) -> bool:
        """Whether some files are told several times as quickly as by Git: they are tried, a few at once.

        What counts is the quickest of these: other work may take the processor away. Where files are read from a disk,
        that is soon known.
        """
        took, missed = list[float](), 0
        for start in range(0, len(files), _FEW):
            begun = perf_counter()
            for file, identity in files[start : start + _FEW]:
                missed += self.read(file, identity) is None
            took.append(perf_counter() - begun)
            if start and min(took) > _SWIFT * _FEW:
                return False
        begun = perf_counter()
        for _ in contents(repository, [identity for _, identity in files]):
            pass
        by_git = perf_counter() - begun
        return missed * 10 < len(files) and min(took) * len(took) * _TIMES < by_git


def checkout_of(repository: Repository) -> Checkout | None:
    """Return the working tree of a repository, None where it has none."""
    try:
        return Checkout(os.fsdecode(repository.run("rev-parse", "--show-toplevel")).removesuffix("\n"))
    except GitFailed:
        return None


def contents_of(
    repository: Repository, checkout: Checkout | None, files: Iterable[File]
) -> Iterator[tuple[str, bytes]]:
    """Yield files with what is in them, from the working tree where it has them, the others from Git; none is missing.

    Of a file at most `MOST_READ` bytes are told. Where most files are not told swiftly, Git tells all that follow.
    """
    left = list[File]()
    told = slow = 0
    for file, identity in files:
        if checkout is None or (slow > _MANY and slow * 2 > told):
            left.append((file, identity))
            continue
        begun = perf_counter()
        data = checkout.read(file, identity)
        told += 1
        slow += data is None or perf_counter() - begun > 2 * _SWIFT
        if data is None:
            left.append((file, identity))
        else:
            yield file, data
    for (file, _), found in zip(left, contents(repository, [identity for _, identity in left]), strict=True):
        if found is not None:
            yield file, found
