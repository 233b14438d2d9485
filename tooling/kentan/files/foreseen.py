"""Files that are fetched from disk before they are read: else each of ten thousand is waited for, which takes longer
than to check them. Where they are in memory nothing is fetched.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence

from kentan.files.cache import WitnessedTree

_PART = 200


def foreseen(tree: WitnessedTree, parts: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield files, part by part, each of which is read then: meanwhile the next part is fetched."""
    before: Sequence[str] = ()
    read = -1
    try:
        for part in parts:
            if read != (read := _blocks_read()):  # some of the last part was on disk alone, or this is the first
                tree.foresee(part)
            yield from before
            before = part
        yield from before
    finally:
        tree.forget()


def parts_of(files: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield files in parts of some hundred."""
    return (files[first : first + _PART] for first in range(0, len(files), _PART))


def read_all(tree: WitnessedTree, files: Sequence[str]) -> None:
    """Read files for their digests."""
    for file in foreseen(tree, parts_of(files)):
        tree.digest_of(file)


def _blocks_read() -> int:
    """Return how much this process has had to fetch from disks; 0 where nothing can be fetched beforehand."""
    if sys.platform != "linux":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_inblock
