"""Texts in a Word file: runs of one look, their lines broken where the text breaks them."""

from html import escape

from kentan.publish.text import Said, clean


def run(said: Said, bold: bool = False) -> str:
    """A text as a run."""
    how = "<w:rPr><w:b/></w:rPr>" if bold else "<w:rPr><w:i/></w:rPr>" if said.stub else ""
    lines = [_line(line) for line in said.text.strip("\n").split("\n")]
    return f"<w:r>{how}{'<w:br/>'.join(lines)}</w:r>"


def _line(line: str) -> str:
    kept = ' xml:space="preserve"' if line != line.strip() else ""
    return f"<w:t{kept}>{escaped(line)}</w:t>"


def escaped(text: str) -> str:
    """A text without characters that XML or a reader could take for something else."""
    return escape(clean(text))
