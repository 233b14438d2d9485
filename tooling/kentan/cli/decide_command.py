"""`kentan decide`."""

import click

from kentan.cli.options import lang_option, root_option
from kentan.cli.writing import given, late_option, on_option, text_option, written
from kentan.languages import mark

N_ = mark


@click.command(
    help=N_(
        "CASE is the id of a case; DECISION is accepted, not-accepted (with a reason and an explanation), merged (into "
        "another case), withdrawn or reopened."
    )
)
@click.argument("case")
@click.argument("decision")
@text_option("--reason", N_("Why it is not accepted, such as in-court."))
@text_option("--into", N_("The case into which it is merged."))
@text_option("--explanation", N_("Explanation for the enterprise; published."))
@late_option
@on_option
@root_option
@lang_option
def command(case: str, decision: str, root: str | None, on: str | None, **options: str | None) -> int:
    """Record a decision on a case as a whole."""
    from kentan.desk.handling import decide

    return written(root, on, lambda loaded, moment: decide(loaded, case, decision, given(**options), moment))
