"""A check of an instance's files, or its answer from the last time where nothing has changed since."""

from collections.abc import Callable

from kentan.cli.today import moment_of
from kentan.files import cache
from kentan.files.tree import DiskTree
from kentan.languages import current
from kentan.reports.worded import Worded, row_of, worded_of

_INSTANCE = "registry/instance.yml"


def checked(
    root: str, as_of: str | None, progress: Callable[[str, int, int], None] = lambda *_: None
) -> tuple[list[Worded], str | None]:
    """Return all findings in an instance, in words and in order, and the public address of its site.

    `progress` is told what is done, how far it is and of how much, while many cases are checked.
    """
    tree = cache.WitnessedTree(DiskTree(root))
    folder = cache.folder_of(root)
    zone, site = _instance(tree, folder)
    today, real_today = moment_of(as_of, zone).day, moment_of(None, zone).day
    circumstances = (today.isoformat(), real_today.isoformat(), current())
    if folder and cache.has_answers(folder):
        _read_all(tree)
        name = cache.name_of(tree, *circumstances)
        kept = cache.recall(folder, name) if name else None
        if kept is not None:
            return [worded_of(each) for each in kept], site
    from kentan.cli import cores  # and with it every rule
    from kentan.reports.wording import words

    found = words(cores.findings(tree, cores.Days(today, real_today), progress), current(), site)
    if folder:
        name = cache.name_of(tree, *circumstances)
        if name:
            cache.keep(folder, name, [row_of(each) for each in found])
    return found, site


def _read_all(tree: cache.WitnessedTree) -> None:
    """Read all files; where they are very many, on two cores."""
    from kentan.cli import pipes

    files = list(tree.files())
    if len(files) >= pipes.WORTH_READING and pipes.usable() >= 2:
        pipes.witness(tree, files)


def _instance(tree: cache.WitnessedTree, folder: str | None) -> tuple[str, str | None]:
    """Return an instance's time zone, and the public address of its site."""
    name = cache.name_of_file(tree, _INSTANCE)
    if folder:
        kept = cache.recall(folder, cache.INSTANCE)
        if kept is not None and kept[0] == name:
            return kept[1], kept[2]
    from kentan.files.loading import load_file

    instance, _ = load_file(tree, _INSTANCE, "instance")
    zone = instance.time_zone if instance else "Asia/Shanghai"
    site = instance.base_address if instance else None
    if folder and tree.is_steady:
        cache.keep(folder, cache.INSTANCE, (name, zone, site))
    return zone, site
