"""`kentan figures`."""

import sys

import click

from kentan.cli.meant import meant
from kentan.cli.options import as_of_option, lang_option, open_desk, root_argument, say, say_unread
from kentan.cli.progress import Progress
from kentan.languages import current, mark, messages
from kentan.records.nearest import names_of

_ = messages("cli")
N_ = mark


@click.command(help=N_("Every figure comes with numerator, denominator and what was left out."))
@root_argument
@click.option("--programme", metavar="ID", help=N_("Only this programme."))
@click.option("--department", metavar="ID", help=N_("Only this department, by id or name."))
@click.option(
    "--by",
    type=click.Choice(["programme", "department", "place", "topic", "year"]),
    help=N_("A block of figures for each."),
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=N_("Form."))
@as_of_option
@lang_option
def command(
    root: str | None, programme: str | None, department: str | None, by: str | None, form: str, as_of: str | None
) -> int:
    """Compute the figures."""
    from kentan.clocks.reckoner import Reckoner
    from kentan.figures.selection import Selection
    from kentan.figures.summary import summarise
    from kentan.reports.numbers import groups_text, summary_json, summary_text

    if department and by not in (None, "department"):
        raise click.UsageError(_("--department goes with --by department alone."))
    with Progress(sys.stderr) as progress:
        desk = open_desk(root, as_of, progress)
        if programme:
            problem = _("There is no programme {id} in registry/programmes/.")
            programme = meant(programme, names_of(desk.ledger.programmes), problem)
        if department:
            problem = _("There is no department {id} in registry/departments.yml.")
            department, by = meant(department, names_of(desk.ledger.departments), problem), "department"
        reckoner = Reckoner(desk.ledger, desk.as_of)
        states = [*map(reckoner.reckon, progress.over(_("Cases reckoned"), desk.ledger.cases.values()))]
        summary = summarise(desk.ledger, states, as_of=desk.as_of.day, selection=Selection(programme=programme))
    if form == "json":
        click.echo(summary_json(summary, str(desk.as_of), by, department), nl=False)
    elif by:
        click.echo(groups_text(summary, desk.ledger, current(), by, department), nl=False)
    else:
        click.echo(summary_text(summary, desk.ledger, current(), programme), nl=False)
    say_unread(desk)
    say(_("Next: kentan claims checks published figures against the records."))
    return 0
