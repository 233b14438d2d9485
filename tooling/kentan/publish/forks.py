"""Jobs in forks of this process, as `working.py` asks for them; there are none on Windows."""

import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from tempfile import TemporaryFile
from typing import IO, Any, TypeVar

from kentan.publish.working import JobFailed, Tell

assert sys.platform != "win32"

_Result = TypeVar("_Result")
_FAILED = -1
"""Stands in place of a job's number where it failed."""


def side_by_side(jobs: Sequence[Callable[[Tell], _Result]], tell: Tell, most: int) -> list[_Result]:
    """The results of all jobs, as `working.done` says."""
    found: dict[int, _Result] = {}
    with _queue(range(len(jobs))) as waiting, _beside() as others:
        for _ in range(min(most, len(jobs)) - 1):
            others.append(_begun(jobs, _numbers(waiting), tell, each_anew=False))
        with _watched(others):
            for number in _numbers(waiting):
                found[number] = _own(jobs[number], tell)
        for other in others:
            found.update(other.results())
    return [found[number] for number in range(len(jobs))]


def sparingly(
    heavy: Sequence[Callable[[Tell], _Result]], light: Sequence[Callable[[Tell], _Result]], tell: Tell, most: int
) -> list[_Result]:
    """The results of all jobs, as `working.done_sparingly` says."""
    jobs = [*heavy, *light]
    found: dict[int, _Result] = {}
    with (
        _queue(range(len(heavy))) as first,
        _queue(range(len(heavy), len(jobs))) as second,
        _beside() as others,
    ):
        others.append(_begun(jobs, chain(_numbers(first), _numbers(second)), tell, each_anew=True))
        for _ in range(most - 1):
            others.append(_begun(jobs, _numbers(second), tell, each_anew=True))
        with _watched(others):
            for other in others:
                found.update(other.results())
    return [found[number] for number in range(len(jobs))]


@dataclass(slots=True)
class _Other:
    """A process that does jobs beside this one, and the file into which it writes what they yield."""

    process: int
    file: IO[bytes]
    status: int | None = None

    def look(self, *, wait: bool = False) -> None:
        """See whether it ended, or `wait` for that; raises what its job raised, or JobFailed where it said nothing."""
        if self.status is None:
            with suppress(ChildProcessError):  # it was just seen, by what waits for it or by who is told of its end
                process, status = os.waitpid(self.process, 0 if wait else os.WNOHANG)
                self.status = os.waitstatus_to_exitcode(status) if process else None
        if self.status:
            for number, content in self._told():
                if number == _FAILED:
                    raise content
            raise JobFailed(f"process {self.process} ended with {self.status} and without a result")

    def results(self) -> Iterator[tuple[int, Any]]:
        """Wait for its end; what its jobs yielded, by their numbers. Raises JobFailed."""
        self.look(wait=True)
        return self._told()

    def end(self) -> None:
        """End it, if it still works, and what it began."""
        if self.status is None:
            with suppress(ProcessLookupError, ChildProcessError):  # it is gone already
                os.killpg(self.process, signal.SIGTERM)
                os.waitpid(self.process, 0)
        self.file.close()

    def _told(self) -> Iterator[tuple[int, Any]]:
        self.file.seek(0)
        with suppress(EOFError, pickle.UnpicklingError):
            while True:
                yield pickle.load(self.file)


def _look(others: Sequence[_Other]) -> None:
    for other in others:
        other.look()


@contextmanager
def _watched(others: Sequence[_Other]) -> Iterator[None]:
    """Break off one's own work as soon as another process fails, once; only the main thread can be told at once."""

    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def told(_signal: int, _frame: object) -> None:
        try:
            _look(others)
        except BaseException:
            signal.signal(signal.SIGCHLD, before)
            raise

    before = signal.signal(signal.SIGCHLD, told)
    try:
        _look(others)  # who ended before that
        yield
    finally:
        signal.signal(signal.SIGCHLD, before)


@contextmanager
def _beside() -> Iterator[list[_Other]]:
    """Processes that were begun; at the end none of them works any more."""
    others: list[_Other] = []
    try:
        yield others
    finally:
        for other in others:
            other.end()


@contextmanager
def _queue(numbers: Iterable[int]) -> Iterator[int]:
    """A pipe in which the numbers of jobs lie: whoever is free takes the next one."""
    waiting, giving = os.pipe()
    os.write(giving, bytes(numbers))
    os.close(giving)
    try:
        yield waiting
    finally:
        os.close(waiting)


def _numbers(waiting: int) -> Iterator[int]:
    """The numbers of the jobs that nobody has taken yet, as long as there are some."""
    while number := os.read(waiting, 1):
        yield number[0]


def _own(job: Callable[[Tell], _Result], tell: Tell) -> _Result:
    """Do a job; raises its OSError, or JobFailed with the whole story of anything else."""
    try:
        return job(tell)
    except OSError:
        raise
    except Exception as error:
        raise JobFailed(traceback.format_exc()) from error


def _begun(jobs: Sequence[Callable[[Tell], Any]], numbers: Iterable[int], tell: Tell, each_anew: bool) -> _Other:
    """Begin another process, in a group of its own, so that what it begins can be ended with it."""
    file = TemporaryFile()  # noqa: SIM115 - it is closed with the process
    first, process = os.getpid(), os.fork()
    with suppress(OSError):
        os.setpgid(process, process)
    if process:
        return _Other(process, file)
    status, do = 1, _in_a_fork if each_anew else _put
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for number in numbers:
            if os.getppid() != first:
                break
            status = do(jobs, number, tell, file)
            if status:
                break
        else:
            status = 0
    finally:
        os._exit(status)


def _in_a_fork(jobs: Sequence[Callable[[Tell], Any]], number: int, tell: Tell, file: IO[bytes]) -> int:
    process = os.fork()
    if process:
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    status = 1
    try:
        status = _put(jobs, number, tell, file)
    finally:
        os._exit(status)


def _put(jobs: Sequence[Callable[[Tell], Any]], number: int, tell: Tell, file: IO[bytes]) -> int:
    """Do a job and write what it yields; return 1 where it failed, having written why."""
    told: tuple[int, Any]
    try:
        told, status = (number, _own(jobs[number], tell)), 0
    except (OSError, JobFailed) as error:
        told, status = (_FAILED, error), 1
    pickle.dump(told, file, pickle.HIGHEST_PROTOCOL)
    file.flush()
    return status
