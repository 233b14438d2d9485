"""The index of the cases: for each pair of characters the cases in which it stands, in many small files.

It is made of parts of some hundred cases. Each part holds its pairs in 1,024 buckets, by the same number that tells
their file, and a digest of each bucket: so a file is made again only where one of its own buckets changed.
"""

import marshal
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from kentan.publish.facets import Filed
from kentan.publish.laying import Laying
from kentan.publish.lookup import digits, script, steps, version
from kentan.publish.searching.texts import document
from kentan.publish.wording import Wording
from kentan.publish.writing import digest

_SHARD = 24_000
_MOST = 1024
_COUNTS = frozenset(str(1 << power) for power in range(_MOST.bit_length()))
_PRIME, _START = 16777619, 2166136261
_LENGTH = 12
"""Of the digest of a bucket, in bytes."""
_VERSION = 8


@lru_cache(1 << 16)
def shard_of(gram: str, shards: int) -> int:
    """The file of a pair: FNV-1a over its characters. `shardOf` in `site/assets/search.js` does the same."""
    found = _START
    for character in gram:
        found = (found ^ ord(character)) * _PRIME & 0xFFFFFFFF
    return found % shards


def postings(words: tuple[Wording, ...], cases: Iterable[Filed]) -> bytes:
    """What the index holds of some cases that follow each other, as `Part` reads it."""
    return posting(document(words, one.case) for one in cases)


def posting(documents: Iterable[tuple[set[str], set[str]]]) -> bytes:
    """For each gram its documents, which have numbers from 0 on: twice the number, and one more where it stands in the
    title. Each is given as (grams of the title, grams of everything).

    Written are the first, the last, and as text the steps between them, so that parts are joined without a look at
    each document.
    """
    found: dict[str, list[int]] = defaultdict(list)
    for number, (title, everything) in enumerate(documents):
        low = 2 * number
        for gram in everything - title:
            found[gram].append(low)
        high = low + 1
        for gram in title:
            found[gram].append(high)
    buckets: list[list[tuple[str, int, int, str]]] = [[] for _ in range(_MOST)]
    for gram, places in found.items():
        buckets[shard_of(gram, _MOST)].append((gram, places[0], places[-1], steps(places)))
    blobs = [marshal.dumps(sorted(bucket), 2) for bucket in buckets]  # which names no value that was there before
    return marshal.dumps((b"".join(map(_short, blobs)), blobs))


class Part(NamedTuple):
    """What the index holds of cases that follow each other: the number of the first, the digests, and the buckets."""

    first: int
    digests: bytes
    buckets: Sequence[bytes]


def part(first: int, content: bytes) -> Part:
    """A part, as `posting` wrote it."""
    return Part(first, *marshal.loads(content))


def posted(parts: Sequence[Part], bucket: int) -> dict[str, str]:
    """For each gram of a bucket its documents as text, from parts in the order of their numbers."""
    found: dict[str, list[str]] = {}
    before: dict[str, int] = {}
    for one in parts:
        start = 2 * one.first
        for gram, first, last, between in marshal.loads(one.buckets[bucket]):
            pieces = found.get(gram)
            if pieces is None:
                found[gram] = [digits(start + first), between]
            else:
                pieces += digits(start + first - before[gram]), between
            before[gram] = start + last
    return {gram: "".join(pieces) for gram, pieces in found.items()}


def lay_shards(parts: Sequence[Part], laying: Laying, path_of: Callable[[str], str]) -> None:
    """Lay down the files of the index, and `search/index` that says how many and which there are.

    How many there are depends on what they weigh all together, and each says what it weighs: so the number of the last
    build is tried first.
    """
    shards = _Shards(parts)
    index = path_of("search/index")
    known = laying.said_last(index)
    count = int(known) if known in _COUNTS else 1
    while True:
        keys = [shards.key(number, count) for number in range(count)]
        paths = [path_of(f"search/{number}") for number in range(count)]
        found = zip(range(count), paths, keys, strict=True)
        weights = [_weight(laying.said(path, key)) or shards.weight(number, count) for number, path, key in found]
        fitting = _count(sum(weights))
        if fitting == count:
            break
        count = fitting
    versions = []
    for number, (path, key, weight) in enumerate(zip(paths, keys, weights, strict=True)):
        said = laying.lay(path, key, partial(shards.script, number, count), partial(_said, weight))
        versions.append(said[:_VERSION])
    value = {"versions": "".join(versions)}
    laying.lay(index, value["versions"], partial(script, "search/index", value), lambda _content: f"{count}")


class _Shards:
    """The files of the index by their number among so many; what was looked at once is known."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._firsts = ",".join(str(one.first) for one in parts)
        self._merged: dict[int, dict[str, str]] = {}

    def key(self, number: int, count: int) -> str:
        """The key of a file: the digests of its buckets in all parts."""
        places = range(number * _LENGTH, _MOST * _LENGTH, count * _LENGTH)
        found = [one.digests[at : at + _LENGTH] for one in self._parts for at in places]
        return digest(b"".join((f"{count} {self._firsts} ".encode(), *found)))

    def weight(self, number: int, count: int) -> int:
        """What a file weighs."""
        return sum(len(gram) + len(line) + 6 for lines in self._lines(number, count) for gram, line in lines.items())

    def script(self, number: int, count: int) -> bytes:
        """A file."""
        found = [item for lines in self._lines(number, count) for item in lines.items()]
        return script(f"search/{number}", dict(sorted(found)))

    def _lines(self, number: int, count: int) -> list[dict[str, str]]:
        for bucket in range(number, _MOST, count):
            if bucket not in self._merged:
                self._merged[bucket] = posted(self._parts, bucket)
        return [self._merged[bucket] for bucket in range(number, _MOST, count)]


def _count(weight: int) -> int:
    """How many files there are where all weigh so much together."""
    count = 1
    while count < _MOST and weight > _SHARD * count:
        count *= 2
    return count


def _short(blob: bytes) -> bytes:
    return bytes.fromhex(digest(blob))


def _said(weight: int, content: bytes) -> str:
    return f"{version(content)} {weight}"


def _weight(said: str | None) -> int | None:
    return int(said[_VERSION:]) if said else None
