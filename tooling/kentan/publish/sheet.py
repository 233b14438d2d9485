"""A paper as its page shows it: its blocks as HTML. What stands in many reports is made once."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from markupsafe import Markup

from kentan.publish.paper import Block, Bullets, Cell, Paper, Paragraph, Section, Table
from kentan.publish.text import Said, block, runs_right_to_left

_REMEMBERED = 1 << 15
_NEEDS_QUOTES = re.compile("[\\s\"'=<>`&]|^$")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page of a report shows: the paper, and each of its sections."""

    paper: Paper
    sections: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a page."""

    section: Section

    def html(self, root: str) -> Markup:
        """What stands below its heading; `root` is the way to the language's folder."""
        return Markup("".join([_block(root, one) for one in self.section.blocks]))


def sheet(paper: Paper) -> Sheet:
    """The page of a paper."""
    return Sheet(paper, tuple(Part(section) for section in paper.sections))


def line(said: Said) -> str:
    """One line of text; isolated from what stands around it where its direction might differ, or its language does."""
    text = escape(said.text)
    if said.stub:
        return f"<bdi class=stub>{text}</bdi>"
    if said.language:
        return f"<bdi lang={said.language}>{text}</bdi>"
    return f"<bdi>{text}</bdi>" if runs_right_to_left(text) else text


def attribute(text: str) -> str:
    """The value of an attribute, in quotes where it needs them."""
    return f'"{escape(text)}"' if _NEEDS_QUOTES.search(text) else text


def _block(root: str, one: Block) -> str:
    match one:
        case Paragraph(said=said, quiet=quiet):
            how = '"said why"' if quiet else "said"
            return f"<div class={how}>{''.join([block(each) for each in said])}</div>"
        case Bullets(entries=entries):
            shown = ["".join([_cell(root, cell) for cell in entry]) for entry in entries]
            return f"<ul class=paper__list><li>{'<li>'.join(shown)}</ul>"
        case Table():
            return _table(root, one)


def _table(root: str, table: Table) -> str:
    """A table; on a phone each cell says its term, but for the first one, which is the heading of its row."""
    terms = [f" data-term={attribute(term)}" for term in table.head]
    terms[0] = ""
    numbers = [" class=count" if place in table.numbers else "" for place in range(len(terms))]
    head = [f"<th scope=col{how}>{escape(term)}" for how, term in zip(numbers, table.head, strict=True)]
    cells = [f"<td{term}{how}>" for term, how in zip(terms, numbers, strict=True)]
    found = []
    for row in table.rows:
        found.append("<tr>")
        for opening, cell in zip(cells, row, strict=True):
            found += (opening, _cell(root, cell))
    return (
        f"<div class=wide><table class=list><caption class=unseen>{escape(table.caption)}</caption>"
        f"<thead><tr>{''.join(head)}<tbody>{''.join(found)}</table></div>"
    )


@lru_cache(_REMEMBERED)
def _cell(root: str, one: Cell) -> str:
    if not one.address:
        return line(one.said)
    return f"<a href={attribute(root + one.address)}>{line(one.said)}</a>"
