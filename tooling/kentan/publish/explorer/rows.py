"""The lines of the cases, by the hundred and of the newest of a rare code, with all that a list shows of them; and the
names of all codes."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from kentan.publish.archive import VERY_MANY
from kentan.publish.edition import Edition
from kentan.publish.explorer.columns import Lay
from kentan.publish.facets import FACETS, Filed
from kentan.publish.lookup import script, version
from kentan.publish.script_words import script_words
from kentan.publish.segments import Segments
from kentan.publish.text import Said
from kentan.publish.views.row import Row

CHUNK = 256
NEWEST = 256
"""Of how many cases a file of newest ones holds the lines, where there are more than VERY_MANY."""
RARE = 8
"""Such a file is made of a code that at most one case in so many has: others have theirs among the newest of all."""


def lay_rows(edition: Edition, segments: Segments, lay: Lay) -> None:
    """Lay down `rows/<n>` for every CHUNK cases, `rows/<facet>/<code>` for the newest of a rare code, `rows/due` for
    those due first, and `rows/index` with the names of the codes in this language."""
    filing, count = edition.index.filing, len(edition.index.filed)
    apart: list[tuple[str, tuple[Filed, ...]]] = []
    if count > VERY_MANY:
        apart.append(("rows/due", filing.due_first(NEWEST)))
        rare = filing.newest(NEWEST, count // RARE)
        apart += [(f"rows/{facet.id}/{code}", found) for facet, code, found in rare]
    by_number = [(f"rows/{number}", found) for number, found in enumerate(filing.chunks(CHUNK))]
    versions, newest = (
        [lay(name, segments.key(found), partial(_script, edition, name, found)) for name, found in files]
        for files in (by_number, apart)
    )
    lay("rows/index", None, partial(script, "rows/index", _index(edition, versions, newest)))


def _script(edition: Edition, name: str, found: Iterable[Filed]) -> bytes:
    return script(name, _chunk([edition.row(one.case) for one in found]))


def _index(edition: Edition, versions: list[str], newest: list[str]) -> dict[str, Any]:
    return {
        "chunk": CHUNK,
        "versions": "".join(versions),
        "newest": {"most": NEWEST if newest else 0, "rare": RARE, "version": version("".join(newest).encode())},
        "facets": _names(edition),
        "words": script_words(edition.words),
    }


def _names(edition: Edition) -> dict[str, Any]:
    """The facets and their codes in words."""
    words, found = edition.words, {}
    for place, facet in enumerate(FACETS):
        codes = sorted({code for codes in edition.index.filing.sets[place] for code in codes})
        names = [_said(facet.name_of(words, code)) for code in codes]
        found[facet.id] = {"name": words._(facet.name), "names": names, "ordered": facet.ordered}
    return found


def _chunk(found: list[Row]) -> dict[str, Any]:
    """A hundred lines as one text, of which a browser takes apart the few that it shows.

    What repeats in them stands once and is named by its place. No cell holds what parts cells and lines.
    """
    known: dict[str, dict[Any, int]] = {"topics": {}, "leads": {}, "tags": {}}

    def at(register: str, value: Any) -> str:
        return str(known[register].setdefault(value, len(known[register])))

    lines = []
    for row in found:
        tags = tuple((tag.text, tag.tone) for tag in (*row.tags, *((row.origin,) if row.origin else ())))
        nobody = () if row.awaits_lead else ("", "–", "")
        lead = (row.lead.address, *_pair(row.lead.said)) if row.lead else nobody
        places = (at("topics", _pair(row.topic)), at("leads", lead), at("tags", tags))
        lines.append("\t".join((row.id, *_pair(row.title), str(row.raised), *places)))
    return {"rows": "\n".join(lines), **{name: list(register) for name, register in known.items()}}


def _pair(said: Said) -> tuple[str, str]:
    return said.one_line, "?" if said.stub else said.language or ""


def _said(said: Said) -> Any:
    """A text as a list shows it: with its language where that is not the page's; `?` where it stands for another."""
    text, language = _pair(said)
    return [text, language] if language else text
