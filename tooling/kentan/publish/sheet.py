"""A paper as its page shows it: its blocks as HTML. What stands in many reports is made once."""

from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from kentan.publish.markup import WAY, attribute
from kentan.publish.paper import Block, Bullets, Paper, Paragraph, Section, Table
from kentan.publish.text import block


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


def _block(root: str, one: Block) -> str:
    match one:
        case Paragraph(said=said, quiet=quiet):
            how = '"said why"' if quiet else "said"
            return f"<div class={how}>{''.join([block(each) for each in said])}</div>"
        case Bullets(entries=entries):
            shown = ["".join([cell.html for cell in entry]) for entry in entries]
            return f"<ul class=paper__list><li>{'<li>'.join(shown)}</ul>".replace(WAY, root)
        case Table():
            return _table(root, one)


def _table(root: str, table: Table) -> str:
    """A table; on a phone each cell says its term, but for the first one, which is the heading of its row."""
    terms = [f" data-term={attribute(term)}" for term in table.head]
    terms[0] = ""
    numbers = [" class=count" if place in table.numbers else "" for place in range(len(terms))]
    head = [f"<th scope=col{how}>{escape(term)}" for how, term in zip(numbers, table.head, strict=True)]
    cells = [f"<td{term}{how}>" for term, how in zip(terms, numbers, strict=True)]
    row = f"<tr>{''.join([cell.replace('%', '%%') + '%s' for cell in cells])}"
    rows = "".join([row % tuple([cell.html for cell in each]) for each in table.rows]).replace(WAY, root)
    return (
        f"<div class=wide><table class=list><caption class=unseen>{escape(table.caption)}</caption>"
        f"<thead><tr>{''.join(head)}<tbody>{rows}</table></div>"
    )
