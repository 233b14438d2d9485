"""`kentan intake`."""

import json
import os
from datetime import datetime

import click

from kentan.cli.options import Named, find_root, lang_option, root_option, say, zone_of
from kentan.cli.today import local_moment, moment_of
from kentan.languages import current, mark, messages
from kentan.records.moments import Moment

_ = messages("cli")
N_ = mark


@click.command(
    help=N_(
        "KIND is answer (of a department) or appeal (a new case). Writes the record's file and says on standard "
        "output, as JSON, which. Exit code 1: nothing was written, and why."
    )
)
@click.argument("kind", metavar="KIND", type=Named({"answer": N_("answer"), "appeal": N_("appeal")}))
@click.option(
    "--body", required=True, type=click.Path(exists=True, dir_okay=False), help=N_("File with the text of the form.")
)
@click.option("--account", required=True, metavar="ID", help=N_("Numeric account id of who answers for it."))
@click.option("--raised", metavar="TIME", help=N_("When the form was sent in (2022-06-08T06:30:00Z); now if left out."))
@click.option("--private/--public", default=False, help=N_("Whether only the programme's people can see the form."))
@root_option
@lang_option
def command(kind: str, body: str, account: str, raised: str | None, private: bool, root: str | None) -> int:
    """Take a form in."""
    from kentan.desk.editing import Refused
    from kentan.desk.intake import take_answer, take_appeal
    from kentan.files.parts import load_for_few
    from kentan.files.tree import DiskTree
    from kentan.files.writing import write
    from kentan.reports.wording import words
    from kentan.rules.named import with_ids

    if not account.isdecimal():
        raise click.UsageError(_("An account is a number."))
    folder = find_root(root)
    with open(body, encoding="utf-8", errors="replace") as file:
        text = file.read()
    loaded = load_for_few(DiskTree(folder))
    zone = zone_of(loaded)
    told = {"file": "", "title": "", "account": account, "problems": list[str](), "findings": list[dict[str, object]]()}
    try:
        if kind == "answer":
            taken = take_answer(loaded, text, account, moment_of(None, zone))
        else:
            taken = take_appeal(loaded.ledger, text, _moment(raised, zone), private)
    except Refused as refused:
        told["problems"] = list(refused.problems)
    else:
        told["findings"] = [
            {
                "code": each.finding.code,
                "file": taken.file,
                "line": each.finding.line,
                "message": each.message,
                "mend": each.mend,
            }
            for each in words(with_ids(taken.findings, loaded.ledger), current(), None)
        ]
        if not taken.findings:
            write(os.path.join(folder, taken.file), taken.data)
            told["file"] = taken.file
            told["title"] = f"答复 / answer: {taken.id}" if kind == "answer" else f"新诉求 / new case: {taken.id}"
    click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    say(_("Next: kentan review") if told["file"] else _("Nothing was written."))
    return 0 if told["file"] else 1


def _moment(raised: str | None, zone: str) -> Moment:
    if raised is None:
        return moment_of(None, zone)
    try:
        return local_moment(datetime.fromisoformat(raised), zone)
    except (ValueError, OverflowError):
        raise click.UsageError(_("{value} is no time: write 2022-06-08T06:30:00Z.").format(value=raised)) from None
