"""What Git answers: the contents of objects while more is found to ask for, in one process and without a thread; and
those of many objects whose names are known.
"""

import os
import subprocess
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from mmap import ACCESS_READ, mmap
from tempfile import TemporaryFile
from typing import IO

from kentan.files.git import GitFailed, Repository, environment, read_object
from kentan.files.tree import MOST_READ

_ASKED_AHEAD = 60
"""Objects that are asked for ahead; their names take less than the 4096 bytes that any pipe holds."""
_BUFFER = 1 << 16
_TOGETHER = 10_000
"""Objects that are read together, some twenty megabytes: to begin a process takes as long as some hundreds of them."""


class Answers:
    """The contents of objects, in the order in which they are asked for.

    Only so many names are asked for ahead as a pipe holds anywhere: Git reads while what has come is judged, and
    neither ever waits for the other to read first.
    """

    def __init__(self, given: IO[bytes], answer: IO[bytes]) -> None:
        self._given, self._answer = given, answer
        self._names = deque[str]()
        self._asked = 0

    def ask(self, names: Iterable[str]) -> None:
        """Ask for more objects."""
        self._names.extend(names)

    def are_enough(self) -> bool:
        """Whether Git has enough to do."""
        return self._asked + len(self._names) >= _ASKED_AHEAD

    def next(self) -> bytes | None:
        """Return the next content, at most `MOST_READ` bytes; None where it is missing."""
        if self._names and self._asked <= _ASKED_AHEAD // 2:
            more = [self._names.popleft() for _ in range(min(len(self._names), _ASKED_AHEAD - self._asked))]
            try:
                self._given.write("".join([f"{name}\n" for name in more]).encode())
                self._given.flush()
            except BrokenPipeError as gone:
                raise GitFailed("cat-file") from gone
            self._asked += len(more)
        self._asked -= 1
        return read_object(self._answer, MOST_READ, whole=True)


@contextmanager
def answers(repository: Repository) -> Iterator[Answers]:
    """Begin a process that answers object names, and end it."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        repository.command("cat-file", "--batch"),
        bufsize=_BUFFER,
        stdin=pipe,
        stdout=pipe,
        stderr=subprocess.DEVNULL,
        env=environment(),
    ) as batch:
        assert batch.stdin is not None
        assert batch.stdout is not None
        try:
            yield Answers(batch.stdin, batch.stdout)
        finally:
            batch.kill()
            with suppress(BrokenPipeError):  # what was not sent any more is not wanted any more
                batch.stdin.close()


def contents(repository: Repository, names: Sequence[str]) -> Iterator[bytes | None]:
    """Yield the content of many objects in their order, at most `MOST_READ` bytes of each; None where one is missing.

    Git writes into a file what is read when some thousands are there, while it writes the next: where both wait for
    each other at every object, as at a pipe, it takes twice as long.
    """
    parts = [names[start : start + _TOGETHER] for start in range(0, len(names), _TOGETHER)]
    with ExitStack() as stack:
        answer: IO[bytes]
        begun = deque[tuple[subprocess.Popen[bytes], IO[bytes]]]()
        for number, part in enumerate(parts):
            for each in parts[len(begun) + number : number + 2]:
                answer = stack.enter_context(TemporaryFile())
                begun.append((stack.enter_context(_into(repository, each, answer)), answer))
            batch, answer = begun.popleft()
            if batch.wait():
                raise GitFailed("cat-file")
            if os.fstat(answer.fileno()).st_size:
                with mmap(answer.fileno(), 0, access=ACCESS_READ) as told:
                    yield from _parted(told, len(part))
            else:
                raise GitFailed("cat-file")
            answer.close()


def _into(repository: Repository, names: Iterable[str], answer: IO[bytes]) -> "subprocess.Popen[bytes]":
    """Begin a process that writes some objects into a file."""
    with TemporaryFile() as asked:
        asked.write("".join([f"{name}\n" for name in names]).encode())
        asked.seek(0)
        return subprocess.Popen(
            repository.command("cat-file", "--batch", "--buffer"),
            stdin=asked,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )


def _parted(told: mmap, number: int) -> Iterator[bytes | None]:
    """Yield each content of some answers."""
    place = 0
    for _ in range(number):
        end = told.find(b"\n", place)
        if end < 0:
            raise GitFailed("cat-file")
        head = told[place:end].split()
        place = end + 1
        if len(head) < 3:
            yield None
            continue
        behind = place + int(head[2])
        if behind >= len(told):
            raise GitFailed("cat-file")
        yield told[place : min(behind, place + MOST_READ)]
        place = behind + 1
