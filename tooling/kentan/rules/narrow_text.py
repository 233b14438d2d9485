"""Text in which no form hides a number: narrow, without characters that have no width, digits as 0 to 9."""

import re
import unicodedata
from collections.abc import Sequence

NUMERALS = "〇零一二三四五六七八九幺"
"""How digits are spelt out one by one; eleven in a row from 一 or 幺 on are a mobile number, fewer are words."""


class _Narrow(dict[int, str | None]):
    """What `str.translate` asks for each character once: its narrow form, or None where it has no width."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        category = unicodedata.category(character)
        narrow: str | None = unicodedata.normalize("NFKC", character)
        if category in ("Cf", "Mn", "Me"):
            narrow = None
        elif category == "Nd":
            narrow = str(unicodedata.decimal(character))
        elif category == "Zs" or character == "\t":
            narrow = " "
        elif category == "Pd" or character == "−":
            narrow = "-"
        elif character in "·•・‧∙⋅":
            narrow = "."
        elif category == "No" or narrow is None or len(narrow) != 1:
            narrow = character  # ① and ² are no digits of a number, ㎡ is one sign
        self[code] = narrow
        return narrow


_NARROW = _Narrow()
_SPELT_NUMBER = re.compile(rf"[一幺][{NUMERALS}]{{10,}}")
_DIGIT_OF = str.maketrans(NUMERALS, "001234567891")


def flatten(text: str) -> tuple[str, Sequence[int]]:
    """Return the text in narrow forms, and for each of its characters the offset at which it stood in the original."""
    plain = text.translate(_NARROW)
    origin: Sequence[int] = range(len(text))
    if len(plain) != len(text):
        origin = [offset for offset, character in enumerate(text) if _NARROW[ord(character)] is not None]
    return _SPELT_NUMBER.sub(lambda number: number[0].translate(_DIGIT_OF), plain), origin
