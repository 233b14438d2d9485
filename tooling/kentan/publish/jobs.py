"""The jobs of a build: each lays down one kind of files, needs nothing of the others, and may have its own process."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kentan.languages import Language, messages
from kentan.publish.archive import size_of
from kentan.publish.edition import Edition
from kentan.publish.keeping import Keeping
from kentan.publish.laying import Laying
from kentan.publish.makers.cases import Batch, known_cases
from kentan.publish.makers.listings import listings
from kentan.publish.makers.reports import written
from kentan.publish.outputs import lay_own, lay_shared, titles
from kentan.publish.page import File, Known, Page
from kentan.publish.recorded import History
from kentan.publish.remembered import Remembered, code
from kentan.publish.segments import Segments
from kentan.publish.site import other_pages
from kentan.publish.stamping import Stamping
from kentan.publish.views.shared import case_address
from kentan.publish.working import Tell
from kentan.publish.writing import Laid, Writer, digest

_ = messages("publish")
_ANCHOR = "build.json"
COMMON = "*"
"""Where `Building.before` has what all pages are made of: no file has that name."""
_TICK = 250


@dataclass(frozen=True, slots=True)
class Building:
    """What all jobs of a build share."""

    writer: Writer
    editions: tuple[Edition, ...]
    stampings: tuple[Stamping, ...]
    before: Mapping[str, list[str]]
    segments: Segments
    kept: Keeping
    history: History

    @property
    def languages(self) -> Mapping[Language, int]:
        """The number of each language."""
        return {edition.language: number for number, edition in enumerate(self.editions)}

    @property
    def commons(self) -> list[str]:
        """For each language a digest of what all its pages are made of."""
        size = size_of(len(self.editions[0].index.cases))
        common = (stamping.digest() + stamping.edition.keys.common + code() + size for stamping in self.stampings)
        return [digest(each.encode()) for each in common]

    @property
    def is_again(self) -> bool:
        """Whether the last build made its pages of the same, but for single records: then little is to be made."""
        return self.before.get(COMMON) == self.commons

    def memories(self) -> list[Remembered]:
        """What the last build made of what, by language."""
        return [Remembered(self.before, common) for common in self.commons]


@dataclass(frozen=True, slots=True)
class Part:
    """What one job did."""

    laid: Laid
    remembered: dict[str, list[str]]
    pages: int


def lookups(building: Building, _tell: Tell) -> Part:
    """Lay down what is looked up, downloaded and subscribed to."""
    writer = building.writer.part()
    laying = Laying(writer, building.segments.common, building.before)
    lay_shared(building.editions, building.segments, laying)
    for edition, stamping in zip(building.editions, building.stampings, strict=True):
        lay_own(edition, stamping.place, building.segments, laying)
    return Part(writer.laid(), laying.now, 0)


def keep(building: Building, _tell: Tell) -> Part:
    """Keep what is known of each case."""
    edition = building.editions[0]
    building.kept.keep(edition.index.computed.ledger, edition.index.indexed, edition.as_of)
    return Part(building.writer.part().laid(), {}, 0)


def cases(building: Building, found: list[Batch], tell: Tell) -> Part:
    """Lay down the pages of some batches of cases, in each language."""
    writer, memories, count = building.writer.part(), building.memories(), 0
    total = sum(len(batch.cases) for batch in found)
    for batch in found:
        key = batch.key(building.editions[0])
        tell(_("Pages of cases"), count // len(memories), total)
        addresses = [case_address(case.id) for case in batch.cases]
        wanted = []
        for edition, stamping, memory in zip(building.editions, building.stampings, memories, strict=True):
            count += len(addresses)
            paths = [stamping.place.path(address) for address in addresses]
            if not memory.kept_all(stamping.place.path(batch.name), key, paths, writer.keep):
                wanted.append((stamping, memory, known_cases(edition, batch.cases)))
        for _case in batch.cases:  # in all languages one after the other: what they have in common is found once
            for stamping, memory, pages in wanted:
                stamping.lay(writer, memory, next(pages))
    return Part(writer.laid(), {path: known for one in memories for path, known in one.now.items()}, count)


def reports(building: Building, part: int, parts: int, tell: Tell) -> Part:
    """Lay down one part of the reports, each in all languages one after the other: it is counted once."""
    found = [list(written(edition)) for edition in building.editions]
    share = slice(len(found[0]) * part // parts, len(found[0]) * (part + 1) // parts)
    each = zip(*(one[share] for one in found), strict=True)
    reports = ([page for pair in one for page in pair] for one in each)
    return _laid(building, reports, share.stop - share.start, _("Reports"), tell)


def _laid(
    building: Building, rows: Iterable[Iterable[Page | Known | File | None]], total: int, what: str, tell: Tell
) -> Part:
    """Lay down pages and files that come in rows, each row holding the same in every language."""
    writer, memories, count = building.writer.part(), building.memories(), 0
    for number, row in enumerate(rows):
        if number % _TICK == 0:
            tell(what, min(number, total), total)
        for one in row:
            if one is not None:
                place = building.languages[one.language]
                building.stampings[place].lay(writer, memories[place], one)
                count += not isinstance(one, File)
    return Part(writer.laid(), {path: known for one in memories for path, known in one.now.items()}, count)


def lists(building: Building, tell: Tell) -> Part:
    """Lay down the lists of cases in each language."""
    found = [list(listings(edition)) for edition in building.editions]
    return _laid(building, zip(*found, strict=True), len(found[0]), _("Lists of cases"), tell)


def others(building: Building, tell: Tell) -> Part:
    """Lay down every page that is neither a case nor a list of cases nor a report, and what the search finds there."""
    writer, pages = building.writer.part(), []
    writer.write(_ANCHOR, building.history.anchor())
    for edition, stamping in zip(building.editions, building.stampings, strict=True):
        found = list(other_pages(edition))
        writer.write(*titles(edition, stamping.place, found, stamping.hand_written, building.segments))
        pages.append(found)
    part = _laid(building, zip(*pages, strict=True), len(pages[0]), _("Meetings, departments, rules"), tell)
    writer.take(part.laid)
    return Part(writer.laid(), part.remembered, part.pages)
