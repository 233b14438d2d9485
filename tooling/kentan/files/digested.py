"""A tree that remembers the digests of what was read from it, so that what was made of a file can be known again."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from kentan.files.tree import Tree


@dataclass(slots=True)
class DigestedTree:
    """A tree with the digest of each file, as it was when it was read last."""

    tree: Tree
    digests: dict[str, str] = field(default_factory=dict)

    def files(self) -> Iterator[str]:
        """Yield the path of every file."""
        return self.tree.files()

    def read(self, file: str) -> bytes:
        """Return a file's bytes; raises Unreadable."""
        data = self.tree.read(file)
        self.digests[file] = blake2b(data, digest_size=12).hexdigest()
        return data
