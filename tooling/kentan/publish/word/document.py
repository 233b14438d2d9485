"""A paper as a Word file."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from kentan.languages import CHINESE, Language
from kentan.publish.paper import Block, Bullets, Paper, Paragraph, Table
from kentan.publish.text import Said
from kentan.publish.word.package import packed
from kentan.publish.word.runs import escaped, run
from kentan.publish.word.styles import NAMESPACE, styles

_ROOM = 8845
"""The width between the margins in twentieths of a point: 210 - 28 - 26 mm."""
_NUMBER_ROOM = 1500
_REMEMBERED = 1 << 10
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BEGIN = f'<w:document xmlns:w="{NAMESPACE}" xmlns:r="{_OFFICE}"><w:body>'
_END = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1400" w:gutter="0"/>'
    "</w:sectPr></w:body></w:document>"
)
_FOOTER = (
    f'<w:ftr xmlns:w="{NAMESPACE}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>'
    '<w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve">— </w:t></w:r>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>'
    '<w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
)


def word(paper: Paper, language: Language) -> bytes:
    """The bytes of the Word file of a paper; always the same for the same paper."""
    document = "".join([_BEGIN, *_body(paper), _END])
    return packed(
        {
            "word/document.xml": document,
            "word/styles.xml": styles(),
            "word/footer.xml": _FOOTER,
            "docProps/core.xml": _core(paper, language),
        }
    )


def _body(paper: Paper) -> Iterator[str]:
    if paper.issuer:
        yield _paragraph("KentanLetterhead", [paper.issuer])
    yield _paragraph("Title", [Said(paper.title)])
    yield _paragraph("Subtitle", [Said(paper.subtitle)])
    for notice in paper.notices:
        yield _paragraph("KentanNote", [Said(f"{notice.title} {notice.text}")])
    for section in paper.sections:
        yield _paragraph("Heading1", [Said(section.heading)])
        for block in section.blocks:
            yield _block(block)
    if paper.issuer:
        yield _paragraph("KentanText", [Said("")])
        yield _paragraph("KentanText", [paper.issuer], "end")
    yield _paragraph("KentanText", [Said(paper.day_in_words)], "end")


def _block(block: Block) -> str:
    match block:
        case Paragraph(said=said, quiet=quiet):
            return _paragraph("KentanNote" if quiet else "KentanText", said)
        case Bullets(entries=entries):
            shown = ["".join([cell.run for cell in entry]) for entry in entries]
            return "".join([f"{_numbered(number)}{entry}</w:p>" for number, entry in enumerate(shown, 1)])
        case Table(caption=caption, head=head, rows=rows, numbers=numbers):
            opening, row = _frame(caption, head, numbers)
            filled = row * len(rows) % tuple([cell.run for cells in rows for cell in cells])
            return f"{opening}{filled}</w:tbl>{_opening('KentanCell')}</w:p>"


@lru_cache(_REMEMBERED)
def _frame(caption: str, head: tuple[str, ...], numbers: frozenset[int]) -> tuple[str, str]:
    """What opens a table, up to its head, and a row of it with `%s` for the run of each cell."""
    widths = _widths(len(head), numbers)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    first = _row(widths, numbers, "<w:tblHeader/>") % tuple([run(Said(term), bold=True) for term in head])
    opening = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="KentanTable"/>'
        f'<w:tblW w:w="{_ROOM}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCaption w:val="{escaped(caption)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{first}"
    )
    return opening, _row(widths, numbers, "")


def _widths(count: int, numbers: frozenset[int]) -> tuple[int, ...]:
    """The widths of the columns: numbers take as little as they need, texts share the rest, the first one double."""
    texts = [place for place in range(count) if place not in numbers]
    narrow = min(_NUMBER_ROOM, _ROOM * 6 // 10 // max(1, len(numbers)))
    shares = len(texts) + 1
    rest = _ROOM - narrow * len(numbers)
    return tuple(
        narrow if place in numbers else rest * (2 if place == texts[0] else 1) // shares for place in range(count)
    )


def _row(widths: tuple[int, ...], numbers: frozenset[int], repeated: str) -> str:
    """A row of a table with `%s` for the run of each cell."""
    cells = [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{_opening('KentanCell', 'end' if place in numbers else '')}%s</w:p></w:tc>"
        for place, width in enumerate(widths)
    ]
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _paragraph(style: str, texts: Iterable[Said], side: str = "") -> str:
    return f"{_opening(style, side)}{''.join([run(said) for said in texts])}</w:p>"


def _opening(style: str, side: str = "") -> str:
    aligned = '<w:jc w:val="right"/>' if side == "end" else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{aligned}</w:pPr>'


@lru_cache(_REMEMBERED)
def _numbered(number: int) -> str:
    """The begin of an entry of a list."""
    return _opening("KentanEntry") + run(Said(f"{number}. "))


def _core(paper: Paper, language: Language) -> str:
    """The properties: title and author, and as the day of making that of the report."""
    author = f"<dc:creator>{escaped(paper.issuer.one_line)}</dc:creator>" if paper.issuer else ""
    spoken = "zh-CN" if language == CHINESE else language
    day = f"{paper.day.isoformat()}T00:00:00Z"
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(paper.title)}</dc:title>{author}<dc:language>{spoken}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified></cp:coreProperties>'
    )
