"""Text in which no form hides a number: narrow, without characters that have no width, digits as 0 to 9."""

import re
import unicodedata
from collections.abc import Sequence

_SPELT = (
    *("〇零洞○⓪⓿⁰₀", "一幺壹弌①⑴⒈⓵❶➀➊¹₁㈠㊀", "二两贰貳②⑵⒉⓶❷➁➋²₂㈡㊁", "三叁參③⑶⒊⓷❸➂➌³₃㈢㊂"),
    *("四肆④⑷⒋⓸❹➃➍⁴₄㈣㊃", "五伍⑤⑸⒌⓹❺➄➎⁵₅㈤㊄", "六陆陸⑥⑹⒍⓺❻➅➏⁶₆㈥㊅", "七拐柒⑦⑺⒎⓻❼➆➐⁷₇㈦㊆"),
    *("八捌⑧⑻⒏⓼❽➇➑⁸₈㈧㊇", "九勾玖⑨⑼⒐⓽❾➈➒⁹₉㈨㊈"),
)
"""How each digit is written one by one: in numerals, as on bank notes, as on the radio, in circles, raised."""
NUMERALS = "".join(_SPELT)
ONES = _SPELT[1]
FROM_THREE = "".join(_SPELT[3:])


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
_APART = r"[ ._()、,/*-]{0,2}"
_SPELT_NUMBER = re.compile(  # eleven in a row, also among digits, are a mobile number; other rows are words
    rf"(?<![0-9{NUMERALS}])[1{ONES}]{_APART}[3-9{FROM_THREE}](?:{_APART}[0-9{NUMERALS}]){{9}}(?![0-9{NUMERALS}])"
)
_DIGIT_OF = {ord(sign): str(digit) for digit, signs in enumerate(_SPELT) for sign in signs}


def flatten(text: str) -> tuple[str, Sequence[int]]:
    """Return the text in narrow forms, and for each of its characters the offset at which it stood in the original."""
    plain = text.translate(_NARROW)
    origin: Sequence[int] = range(len(text))
    if len(plain) != len(text):
        origin = [offset for offset, character in enumerate(text) if _NARROW[ord(character)] is not None]
    return _SPELT_NUMBER.sub(lambda number: number[0].translate(_DIGIT_OF), plain), origin
