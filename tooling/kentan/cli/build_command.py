"""`kentan build`."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kentan.cli.options import Desk, as_of_option, find_root, lang_option, root_argument, say, zone_in, zone_of
from kentan.cli.pipes import Aside, beside
from kentan.cli.progress import Progress
from kentan.cli.proofs import anchor_option, host_key_option, read_rewritten, rewritten_option
from kentan.cli.today import moment_of
from kentan.files.digested import DigestedTree
from kentan.files.pickling import Unknown, dumped, loaded
from kentan.files.tree import DiskTree, Unreadable
from kentan.languages import current, mark, messages

if TYPE_CHECKING:  # imported while the files are read
    from kentan.cli.kept import Kept
    from kentan.cli.recorded import Head
    from kentan.publish.recorded import Recorded
    from kentan.publish.writing import Seen

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
    folder = find_root(root)
    target = output or os.path.join(folder, "build", "public")
    if not build_site(folder, as_of, target, anchors, host_keys, read_rewritten(rewritten)):
        return 1
    say(_("Next: open {file} in a browser, or: kentan serve").format(file=os.path.join(target, "index.html")))
    return 0


def build_site(
    folder: str,
    as_of: str | None,
    target: str,
    anchors: Sequence[str] = (),
    host_keys: Sequence[str] = (),
    rewritten: Mapping[str, str] | None = None,
) -> bool:
    """Build the site of an instance; return whether it could be, having said why where it could not.

    `anchors`, `host_keys` and `rewritten` are for the audit of the history, as in `kentan audit`.
    """

    @cache
    def head() -> "Head | None":
        from kentan.cli.recorded import head_of

        return head_of(folder, anchors, host_keys, rewritten)

    def read() -> tuple[dict[str, str], bool]:
        return _digests(folder)

    def known() -> "_Known":
        return _known(folder, target, head())

    def audited() -> "Recorded | None":
        from kentan.cli.recorded import recorded

        return recorded(head())

    def audit() -> None:
        aside.leave(dumped((audited(),)))

    @cache
    def history() -> "Recorded | None":
        """What the fork found out, in whatever process asks for it; what it could not find out is found out here."""
        try:
            found: Recorded | None = next(loaded(aside.take()))
        except (Unknown, StopIteration):
            return audited()
        return found

    from kentan.uncollected import uncollected

    with uncollected(), closing(Aside()) as aside, beside(read, known, audit) as (asked, whether, _left):
        aside.only_take()
        import kentan.publish.build  # noqa: F401 - while the fork reads the files
        from kentan.publish.remembered import code
        from kentan.publish.unchanged import LastBuild, digest_of, last_build, remember

        code()  # it is found once, while the fork reads the files
        digests, is_readable = asked()
        tree = DigestedTree(DiskTree(folder), dict(digests))
        day = moment_of(as_of, zone_in(tree)).day
        records = digest_of(Path(folder), digests, day)
        last = last_build(Path(folder), Path(target))
        is_same = is_readable and last and last.records == records
        if last and is_same and last.history == whether()[0] and whether()[1].is_whole:
            say(_built(last.pages, 0, 0))
            return True
        desk, kept = open_kept(folder, as_of, tree)
        pages = _build(desk, kept, target, history, lambda: whether()[1])
        if pages is None:
            return False
        if kept.tree.digests != digests or desk.as_of.day != day:  # a file was saved meanwhile, or midnight passed
            records = digest_of(Path(folder), kept.tree.digests, desk.as_of.day)
        remember(Path(folder), Path(target), LastBuild(records, whether()[0], pages))
        return True


_Known = tuple[str, "Seen"]
"""The digest of all on which the history rests, and a look at what the last build left."""


def _digests(folder: str) -> tuple[dict[str, str], bool]:
    """Return the digests of all files of records, and whether all could be read."""
    tell = partial(Progress(sys.stderr), _("Files read"))
    tree, is_readable = DigestedTree(DiskTree(folder), tell=tell), True
    for file in tree.files():
        try:
            tree.read(file)
        except Unreadable:
            is_readable = False
    return tree.digests, is_readable


def _known(folder: str, target: str, head: "Head | None") -> _Known:
    """Return what has to be known only where nothing else changed."""
    from kentan.publish.writing import digest, look, work_folder

    history = digest(f"{head.key}{head.is_clean}".encode()) if head else ""
    return history, look(Path(target), work_folder(Path(folder), Path(target)))


def open_kept(folder: str, as_of: str | None, tree: DigestedTree) -> "tuple[Desk, Kept]":
    """Load the instance from the tree of its folder, with what a build reads and reckons only once."""
    from kentan.cli.kept import kept as kept_of

    with Progress(sys.stderr) as progress:
        tree.tell = partial(progress, _("Files read"))
        kept = kept_of(folder, tree)
        found = kept.load()
    return Desk(folder, found, moment_of(as_of, zone_of(found))), kept


def _build(
    desk: Desk, kept: "Kept", target: str, history: "Callable[[], Recorded | None]", seen: "Callable[[], Seen]"
) -> int | None:
    """Build, and return how many pages there are; None where it could not be done, having said why."""
    from kentan.publish.build import NoInstance, build
    from kentan.publish.renderer import RenderingFailed
    from kentan.publish.writing import NotOurs

    if desk.loaded.findings:
        from kentan.reports.text import text
        from kentan.reports.wording import words

        located = desk.loaded.locate(desk.loaded.findings)
        click.echo(text(words(located, current(), desk.site), colour=False), nl=False)
        say(_("Nothing was built: what cannot be read would be missing from the site."))
        say(_("Next: mend the errors, then: kentan check"))
        return None
    with Progress(sys.stderr) as progress:
        try:
            result = build(
                desk.ledger,
                Path(desk.root),
                Path(target),
                desk.as_of.day,
                progress,
                kept.tree.digests,
                history,
                kept,
                seen,
            )
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
            return None
    say(_built(result.pages, result.written.written, result.written.removed))
    return result.pages


def _built(pages: int, written: int, removed: int) -> str:
    return _("{pages} pages, {written} files written, {removed} removed.").format(
        pages=pages, written=written, removed=removed
    )
