"""`kentan renumber`."""

from contextlib import suppress

import click

from kentan.cli.options import find_root, lang_option, root_option, say
from kentan.files.git import GitFailed, Repository
from kentan.files.parts import load_for_few
from kentan.files.tree import DiskTree
from kentan.languages import mark, messages

_ = messages("cli")
N_ = mark
_BASES = ("origin/main", "main")


@click.command(
    help=N_("Before the merge only: OLD is the id that another change has taken; the next free one is used.")
)
@click.argument("old")
@click.option(
    "--base", metavar="REF", help=N_("The branch into which the change is to be merged; else origin/main, or main.")
)
@root_option
@lang_option
def command(old: str, base: str | None, root: str | None) -> int:
    """Renumber."""
    from kentan.desk.renumber import NotACase, next_free, renumber, series_of

    folder = find_root(root)
    ledger = load_for_few(DiskTree(folder)).ledger
    file = ledger.files.get(("case", old))
    if file is None:
        raise click.UsageError(_("There is no case {id} here.").format(id=old))
    with Repository(folder) as repository:
        target = _target(repository, base)
        parted = repository.merge_base(target, "HEAD")
        merged = load_for_few(repository.tree(target)).ledger
        began = repository.tree(parted).entries if parted else {}
        if file in began:
            raise click.UsageError(_("{id} was merged already; ids never change.").format(id=old))
        try:
            new = next_free(series_of(old), [*ledger.cases, *merged.cases])
        except NotACase:
            raise click.UsageError(_("{id} is no id of a case.").format(id=old)) from None
        ours = [each for (kind, name), each in ledger.files.items() if kind == "case" and name != old]
        done = renumber(folder, file, old, new, [each for each in ours if each not in began])
    click.echo(f"{old} → {new}: {done.file}")
    for each in done.referring:
        click.echo(each)
    say(_("Next: kentan check, then commit and push"))
    return 0


def _target(repository: Repository, base: str | None) -> str:
    """Return the commit into which the change is to be merged; raises a usage error where there is none."""
    for name in _BASES if base is None else (base,):
        with suppress(GitFailed):
            return repository.branch(name)
    if base is None:
        raise click.UsageError(_("Say into which branch the change is to be merged: --base REF"))
    raise click.UsageError(_("There is no commit {head} here.").format(head=base))
