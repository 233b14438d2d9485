"""`kentan moves`."""

import sys

import click

from kentan.cli.options import as_of_option, lang_option, open_desk, revision, root_argument, say
from kentan.cli.progress import Progress
from kentan.languages import current, mark, messages

_ = messages("cli")
N_ = mark


@click.command(help=N_("Compares the rules and calendars in the folder with those of a Git revision."))
@root_argument
@click.option("--base", default="HEAD", metavar="REVISION", help=N_("The revision to compare with; else HEAD."))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=N_("Form."))
@as_of_option
@lang_option
def command(root: str | None, base: str, form: str, as_of: str | None) -> int:
    """Show what moves."""
    from kentan.clocks.moves import moves
    from kentan.clocks.reckoner import Reckoner
    from kentan.files.parts import load_for_few
    from kentan.reports.moves import moves_json, moves_text

    with Progress(sys.stderr) as progress:
        desk = open_desk(root, as_of, progress)
        before = revision(desk.root, load_for_few, base).ledger
        cases = [case for _id, case in sorted(desk.ledger.cases.items())]
        told = progress.over(_("Cases reckoned"), cases)
        moved = moves(Reckoner(before, desk.as_of), Reckoner(desk.ledger, desk.as_of), told)
    click.echo(moves_json(moved) if form == "json" else moves_text(moved, current()), nl=False)
    say(_("Next: kentan prove CASE shows why a matter is due on its day."))
    return 0
