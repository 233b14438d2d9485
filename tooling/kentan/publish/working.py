"""Work in several processes: jobs that need nothing of each other, side by side, with the same results in order.

A process is forked with all that is in memory already, so that nothing is read twice. Where the system cannot fork
safely, the jobs are done one after the other.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

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
    """The results of all jobs, in their order; no more than `most` run at a time, one of them in this process.

    Raises the OSError of a job that failed, or JobFailed, whichever process it failed in.
    """
    if sys.platform != "win32" and most > 1 and len(jobs) > 1:
        from kentan.publish.forks import side_by_side

        return side_by_side(jobs, tell, most)
    return [job(tell) for job in jobs]


def done_sparingly(
    heavy: Sequence[Callable[[Tell], _Result]], light: Sequence[Callable[[Tell], _Result]], tell: Tell, most: int
) -> list[_Result]:
    """The results of all jobs, the heavy ones in front; as `done`, and with less memory.

    Each job has a process of its own, so that what one found out takes no memory during the next. Of the heavy ones,
    which look at all records, only one runs at a time: a process that looks at a record copies it.
    """
    if sys.platform != "win32" and most > 1:
        from kentan.publish.forks import sparingly

        return sparingly(heavy, light, tell, most)
    return [job(tell) for job in (*heavy, *light)]


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other build works in that folder, nor a renderer that outlived its own; keep others waiting."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "lock", "ab") as file:
        os.set_inheritable(file.fileno(), True)
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
