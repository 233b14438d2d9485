"""Building the site: records in, a folder of pages out.

What one kind of job needs is imported in it, so that all processes share that work.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from kentan.languages import Language, messages
from kentan.publish import remembered
from kentan.publish.archive import VERY_MANY, size_of
from kentan.publish.edition import Edition
from kentan.publish.feeds.sitemap import sitemap_files
from kentan.publish.house import find
from kentan.publish.index import index
from kentan.publish.keeping import NOTHING_KEPT, Keeping
from kentan.publish.keys import Keys
from kentan.publish.makers.cases import Batch, batches, known_cases
from kentan.publish.makers.listings import listings
from kentan.publish.page import File, Known, Page, places
from kentan.publish.recorded import Recorded, anchor
from kentan.publish.remembered import Remembered, code
from kentan.publish.segments import Segments
from kentan.publish.stage import Rendered, Staging
from kentan.publish.stamping import Stamping
from kentan.publish.views.shared import case_address
from kentan.publish.working import Tell, alone, done, done_sparingly, processes, uncollected
from kentan.publish.writing import Laid, Seen, Writer, Written, digest, work_folder
from kentan.records.ledger import Ledger

_ = messages("publish")
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how far it is, and of how much."""

_ANCHOR = "build.json"
_PAGES = "pages"
_COMMON = "*"
"""Where this file has what all pages are made of: no file has that name."""
_TICK = 250
_SHARE = 24
"""So many batches of cases at once on a very large site: the process that makes their pages looks at no others."""
_FEW = 500
"""With fewer cases than that, more processes would cost more than they save."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did: the folder, the number of pages, and how many files were written and removed."""

    output: Path
    pages: int
    written: Written


class NoInstance(ValueError):
    """The ledger has no `registry/instance.yml` that could be read; without it nothing can be published."""


def build(
    ledger: Ledger,
    instance_root: Path,
    output: Path,
    as_of: date,
    progress: Progress | None = None,
    digests: Mapping[str, str] | None = None,
    recorded: Callable[[], Recorded | None] = lambda: None,
    kept: Keeping = NOTHING_KEPT,
    seen: Callable[[], Seen | None] = lambda: None,
) -> BuildResult:
    """Build the whole site into the folder `output`; what did not change is not written again.

    `instance_root` holds `mkdocs.yml` and, where there is one, the instance's own `site/`. Working files go into its
    `build/`. `as_of` is the day of the site in the instance's time zone: nothing else of today gets into it, so
    that the same records and the same day give the same bytes at whatever hour. Pages count their age from its end.
    `digests` are those of the files from which the ledger was read, by path: with them a page whose records are the
    same as in the last build is not made again. `recorded` is asked late for the audited history of the records, None
    where there is none; its commit goes into `build.json`. `kept` is what earlier builds left, `seen` a look at the
    folder that was taken a moment ago. Builds of one instance wait for each other.
    Raises NoInstance, RenderingFailed (the renderer refuses a page), ShellBroken (the theme lacks what pages need),
    and NotOurs (the folder `output` holds something else).
    """
    instance = ledger.instance
    if instance is None:
        raise NoInstance("registry/instance.yml")
    report = progress or (lambda _what, _done, _total: None)
    house = find(instance_root)
    generated = instance_root / "build"
    work = work_folder(instance_root, output)
    all_places = places(tuple(Language(language) for language in instance.languages))
    with alone(generated / ".kentan"), uncollected(), Staging(house, instance_root, generated, all_places) as staging:
        keys = Keys(ledger.files, digests or {}, as_of)
        found = index(ledger, as_of, kept.indexed(ledger, as_of))
        claims = _key_of_claims(ledger, keys)
        found.computed.prepare(lambda name, make: kept.once(name, claims, make))
        history = _History(recorded, as_of)
        editions = tuple(Edition(found, instance, place.language, as_of, keys, history.then) for place in all_places)
        writer = Writer(output, work, seen())
        rendered = staging.rendered()
        _shared(writer, rendered)
        stampings = tuple(
            Stamping(house, edition, one, all_places, kept.templates)
            for edition, one in zip(editions, rendered, strict=True)
        )
        count = sum(stamping.lay_hand_written(writer) for stamping in stampings)
        before = remembered.read(work / _PAGES)
        segments = Segments(work / "segments", keys, digest(f"{keys.common}{code()}".encode()))
        building = _Building(writer, editions, stampings, before, segments, kept, history)
        now = {_COMMON: building.commons}
        for part in _parts(building, report):
            writer.take(part.laid)
            now.update(part.remembered)
            count += part.pages
        _sitemaps(building)
        written = writer.finish()
        remembered.write(work / _PAGES, now)
    return BuildResult(output, count, written)


@dataclass(frozen=True, slots=True)
class _Building:
    """What all jobs of a build share."""

    writer: Writer
    editions: tuple[Edition, ...]
    stampings: tuple[Stamping, ...]
    before: Mapping[str, list[str]]
    segments: Segments
    kept: Keeping
    history: "_History"

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
        return self.before.get(_COMMON) == self.commons

    def memories(self) -> list[Remembered]:
        """What the last build made of what, by language."""
        return [Remembered(self.before, common) for common in self.commons]


class _History:
    """The audited history, which may take longer than all else: who needs it waits for it, and nobody before."""

    def __init__(self, recorded: Callable[[], Recorded | None], as_of: date) -> None:
        self._recorded = recorded
        self._as_of = as_of

    @cached_property
    def whole(self) -> Recorded | None:
        """What it says today."""
        return self._recorded()

    @cached_property
    def _then(self) -> Recorded | None:
        return self.whole.until(self._as_of) if self.whole else None

    def then(self) -> Recorded | None:
        """What it said at the end of the day of the site, the same at each call."""
        return self._then

    def anchor(self) -> bytes:
        """What the site says of it."""
        return anchor(self.whole, self._as_of)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one job did."""

    laid: Laid
    remembered: dict[str, list[str]]
    pages: int


def _parts(building: _Building, tell: Tell) -> list[_Part]:
    """What the jobs of a build did: one for all where there is little to do; else by kind, each in all languages at
    once, the cases and the reports in as many parts as there are processes where most of them are to be made."""
    cases, most = len(building.editions[0].index.cases), processes()
    if cases < _FEW:
        return [_all(building, tell)]
    for stamping in building.stampings:
        stamping.prepare()
    if cases > VERY_MANY:
        building.history.then()  # the audit takes memory, and would do so beside the jobs
        return _sparingly(building, tell, most)
    parts = 1 if building.is_again else most
    all_reports = [partial(_reports, building, part, parts) for part in range(parts)]
    found = batches(building.editions[0])
    all_cases = [partial(_cases, building, found[part :: 2 * parts]) for part in range(2 * parts)]
    waiting, free = [partial(_others, building)], [partial(_lookups, building), *all_reports]
    # What takes long comes first, so that no process waits for the other in the end; but where most is to be made,
    # what has to wait for the history comes after what has not.
    jobs = [*waiting, *free] if building.is_again else [*free, *waiting]
    return done([*jobs, *all_cases, partial(_lists, building), partial(_keep, building)], tell, most)


def _sparingly(building: _Building, tell: Tell, most: int) -> list[_Part]:
    """The same for a very large site: what looks at some years alone goes on beside what looks at everything."""
    found = batches(building.editions[0])
    light = [partial(_cases, building, found[at : at + _SHARE]) for at in range(0, len(found), _SHARE)]
    heavy = [
        partial(_lookups, building),
        partial(_others, building),
        partial(_reports, building, 0, 1),
        partial(_keep, building),
        partial(_lists, building),
    ]
    return done_sparingly(heavy, light, tell, most)


def _all(building: _Building, tell: Tell) -> _Part:
    found = [
        _lookups(building, tell),
        _reports(building, 0, 1, tell),
        _cases(building, batches(building.editions[0]), tell),
    ]
    found += [_lists(building, tell), _others(building, tell)]
    writer = building.writer.part()
    for part in found:
        writer.take(part.laid)
    pages = {path: known for part in found for path, known in part.remembered.items()}
    return _Part(writer.laid(), pages, sum(part.pages for part in found))


def _lookups(building: _Building, _tell: Tell) -> _Part:
    """Lay down what is looked up, downloaded and subscribed to."""
    from kentan.publish.laying import Laying
    from kentan.publish.outputs import lay_own, lay_shared

    writer = building.writer.part()
    laying = Laying(writer, building.segments.common, building.before)
    lay_shared(building.editions, building.segments, laying)
    for edition, stamping in zip(building.editions, building.stampings, strict=True):
        lay_own(edition, stamping.place, building.segments, laying)
    return _Part(writer.laid(), laying.now, 0)


def _keep(building: _Building, _tell: Tell) -> _Part:
    """Keep what is known of each case."""
    edition = building.editions[0]
    building.kept.keep(edition.index.computed.ledger, edition.index.indexed, edition.as_of)
    return _Part(building.writer.part().laid(), {}, 0)


def _cases(building: _Building, found: list[Batch], tell: Tell) -> _Part:
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
    return _Part(writer.laid(), {path: known for one in memories for path, known in one.now.items()}, count)


def _reports(building: _Building, part: int, parts: int, tell: Tell) -> _Part:
    """Lay down one part of the reports, each in all languages one after the other: it is counted once."""
    from kentan.publish.makers.reports import written

    found = [list(written(edition)) for edition in building.editions]
    share = slice(len(found[0]) * part // parts, len(found[0]) * (part + 1) // parts)
    each = zip(*(one[share] for one in found), strict=True)
    reports = ([page for pair in one for page in pair] for one in each)
    return _laid(building, reports, share.stop - share.start, _("Reports"), tell)


def _laid(
    building: _Building, rows: Iterable[Iterable[Page | Known | File | None]], total: int, what: str, tell: Tell
) -> _Part:
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
    return _Part(writer.laid(), {path: known for one in memories for path, known in one.now.items()}, count)


def _lists(building: _Building, tell: Tell) -> _Part:
    """Lay down the lists of cases in each language."""
    found = [list(listings(edition)) for edition in building.editions]
    return _laid(building, zip(*found, strict=True), len(found[0]), _("Lists of cases"), tell)


def _others(building: _Building, tell: Tell) -> _Part:
    """Lay down every page that is neither a case nor a list of cases nor a report, and what the search finds there."""
    from kentan.publish.outputs import titles
    from kentan.publish.site import other_pages

    writer, pages = building.writer.part(), []
    writer.write(_ANCHOR, building.history.anchor())
    for edition, stamping in zip(building.editions, building.stampings, strict=True):
        found = list(other_pages(edition))
        writer.write(*titles(edition, stamping.place, found, stamping.hand_written, building.segments))
        pages.append(found)
    part = _laid(building, zip(*pages, strict=True), len(pages[0]), _("Meetings, departments, rules"), tell)
    writer.take(part.laid)
    return _Part(writer.laid(), part.remembered, part.pages)


def _sitemaps(building: _Building) -> None:
    """Lay down the maps for search engines of all pages that there are now."""
    pages = [path for path in building.writer.paths if path.endswith(".html")]
    prefixes = tuple(stamping.place.prefix for stamping in building.stampings if stamping.place.prefix)
    for edition, stamping in zip(building.editions, building.stampings, strict=True):
        prefix = stamping.place.prefix
        own = (path for path in pages if (path.startswith(prefix) if prefix else not path.startswith(prefixes)))
        for path, content in sitemap_files(edition, stamping.place, (path[len(prefix) :] for path in own)):
            building.writer.write(path, content)


def _key_of_claims(ledger: Ledger, keys: Keys) -> str | None:
    """The key of the judgements on claims: they rest on what had been raised by the day of the last claim."""
    days = [claim.as_of for claims in ledger.claims.values() for claim in claims.claims.values()]
    last = max(days, default=date.min)
    known = (case for case in ledger.cases.values() if case.raised.on.day <= last)
    return keys.of(known, ledger.meetings.values())


def _shared(writer: Writer, rendered: tuple[Rendered, ...]) -> None:
    """Lay down what is not a page; the assets are the same for all languages and stand once."""
    for one in rendered:
        for name, path in one.others():
            if not name.startswith("assets/"):
                writer.write(one.place.path(name), path.read_bytes())
            elif not one.place.prefix:
                writer.write(name, path.read_bytes())
