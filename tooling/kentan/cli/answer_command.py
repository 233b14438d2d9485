"""`kentan answer`."""

import click

from kentan.cli.options import lang_option, root_option
from kentan.cli.writing import given, late_option, on_option, text_option, written
from kentan.languages import mark

N_ = mark


@click.command(
    help=N_(
        "CASE is the id of a case, DEPARTMENT the id or the name of one that handles it, OUTCOME is A (solved: "
        "name the evidence), B (in progress) or C (planned: promise what, and by which day) or D (explained: name "
        "the basis)."
    )
)
@click.argument("case")
@click.argument("department")
@click.argument("outcome")
@text_option("--text", N_("The reply."))
@text_option("--evidence", N_("A: title of the document that shows it."))
@text_option("--number", N_("A: number of the document."))
@text_option("--address", N_("A: public address of the document."))
@text_option("--promise", N_("B and C: what is promised."))
@text_option("--due", N_("B and C: by which day (2022-06-08)."))
@text_option("--basis", N_("D: the reason in law or policy."))
@late_option
@on_option
@root_option
@lang_option
def command(case: str, department: str, outcome: str, root: str | None, on: str | None, **options: str | None) -> int:
    """Record a reply."""
    from kentan.desk.handling import answer

    return written(root, on, lambda loaded, moment: answer(loaded, case, department, outcome, given(**options), moment))
