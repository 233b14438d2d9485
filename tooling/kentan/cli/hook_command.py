"""`kentan hook`."""

import os
import sys

import click

from kentan.cli.options import lang_option
from kentan.cli.today import instant_of, moment_of
from kentan.files.git import Repository
from kentan.languages import UnknownLanguage, choose, mark, messages, set_language

_ = messages("cli")
N_ = mark
_SCRIPT = """\
#!/bin/sh
# kentan: what is pushed is judged by the records' own roster and rules; without a verdict nothing is accepted.
exec kentan hook {hook}
"""


@click.command(
    help=N_(
        "Git calls pre-receive and post-receive on the server; install writes both into the bare repository in which "
        "it is run. Where anything fails, the push is refused."
    )
)
@click.argument("hook", type=click.Choice(["pre-receive", "post-receive", "install"]))
@lang_option
def command(hook: str) -> int:
    """Judge pushes."""
    _speak()
    with Repository(os.environ.get("GIT_DIR", ".")) as repository:
        if hook == "install":
            return _install(repository)
        pushed = sys.stdin.read()
        try:
            return _judge(repository, pushed) if hook == "pre-receive" else _receive(repository, pushed)
        except BrokenPipeError:
            return 1  # for other commands a reader who goes away is no fault; here it would let the push through


def _judge(repository: Repository, pushed: str) -> int:
    """Return 0 where every step of a push may stand, else 1; what is said never changes that."""
    from kentan.cli.pushes import Refused, judge_push, may_stand, pusher, updates
    from kentan.cli.registries import time_zone_of
    from kentan.cli.review_forms import as_text

    account = pusher(repository, os.environ)
    code = 0
    for change in updates(pushed):
        now = moment_of(None, time_zone_of(repository, change.old))
        try:
            for step, reviewed in judge_push(repository, change, account, now):
                if not may_stand(reviewed.verdict):
                    code = 1
                    _tell(f"{step.commit[:12]}\n{as_text(reviewed)}")
        except Refused as refused:
            code = 1
            _tell(str(refused))
    if code:
        _tell(_("Refused; nothing was recorded. Next: mend what is found, then push again."))
    return code


def _receive(repository: Repository, pushed: str) -> int:
    """Write a receipt for each push to the branch of the records."""
    from kentan.cli.pushes import guarded, pusher, updates
    from kentan.cli.receipts import Receipt, write_receipt
    from kentan.cli.registries import time_zone_of

    for change in updates(pushed):
        if change.name == guarded(repository) and change.new:
            zone = time_zone_of(repository, change.new)
            received = instant_of(moment_of(None, zone), zone).isoformat(timespec="minutes")
            account = pusher(repository, os.environ) or ""
            write_receipt(repository, Receipt(change.old, change.new, account, received))
    return 0


def _install(repository: Repository) -> int:
    folder = os.path.join(repository.run("rev-parse", "--absolute-git-dir").decode().strip(), "hooks")
    os.makedirs(folder, exist_ok=True)
    for hook in ("pre-receive", "post-receive"):
        path = os.path.join(folder, hook)
        with open(path, "w", encoding="ascii", newline="\n") as file:
            file.write(_SCRIPT.format(hook=hook))
        os.chmod(path, 0o755)
    for name in ("receive.fsckObjects", "receive.advertisePushOptions", "receive.denyNonFastForwards"):
        repository.run("config", name, "true")
    _tell(_("Next: say who pushes, with git config kentan.actorFrom or with signed commits; see docs/hosts.md."))
    return 0


def _speak() -> None:
    """Speak the pusher's language where they asked for one: git push -o lang=en."""
    for number in range(int(os.environ.get("GIT_PUSH_OPTION_COUNT", "0"))):
        name, _sign, value = os.environ.get(f"GIT_PUSH_OPTION_{number}", "").partition("=")
        if name == "lang":
            try:
                set_language(choose(value, {}))
            except UnknownLanguage:
                continue


def _tell(text: str) -> None:
    """Say something to the pusher, who may have gone away."""
    try:
        click.echo(text, err=True)
        sys.stderr.flush()
    except OSError:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - nobody listens any more
