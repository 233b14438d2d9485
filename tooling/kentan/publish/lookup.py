"""What scripts of the site look up: small files, each of which calls one known function with one value.

They are scripts and not JSON, because a browser that shows the site from a folder fetches nothing but scripts. Long
lists of small numbers are written as text, one character a number where it is small: a browser reads that faster than
a list, and compression makes nearly as much of it as of bits.
"""

import json
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from operator import sub
from typing import Any

DIGITS = "".join(chr(code) for code in range(32, 127) if chr(code) not in '"\\')
"""The 93 characters that numbers are written with; none of them has to be escaped in a string."""

_ENDS = 62  # a digit below it ends a number, one from it on is followed by another
_STEP = len(DIGITS) - _ENDS
_ESCAPED = {"\u2028": "\\u2028", "\u2029": "\\u2029", "<": "\\u003c"}


def _written(number: int) -> str:
    digits = []
    while number >= _ENDS:
        number, rest = divmod(number - _ENDS, _STEP)
        digits.append(DIGITS[_ENDS + rest])
    digits.append(DIGITS[number])
    return "".join(digits)


_KNOWN = [_written(number) for number in range(1 << 14)]


def digits(number: int) -> str:
    """One number from 0 on as text."""
    return _KNOWN[number] if number < len(_KNOWN) else _written(number)


def numbers(found: Iterable[int]) -> str:
    """Numbers from 0 on as text. `numbers` in `site/assets/search.js` reads it."""
    known, most = _KNOWN, len(_KNOWN)
    return "".join([known[number] if number < most else _written(number) for number in found])


def steps(found: Sequence[int]) -> str:
    """Rising numbers as text, from the second on: each as its distance from the one before."""
    if len(found) < 2:
        return ""
    distances = map(sub, found[1:], found)
    return "".join(map(_KNOWN.__getitem__, distances)) if found[-1] - found[0] < len(_KNOWN) else numbers(distances)


def script(name: str, value: Any) -> bytes:
    """The script that hands a value over under a name."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in _ESCAPED.items():
        text = text.replace(character, escaped)
    return f"kentanTake({json.dumps(name)},{text})\n".encode()


def version(content: bytes) -> str:
    """A few characters that change with the content, so that no browser mixes files of two days."""
    return blake2b(content, digest_size=4).hexdigest()
