"""`kentan assign`."""

import click

from kentan.cli.options import lang_option, root_option
from kentan.cli.writing import given, late_option, on_option, text_option, written
from kentan.languages import mark

N_ = mark


@click.command(
    help=N_(
        "CASE is the id of a case, DEPARTMENT the id or the name of a department. The first one leads, unless a role "
        "says otherwise; a department that has it already gets it once more."
    )
)
@click.argument("case")
@click.argument("department")
@text_option("--role", N_("Role: lead, support or coordinator."))
@text_option("--task", N_("What this department is to do."))
@late_option
@on_option
@root_option
@lang_option
def command(case: str, department: str, root: str | None, on: str | None, **options: str | None) -> int:
    """Record a hand-over."""
    from kentan.desk.handling import assign

    return written(root, on, lambda loaded, moment: assign(loaded, case, department, given(**options), moment))
