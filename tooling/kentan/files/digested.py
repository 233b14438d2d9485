"""A tree that remembers the digests of what was read from it, so that what was made of a file can be known again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from kentan.files.tree import Tree

_TICK = 250


@dataclass(slots=True)
class DigestedTree:
    """A tree with the digest of each file, as it was when it was read last.

    `tell`, where there is one, is told now and then how many files were read, and of how many.
    """

    tree: Tree
    digests: dict[str, str] = field(default_factory=dict)
    tell: Callable[[int, int], None] | None = None

    def files(self) -> Iterator[str]:
        """Yield the path of every file."""
        if self.tell is None:
            yield from self.tree.files()
            return
        found = list(self.tree.files())
        for number, file in enumerate(found):
            if number % _TICK == 0:
                self.tell(number, len(found))
            yield file

    def read(self, file: str) -> bytes:
        """Return a file's bytes; raises Unreadable."""
        data = self.tree.read(file)
        self.digests[file] = blake2b(data, digest_size=12).hexdigest()
        return data
