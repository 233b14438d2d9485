"""A report before it has a form: a title, notices and sections of paragraphs, tables and lists.

The page and the Word file are made of the same paper, so neither says what the other does not. All texts are `Said`:
already veiled, and not yet escaped for any form.
"""

from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from kentan.publish.charts.drawing import Chart
from kentan.publish.markup import WAY, attribute, line
from kentan.publish.text import Said
from kentan.publish.views.parts import Link, Notice
from kentan.publish.word.runs import run
from kentan.records.frozen import frozen_value


class _Text(NamedTuple):
    said: Said
    address: str = ""


class Cell(_Text):
    """A text in a table or list, with the page to which it leads where there is one.

    It stands in many reports, so what it looks like in a form is found once.
    """

    @cached_property
    def html(self) -> str:
        """The cell on a page, with `WAY` for the way to the language's folder."""
        return f"<a href={attribute(WAY + self.address)}>{line(self.said)}</a>" if self.address else line(self.said)

    @cached_property
    def run(self) -> str:
        """The cell in a Word file."""
        return run(self.said)


class Paragraph(NamedTuple):
    """A paragraph of texts one after the other."""

    said: tuple[Said, ...]
    quiet: bool = False


@frozen_value
class Table:
    """A table; `numbers` are the columns that hold numbers, counted from 0."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: frozenset[int] = frozenset()


@frozen_value
class Bullets:
    """A list; each entry is made of cells that stand one after the other."""

    entries: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Table | Bullets


@frozen_value
class Section:
    """One section with its heading; `anchor` is its id on the page."""

    anchor: str
    heading: str
    blocks: tuple[Block, ...]


@frozen_value
class Paper:
    """A whole report. `issuer` is who runs the site; `file` the name of the Word file beside the page."""

    title: str
    subtitle: str
    issuer: Said | None
    day: date
    day_in_words: str
    notices: tuple[Notice, ...]
    sections: tuple[Section, ...]
    back: Link
    beside: tuple[Link, ...]
    file: str
    chart: Chart | None = None


def paragraph(text: str, quiet: bool = False) -> Paragraph:
    """A paragraph of our own words."""
    return Paragraph((Said(text),), quiet)


@lru_cache(1 << 14)
def cell(text: str, address: str = "") -> Cell:
    """A cell of our own words."""
    return Cell(Said(text), address)
