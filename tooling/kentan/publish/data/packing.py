"""Large files are packed on very large sites: what rests on all cases, as gzip, so that the site stays below its bound.

A file is packed part by part, one member of gzip after the other, which every program reads as one: what did not change
is not packed again. The head of a member names no time, no file and no system. Packed with another zlib, the bytes may
differ; unpacked they are the same everywhere.
"""

import zlib

from kentan.publish import archive
from kentan.publish.edition import Edition

ENDING = ".gz"
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_LEVEL = 6


def is_packed(edition: Edition) -> bool:
    """Whether the files that rest on all cases are packed on this site."""
    return len(edition.index.cases) > archive.VERY_MANY


def packed(content: bytes) -> bytes:
    """The content as one member of gzip."""
    made = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    ends = zlib.crc32(content).to_bytes(4, "little") + (len(content) & 0xFFFFFFFF).to_bytes(4, "little")
    return b"".join((_HEAD, made.compress(content), made.flush(), ends))
