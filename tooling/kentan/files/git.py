"""The records as a revision of a Git repository has them: one process lists them, one reads them all.

Names are read NUL-separated, and Git is never given one; replaced objects (`refs/replace`) are not followed, so that
what is judged is what was committed.
"""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from tempfile import TemporaryFile
from typing import IO

from kentan.files.listing import Entry, Listing
from kentan.files.tree import IGNORED, MOST_READ, ROOMS, Unreadable

_MOST_AHEAD = 256 * 1024 * 1024
"""Bytes that are read ahead; more is read when it is asked for."""
_FEW = 50
ABSENT = "000000"
"""The mode of a file where there is none."""
_MOST_TREES = 4
_PLAIN = ("100644", "100755")
_PIPE_BROKEN = -13
"""How a process ends that writes where nobody reads (SIGPIPE)."""
_SETTINGS = ("-c", "core.quotePath=false", "-c", "log.showSignature=false")
"""Settings of a user by which Git would answer otherwise than is expected here."""
_WHOLE_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_LIST = ("ls-tree", "-r", "-z", "--full-tree")


class GitFailed(Exception):
    """Git could not do what it was asked; the message is Git's own."""


class NotRead(GitFailed):
    """Git was ended because a program that it had begun did not read what Git told it."""


@dataclass(slots=True, eq=False)
class Repository:
    """A Git repository, bare or with a working tree, at a path. Close it, or use it in a `with`."""

    path: str
    _read: dict[str, bytes] = field(default_factory=dict, repr=False)
    _trees: "dict[str | None, GitTree]" = field(default_factory=dict, repr=False)
    _batch: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def __enter__(self) -> "Repository":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process that reads objects."""
        if self._batch is not None:
            self._batch.kill()
            self._batch.communicate()
            self._batch = None

    def run(self, *arguments: str, given: bytes | None = None) -> bytes:
        """Return the output of a Git command; raises GitFailed where Git does not succeed."""
        done = subprocess.run(
            self.command(*arguments), input=given, capture_output=True, env=environment(), check=False
        )
        if done.returncode:
            failed = NotRead if done.returncode == _PIPE_BROKEN else GitFailed
            raise failed(done.stderr.decode("utf-8", "backslashreplace").strip() or arguments[0])
        return done.stdout

    def command(self, *arguments: str) -> list[str]:
        """Return the words of a Git command on this repository."""
        return ["git", "-C", self.path, *_SETTINGS, *arguments]

    def batch(self, names: Iterable[str], answer: IO[bytes] | int = subprocess.PIPE) -> "subprocess.Popen[bytes]":
        """Return a process that writes the contents of objects into a pipe or a file.

        It has their names in a file, so that it never waits for anybody to give it the next one.
        """
        with TemporaryFile() as asked:
            asked.write("".join([f"{name}\n" for name in names]).encode())
            asked.seek(0)
            return subprocess.Popen(
                self.command("cat-file", "--batch", "--buffer"),
                stdin=asked,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                env=environment(),
                restore_signals=False,  # where it cannot write it fails, and is not ended with a dump of its memory
            )

    def commit(self, name: str) -> str:
        """Return the id of the commit that a name means; raises GitFailed where there is none."""
        if name.startswith("-"):
            raise GitFailed(name)
        return self.run("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode().strip()

    def branch(self, name: str) -> str:
        """Return the commit of a branch, ours or a remote's, or whatever else has that name; raises GitFailed.

        Git would take a tag first, and a tag that is called like the branch anybody may push; but a whole id is never
        a name, though a branch be called so.
        """
        if not _WHOLE_ID.fullmatch(name):
            for place in ("refs/heads/", "refs/remotes/"):
                with suppress(GitFailed):
                    return self.commit(f"{place}{name}")
        return self.commit(name)

    def merge_base(self, one: str, other: str) -> str | None:
        """Return the commit from which two lines of history parted, None where they have nothing in common."""
        try:
            return self.run("merge-base", one, other).decode().split()[0]
        except GitFailed:
            return None

    def brought(self, base: str, head: str) -> Iterator[tuple[str, str]]:
        """Yield path and object id of each file that the commits of `head` have and the history of `base` has not.

        A single commit brings what its tree shows, and nothing is yielded.
        """
        if len(self.run("rev-list", "--max-count=2", head, f"^{base}").split()) < 2:
            return
        told = self.run("rev-list", "--objects", head, f"^{base}").decode("utf-8", "backslashreplace")
        for line in told.splitlines():
            identity, _, path = line.partition(" ")
            if path:
                yield path, identity

    def object(self, name: str) -> bytes:
        """Return the content of an object, at most `MOST_READ` bytes; raises Unreadable where it is missing."""
        ready = self._read.get(name)
        if ready is not None:
            return ready
        if self._batch is None:
            self._batch = subprocess.Popen(
                self.command("cat-file", "--batch"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
            )
        given, answer = self._batch.stdin, self._batch.stdout
        assert given is not None
        assert answer is not None
        try:
            given.write(name.encode() + b"\n")
            given.flush()
        except BrokenPipeError as gone:
            raise GitFailed("cat-file") from gone
        content = read_object(answer, MOST_READ)
        if content is None:
            raise Unreadable("K123")
        if len(content) == MOST_READ:
            self.close()  # rather than read on through what is too large anyway
        return content

    def objects(self, names: Sequence[str]) -> Iterator[bytes | None]:
        """Yield the contents of many objects in their order, each at most `MOST_READ` bytes; None for a missing one."""
        with self.batch(names) as batch:
            assert batch.stdout is not None
            for _ in names:
                yield read_object(batch.stdout, MOST_READ, whole=True)

    def read_ahead(self, names: Iterable[str]) -> None:
        """Read objects that will be asked for, all at once, as long as they are of a size that one would expect."""
        wanted = [name for name in dict.fromkeys(names) if name not in self._read]
        if len(wanted) <= _FEW:
            return  # a process of its own is not worth while
        left = _MOST_AHEAD
        for name, content in zip(wanted, self.objects(wanted), strict=True):
            if content is not None and len(content) <= left:
                left -= len(content)
                self._read[name] = content

    def tree(self, revision: str | None) -> "GitTree":
        """Return the tree of a commit; of None, the tree without files. It is listed once, whoever asks."""
        known = self._trees.get(revision)
        return self._remember(GitTree(self, revision)) if known is None else known

    def _remember(self, tree: "GitTree") -> "GitTree":
        """Keep the last trees alone: a push may have thousands of steps, and each tree all names."""
        while len(self._trees) >= _MOST_TREES:
            del self._trees[next(iter(self._trees))]
        self._trees[tree.revision] = tree
        return tree

    def tree_like(self, revision: str, other: "GitTree") -> "GitTree":
        """Return the tree of a commit that is much like another one, which saves listing all files once more."""
        known = self._trees.get(revision)
        if known is None and other.revision is not None:
            entries = other.entries.changed(dict(self._differing(other.revision, revision)))
            known = self._remember(GitTree(self, revision))
            known.__dict__["entries"] = entries
        return known or self.tree(revision)

    def _differing(self, one: str, other: str) -> Iterator[tuple[str, Entry | None]]:
        """Yield each file that two commits have otherwise: mode and object id in the second, None where it is gone."""
        options = ("-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--ignore-submodules=none")
        told = iter(self.run("diff-tree", *options, one, other).decode("utf-8", "backslashreplace").split("\0")[:-1])
        for line in told:
            _, mode, _, identity, _ = line.split(" ")
            yield next(told), None if mode == ABSENT else (mode, identity)


def read_object(answer: IO[bytes], most: int, whole: bool = False) -> bytes | None:
    """Return the next object of `cat-file --batch`, cut off after `most` bytes; None where it is missing.

    What is cut off stays to be read, unless it is passed over so that the `whole` object is behind.
    """
    head = answer.readline().split()
    if not head:
        raise GitFailed("cat-file")
    if len(head) < 3:
        return None
    size = int(head[2])
    content = answer.read(min(size, most))
    if len(content) < min(size, most):
        raise GitFailed("cat-file")
    if whole:
        rest = size - len(content)
        while rest > 0 and (skipped := answer.read(min(rest, MOST_READ))):
            rest -= len(skipped)
    if size < most or whole:
        answer.read(1)
    return content


def environment() -> Mapping[str, str]:
    """Return the environment of a Git process: as it is (a hook's is needed), in English, asking nobody.

    What Git tells commit by commit it writes together, rather than wake up who reads it each time.
    """
    return {
        **os.environ,
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_FLUSH": "0",
        "LC_ALL": "C",
    }


@dataclass(frozen=True)
class GitTree:
    """The files of one commit. A symbolic link or a submodule is listed, and refused when it is read."""

    repository: Repository
    revision: str | None

    @cached_property
    def entries(self) -> Listing:
        """Mode and object id of every file of the commit, in the rooms of records and outside of them."""
        if self.revision is None:
            return Listing()
        return _listing(self.repository.run(*_LIST, self.revision))

    @contextmanager
    def listed_ahead(self) -> Iterator[None]:
        """Let Git list the files of a commit while something else is done."""
        with TemporaryFile() as told:
            command = self.repository.command(*_LIST, str(self.revision))
            with subprocess.Popen(command, stdout=told, stderr=subprocess.DEVNULL, env=environment()) as listing:
                yield
            if not listing.returncode:
                told.seek(0)
                self.__dict__["entries"] = _listing(told.read())

    def files(self) -> Iterator[str]:
        """Yield every file of the rooms, folders in the order of their names."""
        yield from sorted((path for path in self.entries if is_in_rooms(path)), key=lambda path: path.split("/"))

    def read_ahead(self, files: Iterable[str] | None = None) -> None:
        """Read some records at once, or all, before they are asked for one by one."""
        if files is None:
            entries = [entry for file, entry in self.entries.items() if is_in_rooms(file)]
        else:
            entries = [self.entries[file] for file in files]
        self.repository.read_ahead(identity for mode, identity in entries if mode in _PLAIN)

    def read(self, file: str) -> bytes:
        """Return a file's bytes; raises Unreadable for links, submodules and what is missing."""
        mode, identity = self.entries.get(file, ("", ""))
        if mode not in _PLAIN:
            raise Unreadable({"120000": "K102", "160000": "K101"}.get(mode, "K123"))
        return self.repository.object(identity)


def _listing(told: bytes) -> Listing:
    return Listing(told.decode("utf-8", "backslashreplace"))


def is_plain(mode: str) -> bool:
    """Whether a mode is that of a plain file: no link, no submodule."""
    return mode in _PLAIN


def is_in_rooms(path: str) -> bool:
    """Whether a path lies where records stand, as `DiskTree` sees it."""
    room, slash, inner = path.partition("/")
    if not slash:
        return room in ROOMS
    is_schema = room == "registry" and (inner == "schema" or inner.startswith("schema/"))
    return room in ROOMS and not is_schema and path[path.rindex("/") + 1 :] not in IGNORED
