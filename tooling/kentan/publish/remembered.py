"""What the last build made of what: a page whose key is the same need not be made again.

A key is a digest of everything that a page is made of: the code, the templates, the shells, the day, the registry, and
the records on which its view rests. So what is remembered is never wrong, only of no more use; it may be deleted.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from kentan.itself import versions
from kentan.publish.page import File, Known, Page
from kentan.publish.placing import write_whole
from kentan.publish.writing import digest, packed, unpacked


class Remembered:
    """The keys and digests of the pages of one language, as the last build left them and as this one finds them."""

    def __init__(self, before: Mapping[str, list[str]], common: str) -> None:
        """`common` is the digest of what all these pages are made of."""
        self._before = before
        self._common = common
        self.now: dict[str, list[str]] = {}

    def key(self, one: Page | Known | File) -> str | None:
        """The key of a page or a file; None for one that is made each time."""
        if one.key is None:
            return None
        about = (one.kind, one.title, one.description, f"{one.is_short}") if isinstance(one, Page) else ()
        return digest("\0".join((self._common, one.address, one.key, *about)).encode())

    def digest_of(self, path: str, key: str | None) -> str | None:
        """The digest of the file that was made with that key; None where it is not known."""
        known = self._before.get(path)
        if key is None or known is None or known[0] != key:
            return None
        self.now[path] = known
        return known[1]

    def kept_all(self, batch: str, key: str | None, paths: Iterable[str], keep: Callable[[str, str], bool]) -> bool:
        """Whether the files at these paths are those that were made for a batch of that name with the same key; they
        need not be asked for one by one then. `keep` leaves a file as it is, or says that it is not there any more."""
        if key is None:
            return False
        now = [digest(f"{self._common}\0{batch}\0{key}".encode()), ""]
        self.now[batch] = now
        if self._before.get(batch) != now:
            return False
        for path in paths:
            known = self._before.get(path)
            if known is None or not keep(path, known[1]):
                return False
            self.now[path] = known
        return True

    def put(self, path: str, key: str | None, found: str) -> None:
        """Remember the digest of the file that was made with that key."""
        if key is not None:
            self.now[path] = [key, found]


def read(path: Path) -> dict[str, list[str]]:
    """What the last build left in that file; nothing where it cannot be read."""
    try:
        return unpacked(path.read_bytes())
    except (OSError, ValueError):
        return {}


def write(path: Path, now: dict[str, list[str]]) -> None:
    """Leave it for the next build."""
    write_whole(path, packed(now))


@cache
def code() -> str:
    """A digest of what makes the pages: Kentan itself, what it leans on, and what renders."""
    return digest(repr((versions(), *map(version, ("jinja2", "markupsafe")))).encode())
