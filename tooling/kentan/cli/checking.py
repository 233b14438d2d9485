"""A check of an instance's files, or its answer from the last time where nothing has changed since."""

from kentan.cli import cores
from kentan.cli.today import moment_of
from kentan.files import cache
from kentan.files.loading import load_file
from kentan.files.tree import DiskTree
from kentan.languages import current
from kentan.records.finding import Finding


def checked(root: str, as_of: str | None) -> tuple[list[Finding], str | None]:
    """Return all findings in an instance with their places, and the public address of its site."""
    tree = cache.WitnessedTree(DiskTree(root))
    instance, _ = load_file(tree, "registry/instance.yml", "instance")
    zone = instance.time_zone if instance else "Asia/Shanghai"
    days = cores.Days(moment_of(as_of, zone).day, moment_of(None, zone).day)
    site = instance.base_address if instance else None
    circumstances = (days.today.isoformat(), days.real_today.isoformat(), current())
    folder = cache.folder_of(root)
    if folder and cache.has_answers(folder):
        name = cache.name_of(tree, *circumstances)
        kept = cache.recall(folder, name) if name else None
        if kept is not None:
            return kept, site
    findings = cores.findings(tree, days)
    if folder:
        name = cache.name_of(tree, *circumstances)
        if name:
            cache.keep(folder, name, findings)
    return findings, site
