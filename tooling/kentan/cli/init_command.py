"""`kentan init`."""

import click

from kentan.cli.options import lang_option, quoted, say
from kentan.cli.today import moment_of
from kentan.languages import mark, messages
from kentan.records.moments import TIME_ZONE

_ = messages("cli")
N_ = mark


@click.command(
    help=N_(
        "DIRECTORY must be new or empty (but for Git's own folder). It holds data and configuration only; the "
        "package does the rest."
    )
)
@click.argument("directory", type=click.Path(file_okay=False))
@click.option("--programme", default="huzhou", help=N_("The programme whose rules to start from."))
@click.option("--name", help=N_("Name of the site."))
@lang_option
def command(directory: str, programme: str, name: str | None) -> int:
    """Begin an instance."""
    from kentan.desk.instance import Beginning, NotEmpty, UnknownProgramme, begin

    today = moment_of(None, TIME_ZONE).day
    try:
        called = " ".join((name or "").split()) or _("Our candid talks")
        files = begin(Beginning(directory, programme, called, today))
    except NotEmpty as taken:
        raise click.UsageError(_("{folder} is not empty.").format(folder=directory)) from taken
    except UnknownProgramme as unknown:
        raise click.UsageError(
            _("There is no profile {name}; there are: {known}.").format(name=programme, known=unknown)
        ) from unknown
    for file in files:
        click.echo(file)
    say(_("Put the name, the places, the departments and the accounts of your programme into registry/."))
    say(_("Next: kentan check {folder}").format(folder=quoted(directory)))
    return 0
