"""The index of the cases: for each pair of characters the cases in which it stands, in many small files."""

import marshal
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kentan.publish.facets import Filed
from kentan.publish.lookup import script, steps, version
from kentan.publish.searching.texts import document
from kentan.publish.wording import Wording

_SHARD = 24_000
_MOST = 1024
_PRIME, _START = 16777619, 2166136261


def shard_of(gram: str, shards: int) -> int:
    """The file of a pair: FNV-1a over its characters. `shardOf` in `site/assets/search.js` does the same."""
    found = _START
    for character in gram:
        found = (found ^ ord(character)) * _PRIME & 0xFFFFFFFF
    return found % shards


def postings(words: tuple[Wording, ...], first: int, cases: Iterable[Filed]) -> bytes:
    """For each gram its cases, as `posted` reads them; `first` is the number of the first case."""
    return posting(first, (document(words, one.case) for one in cases))


def posting(first: int, documents: Iterable[tuple[set[str], set[str]]]) -> bytes:
    """For each gram its documents, which have numbers from `first` on: twice the number, and one more where it stands
    in the title. Each is given as (grams of the title, grams of everything)."""
    found: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for number, (title, everything) in enumerate(documents, first):
        low = 2 * number
        for gram in everything - title:
            found[gram].append(low)
        high = low + 1
        for gram in title:
            found[gram].append(high)
    return marshal.dumps({gram: places.tobytes() for gram, places in found.items()})


def posted(parts: Iterable[bytes]) -> dict[str, "array[int]"]:
    """For each gram its documents, from parts in the order of their numbers."""
    found: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for part in parts:
        for gram, places in marshal.loads(part).items():
            found[gram].frombytes(places)
    return found


def shards(found: dict[str, "array[int]"]) -> Iterator[tuple[str, bytes]]:
    """The files of the index: their names and contents, and `search/index` that says how many and which there are."""
    lines = {gram: steps(places) for gram, places in sorted(found.items())}
    weight = sum(len(gram) + len(line) + 6 for gram, line in lines.items())
    count = 1
    while count < _MOST and weight > _SHARD * count:
        count *= 2
    parts: list[dict[str, str]] = [{} for _ in range(count)]
    for gram, line in lines.items():
        parts[shard_of(gram, count)][gram] = line
    versions = []
    for number, part in enumerate(parts):
        content = script(f"search/{number}", part)
        versions.append(version(content))
        yield f"search/{number}", content
    yield "search/index", script("search/index", {"versions": "".join(versions)})
