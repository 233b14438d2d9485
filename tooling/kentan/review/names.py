"""Names as systems see them to which small and capital letters, or letters that look alike, are equal."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache


class Names:
    """The paths of a state, and what a new one can be taken for."""

    def __init__(self, files: Iterable[str] = ()) -> None:
        self._files: dict[str, str] = {}
        self._folders: dict[str, Counter[str]] = {}
        for file in files:
            self.add(file)

    def add(self, file: str) -> None:
        """Take in a file and the folders in which it lies."""
        self._files.setdefault(folded(file), file)
        for name, folder in _folders(file):
            self._folders.setdefault(name, Counter())[folder] += 1

    def remove(self, file: str) -> None:
        """Leave out a file, and the folders that are empty without it."""
        if self._files.get(folded(file)) == file:
            del self._files[folded(file)]
        for name, folder in _folders(file):
            left = self._folders.get(name, Counter())
            left[folder] -= 1
            if left[folder] <= 0:
                del left[folder]

    def taken_for(self, file: str) -> str | None:
        """Return the path of another file or folder for which this one, or a folder of it, can be taken."""
        for name, part in (*_folders(file), (folded(file), file)):
            for each in self._folders.get(name, ()):
                if each != part:
                    return each
            other = self._files.get(name, part)
            if other != part:
                return other
        return None


def folded(path: str) -> str:
    """Return a path as it is compared: in one case, and without the forms that Unicode calls equal."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())


def _folders(file: str) -> Iterator[tuple[str, str]]:
    folder = file.rpartition("/")[0]
    return iter(_above(folder)) if folder else iter(())


@lru_cache(maxsize=1_000)
def _above(folder: str) -> tuple[tuple[str, str], ...]:
    """Return a folder and those above it, the topmost first, each as it is compared and as it is called."""
    steps = folder.split("/")
    return tuple((folded(each), each) for each in ("/".join(steps[:length]) for length in range(1, len(steps) + 1)))
