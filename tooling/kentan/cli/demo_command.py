"""`kentan demo`."""

import os
import sys
from functools import partial

import click

from kentan.cli.options import Number, lang_option, quoted, say
from kentan.cli.progress import Progress
from kentan.languages import mark, messages

_ = messages("cli")
N_ = mark


@click.command(help=N_("Every record is a reconstruction or made up, and says so. DIRECTORY must be new or empty."))
@click.argument("directory", type=click.Path(file_okay=False))
@click.option(
    "--cases",
    metavar="NUMBER",
    type=Number(1),
    help=N_("Number of cases; those beyond the reconstruction are made up."),
)
@lang_option
def command(directory: str, cases: int | None) -> int:
    """Write the demo."""
    from kentan.desk.demo import write_demo
    from kentan.desk.instance import NotEmpty

    try:
        with Progress(sys.stderr) as progress:
            write_demo(directory, cases, partial(progress, _("Cases written")))
    except NotEmpty as taken:
        raise click.UsageError(_("{folder} is not empty.").format(folder=directory)) from taken
    said = _("Next: kentan check {folder} && kentan claims {folder}")
    if not os.path.isdir(os.path.join(directory, "registry", "claims")):  # part of a ledger proves no figure
        said = _("Next: kentan check {folder}")
    say(said.format(folder=quoted(directory)))
    return 0
