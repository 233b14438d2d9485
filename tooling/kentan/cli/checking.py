"""Everything found in an instance, in words: taken from the last check where nothing changed, else found anew."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from kentan import itself
from kentan.cli.today import moment_of
from kentan.files import cache
from kentan.files.tree import DiskTree
from kentan.languages import current
from kentan.records.moments import TIME_ZONE
from kentan.reports.worded import Worded, row_of, worded_of

if TYPE_CHECKING:  # what a check does not need in which nothing changed
    from kentan.cli.ahead import Ahead
    from kentan.files.loading import Loaded
    from kentan.records.registry import Instance

_INSTANCE = "registry/instance.yml"

Found = tuple[list[Worded], str | None]
"""All findings in words and in order, and the public address of the site."""


def checked(
    root: str,
    as_of: str | None,
    progress: Callable[[str, int, int], None] = lambda *_: None,
    hold: Callable[[object], None] = lambda _: None,
) -> Found:
    """Return all findings in an instance, in words and in order, and the public address of its site.

    `progress` is told what is done, how far it is and of how much, while many cases are checked. `hold` is given what
    was read: who ends soon may hold it till then, since freeing it takes as long as reading two hundred cases.
    """
    tree = cache.WitnessedTree(DiskTree(root))
    folder = cache.folder_of(root)
    kept = _kept(tree, folder, as_of) if folder and cache.has_answers(folder) else None
    if kept:
        return kept
    from kentan.cli.ahead import Ahead

    ahead = Ahead.of(tree)
    hold(ahead)
    return _found(ahead, folder, as_of, progress)


def _kept(tree: cache.WitnessedTree, folder: str, as_of: str | None) -> Found | None:
    """Return what was found in the same files on the same day, where that is kept."""
    versions = itself.versions()
    name = cache.name_of_file(tree, versions, _INSTANCE)
    instance = cache.recall(folder, cache.INSTANCE)
    if instance is not None and instance[0] == name:
        _, zone, site = instance
    else:
        zone, site = _said(None, tree)
        if tree.is_steady:
            cache.keep(folder, cache.INSTANCE, (name, zone, site))
    _read_all(tree)
    answer = cache.name_of(tree, versions, *_circumstances(_days(as_of, zone)))
    kept = cache.recall(folder, answer) if answer else None
    return None if kept is None else ([worded_of(each) for each in kept], site)


def _found(ahead: "Ahead", folder: str | None, as_of: str | None, progress: Callable[[str, int, int], None]) -> Found:
    """Check all files, and keep what was found; where there are many, a fork reads the registry meanwhile."""
    from kentan.cli import pipes
    from kentan.uncollected import uncollected

    with uncollected():
        if not ahead.cases or pipes.usable() < 2:
            return _judged(ahead, ahead.load(), itself.versions, folder, as_of, progress)
        with pipes.beside(ahead.packed, itself.versions) as (packed, versions):
            from kentan.cli import cores  # noqa: F401 - and with it every rule

            meetings = ahead.meetings()
            ahead.read_until(packed.has_come)
            return _judged(ahead, meetings.added_to(ahead.unpacked(packed())), versions, folder, as_of, progress)


def _judged(
    ahead: "Ahead",
    common: "Loaded",
    versions: Callable[[], tuple[str, ...]],
    folder: str | None,
    as_of: str | None,
    progress: Callable[[str, int, int], None],
) -> Found:
    """Judge what was read, and keep what was found."""
    from kentan.cli import cores
    from kentan.reports.wording import words

    zone, site = _said(common.ledger.instance, ahead.tree)
    days = _days(as_of, zone)
    found = words(cores.judged(ahead, common, cores.Days(*days), progress), current(), site)
    name = cache.name_of(ahead.tree, versions(), *_circumstances(days)) if folder else None
    if folder and name:
        cache.keep(folder, cache.INSTANCE, (cache.name_of_file(ahead.tree, versions(), _INSTANCE), zone, site))
        cache.keep(folder, name, [row_of(each) for each in found])
    return found, site


def _days(as_of: str | None, zone: str) -> tuple[date, date]:
    """Return the day as of which it is judged, and the one that it really is."""
    return moment_of(as_of, zone).day, moment_of(None, zone).day


def _circumstances(days: tuple[date, date]) -> tuple[str, ...]:
    """Return what findings depend on beside the files and Kentan: the days, and the language of their words."""
    return (*(day.isoformat() for day in days), current())


def _said(instance: "Instance | None", tree: cache.WitnessedTree) -> tuple[str, str | None]:
    """Return an instance's time zone, and the public address of its site; it is read where it is not at hand."""
    if instance is None:
        from kentan.files.loading import load_file

        instance, _ = load_file(tree, _INSTANCE, "instance")
    return (instance.time_zone, instance.base_address) if instance else (TIME_ZONE, None)


def _read_all(tree: cache.WitnessedTree) -> None:
    """Read all files; where they are very many, on two cores."""
    from kentan.cli import pipes
    from kentan.files.foreseen import read_all

    files = list(tree.files())
    many = len(files) >= pipes.WORTH_READING and pipes.usable() >= 2
    (pipes.witness if many else read_all)(tree, files)
