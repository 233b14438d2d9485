"""Work on two cores: what a process and its fork tell each other through pipes."""

import os
import pickle
import select
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache, partial
from mmap import ACCESS_READ, mmap
from typing import IO, TYPE_CHECKING, Any

from kentan.records.frozen import frozen_value

if TYPE_CHECKING:
    from kentan.files.cache import WitnessedTree

WORTH_READING = 20_000
"""Files from which on a second process pays that only reads them."""


class Alone(Exception):
    """Two processes cannot do it: the other one is lost, or both have a case of the same id."""


def usable() -> int:
    """Return the cores that this process may use; 1 where it cannot fork safely."""
    if sys.platform != "linux":
        return 1
    return len(os.sched_getaffinity(0))


def send(pipe: IO[bytes], value: Any) -> None:
    """Send a value; raises Alone where nobody is there."""
    try:
        pickle.dump(value, pipe, pickle.HIGHEST_PROTOCOL)
        pipe.flush()
    except OSError as error:
        raise Alone from error


@contextmanager
def sending(pipe: IO[bytes], value: Any) -> Iterator[None]:
    """Send a value meanwhile: both processes have more to tell than a pipe holds, and none is to wait for the other."""

    from threading import Thread

    def all_of_it() -> None:
        with suppress(Alone):  # the other one is lost: nothing is to be done for it
            send(pipe, value)

    thread = Thread(target=all_of_it)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def received(pipe: IO[bytes]) -> Any:
    """Return the value that was sent next; raises Alone where nobody is there."""
    try:
        return pickle.load(pipe)
    except (EOFError, pickle.UnpicklingError) as error:
        raise Alone from error


@frozen_value
class Awaited:
    """The result of a piece of work."""

    result: Callable[[], Any]
    pipe: IO[bytes] | None = None

    def __call__(self) -> Any:
        """Wait for the result."""
        return self.result()

    def has_come(self) -> bool:
        """Whether there is something to receive, or nobody who will send it."""
        return self.pipe is None or bool(select.select([self.pipe], [], [], 0)[0])


@contextmanager
def beside(*works: Callable[[], Any]) -> Iterator[tuple[Awaited, ...]]:
    """Let a fork do pieces of work, one after the other; yields for each what waits for its result.

    What the fork cannot do is done here.
    """
    if sys.platform == "win32" or usable() < 2:
        yield tuple(Awaited(cache(work)) for work in works)
        return
    hearing, telling = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with open(telling, "wb") as here:
                for work in works:
                    send(here, work())
        finally:
            os._exit(0)
    os.close(telling)
    try:
        with open(hearing, "rb") as there:
            yield _in_order(there, works)
    finally:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)


class Aside:
    """What one process leaves for any number of others, also for those that are begun later."""

    def __init__(self) -> None:
        """Make room for it; afterwards each process either leaves something (`leave`) or does not (`only_take`)."""
        from tempfile import TemporaryFile  # which takes as long to import as thirty cases to be read and judged

        self._file = TemporaryFile()  # noqa: SIM115 - it is closed with the process
        self._waiting, self._leaving = os.pipe()

    def leave(self, data: bytes) -> None:
        """Leave some bytes."""
        self._file.write(data)
        self._file.flush()
        os.close(self._leaving)

    def only_take(self) -> None:
        """Say that this process, and whatever it begins, leaves nothing."""
        os.close(self._leaving)

    def take(self) -> bytes:
        """Wait until it was left, or nobody can leave it any more; return what is there then, be it only a part."""
        os.read(self._waiting, 1)
        with suppress(ValueError), mmap(self._file.fileno(), 0, access=ACCESS_READ) as left:
            return bytes(left)
        return b""

    def close(self) -> None:
        """Let it go."""
        os.close(self._waiting)
        self._file.close()


def _in_order(pipe: IO[bytes], works: Sequence[Callable[[], Any]]) -> tuple[Awaited, ...]:
    """Return for each piece of work what receives its result, in whatever order they are asked for."""
    results: list[Any] = []

    def result(number: int) -> Any:
        for work in works[len(results) : number + 1]:
            results.append(_received_or_done(pipe, work))
        return results[number]

    return tuple(Awaited(partial(result, number), pipe) for number in range(len(works)))


def _received_or_done(pipe: IO[bytes], work: Callable[[], Any]) -> Any:
    try:
        return received(pipe)
    except Alone:
        return work()


def witness(tree: "WitnessedTree", files: Sequence[str]) -> None:
    """Read the files of a tree for their digests, a fork half of them; what it cannot read is left to be read later."""
    from kentan.files.foreseen import read_all

    half = len(files) // 2

    def theirs() -> tuple[dict[str, bytes], bool]:
        read_all(tree, files[half:])
        return tree.witnessed()

    with beside(theirs) as (other,):
        read_all(tree, files[:half])
        tree.trust(*other())
