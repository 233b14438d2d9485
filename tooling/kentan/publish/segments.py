"""Parts of large files, kept from build to build: what rests on the cases of one year is made again when one of them
changed, and read back when none did."""

import marshal
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from kentan.publish.facets import Filed
from kentan.publish.keys import Keys
from kentan.publish.placing import removed, write_whole
from kentan.publish.writing import digest


class Lines(NamedTuple):
    """Lines of some cases: a digest of them, where it is known, and how they are had."""

    digest: str | None
    joined: Callable[[], bytes]


class Segments:
    """The parts that stand in a folder, each with the key of what it was made of; they may be deleted at any time."""

    def __init__(self, folder: Path | None, keys: Keys, common: str) -> None:
        """`common` is the digest of what all parts are made of beside the records; no folder keeps nothing."""
        if folder and not folder.is_dir():
            removed(folder)
        self._folder = folder
        self.keys = keys
        self.common = common
        self._known: dict[int, tuple[Sequence[Filed], str | None]] = {}

    def key(self, cases: Sequence[Filed], *others: object) -> str | None:
        """The key of what rests on these cases and on other values; None where it is not known. What is asked of the
        very same cases again is found at once."""
        known = self._known.get(id(cases))
        if known is None or known[0] is not cases:
            known = cases, self.keys.of_each([one.case for one in cases])
            self._known[id(cases)] = known
        return None if known[1] is None else digest(repr((known[1], others)).encode())

    def get(self, name: str, cases: Sequence[Filed], make: Callable[[], bytes], *others: object) -> bytes:
        """The part of that name, which rests on these cases and other values; made where it is not there already."""
        own = self.key(cases, name, others) if self._folder else None
        if own is None or self._folder is None:
            return make()
        path, key = self._folder / name, digest(f"{self.common}{own}".encode())
        content = _read(path, key)
        if content is None:
            content = make()
            _write(path, key, content)
        return content

    def lines(self, name: str, cases: Sequence[Filed], make: Callable[[Filed], bytes]) -> "Lines":
        """The part of that name, which is made case by case: where one of them changed, it alone is made again."""
        whole = self.key(cases, name) if self._folder else None
        if whole is None or self._folder is None:
            return Lines(None, lambda: b"".join(map(make, cases)))
        path, common = self._folder / name, digest(f"{self.common}{name}".encode())

        def made() -> tuple[str, bytes]:
            content = _read(path, common)
            head, _, kept = content.partition(b"\n") if content else (b"", b"", b"")
            keys, lines = marshal.loads(kept) if kept else ([], [])
            if head.partition(b" ")[0] != whole.encode():
                known = dict(zip(keys, lines, strict=True))
                keys = [self.keys.of_one(one.case) for one in cases]
                lines = [known.get(key) or make(one) for key, one in zip(keys, cases, strict=True)]
                said = digest(b"".join(lines))
                _write(path, common, f"{whole} {said}\n".encode() + marshal.dumps((keys, lines)))
            else:
                said = head.partition(b" ")[2].decode()
            return said, b"".join(lines)

        before, said = _head(path, common)
        if before == whole:
            return Lines(said, lambda: made()[1])
        said, joined = made()
        return Lines(said, lambda: joined)

    def each(self, name: str, wanted: Sequence[tuple[str | None, Callable[[], bytes]]]) -> list[bytes]:
        """Small pieces, each with the key of the records on which it rests (`Keys`) and how it is made; those are made
        that are not there already."""
        if self._folder is None:
            return [make() for _key, make in wanted]
        path, common = self._folder / name, digest(f"{self.common}{name}".encode())
        content = _read(path, common)
        known: dict[str, bytes] = {} if content is None else marshal.loads(content)
        found = [(key, known.get(key) or make() if key else make()) for key, make in wanted]
        now = {key: piece for key, piece in found if key}
        if now != known:
            _write(path, common, marshal.dumps(now))
        return [piece for _key, piece in found]


def _head(path: Path, key: str) -> tuple[str, str]:
    """What stands in the second line of a file; nothing where it cannot be read or was made of something else. The rest
    may be damaged: whoever asks for it reads it."""
    try:
        with open(path, "rb") as file:
            known, (whole, _, said) = (
                file.readline().decode().split()[0],
                file.readline().decode().strip().partition(" "),
            )
    except (OSError, ValueError, IndexError):
        return "", ""
    return (whole, said) if known == key else ("", "")


def _read(path: Path, key: str) -> bytes | None:
    """What a file holds under a key; None where it cannot be read, is damaged, or was made of something else."""
    try:
        head, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if head == f"{key} {digest(content)}".encode() else None


def _write(path: Path, key: str, content: bytes) -> None:
    os.makedirs(path.parent, exist_ok=True)
    write_whole(path, f"{key} {digest(content)}\n".encode() + content)
