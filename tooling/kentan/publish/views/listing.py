"""Lists of cases: pages of a hundred, numbered from the oldest, so that a page that is full never changes its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from kentan.publish.views.parts import Link, Tag
from kentan.publish.views.row import Row

FULL = 100
FULL_OF_BRIEF = 400
_Case = TypeVar("_Case")


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a list down: its name for a list and in short, and its values with their numbers of cases."""

    name: str
    short: str
    values: tuple[tuple[Link, int], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One of the pages of a list: its address, and the numbers of its first and last case."""

    address: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Explorer:
    """Where the explorer finds its scripts and what it looks up: the way from the language's folder to the site's."""

    site: str


@dataclass(frozen=True, slots=True)
class ListingView:
    """A page of a list of cases, newest first.

    `here` is the address of this page among `parts`. `listed` is the number of the newest cases that the list holds,
    None where it holds all of them. Where it `is_brief`, a line says what a case is called and how it stands.
    """

    heading: str
    about: str
    total: int
    tags: tuple[Tag, ...]
    rows: tuple[Row, ...]
    parts: tuple[Part, ...]
    here: str
    facets: tuple[Facet, ...]
    all_cases: str | None
    listed: int | None = None
    explorer: Explorer | None = None
    is_brief: bool = False


def spans(total: int, page: int) -> list[tuple[int, int]]:
    """The pages of a list of that many, as (first, last) counted from 1 for the oldest; the newest page is the last.

    A full one has `page` cases. The newest takes up to half a page more before a full one is split off, so that it is
    never nearly empty.
    """
    full = max(0, (total - page // 2) // page)
    bounds = [number * page for number in range(full + 1)] + [total]
    return [(first + 1, last) for first, last in pairwise(bounds) if last > first] or [(0, 0)]


def address_of(folder: str, number: int, pages: int) -> str:
    """The address of a page of a list: the newest is the index, the others carry their number from the oldest."""
    return f"{folder}/index.html" if number == pages - 1 else f"{folder}/page-{number + 1}.html"


def pages(folder: str, cases: Sequence[_Case], is_brief: bool = False) -> Iterator[tuple[Part, tuple[_Case, ...]]]:
    """Every page of a list, newest first, with its cases newest first; `cases` are oldest first."""
    found = spans(len(cases), FULL_OF_BRIEF if is_brief else FULL)
    for number in range(len(found) - 1, -1, -1):
        first, last = found[number]
        yield Part(address_of(folder, number, len(found)), first, last), tuple(cases[max(0, first - 1) : last][::-1])
