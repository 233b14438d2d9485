"""`kentan format`."""

import os
import sys
from functools import partial

import click

from kentan.cli.options import find_root, lang_option, root_option, say
from kentan.cli.progress import Progress
from kentan.languages import current, mark, messages

_ = messages("cli")
N_ = mark


@click.command(help=N_("Files that cannot be read are left alone and listed. Without FILES: all records."))
@click.argument("files", nargs=-1, type=click.Path(exists=True))
@root_option
@click.option("--check", "only_check", is_flag=True, help=N_("Write nothing; exit with 1 where a file would change."))
@lang_option
def command(files: tuple[str, ...], root: str | None, only_check: bool) -> int:
    """Write files in their canonical form."""
    from kentan.desk.format import format_files
    from kentan.reports.text import text
    from kentan.reports.wording import words

    folder = find_root(root)
    chosen = [os.path.relpath(file, folder).replace(os.sep, "/") for file in files]
    outside = [file for file in chosen if file.startswith("../")]
    if outside:
        raise click.UsageError(_("{file} is not in the instance {folder}.").format(file=outside[0], folder=folder))
    with Progress(sys.stderr) as progress:
        result = format_files(folder, chosen, not only_check, partial(progress.over, _("Files formatted")))
    for file in result.changed:
        click.echo(file)
    for file in result.windows_line_ends:
        say(_("{file}: line ends changed from CRLF to LF.").format(file=file))
    if result.unread:
        click.echo(text(words(result.unread, current(), None), False), nl=False)
    say(_("{count} files changed.").format(count=len(result.changed)))
    say(_("Next: kentan check"))
    return 1 if result.unread or (only_check and result.changed) else 0
