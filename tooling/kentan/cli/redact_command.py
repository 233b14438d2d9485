"""`kentan redact`."""

import os
import secrets
import sys

import click

from kentan.cli.options import as_of_option, find_root, lang_option, root_option, say, zone_of
from kentan.cli.today import moment_of
from kentan.cli.writing import is_put
from kentan.files.loading import kind_of
from kentan.files.tree import DiskTree, Unreadable
from kentan.languages import mark, messages

_ = messages("cli")
N_ = mark


@click.command(
    help=N_(
        "FILE is the record or its id, PATH the field (such as summary or assignments.finance.replies.0.text). What is "
        "removed is asked for, so that it does not stay in the shell's history. Registrar and supervisor make the "
        "change together."
    )
)
@click.argument("file")
@click.argument("path")
@click.option("--by", required=True, metavar="ID", help=N_("Your id in the roster."))
@click.option("--why", required=True, help=N_("Why it is removed; published."))
@root_option
@as_of_option
@lang_option
def command(file: str, path: str, by: str, why: str, root: str | None, as_of: str | None) -> int:
    """Redact."""
    from kentan.desk.editing import Refused
    from kentan.desk.redact import Entry, NothingThere, redacted
    from kentan.files.parts import load_for_few

    folder = find_root(root)
    tree = DiskTree(folder)
    loaded = load_for_few(tree)
    files = loaded.ledger.files
    known = files.get(("case", file)) or files.get(("meeting", file))
    name = known or os.path.relpath(file, folder).replace(os.sep, "/")
    kind = kind_of(name)
    if kind is None or kind[0] not in ("case", "meeting") or not os.path.isfile(os.path.join(folder, name)):
        raise click.UsageError(_("{file} is no case and no meeting.").format(file=file))
    removed = _asked()
    moment = moment_of(as_of, zone_of(loaded))
    salt = secrets.token_hex(16)
    try:
        entry = Entry(moment.day.isoformat(), by, path, why)
        taken = redacted(name, kind[0], tree.read(name), removed, entry, salt)
    except (Refused, Unreadable):
        raise click.UsageError(_("The file of {id} could not be read: kentan check").format(id=name)) from None
    except NothingThere:
        raise click.UsageError(
            _("This text does not stand in {path} of {file}.").format(path=path, file=name)
        ) from None
    if not is_put(folder, taken, loaded.ledger):
        return 1
    say(_("Salt of the digest; keep it outside of the repository: {salt}").format(salt=salt))
    say(
        _(
            "Next: commit, let the second of the two approve, then docs/redaction.md of Kentan: the old text is still "
            "in the history"
        )
    )
    return 0


def _asked() -> str:
    """Return the text that is to be removed: what is typed is not shown, what comes from a pipe is its first line."""
    if sys.stdin.isatty():
        return str(click.prompt(_("Text to remove"), hide_input=True, err=True))
    say(_("Text to remove"))
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise click.Abort
    return line
