"""A paper as plain text, for terminals and other programs, and as Markdown, where texts of records stay texts."""

import re
from collections.abc import Callable, Iterator

from kentan.publish.paper import Block, Bullets, Paper, Paragraph, Table

_MARKS = re.compile(r"[\\`*_{}\[\]#!|]")
_FIRST = re.compile(r"^[ \t]*(?:([-+=~])|(\d+)(?=[.)]))?", re.MULTILINE)


def plain(paper: Paper) -> str:
    """The text of a paper, which ends with a line break."""
    return "\n".join(_lines(paper, str, _row)) + "\n"


def markdown(paper: Paper) -> str:
    """The paper as Markdown, which ends with a line break: nothing that a record says becomes a link, a picture, HTML
    or a command of a template."""
    return "\n".join(_lines(paper, literal, _markdown_row)) + "\n"


def literal(text: str) -> str:
    """A text that Markdown shows as it stands."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _FIRST.sub(_begun, _MARKS.sub(r"\\\g<0>", text))


def _begun(found: re.Match[str]) -> str:
    """The beginning of a line, which is no list, no rule below a heading and no block of code."""
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\" if found[2] else ""


def _row(cells: list[str], _is_head: bool) -> str:
    return " | ".join(cells)


def _markdown_row(cells: list[str], is_head: bool) -> str:
    row = f"| {' | '.join(cells)} |"
    return f"{row}\n|{' --- |' * len(cells)}" if is_head else row


def _lines(paper: Paper, told: Callable[[str], str], row: Callable[[list[str], bool], str]) -> Iterator[str]:
    yield f"# {told(paper.title)}"
    yield told(paper.subtitle)
    for notice in paper.notices:
        yield ""
        yield f"> {told(notice.title)} {told(notice.text)}"
    for section in paper.sections:
        yield ""
        yield f"## {told(section.heading)}"
        for block in section.blocks:
            yield ""
            yield from _block(block, told, row)
    yield ""
    if paper.issuer:
        yield told(paper.issuer.one_line)
    yield paper.day_in_words


def _block(block: Block, told: Callable[[str], str], row: Callable[[list[str], bool], str]) -> Iterator[str]:
    match block:
        case Paragraph(said=said):
            yield told("".join(one.text for one in said))
        case Bullets(entries=entries):
            yield from (f"- {told(''.join(cell.said.one_line for cell in entry))}" for entry in entries)
        case Table(head=head, rows=rows):
            yield row([told(text) for text in head], True)
            yield from (row([told(cell.said.one_line) for cell in cells], False) for cells in rows)
