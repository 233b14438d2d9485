"""`kentan prove`."""

import click

from kentan.cli.options import as_of_option, lang_option, open_for_few, root_option, say
from kentan.languages import current, mark, messages

_ = messages("cli")
N_ = mark


@click.command(help=N_("CASE is the id of a case, such as HZ-2022-0123."))
@click.argument("case")
@root_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=N_("Form."))
@as_of_option
@lang_option
def command(case: str, root: str | None, form: str, as_of: str | None) -> int:
    """Prove the due dates of a case."""
    from kentan.clocks.reckoner import Reckoner
    from kentan.desk.editing import Refused, case_of
    from kentan.reports.proof import proof_json, proof_text

    desk = open_for_few(root, as_of)
    try:
        found = case_of(desk.ledger, case)
    except Refused as refused:
        raise click.UsageError(f"{case}: {refused.problems[0]}") from None
    state = Reckoner(desk.ledger, desk.as_of).reckon(found)
    click.echo(proof_json(state) if form == "json" else proof_text(state, desk.ledger, current()), nl=False)
    say(_("Next: kentan due lists what is due."))
    return 0
