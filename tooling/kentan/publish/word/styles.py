"""The styles of a Word file, after the form of official documents (GB/T 9704-2012): A4, 仿宋 for the text, 黑体 for
headings, 宋体 for the title. An office changes a style, not the paragraphs; the letterhead is a style of its own."""

from functools import cache

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LATIN = "Times New Roman"
SONG, FANG, HEI = "宋体", "仿宋", "黑体"


@cache
def styles() -> str:
    """The part `word/styles.xml`."""
    return (
        f'<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr>{_fonts(FANG)}'
        '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:line="560" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>'
        + _style("Normal", "Normal", '<w:pPr><w:jc w:val="both"/></w:pPr>', default=True)
        + _style(
            "KentanLetterhead",
            "Kentan Letterhead",
            '<w:pPr><w:pBdr><w:bottom w:val="single" w:sz="12" w:space="4" w:color="C00000"/></w:pBdr>'
            '<w:spacing w:before="0" w:after="360" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/></w:pPr>'
            f'<w:rPr>{_fonts(SONG)}<w:b/><w:color w:val="C00000"/><w:spacing w:val="20"/><w:sz w:val="44"/></w:rPr>',
        )
        + _style(
            "Title",
            "Title",
            '<w:pPr><w:keepNext/><w:spacing w:before="120" w:after="120" w:line="600" w:lineRule="exact"/>'
            f'<w:jc w:val="center"/></w:pPr><w:rPr>{_fonts(SONG)}<w:b/><w:sz w:val="44"/></w:rPr>',
        )
        + _style(
            "Subtitle",
            "Subtitle",
            '<w:pPr><w:spacing w:after="240" w:line="480" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr>'
            '<w:rPr><w:sz w:val="28"/></w:rPr>',
        )
        + _style(
            "Heading1",
            "heading 1",
            '<w:pPr><w:keepNext/><w:spacing w:before="200" w:after="60"/><w:outlineLvl w:val="0"/></w:pPr>'
            f"<w:rPr>{_fonts(HEI)}</w:rPr>",
        )
        + _style("KentanText", "Kentan Text", '<w:pPr><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr>')
        + _style(
            "KentanNote",
            "Kentan Note",
            '<w:pPr><w:spacing w:line="400" w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="24"/></w:rPr>',
        )
        + _style(
            "KentanEntry",
            "Kentan Entry",
            '<w:pPr><w:spacing w:line="480" w:lineRule="exact"/><w:ind w:left="420" w:hanging="420"/></w:pPr>'
            '<w:rPr><w:sz w:val="28"/></w:rPr>',
        )
        + _style(
            "KentanCell",
            "Kentan Cell",
            '<w:pPr><w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/><w:jc w:val="left"/></w:pPr>'
            '<w:rPr><w:sz w:val="21"/></w:rPr>',
        )
        + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>'
        + '<w:style w:type="table" w:styleId="KentanTable"><w:name w:val="Kentan Table"/><w:tblPr><w:tblBorders>'
        + "".join(
            f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="auto"/>'
            for side, size in (("top", 8), ("left", 4), ("bottom", 8), ("right", 4), ("insideH", 4), ("insideV", 4))
        )
        + '</w:tblBorders><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr></w:style></w:styles>"
    )


def _fonts(eastern: str) -> str:
    return f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{eastern}" w:cs="{_LATIN}"/>'


def _style(id: str, name: str, content: str, default: bool = False) -> str:
    first = ' w:default="1"' if default else ""
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{first} w:styleId="{id}"><w:name w:val="{name}"/>{based}<w:qFormat/>'
        f"{content}</w:style>"
    )
