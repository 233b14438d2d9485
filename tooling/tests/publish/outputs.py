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
from kentan.publish.lookup import DIGITS
from kentan.publish.outputs import own_outputs, shared_outputs, titles
from kentan.publish.page import Place
from kentan.publish.segments import Segments
from kentan.publish.site import pages
from kentan.records.ledger import Ledger

_OURS = re.compile(r"(en/)?(lookup|data|feeds)/")
_CALL = re.compile(r'kentanTake\("([^"]+)",(.*)\)\n', re.DOTALL)


def editions(ledger: Ledger, day: date) -> list[Edition]:
    assert ledger.instance is not None
    found = index(ledger, day)
    return [Edition(found, ledger.instance, Language(language), day) for language in (CHINESE, ENGLISH)]


def outputs(ledger: Ledger, day: date) -> dict[str, bytes]:
    """Every file that scripts, downloads and feeds are made of, by its path, as a build lays it down."""
    both = editions(ledger, day)
    segments = Segments(None, NO_KEYS, "")
    found = dict(shared_outputs(both, segments))
    for edition in both:
        place = Place(edition.language, edition.prefix)
        found.update(own_outputs(edition, place, segments))
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
