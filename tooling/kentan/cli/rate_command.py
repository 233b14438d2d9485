"""`kentan rate`."""

import click

from kentan.cli.options import Named, lang_option, root_option
from kentan.cli.writing import given, late_option, on_option, text_option, written
from kentan.languages import mark

N_ = mark
_SCORES = {"1": N_("one"), "2": N_("two"), "3": N_("three"), "4": N_("four"), "5": N_("five")}


@click.command(help=N_("CASE is the id of a case, SCORE is 1 (very dissatisfied) to 5 (very satisfied)."))
@click.argument("case")
@click.argument("score", metavar="SCORE", type=Named(_SCORES))
@click.option("--by", default="", metavar="WORD", help=N_("How it was taken: enterprise, callback or proxy."))
@text_option("--text", N_("What the enterprise said."))
@late_option
@on_option
@root_option
@lang_option
def command(case: str, score: str, by: str, root: str | None, on: str | None, **options: str | None) -> int:
    """Record the rating of an enterprise."""
    from kentan.desk.handling import rate

    return written(root, on, lambda loaded, moment: rate(loaded, case, int(score), by, given(**options), moment))
