"""`kentan due`."""

import sys

import click

from kentan.cli.meant import meant
from kentan.cli.options import as_of_option, lang_option, open_desk, open_recorded, root_argument, say, say_unread
from kentan.cli.progress import Progress
from kentan.languages import current, mark, messages
from kentan.records.nearest import names_of

_ = messages("cli")
N_ = mark


@click.command(help=N_("Time is reported, it is no failure: the exit code is 0."))
@root_argument
@click.option("--department", metavar="ID", help=N_("Only what this department owes, by id or name."))
@click.option("--format", "form", type=click.Choice(["text", "json", "csv", "ics"]), default="text", help=N_("Form."))
@as_of_option
@click.option("--recorded", is_flag=True, help=N_("By what the branch held at the end of that day, from its history."))
@lang_option
def command(root: str | None, department: str | None, form: str, as_of: str | None, recorded: bool) -> int:
    """List what is due."""
    from kentan.clocks.reckoner import Reckoner
    from kentan.reports import due

    with Progress(sys.stderr) as progress:
        desk = (open_recorded if recorded else open_desk)(root, as_of, progress)
        if department:
            problem = _("There is no department {id} in registry/departments.yml.")
            department = meant(department, names_of(desk.ledger.departments), problem)
        reckoner = Reckoner(desk.ledger, desk.as_of)
        states = map(reckoner.reckon, progress.over(_("Cases reckoned"), desk.ledger.cases.values()))
        found = due.due_rows(states, desk.ledger, current())
        rows = [row for row in found if not department or row.office == department]
    match form:
        case "json":
            click.echo(due.as_json(rows, str(desk.as_of)), nl=False)
        case "csv":
            click.echo(due.as_csv(rows, current()), nl=False)
        case "ics":
            from kentan.reports.calendar import as_calendar

            click.echo(as_calendar(rows, desk.as_of.day, current()), nl=False)
        case _:
            click.echo(due.as_text(rows, current()), nl=False)
    say_unread(desk)
    say(_("Next: kentan prove CASE shows why a matter is due on its day."))
    return 0
