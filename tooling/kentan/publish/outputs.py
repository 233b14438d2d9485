"""What a site holds beside its pages: what its scripts look up, the data, the feeds."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from kentan.publish.data.files import data_files
from kentan.publish.edition import Edition
from kentan.publish.explorer.columns import columns
from kentan.publish.explorer.rows import rows
from kentan.publish.feeds.files import feed_files
from kentan.publish.lookup import script
from kentan.publish.page import Page, Place
from kentan.publish.searching.grams import traditional
from kentan.publish.searching.listed import listed, read
from kentan.publish.searching.postings import posted, postings, shards
from kentan.publish.segments import Segments
from kentan.publish.writing import digest


def shared_outputs(editions: Sequence[Edition], segments: Segments) -> Iterator[tuple[str, bytes]]:
    """What all languages share, as (path below the site's folder, content)."""
    index = editions[0].index
    words = tuple(edition.words for edition in editions)
    yield "lookup/traditional.js", script("traditional", traditional())
    found = posted(
        segments.get(f"search-{part.first}", part.cases, partial(postings, words, part.first, part.cases), part.first)
        for year in index.filing.years
        for part in year.parts()
    )
    for name, content in (*columns(index.filed, index.filing), *shards(found)):
        yield f"lookup/{name}.js", content
    yield from data_files(editions[0], segments)


def own_outputs(edition: Edition, place: Place, segments: Segments) -> Iterator[tuple[str, bytes]]:
    """What one language has."""
    for name, content in rows(edition, segments):
        yield place.path(f"lookup/{name}.js"), content
    for name, content in feed_files(edition, segments):
        yield place.path(name), content


def titles(
    edition: Edition, place: Place, pages: Sequence[Page], hand_written: Mapping[str, str], segments: Segments
) -> tuple[str, bytes]:
    """What the search finds beside the cases; `hand_written` are the rendered pages by their address below the
    language's folder."""
    addresses = sorted(hand_written)
    wanted = [(digest(hand_written[one].encode()), partial(read, hand_written[one])) for one in addresses]
    texts = dict(zip(addresses, segments.each(f"{edition.language}-hand-written", wanted), strict=True))
    return place.path("lookup/pages.js"), script("pages", listed(edition.words, pages, texts))
