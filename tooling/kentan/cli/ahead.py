"""How a check begins: a fork reads the registry; this process the meetings, then cases ahead until that is at hand.

What it reads ahead, and imports before, is no less to be done: so none of the two cores waits for the other.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from kentan.files.cache import WitnessedTree
from kentan.files.foreseen import foreseen, parts_of
from kentan.files.loading import Loaded, Read, Reading, load
from kentan.files.parts import PartOfTree
from kentan.files.pickling import Unknown, dumped, loaded
from kentan.records.frozen import frozen_value
from kentan.records.meeting import Meeting

WORTHWHILE = 2_000
"""Cases from which on they are read by themselves, and a second process for them pays."""
AHEAD = 800
"""Cases that are read ahead at the most: they take memory until they are judged."""
_AT_ONCE = 20
_PARTS_LEFT = 8
"""Into how many parts is divided what is left, at the least."""
_CASES, _MEETINGS = "cases/", "meetings/"

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


@dataclass(slots=True)
class Batches:
    """The cases that one of two processes takes, as long as any are left: one of them from the front, one from behind.

    How many it may take next it reads from a pipe out of which both take, fewer and fewer: so none waits for the other,
    also where other work keeps one core busy.
    """

    tree: WitnessedTree
    cases: Sequence[str]
    pipe: int
    from_behind: bool
    size: int
    """How many it took last, or has to judge before it takes any."""

    def __iter__(self) -> Iterator[str]:
        """Yield the cases, batch by batch."""
        return foreseen(self.tree, self._taken())

    def _taken(self) -> Iterator[Sequence[str]]:
        first, last = 0, len(self.cases)
        while told := os.read(self.pipe, 1):
            self.size = told[0]
            if self.from_behind:
                last -= self.size
                yield self.cases[last : last + self.size]
            else:
                first += self.size
                yield self.cases[first - self.size : first]


@frozen_value
class Meetings:
    """The meetings of a tree by id, and how they were read."""

    by_id: Mapping[str, Meeting]
    reading: Reading

    def added_to(self, found: Loaded) -> Loaded:
        """Return what was read beside them, with them."""
        ledger = replace(
            found.ledger,
            meetings=self.by_id,
            files={**self.reading.files, **found.ledger.files},
            unread=found.ledger.unread | self.reading.unread,
            comments={**self.reading.comments, **found.ledger.comments},
        )
        return Loaded(found.tree, ledger, (*self.reading.findings, *found.findings))


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
        cases = [file for file in files if file.startswith(_CASES)]
        if len(cases) < WORTHWHILE:
            cases = []
        else:
            files = [file for file in files if not file.startswith(_CASES)]
        taken = Taken(cases)
        reading = Reading(PartOfTree(tree, taken))
        return cls(tree, files, cases, taken, reading, reading.records())

    def load(self) -> Loaded:
        """Read what is read before any case is judged."""
        return self.meetings().added_to(self._but_meetings())

    def meetings(self) -> Meetings:
        """Read the meetings."""
        files = [file for file in self.first if file.startswith(_MEETINGS)]
        reading = Reading(PartOfTree(self.tree, foreseen(self.tree, parts_of(files))))
        return Meetings({each.id: each.record for each in reading.records()}, reading)

    def _but_meetings(self) -> Loaded:
        return load(PartOfTree(self.tree, [file for file in self.first if not file.startswith(_MEETINGS)]))

    def packed(self) -> tuple[bytes, Witnessed]:
        """Read what is no meeting, and return it as another process may have it, with what was witnessed."""
        found = self._but_meetings()
        return dumped((found.ledger, found.findings)), self.tree.witnessed()

    def unpacked(self, packed: tuple[bytes, Witnessed]) -> Loaded:
        """Return what another process has read."""
        data, witnessed = packed
        try:
            ledger, findings = loaded(data)
        except (Unknown, ValueError):
            return self._but_meetings()  # so that its fault, if it is one, is seen
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


def pipe_of(cases: int, most: int) -> int:
    """Return the end of a pipe from which two processes together read how many of so many cases they may take.

    That is `most` at the beginning, a byte, and one at the end.
    """
    sizes = bytearray()
    while cases:
        sizes.append(max(1, min(most, cases // _PARTS_LEFT)))
        cases -= sizes[-1]
    hearing, telling = os.pipe()
    os.write(telling, sizes)
    os.close(telling)
    return hearing
