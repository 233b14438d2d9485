"""The index of the cases: for each pair of characters the cases in which it stands, in many small files."""

import marshal
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kentan.publish.facets import Filed
from kentan.publish.lookup import digits, script, steps, version
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
    in the title. Each is given as (grams of the title, grams of everything).

    Written are the first, the last, and as text the steps between them, so that parts are joined without a look at
    each document.
    """
    found: dict[str, list[int]] = defaultdict(list)
    for number, (title, everything) in enumerate(documents, first):
        low = 2 * number
        for gram in everything - title:
            found[gram].append(low)
        high = low + 1
        for gram in title:
            found[gram].append(high)
    return marshal.dumps({gram: (places[0], places[-1], steps(places)) for gram, places in found.items()})


def posted(parts: Iterable[bytes]) -> dict[str, str]:
    """For each gram its documents as text, from parts in the order of their numbers."""
    found: dict[str, list[str]] = defaultdict(list)
    before: defaultdict[str, int] = defaultdict(int)
    for part in parts:
        for gram, (first, last, between) in marshal.loads(part).items():
            found[gram] += digits(first - before[gram]), between
            before[gram] = last
    return {gram: "".join(pieces) for gram, pieces in found.items()}


def shards(lines: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """The files of the index: their names and contents, and `search/index` that says how many and which there are."""
    weight = sum(len(gram) + len(line) + 6 for gram, line in lines.items())
    count = 1
    while count < _MOST and weight > _SHARD * count:
        count *= 2
    parts: list[dict[str, str]] = [{} for _ in range(count)]
    for gram, line in sorted(lines.items()):
        parts[shard_of(gram, count)][gram] = line
    versions = []
    for number, part in enumerate(parts):
        content = script(f"search/{number}", part)
        versions.append(version(content))
        yield f"search/{number}", content
    yield "search/index", script("search/index", {"versions": "".join(versions)})
