"""The files of a commit as Git lists them, looked up by bisection: of 100,000 names a change concerns a few."""

from collections import Counter
from collections.abc import Callable, Collection, ItemsView, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter

Entry = tuple[str, str]
"""Mode (`100644`) and object id of a file."""
_FEW = 500
"""Paths of which each is looked up by itself; of more, all rows are passed over once."""


@dataclass(frozen=True, eq=False)
class Listing(Mapping[str, Entry]):
    """Mode and object id of every file by its path, in the order of the paths.

    `text` is what `git ls-tree -r -z` says; `changes` tells what is otherwise, None where a file is gone.
    """

    text: str = ""
    changes: Mapping[str, Entry | None] = field(default_factory=dict)
    _found: dict[str, Entry | None] = field(default_factory=dict, repr=False)
    """What was looked up in the text."""

    def changed(self, changes: Mapping[str, Entry | None]) -> "Listing":
        """Return a listing much like this one."""
        return Listing(self.text, {**self.changes, **changes}, self._found)

    def __getitem__(self, path: str) -> Entry:
        """Return mode and object id of a file; raises KeyError."""
        if "_entries" in self.__dict__:
            return self._entries[path]
        found = self.changes[path] if path in self.changes else self._listed(path)
        if found is None:
            raise KeyError(path)
        return found

    def __iter__(self) -> Iterator[str]:
        """Yield every path."""
        return iter(self.below(""))

    def __len__(self) -> int:
        """Return how many files there are."""
        there = sum(each is not None for each in self.changes.values())
        return self.text.count("\0") - sum(self._listed(path) is not None for path in self.changes) + there

    def items(self) -> ItemsView[str, Entry]:
        """Return all paths with their entries; what is asked from then on is looked up without searching."""
        return self._entries.items()

    def of(self, paths: Collection[str]) -> Iterator[tuple[str, Entry]]:
        """Yield those of some paths that are listed, with their entries; of many it is quicker than one by one."""
        if len(paths) < _FEW:
            yield from ((path, self[path]) for path in paths if path in self)
            return
        for told, _, path in self._parted():
            if path in paths and path not in self.changes:
                yield path, _entry(told)
        yield from ((path, entry) for path, entry in self.changes.items() if entry is not None and path in paths)

    def touched(self, other: "Listing") -> list[str]:
        """Return, in order, every path whose mode or content differs between this listing and another."""
        paths: Iterable[str] = {*self.changes, *other.changes}
        if self.text is not other.text:
            paths = {*self._entries, *other._entries}
        return sorted(path for path in paths if self.get(path) != other.get(path))

    def below(self, folder: str) -> list[str]:
        """Return the paths of all files in a folder (`cases/2022/`, with its slash; empty: everywhere), in order."""
        rows = self._rows[self._first(folder) : self._end(folder)].split("\0")[:-1]
        paths = [row[row.index("\t") + 1 :] for row in rows]
        if not self.changes:
            return paths
        new = [path for path, entry in self.changes.items() if entry is not None and path.startswith(folder)]
        return sorted([*(path for path in paths if path not in self.changes), *new])

    def of_series(self, folder: str, beginnings: Sequence[str]) -> Iterator[tuple[str, Entry]]:
        """Yield the paths below a folder whose second step in it begins in one of some ways, with their entries.

        With an empty one it is all of them. `cases/2022/HZ-2022-0001.yml` is one of the series `HZ-` in `cases/`.
        """
        inner = ("",) if "" in beginnings else tuple(f"/{beginning}" for beginning in beginnings)
        rows = self._rows[self._first(folder) : self._end(folder)].split("\0")[:-1]
        cut = len(folder)
        for row in dict.fromkeys([row for each in inner for row in rows if each in row]):
            told, _, path = row.partition("\t")
            if path[path.find("/", cut) :].startswith(inner) and path not in self.changes:
                yield path, _entry(told)
        for path, entry in self.changes.items():
            if entry is not None and path.startswith(folder) and path[path.find("/", cut) :].startswith(inner):
                yield path, entry

    def within(self, folder: str) -> Iterator[tuple[str, str]]:
        """Yield what lies directly in a folder: its name (a folder's with a slash) and the path of a file there.

        Where there are few folders and files, this is quick however many files are below them.
        """
        seen = set[str]()
        for path in (*self._steps(folder), *(path for path, entry in self.changes.items() if entry is not None)):
            if path.startswith(folder):
                name, slash, _ = path[len(folder) :].partition("/")
                if name + slash not in seen:
                    seen.add(name + slash)
                    yield name + slash, path

    def breadth(self, folder: str) -> int:
        """Return a measure of how much is listed in a folder."""
        return self._end(f"{folder}/") - self._first(f"{folder}/")

    def repeated(self, folder: str) -> set[str]:
        """Return the names that several files in a folder or within it may have; of all other names there is one."""
        rows = self._rows[self._first(folder) : self._end(folder)].split("\0")[:-1]
        names = [row.rpartition("/")[2] for row in rows]
        new = [path for path in self.changes if path.startswith(folder) and self._listed(path) is None]
        names += [path.rpartition("/")[2] for path in new]
        return set() if len({*names}) == len(names) else {name for name, count in Counter(names).items() if count > 1}

    def resembling(self, paths: Iterable[str], folded: Callable[[str], str]) -> list[str]:
        """Return, in order, files by which is known everything that a system may take for one of some paths.

        `folded` makes names alike that such a system takes for equal. Folders that are taken for one on the way to a
        path are known by one file in each.
        """
        contents: dict[str, list[tuple[str, str, str]]] = {}
        found = set[str]()
        for path in paths:
            folders = {""}
            for step in map(folded, path.split("/")):
                inner = set[str]()
                for folder in folders:
                    if folder not in contents:
                        contents[folder] = [
                            (folded(name.rstrip("/")), name, file) for name, file in self.within(folder)
                        ]
                    for alike, name, file in contents[folder]:
                        if alike == step:
                            found.add(file)
                            if name.endswith("/"):
                                inner.add(folder + name)
                folders = inner
        return sorted(found)

    def _steps(self, folder: str) -> Iterator[str]:
        """Yield the path of each listed file of a folder, and of one file in each folder of it."""
        rows, at = self._rows, self._first(folder)
        while at < len(rows):
            end = rows.index("\0", at)
            path = rows[rows.index("\t", at) + 1 : end]
            if not path.startswith(folder):
                return
            name, slash, _ = path[len(folder) :].partition("/")
            if not slash:
                if path not in self.changes:
                    yield path
                at = end + 1
                continue
            inner = folder + name + slash
            if path not in self.changes:
                yield path
            else:  # gone or listed otherwise: another file may stand for its folder
                yield from self.below(inner)[:1]
            at = self._end(inner)

    def _listed(self, path: str) -> Entry | None:
        if path not in self._found:
            self._found[path] = self._looked_up(path)
        return self._found[path]

    def _looked_up(self, path: str) -> Entry | None:
        rows, at = self._rows, self._first(path)
        tab = rows.find("\t", at)
        if tab < 0 or not rows.startswith(f"{path}\0", tab + 1):
            return None
        return _entry(rows[at:tab])

    def _first(self, path: str) -> int:
        """Return where the first row begins whose path is this one or comes after it."""
        rows, low, high = self._rows, 0, len(self._rows)
        while low < high:
            start = rows.rfind("\0", low, (low + high) // 2) + 1 or low
            end = rows.index("\0", start)
            if rows[rows.index("\t", start) + 1 : end] < path:
                low = end + 1
            else:
                high = start
        return low

    def _end(self, folder: str) -> int:
        """Return where the rows of a folder end."""
        return self._first(folder[:-1] + chr(ord("/") + 1)) if folder else len(self._rows)

    @cached_property
    def _entries(self) -> Mapping[str, Entry]:
        found = {path: _entry(told) for told, _, path in self._parted()}
        for path, entry in self.changes.items():
            if entry is None:
                found.pop(path, None)
            else:
                found[path] = entry
        return found

    @cached_property
    def _rows(self) -> str:
        """What Git says, in the order of paths as Python compares them.

        Git compares bytes, which is the same but for names that are no UTF-8 and so are written with `\\`.
        """
        if "\\" not in self.text:
            return self.text
        return "".join(f"{told}\t{path}\0" for told, _, path in sorted(self._parted(), key=itemgetter(2)))

    def _parted(self) -> Iterator[tuple[str, str, str]]:
        return (row.partition("\t") for row in self.text.split("\0")[:-1])


def _entry(told: str) -> Entry:
    """Return mode and object id out of what Git says of a file."""
    return told[:6], told[told.rindex(" ") + 1 :]
