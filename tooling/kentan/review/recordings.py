"""Which step recorded each fact. Of a record only runs of facts are held, and runs of the same facts are held once.

Ten thousand cases are recorded in much the same steps, so this takes a tenth of the room of a table for each record.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from kentan.records.finding import Path
from kentan.review.changes import ChangeKind, Name, RecordChange
from kentan.review.facts import path_text

Run = tuple[int, tuple[str, ...]]
"""The position of a step, and the paths of what it recorded, as `path_text` writes them."""
_MOST_REMEMBERED = 50_000


class Recordings(Mapping[Name, Mapping[str, int]]):
    """For each record the position of the step that recorded each of its facts, by the text of its path."""

    def __init__(self) -> None:
        self._runs: dict[Name, tuple[Run, ...]] = {}
        self._texts = _Texts()
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}

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
        self._runs[name] = tuple((number, self._once(paths)) for number, paths in runs)

    def remember(self, record: RecordChange, number: int) -> None:
        """Take over what a step did to a record."""
        if record.head is None:
            self._runs.pop(record.name, None)
            return
        runs = self._runs.get(record.name, ())
        texts = self._texts
        paths = tuple([texts[change.path] for change in record.changes])
        is_added = not record.changes or record.changes[0].kind is ChangeKind.ADDED  # changed and removed come first
        if is_added and all(_are_apart(known, paths) for _, known in runs):
            self._runs[record.name] = (*runs, (number, self._once(paths))) if paths else runs
            return
        at = dict(self[record.name]) if runs else {}
        for path, change in zip(paths, record.changes, strict=True):
            if change.kind is ChangeKind.REMOVED:
                at.pop(path, None)
            else:
                at[path] = number
        by_step: dict[int, list[str]] = {}
        for path, step in at.items():
            by_step.setdefault(step, []).append(path)
        self._runs[record.name] = tuple((step, self._once(tuple(each))) for step, each in by_step.items())

    def _once(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        """Return the same paths as they are held already."""
        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
        return self._known.setdefault(paths, paths)


class _Texts(dict[Path, str]):
    """The texts of paths, each worked out once."""

    def __missing__(self, path: Path) -> str:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        text = self[path] = path_text(path)
        return text


@lru_cache(10_000)
def _are_apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two runs have no path in common."""
    return set(one).isdisjoint(other)
