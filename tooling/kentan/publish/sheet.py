"""A paper as its page shows it: its blocks as HTML. What stands in many reports is made once."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from markupsafe import Markup

from kentan.publish.markup import WAY, attribute
from kentan.publish.paper import Block, Bullets, Paragraph, Table
from kentan.publish.text import block

_REMEMBERED = 1 << 10


def blocks(root: str, found: Iterable[Block]) -> Markup:
    """What stands below the heading of a section; `root` is the way to the language's folder."""
    return Markup("".join([_block(one) for one in found]).replace(WAY, root))


def _block(one: Block) -> str:
    match one:
        case Paragraph(said=said, quiet=quiet):
            how = '"said why"' if quiet else "said"
            return f"<div class={how}>{''.join([block(each) for each in said])}</div>"
        case Bullets(entries=entries):
            shown = ["".join([cell.html for cell in entry]) for entry in entries]
            return f"<ul class=paper__list><li>{'<li>'.join(shown)}</ul>"
        case Table(caption=caption, head=head, rows=rows, numbers=numbers):
            opening, row = _frame(caption, head, numbers)
            filled = row * len(rows) % tuple([cell.html for cells in rows for cell in cells])
            return f"{opening}{filled}</table></div>"


@lru_cache(_REMEMBERED)
def _frame(caption: str, head: tuple[str, ...], numbers: frozenset[int]) -> tuple[str, str]:
    """What opens a table, and a row of it with `%s` for each cell; on a phone each cell says its term, but for the
    first one, which is the heading of its row."""
    how = [" class=count" if place in numbers else "" for place in range(len(head))]
    terms = ["", *[f" data-term={attribute(term)}" for term in head[1:]]]
    heads = [f"<th scope=col{each}>{escape(term)}" for each, term in zip(how, head, strict=True)]
    cells = [f"<td{term}{each}>".replace("%", "%%") for term, each in zip(terms, how, strict=True)]
    opening = (
        f"<div class=wide><table class=list><caption class=unseen>{escape(caption)}</caption>"
        f"<thead><tr>{''.join(heads)}<tbody>"
    )
    return opening, f"<tr>{'%s'.join(cells)}%s"
