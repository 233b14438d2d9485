"""What one page of the site is: its kind, its language, its address and all that its template shows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kentan.languages import Language

SECTIONS = (
    *("", "cases", "meetings", "departments", "topics", "programmes"),
    *("reports", "claims", "integrity", "rules", "data", "search", "about/method"),
)
"""The places of the navigation that are made of records; the empty one is the home page. Each is a folder."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page before it is rendered.

    `kind` names its template (`site/templates/<kind>.html`); `address` is its path below its language's folder, with
    `/` between the parts and `.html` at the end; `view` is called once, when the page is rendered, and holds nothing
    but what the template shows. `section` is the place of the navigation that is marked as open. `search` is what
    the search finds beside the title, None where it does not find the page. `key` names all records on which the view
    rests (`Edition.keys`): while it is the same, the page is not made again; None where it rests on many of them.
    `is_short` says that it stands in a shell of a few lines and not in the theme's (`publish/archive.py`).
    """

    kind: str
    language: Language
    address: str
    title: str
    description: str
    view: Callable[[], Any]
    section: str
    search: str | None = None
    key: str | None = None
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """A page whose address and key are known before it is made itself, so that none is made that need not be."""

    language: Language
    address: str
    key: str | None
    page: Callable[[], Page]


@dataclass(frozen=True, slots=True)
class File:
    """One file beside the pages of a language, at an address below its folder; `key` as that of a page."""

    language: Language
    address: str
    content: Callable[[], bytes]
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the pages of a language stand: in the folder `prefix` of the site (empty, or such as `en/`)."""

    language: Language
    prefix: str

    def path(self, address: str) -> str:
        """The file of a page below the site's folder."""
        return self.prefix + address


def places(languages: tuple[Language, ...]) -> tuple[Place, ...]:
    """Where each language of the site stands: the first at the root, each other in a folder of its name."""
    return tuple(Place(language, "" if index == 0 else f"{language}/") for index, language in enumerate(languages))


def root_of(address: str) -> str:
    """The way from a page to its language's folder: one `../` for each folder of its address."""
    return "../" * address.count("/")
