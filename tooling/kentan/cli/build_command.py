"""`kentan build`."""

import os
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import click

from kentan.cli.options import Desk, as_of_option, lang_option, open_desk, root_argument, say
from kentan.cli.progress import Progress
from kentan.cli.proofs import anchor_option, host_key_option, read_rewritten, rewritten_option
from kentan.files.digested import DigestedTree
from kentan.files.tree import DiskTree
from kentan.languages import current, mark, messages

_ = messages("cli")
N_ = mark


@click.command(help=N_("Pages that did not change are not written again. A file that cannot be read stops the build."))
@root_argument
@click.option("--output", type=click.Path(file_okay=False), help=N_("Folder of the site; else build/public."))
@anchor_option
@host_key_option
@rewritten_option
@as_of_option
@lang_option
def command(
    root: str | None,
    output: str | None,
    anchors: tuple[str, ...],
    host_keys: tuple[str, ...],
    rewritten: str | None,
    as_of: str | None,
) -> int:
    """Build the site."""
    desk = open_digested(root, as_of)
    target = output or os.path.join(desk.root, "build", "public")
    if not build_site(desk, target, anchors, host_keys, read_rewritten(rewritten)):
        return 1
    say(_("Next: open {file} in a browser, or: kentan serve").format(file=os.path.join(target, "index.html")))
    return 0


def open_digested(root: str | None, as_of: str | None) -> Desk:
    """Load the instance with the digests of its files."""
    with Progress(sys.stderr) as progress:
        tell = partial(progress, _("Files read"))
        return open_desk(root, as_of, lambda folder: DigestedTree(DiskTree(folder), tell=tell))


def build_site(
    desk: Desk,
    target: str,
    anchors: Sequence[str] = (),
    host_keys: Sequence[str] = (),
    rewritten: Mapping[str, str] | None = None,
) -> bool:
    """Build the site of a desk; return whether it could be, having said why where it could not.

    `anchors`, `host_keys` and `rewritten` are for the audit of the history, as in `kentan audit`.
    """
    from kentan.cli.recorded import recorded
    from kentan.publish.build import NoInstance, build
    from kentan.publish.renderer import RenderingFailed
    from kentan.publish.writing import NotOurs
    from kentan.reports.text import text
    from kentan.reports.wording import words

    if desk.loaded.findings:
        located = desk.loaded.locate(desk.loaded.findings)
        click.echo(text(words(located, current(), desk.site), colour=False), nl=False)
        say(_("Nothing was built: what cannot be read would be missing from the site."))
        say(_("Next: mend the errors, then: kentan check"))
        return False
    with Progress(sys.stderr) as progress:
        try:
            tree = desk.loaded.tree
            digests = tree.digests if isinstance(tree, DigestedTree) else None
            history = recorded(desk.root, {each: _("published site") for each in anchors}, host_keys, rewritten)
            result = build(desk.ledger, Path(desk.root), Path(target), desk.as_of.day, progress, digests, history)
        except NoInstance as missing:
            raise click.UsageError(
                _("There is no {file}; begin one: kentan init FOLDER").format(file=missing)
            ) from None
        except NotOurs as taken:
            raise click.UsageError(
                _("The folder {folder} holds something that is no site of Kentan; nothing was written.").format(
                    folder=taken
                )
            ) from None
        except RenderingFailed as failed:
            say(_("MkDocs refused the hand-written pages or the configuration:"))
            say(str(failed))
            return False
    say(
        _("{pages} pages, {written} files written, {removed} removed.").format(
            pages=result.pages, written=result.written.written, removed=result.written.removed
        )
    )
    return True
