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


def done(jobs: Sequence[Callable[[Tell], _Result]], tell: Tell, most: int) -> list[_Result]:
    """The results of all jobs, in their order; no more than `most` run at a time.

    Raises what the first job that failed raised, or JobFailed where it cannot be handed over.
    """
    if most <= 1 or len(jobs) <= 1:
        return [job(tell) for job in jobs]
    return _Crew(jobs, tell, most).results()


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
    """Spare the collector of circles from looking at all records and pages again and again: they form none."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class _Crew:
    def __init__(self, jobs: Sequence[Callable[[Tell], Any]], tell: Tell, most: int) -> None:
        self._waiting = list(enumerate(jobs))[::-1]
        self._results: list[Any] = [None] * len(jobs)
        self._tell = tell
        self._most = most
        self._running: dict[Any, tuple[int, ForkProcess]] = {}

    def results(self) -> list[Any]:
        """Run all jobs; where one fails, or the person ends the work, end the others too."""
        try:
            while self._waiting or self._running:
                while self._waiting and len(self._running) < self._most:
                    self._begin(*self._waiting.pop())
                for pipe in connection.wait(list(self._running)):
                    self._hear(pipe)
        finally:
            for _number, process in self._running.values():
                process.terminate()
                process.join()
        return self._results

    def _begin(self, number: int, job: Callable[[Tell], Any]) -> None:
        from multiprocessing import get_context

        context = get_context("fork")
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_child, args=(job, theirs), daemon=True)
        process.start()
        theirs.close()
        self._running[ours] = number, process

    def _hear(self, pipe: Any) -> None:
        number, process = self._running[pipe]
        try:
            kind, content = pipe.recv()
        except EOFError:
            raise JobFailed(f"process {process.pid} ended without a result") from None
        if kind == "told":
            self._tell(*content)
            return
        del self._running[pipe]
        process.join()
        if kind == "failed":
            raise content
        self._results[number] = content


def _child(job: Callable[[Tell], Any], pipe: Any) -> None:
    try:
        pipe.send(("done", job(lambda *told: pipe.send(("told", told)))))
    except KeyboardInterrupt:
        os._exit(130)
    except OSError as error:
        pipe.send(("failed", error))
    except Exception:
        pipe.send(("failed", JobFailed(traceback.format_exc())))
