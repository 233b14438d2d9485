"""From bytes to text: which encoding a file has, and which characters it must not hold."""

import re
from collections.abc import Iterator

from kentan.records.finding import Finding

MOST_BYTES = 1024 * 1024
"""A record's file is a few kilobytes; a larger one is a mistake or an attack."""
MOST_LINE = 20_000
"""Characters in a line: a long text in one line fits; more is no longer something that a person can review."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]")
_HIDDEN = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0000-\U000e007f]"
)


def decode(file: str, data: bytes) -> tuple[str | None, list[Finding]]:
    """Return the text of a file, or None, and what is wrong with its bytes and characters.

    Line ends become LF; CRLF is accepted without a finding.
    """
    if len(data) > MOST_BYTES:
        return None, [Finding("K103", file, arguments={"size": str(len(data)), "most": str(MOST_BYTES)}).at(1, 1)]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or (len(data) > 3 and (data[0] == 0) != (data[1] == 0)):
        return None, [Finding("K105", file).at(1, 1)]
    findings = []
    if data.startswith(b"\xef\xbb\xbf"):
        findings.append(Finding("K107", file).at(1, 1))
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [*findings, _not_utf8(file, data, error.start)]
    text = with_line_feeds(text)
    if not text.strip():
        return None, [*findings, Finding("K104", file).at(1, 1)]
    findings.extend(_characters(file, text))
    if _CONTROL.search(text):
        return None, findings
    return text, findings


def with_line_feeds(text: str) -> str:
    """Return a text with LF at the ends of its lines, whatever system wrote it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(file: str, data: bytes, start: int) -> Finding:
    line = data.count(b"\n", 0, start) + 1
    column = start - (data.rfind(b"\n", 0, start) + 1) + 1
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return Finding("K125", file).at(line, column)
    return Finding("K106", file).at(line, column)


def _characters(file: str, text: str) -> Iterator[Finding]:
    """Yield a finding for each line that holds a character that cannot be seen or printed, or that is too long."""
    odd = _CONTROL.search(text) or _HIDDEN.search(text)
    if not odd and len(text) <= MOST_LINE:
        return
    for number, line in enumerate(text.split("\n"), 1):
        for code, pattern in (("K108", _CONTROL), ("K109", _HIDDEN)):
            found = pattern.search(line)
            if found:
                yield Finding(code, file, arguments={"character": f"U+{ord(found.group()):04X}"}).at(
                    number, found.start() + 1
                )
        if len(line) > MOST_LINE:
            yield Finding("K118", file, arguments={"most": str(MOST_LINE)}).at(number, MOST_LINE + 1)


def forbidden_character(value: str) -> tuple[str, str] | None:
    """Return the code and the name of a character that an escape such as `\\u202e` brought into a value, or None."""
    for code, pattern in (("K108", _CONTROL), ("K109", _HIDDEN)):
        found = pattern.search(value)
        if found:
            return code, f"U+{ord(found.group()):04X}"
    return None


def unprintable(name: str) -> bool:
    """Whether a file's name holds a character that cannot be shown, or bytes that are not UTF-8."""
    if not name.isprintable():
        return True
    return not name.isascii() and (_CONTROL.search(name) is not None or _HIDDEN.search(name) is not None)


def escaped(name: str) -> str:
    """Return a file's name with what cannot be shown written as `\\u…`."""
    return "".join(each if not unprintable(each) else f"\\u{ord(each):04x}" for each in name)
