"""What Git answers while more is found to ask for: the contents of objects, in one process and without a thread."""

import subprocess
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO

from kentan.files.git import GitFailed, Repository, environment, read_object
from kentan.files.tree import MOST_READ

_ASKED_AHEAD = 60
"""Objects that are asked for ahead; their names take less than the 4096 bytes that any pipe holds."""
_BUFFER = 1 << 16


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
