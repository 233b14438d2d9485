"""The verbs of `kentan`, each in a module of its own that is imported when it is called."""

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module

import click

from kentan import __version__
from kentan.languages import mark, messages

_ = messages("cli")
N_ = mark

VERBS: Mapping[str, str] = {
    "new": N_("Begin a case or a meeting."),
    "decide": N_("Record a decision on a case: accepted, not accepted, merged, withdrawn, reopened."),
    "assign": N_("Record that a case was handed over to a department."),
    "answer": N_("Record the reply of a department."),
    "rate": N_("Record what the enterprise thinks of the result."),
    "record": N_("Record what else happened: a grade, an objection, waiting, more time, a promise kept …"),
    "check": N_("Check all records and list every finding."),
    "rules": N_("List the rules, or show the page of one."),
    "format": N_("Write record files in their canonical form."),
    "due": N_("List what is due, soon due, overdue or long overdue."),
    "prove": N_("Prove every due date of a case, day by day."),
    "moves": N_("Show which open cases a change of a calendar or of a rule moves."),
    "figures": N_("Compute the figures that the site shows."),
    "claims": N_("Check published figures against the records."),
    "report": N_("Write the report of a month, a half-year or a year, or of a meeting."),
    "build": N_("Build the public site."),
    "serve": N_("Show the site on this machine and rebuild it on change."),
    "init": N_("Begin an instance of one's own."),
    "demo": N_("Write a complete instance that reconstructs the five ledgers."),
    "review": N_("Judge a change: who may record what, and that what was recorded stays."),
    "hook": N_("Judge pushes on a Git server, and give receipts."),
    "audit": N_("Audit the whole history: each step allowed, nothing lost, and who recorded what when."),
    "renumber": N_("Give a new case the next free number, before the merge."),
    "redact": N_("Remove personal data or a secret from a record, in sight of all."),
    "intake": N_("Take a filled-in form of an issue into the records."),
    "owners": N_("Write CODEOWNERS from the registry."),
    "schema": N_("Write the JSON Schemas with which editors help."),
}
"""Each verb with what it does; a verb's module is `kentan.cli.<verb>_command`, its function `command`."""


def spoken(command: click.Command) -> click.Command:
    """Return a command whose options are explained in the language of the command."""
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = _(parameter.help)
    return command


class Verbs(click.Group):
    """A group that knows its verbs by name and imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """Return the verbs in the order of a day's work."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a verb's command, None where there is no such verb."""
        if cmd_name not in VERBS:
            return None
        module = import_module(f"kentan.cli.{cmd_name}_command")
        command: click.Command = module.command
        command.help = f"{_(VERBS[cmd_name])}\n\n{_(command.help)}" if command.help else _(VERBS[cmd_name])
        return spoken(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb that was asked for; a misspelt one gets the nearest right one."""
        verbs = self.list_commands(ctx)
        near = get_close_matches(args[0], verbs, 1) if args and args[0] not in verbs else []
        if near:
            raise click.UsageError(
                _("There is no command {name}; did you mean {nearest}?").format(name=args[0], nearest=near[0]), ctx
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of verbs without importing any of them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(what)) for name, what in VERBS.items()])


@click.command(cls=Verbs, invoke_without_command=False)
@click.version_option(__version__, message="kentan %(version)s")
@click.option("--lang", metavar="LANGUAGE", expose_value=False)
def kentan() -> None:
    """Entry of all verbs."""


kentan.help = _("Kentan: appeals of enterprises, answered in the open, as records in Git.")
kentan.epilog = _("Next: kentan check")
for _parameter in kentan.params:
    if isinstance(_parameter, click.Option) and _parameter.name == "lang":
        _parameter.help = _("Language of the messages: zh or en.")
