"""What the search finds beside the cases: pages by their titles and texts, searched as a whole."""

import marshal
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser

from kentan.publish.page import Page
from kentan.publish.wording import Wording

_MOST = 3000
_KINDS = ("rule", "department", "programme", "meeting", "topics", "claims", "data")


def listed(words: Wording, pages: Iterable[Page], texts: Mapping[str, bytes]) -> list[list[str]]:
    """Each page as its title, its text, its address, and what kind of page it is.

    `texts` are those of the hand-written pages (`read`) by their address below the language's folder.
    """
    _ = words._
    kinds = {
        "rule": _("Rule"),
        "department": _("Department"),
        "programme": _("Programme"),
        "meeting": _("Meeting"),
    }
    about = _("About this site")
    found = [[*marshal.loads(text), address, about] for address, text in texts.items()]
    for page in pages:
        if page.kind != "case" and (page.search is not None or page.kind in _KINDS):
            text = f"{page.search or ''} {page.description}"
            found.append([page.title, text, page.address, kinds.get(page.kind, _("Page"))])
    return found


def read(html: str) -> bytes:
    """The heading and the text of a page, for `listed`."""
    reader = _Reader()
    reader.feed(html)
    return marshal.dumps((" ".join("".join(reader.heading).split()), " ".join("".join(reader.text).split())[:_MOST]))


class _Reader(HTMLParser):
    """Reads the first heading and the text of a page's own part, `<article>`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.heading: list[str] = []
        self.text: list[str] = []
        self._inside = False
        self._in_heading = False

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """Note where the page's own part and its heading begin."""
        self._inside = self._inside or tag == "article"
        self._in_heading = tag == "h1" and not self.heading

    def handle_endtag(self, tag: str) -> None:
        """Note where they end."""
        if tag == "article":
            self._inside = False
        if tag == "h1":
            self._in_heading = False
        self.text.append(" ")

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if self._inside and self._in_heading:
            self.heading.append(data)
        elif self._inside:
            self.text.append(data)
