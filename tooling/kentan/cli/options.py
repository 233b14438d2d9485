"""What several verbs have in common: where the records are, as of when, and what was found in reading them."""

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kentan.cli.today import instant_of, moment_of
from kentan.files.tree import DiskTree, Tree, holding
from kentan.languages import CHINESE, mark, messages, translate
from kentan.records.frozen import frozen_value
from kentan.records.moments import TIME_ZONE, Moment

if TYPE_CHECKING:  # what a check does not need in which nothing changed
    from kentan.cli.progress import Progress
    from kentan.files.loading import Loaded
    from kentan.records.ledger import Ledger
    from kentan.records.registry import Instance

_ = messages("cli")
N_ = mark
_F = TypeVar("_F", bound=Callable[..., Any])


class Named(click.Choice[str]):
    """A choice of words, each of which may be given by its Chinese name, or in full-width signs, too.

    `names` are their English names, as the catalogue has them.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__([*names])
        self._names = names

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word that was chosen; fails where it is none."""
        from kentan.desk.editing import plain

        written = plain(str(value))
        words = {translate("cli", name, CHINESE): word for word, name in self._names.items()}
        return super().convert(words.get(written, written), param, ctx)


class Number(click.IntRange):
    """A whole number within bounds, and called so in the language of the command where it is none."""

    def __init__(self, least: int, most: int | None = None) -> None:
        super().__init__(least, most)
        self.name = _("whole number")


@frozen_value
class Desk:
    """An instance as a command works on it: its root, what was loaded, and the moment as of which it is judged."""

    root: str
    loaded: "Loaded"
    as_of: Moment

    @property
    def ledger(self) -> "Ledger":
        """All records that could be read."""
        return self.loaded.ledger

    @property
    def site(self) -> str | None:
        """The public address of the site."""
        return self.ledger.instance.base_address if self.ledger.instance else None


def root_argument(function: _F) -> _F:
    """Add the argument that names the instance's folder; without it, the one that holds `registry/` from here up."""
    return click.argument("root", required=False, type=click.Path(file_okay=False))(function)


def root_option(function: _F) -> _F:
    """Add the option `--root` to a verb whose argument is something else."""
    return click.option("--root", type=click.Path(file_okay=False), help=N_("Folder of the instance."))(function)


def as_of_option(function: _F) -> _F:
    """Add the option `--as-of`."""
    option = click.option(
        "--as-of",
        metavar="DAY",
        help=N_(
            "Judge as of this day or moment (2022-06-08, 2022-06-08 14:30); what came later is no error. "
            "KENTAN_TODAY is the real day where the clock's is not meant."
        ),
    )
    return option(function)


def lang_option(function: _F) -> _F:
    """Add the option `--lang`, which is read before the verb is known."""
    option = click.option(
        "--lang", metavar="LANGUAGE", expose_value=False, help=N_("Language of the messages: zh or en.")
    )
    return option(function)


def quoted(path: str) -> str:
    """Return a path as it has to be written in a command."""
    if os.name == "nt":
        from subprocess import list2cmdline

        return list2cmdline([path])
    from shlex import quote

    return quote(path)


def find_root(given: str | None) -> str:
    """Return the folder of the instance; raises a usage error where there is none."""
    if given is not None:
        if not os.path.isdir(given):
            raise click.UsageError(_("There is no folder {folder}.").format(folder=given))
        if not any(os.path.isdir(os.path.join(given, room)) for room in ("registry", "cases", "meetings")):
            raise click.UsageError(
                _("{folder} holds no records: no registry/, cases/ or meetings/.").format(folder=given)
            )
        return os.path.abspath(given)
    found = holding(os.curdir, "registry")
    if found is None:
        raise click.UsageError(
            _("No registry/ here or in any folder above. Name the folder, or begin one: kentan init FOLDER")
        )
    return found


def open_desk(root: str | None, as_of: str | None, progress: "Progress") -> Desk:
    """Load the instance and settle the moment as of which it is judged."""
    folder = find_root(root)
    loaded = _load(DiskTree(folder), progress)
    return Desk(folder, loaded, moment_of(as_of, zone_of(loaded)))


def open_for_few(root: str | None, as_of: str | None) -> Desk:
    """Load an instance of whose cases only a few are asked for: these are read when they are."""
    from kentan.files.parts import load_for_few

    folder = find_root(root)
    loaded = load_for_few(DiskTree(folder))
    return Desk(folder, loaded, moment_of(as_of, zone_of(loaded)))


def open_recorded(root: str | None, as_of: str | None, progress: "Progress") -> Desk:
    """Load the instance as its branch held it at the end of that day; raises a usage error without a history."""
    folder = find_root(root)
    zone = zone_in(DiskTree(folder))
    moment = moment_of(as_of, zone)
    loaded = revision(folder, lambda tree: _load(tree, progress), before=instant_of(moment, zone))
    return Desk(folder, loaded, moment)


def _load(tree: Tree, progress: "Progress") -> "Loaded":
    """Load all records of a tree, and show how far they are read."""
    from kentan.files.digested import DigestedTree
    from kentan.files.loading import load

    return load(DigestedTree(tree, tell=partial(progress, _("Files read"))))


def zone_of(loaded: "Loaded") -> str:
    """Return the time zone of an instance; China's where it cannot be read."""
    return _zone(loaded.ledger.instance)


def zone_in(tree: Tree) -> str:
    """Return the time zone of the instance in a tree, of which nothing else is read; China's where it cannot be."""
    from kentan.files.loading import load_file

    return _zone(load_file(tree, "registry/instance.yml", "instance")[0])


def _zone(instance: "Instance | None") -> str:
    return instance.time_zone if instance else TIME_ZONE


def revision(
    root: str, load: "Callable[[Tree], Loaded]", name: str = "HEAD", before: "datetime | None" = None
) -> "Loaded":
    """Load the records of a Git revision: of the named one, or of its last first parent that came before a moment.

    Raises a usage error where there is no such revision.
    """
    from kentan.files.git import GitFailed, Repository

    with Repository(root) as repository:
        try:
            if before is None:
                commit = repository.commit(name)
            else:
                given = f"--before={int(before.timestamp())}"
                commit = repository.run("rev-list", "-1", "--first-parent", given, name).decode().strip()
            if not commit:
                raise click.UsageError(_("Nothing had been recorded by then."))
            return load(repository.tree(commit))
        except GitFailed as failed:
            if before is None:
                raise click.UsageError(_("There is no commit {head} here.").format(head=name)) from failed
            raise click.UsageError(_("Git: {message}").format(message=failed)) from failed


def say_unread(desk: Desk) -> None:
    """Say where files are missing from what was reckoned, because they could not be read."""
    if desk.loaded.findings:
        say(_("Some files could not be read and are not counted: kentan check"))


def put(content: str | bytes, output: str | None) -> None:
    """Print what a command has made, or write it to the file that was named, and say so."""
    if output is None:
        click.echo(content, nl=False)
        return
    from kentan.files.writing import write

    write(output, content.encode() if isinstance(content, str) else content)
    say(_("Written: {file}").format(file=output))


def say(line: str) -> None:
    """Say something to the person, beside the output: it stays out of pipes."""
    click.echo(line, err=True)
