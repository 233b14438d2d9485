"""Work in several processes: jobs that need nothing of each other, side by side, with the same results in order.

A process is forked with all that is in memory already, so that nothing is read twice. Where the system cannot fork
safely, the jobs are done one after the other.
"""

import gc
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

Tell = Callable[[str, int, int], None]
"""Called with what is being done, how far it is, and of how much."""
_Result = TypeVar("_Result")
_MOST = 4


class JobFailed(RuntimeError):
    """A job failed in its process; the text is the whole story of it."""


def processes() -> int:
    """How many processes are of use here."""
    if sys.platform != "linux":
        return 1
    return min(_MOST, len(os.sched_getaffinity(0)))


def done(jobs: Sequence[Callable[[Tell], _Result]], tell: Tell, most: int, *, each_anew: bool = False) -> list[_Result]:
    """The results of all jobs, in their order; no more than `most` run at a time.

    `each_anew` gives each job a process of its own, so that what one found out takes no memory during the next.
    Raises what the first job that failed raised, or JobFailed where it cannot be handed over.
    """
    if most <= 1 or len(jobs) <= 1:
        return [job(tell) for job in jobs]
    return _Crew(jobs, tell, most, each_anew).results()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other build works in that folder, then keep others waiting."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "lock", "ab") as file:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def uncollected() -> Iterator[None]:
    """Spare the collector of circles from looking at all records and pages again and again: they form none.

    Nor does it look at what is left of them later, when it would be a third of a second's work for nothing.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.freeze()
            gc.enable()


@dataclass(slots=True)
class _Worker:
    """A process that does one job after the other: the pipe to it, and the number of the job that it does."""

    process: "ForkProcess"
    pipe: Any
    job: int


class _Crew:
    """As many processes as may run at a time. Each is forked once and keeps what it found out from job to job, unless
    each job shall begin anew."""

    def __init__(self, jobs: Sequence[Callable[[Tell], Any]], tell: Tell, most: int, each_anew: bool) -> None:
        self._jobs = jobs
        self._waiting = list(range(len(jobs)))[::-1]
        self._results: list[Any] = [None] * len(jobs)
        self._tell = tell
        self._each_anew = each_anew
        self._most = min(most, len(jobs))
        self._workers: dict[Any, _Worker] = {}

    def results(self) -> list[Any]:
        """Run all jobs; where one fails, or the person ends the work, end the others too."""
        try:
            for _ in range(self._most):
                self._begin()
            while self._workers:
                for pipe in connection.wait(list(self._workers)):
                    self._hear(self._workers[pipe])
        finally:
            for worker in self._workers.values():
                worker.process.terminate()
                worker.process.join()
        return self._results

    def _begin(self) -> None:
        from multiprocessing import get_context

        context = get_context("fork")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(self._jobs, theirs, ours), daemon=True)
        process.start()
        theirs.close()
        self._workers[ours] = worker = _Worker(process, ours, -1)
        self._give(worker)

    def _give(self, worker: _Worker) -> None:
        """Give a process its next job."""
        worker.job = self._waiting.pop()
        worker.pipe.send(worker.job)

    def _hear(self, worker: _Worker) -> None:
        try:
            kind, content = worker.pipe.recv()
        except EOFError:
            raise JobFailed(f"process {worker.process.pid} ended without a result") from None
        if kind == "told":
            self._tell(*content)
            return
        if kind == "failed":
            raise content
        self._results[worker.job] = content
        if self._waiting and not self._each_anew:
            self._give(worker)
            return
        worker.pipe.send(None)
        del self._workers[worker.pipe]
        worker.process.join()
        if self._waiting:
            self._begin()


def _work(jobs: Sequence[Callable[[Tell], Any]], pipe: Any, other_end: Any) -> None:
    other_end.close()  # so that this process ends with the one that forked it
    try:
        while (number := pipe.recv()) is not None:
            _do(jobs[number], pipe)
    except EOFError:
        os._exit(1)
    except KeyboardInterrupt:
        os._exit(130)


def _do(job: Callable[[Tell], Any], pipe: Any) -> None:
    try:
        pipe.send(("done", job(lambda *told: pipe.send(("told", told)))))
    except OSError as error:
        pipe.send(("failed", error))
    except Exception:
        pipe.send(("failed", JobFailed(traceback.format_exc())))
