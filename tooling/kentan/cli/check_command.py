"""`kentan check`."""

import os
import sys

import click

from kentan import __version__
from kentan.cli.options import as_of_option, find_root, lang_option, root_argument, say
from kentan.languages import current, mark, messages

_ = messages("cli")
N_ = mark
_HELD: list[object] = []
"""What was read: it stays until the process ends, which it does at once."""


@click.command(help=N_("Exit code 0: sound; 1: errors; 2: wrong use or a fault of Kentan."))
@root_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif", "junit"]),
    default="text",
    help=N_("Form of the list."),
)
@as_of_option
@lang_option
def command(root: str | None, form: str, as_of: str | None) -> int:
    """Check all records."""
    from kentan.cli.checking import checked
    from kentan.cli.progress import Progress

    with Progress(sys.stderr) as progress:
        findings, site = checked(find_root(root), as_of, progress, _HELD.append)
    if form == "text":
        from kentan.reports.text import text

        click.echo(text(findings, _colour()), nl=False, color=True)
    elif form == "github":
        from kentan.reports.github import annotations, job_summary

        click.echo(annotations(findings), nl=False)
        summary = os.environ.get("GITHUB_STEP_SUMMARY")
        if summary:
            with open(summary, "a", encoding="utf-8") as file:
                file.write(job_summary(findings))
    else:
        from kentan.reports import machine

        forms = {
            "json": lambda: machine.as_json(findings),
            "sarif": lambda: machine.as_sarif(findings, current(), site, __version__),
            "junit": lambda: machine.as_junit(findings),
        }
        click.echo(forms[form](), nl=False)
    errors = any(each.is_error for each in findings)
    say(_("Next: mend the errors, then: kentan check") if errors else _("Next: kentan build"))
    return 1 if errors else 0


def _colour() -> bool:
    """Whether to write colour: at a terminal that wants it, as https://no-color.org asks."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
