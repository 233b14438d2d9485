"""What tests ask of a built page: its links, its ids, its scripts, its text."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADS = {
    "script": "src",
    "link": "href",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "object": "data",
    "embed": "src",
    "form": "action",
    "video": "src",
    "audio": "src",
}
NOT_LOADED = {"canonical", "alternate"}


class Seen(HTMLParser):
    """The elements of a page, as a browser would see them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.ids: list[str] = []
        self.loads: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given))
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in LOADS and LOADS[tag] in given and given.get("rel") not in NOT_LOADED:
            self.loads.append(given[LOADS[tag]])

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def pages(site: Path) -> Iterator[tuple[Path, Seen]]:
    for path in sorted(site.rglob("*.html")):
        yield path, Seen(path.read_text("utf-8"))


def target(site: Path, page: Path, link: str) -> tuple[Path, str]:
    """The file and the anchor to which a relative link leads."""
    parts = urlsplit(link)
    path = (page.parent / unquote(parts.path)).resolve() if parts.path else page.resolve()
    assert path.is_relative_to(site.resolve()), f"{page}: {link} leads out of the site"
    return path, unquote(parts.fragment)


def is_outside(link: str) -> bool:
    return bool(urlsplit(link).scheme or urlsplit(link).netloc)
