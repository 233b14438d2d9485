"""Building the site: records in, a folder of pages out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from kentan.languages import Language
from kentan.publish import jobs, remembered
from kentan.publish.archive import VERY_MANY
from kentan.publish.edition import Edition
from kentan.publish.feeds.sitemap import sitemap_files
from kentan.publish.house import find
from kentan.publish.index import index
from kentan.publish.keeping import NOTHING_KEPT, Keeping
from kentan.publish.keys import Keys
from kentan.publish.makers.cases import batches
from kentan.publish.page import places
from kentan.publish.recorded import History, Recorded
from kentan.publish.remembered import code
from kentan.publish.segments import Segments
from kentan.publish.stage import Rendered, Staging
from kentan.publish.stamping import Stamping
from kentan.publish.working import Tell, alone, done, done_sparingly, processes
from kentan.publish.writing import Seen, Writer, Written, digest, work_folder
from kentan.records.ledger import Ledger

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how far it is, and of how much."""

_PAGES = "pages"
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
    with alone(generated / ".kentan"), Staging(house, instance_root, generated, all_places) as staging:
        keys = Keys(ledger.files, digests or {}, as_of)
        found = index(ledger, as_of, kept.indexed(ledger, as_of), report)
        claims = _key_of_claims(ledger, keys)
        found.computed.prepare(lambda name, make: kept.once(name, claims, make))
        history = History(recorded, as_of)
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
        building = jobs.Building(writer, editions, stampings, before, segments, kept, history)
        now = {jobs.COMMON: building.commons}
        for part in _parts(building, report):
            writer.take(part.laid)
            now.update(part.remembered)
            count += part.pages
        _sitemaps(building)
        written = writer.finish()
        remembered.write(work / _PAGES, now)
    return BuildResult(output, count, written)


def _parts(building: jobs.Building, tell: Tell) -> list[jobs.Part]:
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
    parts, batched = (1, 2) if building.is_again else (max(1, most - 1), 2 * most)
    found = batches(building.editions[0])
    lookups, lists = partial(jobs.lookups, building), partial(jobs.lists, building)
    all_reports = [partial(jobs.reports, building, part, parts) for part in range(parts)]
    all_cases = [partial(jobs.cases, building, found[part::batched]) for part in range(batched)]
    others, keep = partial(jobs.others, building), partial(jobs.keep, building)
    if building.is_again:  # what takes long comes first, so that no process waits for the other in the end
        return done([others, lookups, *all_reports, *all_cases, lists, keep], tell, most)
    # Who makes what is looked up makes lists next, while the other makes reports: rows of cases stand in both. What has
    # to wait for the history comes after what has not.
    listed = partial(_together, building, (lists, others))
    return done([lookups, *all_reports, listed, *all_cases, keep], tell, most)


def _sparingly(building: jobs.Building, tell: Tell, most: int) -> list[jobs.Part]:
    """The same for a very large site: what looks at some years alone goes on beside what looks at everything."""
    found = batches(building.editions[0])
    light = [partial(jobs.cases, building, found[at : at + _SHARE]) for at in range(0, len(found), _SHARE)]
    heavy = [
        partial(jobs.lookups, building),
        partial(jobs.others, building),
        partial(jobs.reports, building, 0, 1),
        partial(jobs.keep, building),
        partial(jobs.lists, building),
    ]
    return done_sparingly(heavy, light, tell, most)


def _all(building: jobs.Building, tell: Tell) -> jobs.Part:
    found = [
        partial(jobs.lookups, building),
        partial(jobs.reports, building, 0, 1),
        partial(jobs.cases, building, batches(building.editions[0])),
        partial(jobs.lists, building),
        partial(jobs.others, building),
    ]
    return _together(building, found, tell)


def _together(building: jobs.Building, found: Iterable[Callable[[Tell], jobs.Part]], tell: Tell) -> jobs.Part:
    """What some jobs did, one after the other in one process."""
    writer, pages, count = building.writer.part(), dict[str, list[str]](), 0
    for job in found:
        part = job(tell)
        writer.take(part.laid)
        pages.update(part.remembered)
        count += part.pages
    return jobs.Part(writer.laid(), pages, count)


def _sitemaps(building: jobs.Building) -> None:
    """Lay down the maps for search engines of all pages that there are now."""
    pages = [path for path in building.writer.paths if path.endswith(".html")]
    prefixes = tuple(stamping.place.prefix for stamping in building.stampings if stamping.place.prefix)
    for edition, stamping in zip(building.editions, building.stampings, strict=True):
        prefix = stamping.place.prefix
        own = (path for path in pages if (path.startswith(prefix) if prefix else not path.startswith(prefixes)))
        for path, content in sitemap_files(edition, stamping.place, (path[len(prefix) :] for path in own)):
            building.writer.write(path, content)


def _key_of_claims(ledger: Ledger, keys: Keys) -> str | None:
    """The key of the judgements on claims: they rest on the registry, in which they stand, and on what had been raised
    by the day of the last claim."""
    days = [claim.as_of for claims in ledger.claims.values() for claim in claims.claims.values()]
    last = max(days, default=date.min)
    known = (case for case in ledger.cases.values() if case.raised.on.day <= last)
    return keys.of(known, ledger.meetings.values(), keys.registry)


def _shared(writer: Writer, rendered: tuple[Rendered, ...]) -> None:
    """Lay down what is not a page; the assets are the same for all languages and stand once."""
    for one in rendered:
        for name, path in one.others():
            if not name.startswith("assets/"):
                writer.write(one.place.path(name), path.read_bytes())
            elif not one.place.prefix:
                writer.write(name, path.read_bytes())
