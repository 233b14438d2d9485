"""Which step recorded each fact. Of a record only runs of facts are held, and runs of the same facts are held once.

Ten thousand cases are recorded in much the same steps, so this takes a tenth of the room of a table for each record.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from kentan.records.finding import Path
from kentan.review.changes import Name, RecordChange
from kentan.review.facts import path_text

Run = tuple[int, tuple[str, ...]]
"""The position of a step, and the paths of what it recorded, as `path_text` writes them."""
_MOST_REMEMBERED = 50_000


class Recordings(Mapping[Name, Mapping[str, int]]):
    """For each record the position of the step that recorded each of its facts, by the text of its path."""

    def __init__(self) -> None:
        self._runs: dict[Name, tuple[Run, ...]] = {}

    def __getitem__(self, name: Name) -> Mapping[str, int]:
        """Return the positions of a record's facts; raises KeyError where there is no such record."""
        return {path: number for number, paths in self._runs[name] for path in paths}

    def __iter__(self) -> Iterator[Name]:
        """Yield the names of all records."""
        return iter(self._runs)

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self._runs)

    @property
    def facts(self) -> int:
        """How many facts were recorded, and still stand."""
        return sum(len(paths) for runs in self._runs.values() for _, paths in runs)

    def holds(self, is_meant: Callable[[str], bool]) -> bool:
        """Whether a path that is meant was recorded of any record."""
        return any(map(is_meant, {path for runs in self._runs.values() for _, paths in runs for path in paths}))

    def runs(self) -> Iterator[tuple[Name, tuple[Run, ...]]]:
        """Yield each record with its facts, those together that one step recorded."""
        return iter(self._runs.items())

    def restore(self, name: Name, runs: Iterable[Run]) -> None:
        """Take over what was yielded before."""
        self._runs[name] = tuple((number, _once(paths)) for number, paths in runs)

    def remember(self, record: RecordChange, number: int) -> None:
        """Take over what a step did to a record."""
        if record.head is None:
            self._runs.pop(record.name, None)
            return
        runs = self._runs.get(record.name, ())
        paths = _texts(record.paths)
        if record.only_adds and all(_are_apart(known, paths) for _, known in runs):
            self._runs[record.name] = (*runs, (number, paths)) if paths else runs
            return
        at = dict(self[record.name]) if runs else {}
        for text, path in zip(paths, record.paths, strict=True):
            if path in record.head:
                at[text] = number
            else:
                at.pop(text, None)
        by_step: dict[int, list[str]] = {}
        for text, step in at.items():
            by_step.setdefault(step, []).append(text)
        self._runs[record.name] = tuple((step, _once(tuple(each))) for step, each in by_step.items())


@lru_cache(_MOST_REMEMBERED)
def _once(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return the same paths as they are held already."""
    return paths


@lru_cache(_MOST_REMEMBERED)
def _texts(paths: tuple[Path, ...]) -> tuple[str, ...]:
    """Return the texts of paths: thousands of records have the same ones."""
    return _once(tuple(map(path_text, paths)))


@lru_cache(10_000)
def _are_apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two runs have no path in common."""
    return set(one).isdisjoint(other)
