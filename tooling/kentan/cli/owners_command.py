"""`kentan owners`."""

import os
import re

import click

from kentan.cli.options import as_of_option, lang_option, open_for_few, root_argument, say
from kentan.languages import mark, messages

_ = messages("cli")
N_ = mark


@click.command(
    help=N_("Written to .github/CODEOWNERS. Hosts want teams by name: the roster has ids, so make the teams.")
)
@root_argument
@click.option("--organisation", metavar="NAME", help=N_("The organisation at the host whose teams are named."))
@as_of_option
@lang_option
def command(root: str | None, organisation: str | None, as_of: str | None) -> int:
    """Write CODEOWNERS."""
    from kentan.desk.owners import codeowners
    from kentan.files.writing import write

    if organisation is not None and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]*", organisation):
        raise click.UsageError(_("{value} is no name of an organisation.").format(value=organisation))
    desk = open_for_few(root, as_of)
    text = codeowners(desk.ledger, organisation, desk.as_of.day)
    if write(os.path.join(desk.root, ".github", "CODEOWNERS"), text.encode()):
        click.echo(".github/CODEOWNERS")
    say(_("Next: make these teams at the host, and let it ask for the owners' review."))
    return 0
