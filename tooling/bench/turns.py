"""Commands run in turns in one run, so that a busy machine is busy for all of them, and their times in a table."""

import atexit
import compileall
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Contender:
    """A command that is measured: its words, the folder in which it runs, and what is done before each turn."""

    name: str
    command: Sequence[str]
    folder: str
    before: Callable[[], None] = lambda: None
    codes: tuple[int, ...] = (0,)


@dataclass
class Times:
    """Wall seconds of one contender, and the seconds for which processors worked for it, on all cores together."""

    seconds: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The median."""
        return statistics.median(self.seconds)

    def row(self, name: str, floor: float) -> str:
        """Return a row of the table: minimum, median, maximum, the median as a multiple of `floor`, least work."""
        least, most = min(self.seconds), max(self.seconds)
        ratio = self.median / floor
        return f"| {name} | {least:.2f} | {self.median:.2f} | {most:.2f} | {ratio:.2f} | {min(self.work):.2f} |"


def put_away(path: Path) -> None:
    """Move what the last turn wrote out of the way; it is deleted when all is measured.

    For minutes after many files were deleted ext4 searches past their places, and whoever writes next would pay for it:
    20,000 files then take four times as long.
    """
    if path.exists():
        folder = next(each for each in path.parents if not each.name.startswith("."))
        away = Path(tempfile.mkdtemp(prefix=".away-", dir=folder.parent))
        atexit.register(shutil.rmtree, away, ignore_errors=True)
        path.rename(away / path.name)


def measure(contenders: Sequence[Contender], turns: int) -> dict[str, Times]:
    """Run all contenders in turns; raises SystemExit where one ends with a code that it should not.

    Kentan's own code is compiled before, as that of every installed package is, theirs among them: a change to a file,
    and `PYTHONDONTWRITEBYTECODE`, would otherwise have Python translate it anew at each start.
    """
    compileall.compile_dir(Path(__file__).parents[1] / "kentan", quiet=1)
    times = {each.name: Times() for each in contenders}
    for turn in range(turns):
        for each in contenders:
            each.before()
            worked, started = _work(), time.perf_counter()
            done = subprocess.run(each.command, cwd=each.folder, capture_output=True, check=False, env=os.environ)
            times[each.name].seconds.append(time.perf_counter() - started)
            times[each.name].work.append(_work() - worked)
            if done.returncode not in each.codes:
                sys.exit(f"{each.name}: {done.returncode}\n{done.stderr.decode(errors='replace')[-2000:]}")
            print(f"{turn + 1}/{turns} {each.name}: {times[each.name].seconds[-1]:.2f} s", file=sys.stderr)
    return times


def _work() -> float:
    """Return the seconds for which processors worked for all commands that have ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def table(times: dict[str, Times], floor: str) -> str:
    """Return the table in Markdown; `floor` names the contender to which the others are compared."""
    head = f"| seconds | minimum | median | maximum | times {floor} | processor, minimum |\n{'| --- ' * 6}|"
    return "\n".join([head, *(each.row(name, times[floor].median) for name, each in times.items())])
