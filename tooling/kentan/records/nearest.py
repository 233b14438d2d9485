"""What somebody may have meant: a word of a closed list, found by its code, its label or its letter."""

from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum

from kentan.languages import CHINESE, translate

_ALIKE = 0.7
"""How much of two words has to be the same: between `next` and `none` a half is, and they mean nothing alike."""


def nearest_word(written: str, kind: type[StrEnum]) -> str:
    """Return the word nearest to what was written, behind the label by which it was found; empty where none is near.

    A label that begins with a letter, as those of the four outcomes do, is known by this letter, too.
    """
    codes = {member.value: member.value for member in kind}
    near = get_close_matches(written.lower(), codes, 1, _ALIKE)
    labels = _labels(kind)
    shown = next((label for label in labels if label.lower() == written.strip().lower()), None)
    if shown is None and near:
        return near[0]
    found = shown or likeliest(written, labels)
    return f"{found} → {labels[found]}" if found else ""


def likeliest(written: str, names: Mapping[str, str]) -> str:
    """Return the name that is, contains, lies in or resembles what was written; empty where none does."""
    wanted = written.strip()
    if wanted in names:
        return wanted
    if len(wanted) >= 2:
        around = [name for name in names if wanted in name or (len(name) >= 2 and name in wanted)]
        if around:
            return min(around, key=lambda name: abs(len(name) - len(wanted)))
    near = get_close_matches(wanted, names, 1, 0.6)
    return near[0] if near else ""


def _labels(kind: type[StrEnum]) -> dict[str, str]:
    """Return the word for each of its labels: English and Chinese, whole, its letter, and what follows the letter."""
    labels: dict[str, str] = {}
    for member in kind:
        label = str(getattr(member, "label", member.value))
        for said in (label, translate("records", label, CHINESE)):
            letter = said[0] if said[:1].isupper() and said[:1].isascii() else ""
            for name in (said, letter, said[1:].strip() if letter else ""):
                if name:
                    labels.setdefault(name, member.value)
    return labels


def names_of(register: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Return the names by which each entry of a register is known: its name, its translations and its aliases."""
    return {
        name: (entry.name, *getattr(entry, "aliases", ()), *entry.translations.values())  # type: ignore[attr-defined]
        for name, entry in register.items()
    }
