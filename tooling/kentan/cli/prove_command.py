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
    from kentan.reports.proof import proof_json, proof_text

    desk = open_for_few(root, as_of)
    found = desk.ledger.cases.get(case.upper())
    if found is None:
        unread = ("case", case.upper()) in desk.ledger.files
        message = _("The file of {id} could not be read: kentan check") if unread else _("There is no case {id}.")
        raise click.UsageError(message.format(id=case))
    state = Reckoner(desk.ledger, desk.as_of).reckon(found)
    click.echo(proof_json(state) if form == "json" else proof_text(state, desk.ledger, current()), nl=False)
    say(_("Next: kentan due lists what is due."))
    return 0
