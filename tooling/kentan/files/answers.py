"""What Git answers: the contents of many objects, in their order."""

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from itertools import islice
from mmap import ACCESS_READ, mmap
from tempfile import TemporaryFile
from typing import IO

from kentan.files.git import GitFailed, Repository
from kentan.files.tree import MOST_READ

_TOGETHER = 5_000
"""Objects that are read together, some ten megabytes: to begin a process takes as long as some hundreds of them."""
_MOST_TOGETHER = 128 * 1024 * 1024
"""Bytes that they may have: a few small objects of a repository can hold more than any disk."""
_BEGUN = 2


def contents(repository: Repository, names: Iterable[str]) -> Iterator[bytes | None]:
    """Yield the content of many objects in their order, at most `MOST_READ` bytes of each; None where one is missing.

    Git writes into a file what is read when some thousands are there, while it writes the next: a pipe takes several
    times as long. Where the file would grow too large, they are read out of a pipe all the same.
    """
    answer: IO[bytes]
    rest, begun = iter(names), deque[tuple[list[str], subprocess.Popen[bytes], IO[bytes]]]()
    with ExitStack() as stack:
        while True:
            while len(begun) < _BEGUN and (part := list(islice(rest, _TOGETHER))):
                answer = stack.enter_context(TemporaryFile())
                batch = stack.enter_context(repository.batch(part, answer))
                stack.callback(batch.kill)
                _bound(batch)
                begun.append((part, batch, answer))
            if not begun:
                return
            part, batch, answer = begun.popleft()
            if batch.wait() or not os.fstat(answer.fileno()).st_size:
                yield from repository.objects(part)
            else:
                with mmap(answer.fileno(), 0, access=ACCESS_READ) as told:
                    yield from _parted(told, len(part))
            answer.close()


def _bound(process: "subprocess.Popen[bytes]") -> None:
    """Let a process fail where a file that it writes would grow too large."""
    if sys.platform == "linux":  # no other system can tell another process so
        import resource

        with suppress(OSError):
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (_MOST_TOGETHER, _MOST_TOGETHER))


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
