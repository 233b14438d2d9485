"""How texts and queries are cut into what the index is made of.

Chinese, with the letters and digits that stand in it, becomes every two neighbouring characters. A word of letters or
digits becomes every three of them, and its first two behind `^`. So any part of a Chinese text is found from two
characters on, and any part of a number or a Latin word from three on, or from its beginning.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files

_LETTER, _CHINESE = r"[0-9a-z\u00df-\u024f\u0370-\u04ff]", r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_WORDS, _CHARACTERS = re.compile(f"{_LETTER}+"), re.compile(_CHINESE)
_PAIRS = re.compile(f"(?=({_CHINESE}(?:{_CHINESE}|{_LETTER})|{_LETTER}{_CHINESE}))")
"""Neighbours of which one is Chinese, and the other Chinese, a letter or a digit."""
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@cache
def traditional() -> str:
    """Traditional characters and the simplified ones that stand for them, one pair after the other."""
    text = files("kentan.publish.searching").joinpath("traditional.txt").read_text("utf-8")
    return "".join(line for line in text.splitlines() if not line.startswith("#"))


@cache
def _same() -> dict[int, int]:
    pairs = traditional()
    simplified = {ord(old): ord(new) for old, new in zip(pairs[::2], pairs[1::2], strict=True)}
    return {**_FULL_WIDTH, **simplified}


def folded(text: str) -> str:
    """The text in the form in which it is compared: small letters, simplified characters, half width."""
    return text.translate(_same()).lower()


@cache
def _unlike() -> Callable[[str], object]:
    """Finds what folding changes in words. Few texts hold any of it, and to look is quicker than to fold."""
    return re.compile(f"[０-９Ａ-Ｚａ-ｚ{traditional()[::2]}]").search


def grams(text: str) -> set[str]:
    """What the index holds of a text."""
    compared = folded(text) if _unlike()(text) else text.lower()
    found = set[str](_PAIRS.findall(compared))
    for word in _WORDS.findall(compared):
        found.update(_word(word))
    return found


@lru_cache(1 << 14)
def grams_of_name(name: str) -> frozenset[str]:
    """The grams of a text that many cases share, such as the name of a department."""
    return frozenset(grams(name))


def characters(text: str) -> set[str]:
    """The single Chinese characters of a text."""
    return set(_CHARACTERS.findall(folded(text)))


def _word(word: str) -> list[str]:
    """The grams of a word of letters or digits."""
    return [f"^{word[:2]}", *(word[at : at + 3] for at in range(len(word) - 2))] if len(word) > 1 else []
