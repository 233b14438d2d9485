"""The map of the site for search engines: every page, with the same page in the other languages beside it.

Its addresses have to be absolute, so there is one only where the instance names its public address. The other languages
of a page stand here and not in the head of each page, which would be longer by it on every visit.
"""

from collections.abc import Iterable, Iterator
from html import escape

from kentan.languages import Language
from kentan.publish.edition import Edition
from kentan.publish.makers.home import NOT_FOUND
from kentan.publish.page import Place, places

MOST = 25_000
"""So many pages stand in one file: the protocol takes 50,000, and 50 MB."""
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def sitemap_files(edition: Edition, place: Place, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The map of one language as (path below the site's folder, content), and with the first language `robots.txt`.

    `pages` are the addresses of all its pages.
    """
    base = edition.instance.base_address
    if base is None:
        return
    top = f"{base.rstrip('/')}/"
    everywhere = places(tuple(Language(language) for language in edition.instance.languages))
    addresses = sorted({*pages} - {NOT_FOUND})
    parts = [addresses[at : at + MOST] for at in range(0, len(addresses), MOST)]
    names = [
        place.path("sitemap.xml" if len(parts) < 2 else f"sitemap-{number + 1}.xml") for number in range(len(parts))
    ]
    for name, part in zip(names, parts, strict=True):
        yield name, _urls(top, part, place, everywhere)
    if len(parts) > 1:
        yield place.path("sitemap.xml"), _index(top + name for name in names)
    if not place.prefix:
        maps = "".join(f"Sitemap: {top}{one.path('sitemap.xml')}\n" for one in everywhere)
        yield "robots.txt", f"User-agent: *\nAllow: /\n{maps}".encode()


def _urls(top: str, addresses: Iterable[str], place: Place, everywhere: Iterable[Place]) -> bytes:
    lines, languages = [], tuple(everywhere)
    for address in addresses:
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{one.language}" href="{escape(top + one.path(address))}"/>'
            for one in (languages if len(languages) > 1 else ())
        )
        lines.append(f"<url><loc>{escape(top + place.path(address))}</loc>{others}</url>\n")
    space = f'{_SPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f"{_HEAD}<urlset {space}>\n{''.join(lines)}</urlset>\n".encode()


def _index(addresses: Iterable[str]) -> bytes:
    lines = "".join(f"<sitemap><loc>{escape(address)}</loc></sitemap>\n" for address in addresses)
    return f"{_HEAD}<sitemapindex {_SPACE}>\n{lines}</sitemapindex>\n".encode()
