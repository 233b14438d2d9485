"""What a build read and reckoned the last time: a case that did not change is neither read nor reckoned again.

The cases and meetings of a year lie in sixteen bundles, by a checksum of their path, so that a change concerns one. A
bundle is of use while the bytes of its files and Kentan itself are the same; what the index of a site holds of its
cases, while the day, the registry and their meetings are the same as well. All files are read for it
(`docs/decisions/0006`). Bundles stand inside `.git`, where no commit and no pull request can put anything, and may be
deleted at any time.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from shutil import rmtree
from typing import Any, TypeVar
from zlib import crc32

from kentan.clocks.compiled import CompiledClock
from kentan.clocks.reckoner import Reckoner
from kentan.files.cache import folder_of
from kentan.files.digested import DigestedTree
from kentan.files.loading import Loaded, kind_of, load
from kentan.files.parts import PartOfTree
from kentan.files.pickling import Unknown, digest, dumped, keep, loaded, recall
from kentan.files.tree import Unreadable
from kentan.files.writing import write
from kentan.itself import versions
from kentan.publish.indexed import Indexed
from kentan.records.case import Case
from kentan.records.ledger import Ledger
from kentan.records.meeting import Meeting
from kentan.records.moments import Moment

WORTHWHILE = 2_000
"""Cases from which on it pays."""
_MANY = ("case", "meeting")
_RECORDS, _REGISTRY = "records", "registry"
_OF_ONE, _PATH = "read-", "path"
"""Begin of the folder's name in which the bundles of one instance stand, and the file there that says where it is."""
_LARGE = 1 << 26
"""Bytes of bundles from which on they are let go as soon as they are not needed, which takes as long as it takes."""
_Found = TypeVar("_Found")
_Clock = tuple[str, date, str]


@dataclass(frozen=True, slots=True)
class _Bundle:
    """A bundle that is of use: its records by file, the key of what is known of its cases, and what yields this."""

    records: Mapping[str, Any]
    key: str
    indexed: Generator[Any, None, None]


@dataclass(slots=True)
class Kept:
    """The bundles in a folder (None: there are none, and none are kept) for what is read from a tree."""

    folder: str | None
    tree: DigestedTree
    _found: dict[str, _Bundle] = field(default_factory=dict)
    _recalled: set[str] = field(default_factory=set)
    _size: int = 0
    _clocks: Mapping[_Clock, CompiledClock] = field(default_factory=dict)

    def load(self) -> Loaded:
        """Read every file of the tree; of those that are the same as in their bundle, only the bytes."""
        if self.folder is None or not os.path.isdir(f"{self.folder}/{_RECORDS}"):
            return load(self.tree)
        files = list(self.tree.files())
        for file in files:
            if file not in self.tree.digests:
                with suppress(Unreadable):
                    self.tree.read(file)
        for name, held in _bundles(files).items():
            with suppress(OSError, ValueError, Unknown):
                self._found[name] = self._recall(name, held)
        registry = recall(f"{self.folder}/{_REGISTRY}", self._key_of_registry(files)) or {}
        at_hand = dict(registry)
        for bundle in self._found.values():
            at_hand.update(bundle.records)
        return load(PartOfTree(self.tree, files), at_hand)

    def indexed(self, ledger: Ledger, day: date) -> dict[str, Indexed]:
        """Return what need not be reckoned again as of the end of a day, by the id of the case."""
        self._clocks = Reckoner(ledger, Moment(day)).clocks()
        common = self._common(day)
        known: dict[str, Indexed] = {}
        for name, bundle in self._found.items():
            if bundle.key == self._key(ledger, common, bundle.records.values()):
                with suppress(Unknown, StopIteration):
                    known.update(next(bundle.indexed))
                    self._recalled.add(name)
            if self._size > _LARGE:
                bundle.indexed.close()
        return known

    def keep(self, ledger: Ledger, indexed: Mapping[str, Indexed], day: date) -> None:
        """Keep what was read and reckoned, where it is not kept already; whoever cannot write there goes without."""
        if self.folder is None or len(ledger.cases) < WORTHWHILE:
            return
        common = self._common(day)
        records: Mapping[str, Mapping[str, Case | Meeting]] = {"case": ledger.cases, "meeting": ledger.meetings}
        sound = {
            file: records[kind][name]
            for (kind, name), file in ledger.files.items()
            if kind in _MANY and file not in ledger.comments and kind_of(file) == (kind, name)
        }
        bundles = _bundles(sound)
        for name, files in bundles.items():
            if name in self._recalled and self._found[name].records.keys() == set(files):
                continue
            held = {file: sound[file] for file in files}
            known = {each.id: indexed[each.id] for each in held.values() if each.id in indexed}
            data = dumped((held, known), {CompiledClock: _name})
            keys = (self._read(held), self._key(ledger, common, held.values()), digest(data))
            with suppress(OSError):
                write(f"{self.folder}/{_RECORDS}/{name}", f"{' '.join(keys)}\n".encode() + data)
        named = ((ledger.files.get((kind, name)), record) for kind, name, record in ledger.registry())
        registry = {file: record for file, record in named if file and file not in ledger.comments}
        keep(f"{self.folder}/{_REGISTRY}", self._key_of_registry(ledger.files.values()), registry)
        with suppress(OSError):
            for name in set(os.listdir(f"{self.folder}/{_RECORDS}")) - bundles.keys():
                os.unlink(f"{self.folder}/{_RECORDS}/{name}")

    def once(self, name: str, key: str | None, make: Callable[[], _Found]) -> _Found:
        """Return what was made under a name with that key; where it is not kept, make and keep it."""
        if self.folder is None or key is None:
            return make()
        path, whole = f"{self.folder}/{name}", digest(repr((key, versions())).encode())
        found: _Found | None = recall(path, whole)
        if found is None:
            found = make()
            keep(path, whole, found)
        return found

    @property
    def templates(self) -> Path | None:
        """The folder of compiled templates."""
        return Path(self.folder) / "templates" if self.folder else None

    def _recall(self, name: str, files: Iterable[str]) -> _Bundle:
        """Return a bundle; raises OSError, ValueError or Unknown where it is not there, or of no use."""
        with open(f"{self.folder}/{_RECORDS}/{name}", "rb") as file:
            read, key, whole = file.readline().decode().split()
            data = file.read()
        self._size += len(data)
        parts = loaded(data, lambda named: self._clocks[named])
        records = next(parts) if whole == digest(data) else {}
        if read != self._read(records) or not records.keys() <= set(files):
            raise Unknown
        return _Bundle(records, key, parts)

    def _read(self, files: Iterable[str]) -> str:
        """Return the key of what is read from some files."""
        return digest(repr((versions(), [(file, self.tree.digests.get(file)) for file in sorted(files)])).encode())

    def _key_of_registry(self, files: Iterable[str]) -> str:
        """Return the key of what is read from the registry."""
        return self._read(file for file in files if file.startswith("registry/"))

    def _common(self, day: date) -> str:
        """Return the key of what it rests on beside the cases and their meetings."""
        return digest(repr((day, self._key_of_registry(self.tree.digests))).encode())

    def _key(self, ledger: Ledger, common: str, records: Iterable[Any]) -> str:
        """Return the key of what is known of some cases."""
        meetings = {each.raised.meeting for each in records if isinstance(each, Case) and each.raised.meeting}
        files = sorted(ledger.files.get(("meeting", meeting), meeting) for meeting in meetings)
        return digest(repr((common, [(file, self.tree.digests.get(file)) for file in files])).encode())


def kept(root: str, tree: DigestedTree) -> Kept:
    """Return the bundles of the instance in a folder; those of several instances in one repository lie apart."""
    folder = folder_of(root)
    if folder is None:
        return Kept(None, tree)
    path = os.fsencode(os.path.abspath(root))
    own = os.path.join(folder, f"{_OF_ONE}{digest(path)}")
    with suppress(OSError):
        write(f"{own}/{_PATH}", path)
        os.utime(f"{own}/{_PATH}")
        _forget(folder)
    return Kept(own, tree)


def _forget(folder: str) -> None:
    """Remove what was kept of instances that are not where they were. Of the one that was used last it stays: it may be
    this very repository as another machine or container sees it."""
    gone = []
    for name in os.listdir(folder):
        if name.startswith(_OF_ONE):
            path, used = b"", 0
            with suppress(OSError), open(f"{folder}/{name}/{_PATH}", "rb") as file:
                path, used = file.read(), os.fstat(file.fileno()).st_mtime_ns
            if not path or not os.path.isdir(path):
                gone.append((used, f"{folder}/{name}"))
    for _used, of_one in sorted(gone)[:-1]:
        rmtree(of_one, ignore_errors=True)


def _bundles(files: Iterable[str]) -> Mapping[str, list[str]]:
    """Return the files of cases and meetings by the bundle to which they belong."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for file in files:
        kind = kind_of(file)
        if kind and kind[0] in _MANY:
            found[f"{os.path.dirname(file).replace('/', '-')}-{crc32(file.encode()) & 15:x}"].append(file)
    return found


def _name(clock: CompiledClock) -> _Clock:
    """Return the name of a clock, which many states share."""
    return (clock.programme, clock.version, clock.id)
