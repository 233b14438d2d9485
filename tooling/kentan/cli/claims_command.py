"""`kentan claims`."""

import sys

import click

from kentan.cli.options import lang_option, open_desk, root_argument, say, say_unread
from kentan.cli.progress import Progress
from kentan.languages import current, mark, messages

_ = messages("cli")
N_ = mark


@click.command(help=N_("Each claim is checked as of its own day. Exit code 1: one of them does not hold."))
@root_argument
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=N_("Form."))
@lang_option
def command(root: str | None, form: str) -> int:
    """Judge the claims."""
    from kentan.figures.claims import Verdict, judge_claims
    from kentan.reports.claims import claims_json, claims_text

    judgements = []
    with Progress(sys.stderr) as progress:
        desk = open_desk(root, None, progress)
        count = sum(len(each.claims) for each in desk.ledger.claims.values())
        for judgement in judge_claims(desk.ledger):
            judgements.append(judgement)
            progress(_("Claims judged"), len(judgements), count)
    click.echo(claims_json(judgements) if form == "json" else claims_text(judgements, current()), nl=False)
    say_unread(desk)
    say(_("Next: kentan figures shows every indicator."))
    return 1 if any(each.verdict is Verdict.DOES_NOT_HOLD for each in judgements) else 0
