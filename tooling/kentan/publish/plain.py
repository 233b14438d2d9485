"""A paper as plain text, for terminals and for other programs: headings, lines, and tables with their cells apart."""

from collections.abc import Iterator

from kentan.publish.paper import Block, Bullets, Paper, Paragraph, Table


def plain(paper: Paper) -> str:
    """The text of a paper, which ends with a line break."""
    return "\n".join(_lines(paper)) + "\n"


def _lines(paper: Paper) -> Iterator[str]:
    yield f"# {paper.title}"
    yield paper.subtitle
    for notice in paper.notices:
        yield ""
        yield f"> {notice.title} {notice.text}"
    for section in paper.sections:
        yield ""
        yield f"## {section.heading}"
        for block in section.blocks:
            yield ""
            yield from _block(block)
    yield ""
    if paper.issuer:
        yield paper.issuer.one_line
    yield paper.day_in_words


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(said=said):
            yield "".join(one.text for one in said)
        case Bullets(entries=entries):
            yield from (f"- {''.join(cell.said.one_line for cell in entry)}" for entry in entries)
        case Table(head=head, rows=rows):
            yield " | ".join(head)
            yield from (" | ".join(cell.said.one_line for cell in cells) for cells in rows)
