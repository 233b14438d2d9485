"""Text from records and file names on its way to a terminal or a log."""

import re

_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\U000e0000-\U000e007f]"
)


def printable(text: str) -> str:
    """Return text without anything that a terminal or a log would take for a command, or hide."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
