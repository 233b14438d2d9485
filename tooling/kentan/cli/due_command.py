"""`kentan due`."""

import sys

import click

from kentan.cli.meant import meant
from kentan.cli.options import as_of_option, lang_option, open_desk, open_recorded, put, root_argument, say, say_unread
from kentan.cli.progress import Progress
from kentan.languages import current, mark, messages
from kentan.records.nearest import names_of

_ = messages("cli")
N_ = mark


@click.command(help=N_("Time is reported, it is no failure: the exit code is 0."))
@root_argument
@click.option("--department", metavar="ID", help=N_("Only what this department owes, by id or name."))
@click.option("--format", "form", type=click.Choice(["text", "json", "csv", "ics"]), default="text", help=N_("Form."))
@click.option("--output", metavar="FILE", help=N_("File to write; else it is printed."))
@as_of_option
@click.option("--recorded", is_flag=True, help=N_("By what the branch held at the end of that day, from its history."))
@lang_option
def command(
    root: str | None, department: str | None, form: str, output: str | None, as_of: str | None, recorded: bool
) -> int:
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
            content = due.as_json(rows, str(desk.as_of))
        case "csv":
            content = due.as_csv(rows, current())
        case "ics":
            from kentan.reports.calendar import as_calendar

            content = as_calendar(rows, desk.as_of.day, current())
        case _:
            content = due.as_text(rows, current())
    put(content, output)
    say_unread(desk)
    say(_("Next: kentan prove CASE shows why a matter is due on its day."))
    return 0
