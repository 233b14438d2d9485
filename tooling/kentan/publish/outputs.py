"""What a site holds beside its pages: what its scripts look up, the data, the feeds."""

from collections.abc import Mapping, Sequence
from functools import partial

from kentan.publish.data.files import lay_data_files
from kentan.publish.edition import Edition
from kentan.publish.explorer.columns import lay_columns
from kentan.publish.explorer.rows import lay_rows
from kentan.publish.feeds.files import lay_feeds
from kentan.publish.laying import Laying
from kentan.publish.lookup import script
from kentan.publish.page import Page, Place
from kentan.publish.searching.grams import traditional
from kentan.publish.searching.listed import listed, read
from kentan.publish.searching.postings import lay_shards, part, postings
from kentan.publish.segments import Segments
from kentan.publish.writing import digest


def lay_shared(editions: Sequence[Edition], segments: Segments, laying: Laying) -> None:
    """Lay down what all languages share."""
    index = editions[0].index
    words = tuple(edition.words for edition in editions)
    laying.lay(_path("traditional"), "", lambda: script("traditional", traditional()))
    lay_columns(index.filed, index.filing, segments, lambda name, key, make: laying.lay(_path(name), key, make))
    parts = [
        part(one.first, segments.get(f"search-{year.year}-{number}", one.cases, partial(postings, words, one.cases)))
        for year in index.filing.years
        for number, one in enumerate(year.halves)
    ]
    lay_shards(parts, laying, _path)
    lay_data_files(editions[0], segments, laying)


def lay_own(edition: Edition, place: Place, segments: Segments, laying: Laying) -> None:
    """Lay down what one language has."""
    lay_rows(edition, segments, lambda name, key, make: laying.lay(place.path(_path(name)), key, make))
    lay_feeds(edition, segments, lambda name, key, make: laying.lay(place.path(name), key, make))


def _path(name: str) -> str:
    """The path of what is looked up under a name."""
    return f"lookup/{name}.js"


def titles(
    edition: Edition, place: Place, pages: Sequence[Page], hand_written: Mapping[str, str], segments: Segments
) -> tuple[str, bytes]:
    """What the search finds beside the cases; `hand_written` are the rendered pages by their address below the
    language's folder."""
    addresses = sorted(hand_written)
    wanted = [(digest(hand_written[one].encode()), partial(read, hand_written[one])) for one in addresses]
    texts = dict(zip(addresses, segments.each(f"{edition.language}-hand-written", wanted), strict=True))
    return place.path("lookup/pages.js"), script("pages", listed(edition.words, pages, texts))
