"""What tests ask of the files beside the pages: all of them at once, and how their scripts are read."""

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

from kentan.languages import CHINESE, ENGLISH, Language
from kentan.publish.edition import Edition
from kentan.publish.index import index
from kentan.publish.keys import NO_KEYS
from kentan.publish.laying import Laying
from kentan.publish.lookup import DIGITS
from kentan.publish.outputs import lay_own, lay_shared, titles
from kentan.publish.page import Place
from kentan.publish.segments import Segments
from kentan.publish.site import pages
from kentan.publish.writing import digest
from kentan.records.ledger import Ledger

_OURS = re.compile(r"(en/)?(lookup|data|feeds)/")
_CALL = re.compile(r'kentanTake\("([^"]+)",(.*)\)\n', re.DOTALL)


class Files(dict[str, bytes]):
    """Takes files as a writer does that has written none before."""

    def write(self, path: str, content: bytes) -> None:
        self[path] = content

    def keep(self, _path: str, _known: str) -> bool:
        return False

    def digest_of(self, path: str) -> str:
        return digest(self[path])


def editions(ledger: Ledger, day: date) -> list[Edition]:
    assert ledger.instance is not None
    found = index(ledger, day)
    return [Edition(found, ledger.instance, Language(language), day) for language in (CHINESE, ENGLISH)]


def outputs(ledger: Ledger, day: date) -> dict[str, bytes]:
    """Every file that scripts, downloads and feeds are made of, by its path, as a build lays it down."""
    both = editions(ledger, day)
    segments, found = Segments(None, NO_KEYS, ""), Files()
    laying = Laying(found)
    lay_shared(both, segments, laying)
    for edition in both:
        place = Place(edition.language, edition.prefix)
        lay_own(edition, place, segments, laying)
        found.update([titles(edition, place, list(pages(edition)), {}, segments)])
    return {path: content for path, content in found.items() if _OURS.match(path)}


def value(content: bytes) -> Any:
    """What a script hands over."""
    match = _CALL.fullmatch(content.decode())
    assert match, content[:80]
    return json.loads(match[2])


def numbers(text: str) -> list[int]:
    """The numbers of a text, read independently of what wrote them."""
    found, number, step = [], 0, 1
    for character in text:
        digit = DIGITS.index(character)
        number += step * digit
        step *= 31
        if digit < 62:
            found.append(number)
            number, step = 0, 1
    return found


def addressed(ledger: Ledger, address: str) -> Ledger:
    """The same ledger, published at an address."""
    assert ledger.instance is not None
    return replace(ledger, instance=replace(ledger.instance, base_address=address))
