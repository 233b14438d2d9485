"""How a check begins: a fork reads everything that is no case; this process reads cases ahead until that is at hand.

What it reads ahead, and imports before, is no less to be done: so none of the two cores waits for the other.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from kentan.files.cache import WitnessedTree
from kentan.files.loading import Loaded, Read, Reading, load
from kentan.files.parts import PartOfTree
from kentan.files.pickling import Unknown, dumped, loaded
from kentan.records.frozen import frozen_value

WORTHWHILE = 2_000
"""Cases from which on they are read by themselves, and a second process for them pays."""
AHEAD = 800
"""Cases that are read ahead at the most: they take memory until they are judged."""
_AT_ONCE = 20

Witnessed = tuple[dict[str, bytes], bool]
"""What a tree witnessed, as it says itself."""


@dataclass(slots=True)
class Taken:
    """The cases that this process takes: one after the other, until it is told which of the others are its own."""

    cases: Sequence[str]
    number: int = 0
    own: Iterable[str] | None = None

    def __iter__(self) -> Iterator[str]:
        """Yield the cases."""
        while self.own is None and self.number < len(self.cases):
            self.number += 1
            yield self.cases[self.number - 1]
        yield from self.own or ()

    @property
    def left(self) -> Sequence[str]:
        """The cases that nobody has taken."""
        return self.cases[self.number :]


@frozen_value
class Batches:
    """The cases that one of two processes takes, as long as any are left: one of them from the front, one from behind.

    The first batch is its own; for each one more it takes a byte out of a pipe that holds as many as are to be had. So
    none waits for the other, also where other work keeps one core busy.
    """

    cases: Sequence[str]
    size: int
    pipe: int
    from_behind: bool

    def __iter__(self) -> Iterator[str]:
        """Yield the cases, batch by batch."""
        starts = range(0, len(self.cases), self.size)
        if self.from_behind:
            starts = starts[:0:-1]
        for number, start in enumerate(starts):
            if number and not os.read(self.pipe, 1):
                return
            yield from self.cases[start : start + self.size]


@dataclass(slots=True)
class Ahead:
    """The files of a tree: those that are read before any is judged, and the cases, where they are many."""

    tree: WitnessedTree
    first: Sequence[str]
    cases: Sequence[str]
    taken: Taken
    reading: Reading
    _records: Iterator[Read]
    _read: deque[Read] = field(default_factory=deque)
    held: list[object] = field(default_factory=list)
    """What need not be freed before all else is done."""

    @classmethod
    def of(cls, tree: WitnessedTree) -> "Ahead":
        """Return what is read of a tree, of which nothing is read yet."""
        files = list(tree.files())
        cases = [file for file in files if file.startswith("cases/")]
        if len(cases) < WORTHWHILE:
            cases = []
        else:
            files = [file for file in files if not file.startswith("cases/")]
        taken = Taken(cases)
        reading = Reading(PartOfTree(tree, taken))
        return cls(tree, files, cases, taken, reading, reading.records())

    def load(self) -> Loaded:
        """Read what is read before any case is judged."""
        return load(PartOfTree(self.tree, self.first))

    def packed(self) -> tuple[bytes, Witnessed]:
        """Read that, and return it as another process may have it, with what was witnessed."""
        found = self.load()
        return dumped((found.ledger, found.findings)), self.tree.witnessed()

    def unpacked(self, packed: tuple[bytes, Witnessed]) -> Loaded:
        """Return what another process has read."""
        data, witnessed = packed
        try:
            ledger, findings = loaded(data)
        except (Unknown, ValueError):
            return self.load()  # so that its fault, if it is one, is seen
        self.tree.trust(*witnessed)
        return Loaded(self.tree, ledger, findings)

    def read_until(self, is_enough: Callable[[], bool]) -> None:
        """Read cases, a few at once, until it is enough."""
        while len(self._read) < min(AHEAD, len(self.cases)) and not is_enough():
            self._read.extend(islice(self._records, _AT_ONCE))

    def records(self) -> Iterator[Read]:
        """Yield the cases that this process takes: first those that were read ahead."""
        while self._read:
            yield self._read.popleft()
        yield from self._records


def pipe_of(bytes_to_be_had: int) -> int:
    """Return the end of a pipe from which so many bytes can be read, by two processes together."""
    hearing, telling = os.pipe()
    os.write(telling, bytes(max(0, bytes_to_be_had)))
    os.close(telling)
    return hearing
