"""`kentan rules`."""

import click

from kentan.cli.options import lang_option, say
from kentan.languages import current, mark, messages

_ = messages("cli")
N_ = mark


@click.command(help=N_("CODE is the code of a finding, such as K201."))
@click.argument("code", required=False)
@lang_option
def command(code: str | None) -> int:
    """Show the catalogue, or one rule."""
    from kentan.reports.rule_page import catalogue, rule_page
    from kentan.rules.catalogue import CATALOGUE

    if code is None:
        click.echo(catalogue(current()), nl=False)
        say(_("Next: kentan rules CODE shows one rule."))
        return 0
    rule = CATALOGUE.get(code.upper())
    if rule is None:
        raise click.UsageError(_("There is no rule {code}. All rules: kentan rules").format(code=code))
    click.echo(rule_page(rule, current()), nl=False)
    say(_("Next: kentan check"))
    return 0
