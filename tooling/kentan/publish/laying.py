"""Files that rest on many records: one whose key is the same as in the last build is left as it was laid down.

What other files say of such a file (its version, its weight) is remembered with it, so that it need not even be read.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from kentan.publish.lookup import version
from kentan.publish.writing import digest


class _Takes(Protocol):
    """Takes the files of a site, as `kentan.publish.writing.Writer` does."""

    def write(self, path: str, content: bytes) -> None:
        """Take one file."""
        ...

    def keep(self, path: str, known: str) -> bool:
        """Leave a file as the last build laid it down; False where it is not there with that digest any more."""
        ...

    def digest_of(self, path: str) -> str:
        """The digest of a file that was taken."""
        ...


class Laying:
    """Lays down the files of one build. A key is a digest of all records on which a file rests; with `common`, which
    is one of everything else, it is never wrong, only of no more use."""

    def __init__(self, writer: _Takes, common: str = "", before: Mapping[str, list[str]] | None = None) -> None:
        """`before` is what the last build remembered, by path: the key, the digest, and what is said of the file."""
        self._writer = writer
        self._common = common
        self._before = before or {}
        self.now: dict[str, list[str]] = {}

    def write(self, path: str, content: bytes) -> None:
        """Lay down a file that is made each time."""
        self._writer.write(path, content)

    def lay(self, path: str, key: str | None, make: Callable[[], bytes], say: Callable[[bytes], str] = version) -> str:
        """Lay down a file, made where it is not there with that key (None: always), and return what is said of it."""
        said = self.said(path, key)
        if said is not None and self._writer.keep(path, self._before[path][1]):
            self.now[path] = self._before[path]
            return said
        content = make()
        self._writer.write(path, content)
        said = say(content)
        if key is not None:
            self.now[path] = [self._whole(key), self._writer.digest_of(path), said]
        return said

    def said(self, path: str, key: str | None) -> str | None:
        """What is said of the file that the last build made with that key; None where it made another, or none."""
        known = self._before.get(path)
        return known[2] if key is not None and known and len(known) > 2 and known[0] == self._whole(key) else None

    def said_last(self, path: str) -> str | None:
        """What was said of a file in the last build, whatever it was made of."""
        known = self._before.get(path)
        return known[2] if known and len(known) > 2 else None

    def _whole(self, key: str) -> str:
        return digest(f"{self._common}{key}".encode())
