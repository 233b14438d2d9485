"""The archive of a Word file: its parts, in a fixed order, with a fixed time."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from struct import pack
from zlib import crc32

_VERSION = 20
_LONG_AGO = 1 << 5 | 1
"""The first day that an archive can name, 1 January 1980."""
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    f'<Override PartName="/word/footer.xml" ContentType="{_WORD}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
_OF_DOCUMENT = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/footer" Target="footer.xml"/></Relationships>'
)
_ALWAYS = {
    "[Content_Types].xml": _TYPES,
    "_rels/.rels": _RELATIONS,
    "word/_rels/document.xml.rels": _OF_DOCUMENT,
}
_SHARED = frozenset({"word/styles.xml", "word/footer.xml"})


def packed(parts: Mapping[str, str]) -> bytes:
    """The bytes of a Word file; `parts` are document, styles, footer and core properties by their path.

    The archive is written here (APPNOTE.TXT 4.3: local headers, the directory, its end), since most of it is the same
    in every file.
    """
    everything = [_known(name, content) for name, content in _ALWAYS.items()]
    everything += [(_known if name in _SHARED else _entry)(name, content) for name, content in parts.items()]
    found: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for entry in everything:
        directory.append(entry.listed(offset))
        found += (entry.header, entry.content)
        offset += len(entry.header) + len(entry.content)
    listed = b"".join(directory)
    end = pack("<4s4H2LH", b"PK\5\6", 0, 0, len(everything), len(everything), len(listed), offset, 0)
    return b"".join((*found, listed, end))


@dataclass(frozen=True, slots=True)
class _Entry:
    """One stored file of an archive; `about` is what its header and the directory say alike."""

    name: bytes
    about: bytes
    content: bytes

    @property
    def header(self) -> bytes:
        return b"PK\3\4" + self.about + self.name

    def listed(self, offset: int) -> bytes:
        """Its line in the directory; `offset` is where its header begins."""
        return b"PK\1\2" + pack("<2B", _VERSION, 0) + self.about + pack("<3H2L", 0, 0, 0, 0, offset) + self.name


def _entry(name: str, content: str) -> _Entry:
    path, data = name.encode(), (_HEAD + content).encode()
    about = (_VERSION, 0, 0, 0, _LONG_AGO, crc32(data), len(data), len(data), len(path), 0)
    return _Entry(path, pack("<5H3L2H", *about), data)


_known = lru_cache(16)(_entry)
"""What is the same in many files: its checksum is reckoned once."""
