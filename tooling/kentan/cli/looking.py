"""One pass over the working tree: each case is read once, and what a change concerns is judged while it is at hand.

A fork does half of it. Where few are found, they are left to be read as all else is that a change concerns.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from kentan.cli.both_sides import Judged, judge
from kentan.cli.pipes import beside
from kentan.cli.searching import ROOM, of_one_id
from kentan.files.checkout import Checkout, File, contents_of
from kentan.files.git import GitTree, is_plain
from kentan.files.listing import parted
from kentan.files.search import Sought
from kentan.records.ledger import Ledger
from kentan.review.reach import Reach
from kentan.uncollected import uncollected

MANY = 200
"""Files that a change concerns from which on they are judged by themselves, on two cores, and not kept."""
_BLOCK = 250
_TRIED = 500


@dataclass(frozen=True, slots=True)
class _Found:
    """Files that are concerned; the first of them are held back, as long as they may be few."""

    files: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Pass:
    """What is looked for in a working tree: the files of some series, all with the empty one, and what is sought.

    Files that are `taken` are passed over; of those `touched` others may have the id.
    """

    checkout: Checkout
    tree: GitTree
    series: Sequence[str]
    sought: Sought | None
    taken: Collection[str]
    touched: Collection[str]

    def judge(self, sides: tuple[Ledger, Ledger], today: date, reached: Reach) -> Judged:
        """Look for cases and judge those that are concerned, by what both ledgers hold; few of them are left."""
        rows = self.tree.entries.rows_below(ROOM)
        blocks = [rows[start : start + _BLOCK] for start in range(0, len(rows), _BLOCK)]

        def passed(part: Sequence[Sequence[str]]) -> tuple[Judged, tuple[_Found, _Found]]:
            found = _Found(), _Found()
            return judge(self._candidates(part, found), sides, today, reached), found

        with uncollected(), beside(lambda: passed(blocks[1::2])) as (other,):
            judged, mine = passed(blocks[::2])
            more, theirs = other()
        judged = judged.joined(more)
        for one, two in zip(mine, theirs, strict=True):
            files = {*one.files, *two.files}
            alike = of_one_id(files, self.tree.entries, self.touched)
            if len(files - alike) > MANY:
                back = [(file, self.tree.entries[file][1]) for file in (*one.held, *two.held)]
                judged = judged.joined(judge(self._contents(back), sides, today, reached))
                files = set()
            judged.left.extend(files | alike)
        return judged

    def _candidates(self, blocks: Sequence[Sequence[str]], found: tuple[_Found, _Found]) -> Iterator[tuple[str, bytes]]:
        """Yield the files that are concerned, but for those that are held back; `found` tells of all."""
        is_of_series, sought = self._is_of_series(), self.sought
        of_series, others = found
        back: dict[int, list[tuple[str, bytes]]] = {id(each): [] for each in found}
        for file, data in self._contents(self._plain(blocks)):
            if is_of_series(file):
                kind = of_series
            elif sought is not None and sought.stands_in(data):
                kind = others
            else:
                continue
            kind.files.append(file)
            if len(kind.files) <= MANY:
                kind.held.append(file)
                back[id(kind)].append((file, data))
                continue
            if kind.held:
                yield from back.pop(id(kind))
                kind.held.clear()
            yield file, data

    def _plain(self, blocks: Sequence[Sequence[str]]) -> Iterator[File]:
        for rows in blocks:
            for row in rows:
                path, (mode, identity) = parted(row)
                if is_plain(mode) and path not in self.taken:
                    yield path, identity

    def _contents(self, files: Iterable[File]) -> Iterator[tuple[str, bytes]]:
        return contents_of(self.tree.repository, self.checkout, files)

    def _is_of_series(self) -> Callable[[str], bool]:
        """Return what tells whether a file is one of the series, as `Listing.of_series` does."""
        if "" in self.series:
            return lambda _: True
        inner, cut = tuple(f"/{each}" for each in self.series), len(ROOM)
        return lambda path: path[path.find("/", cut) :].startswith(inner)


def is_passable(checkout: Checkout | None, tree: GitTree) -> bool:
    """Whether a pass over a working tree is quicker than Git's search: some files are tried, others for each commit."""
    if checkout is None:
        return False
    rows = tree.entries.rows_below(ROOM)
    first = int(str(tree.revision)[:8], 16) % max(len(rows) - _TRIED, 1)
    return checkout.is_swifter(
        tree.repository, [(path, identity) for path, (_, identity) in map(parted, rows[first : first + _TRIED])]
    )
