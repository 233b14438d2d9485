"""`kentan audit`."""

import json
import os
import sys
from collections import Counter
from functools import partial
from typing import Any

import click

from kentan.cli.options import as_of_option, lang_option, root_option, say
from kentan.cli.progress import Progress
from kentan.cli.proofs import anchor_option, host_key_option, published, read_rewritten, rewritten_option
from kentan.files.git import GitFailed, Repository
from kentan.languages import current, mark, messages
from kentan.reports.printable import printable

_ = messages("cli")
N_ = mark


@click.command(
    help=N_(
        "Each step of main is judged by the roster and rules of its time; for each fact the commit is known that "
        "recorded it. Exit code 1: something was not allowed, was lost or was rewritten."
    )
)
@click.option("--head", default="HEAD", metavar="REF", help=N_("The branch of the records; HEAD where it is left out."))
@anchor_option
@host_key_option
@rewritten_option
@click.option(
    "--state",
    type=click.Path(dir_okay=False),
    help=N_("File in which the result is kept, to go on from there the next time."),
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=N_("Form of the list."))
@root_option
@as_of_option
@lang_option
def command(
    head: str,
    anchors: tuple[str, ...],
    host_keys: tuple[str, ...],
    rewritten: str | None,
    state: str | None,
    form: str,
    root: str | None,
    as_of: str | None,  # noqa: ARG001 - no judgement of the past depends on today
) -> int:
    """Audit."""
    from kentan.cli.auditing import audit, kept
    from kentan.cli.recorded import head_of, leave
    from kentan.files.writing import write

    root, renamed = root or os.getcwd(), read_rewritten(rewritten)
    with Repository(root) as repository, Progress(sys.stderr) as progress:
        try:
            commit = repository.commit(head)
        except GitFailed:
            raise click.UsageError(_("There is no commit {head} here.").format(head=head)) from None
        # what rests on a file that somebody named is for whoever named it
        built = None if state else head_of(root, anchors, host_keys, renamed)
        found = audit(
            repository,
            commit,
            published(repository, anchors),
            host_keys,
            _read(state),
            renamed,
            partial(progress, _("Commits audited")),
        )
    if state:
        write(state, kept(found).encode())
    if built and built.commit == commit:
        leave(built, found)
    told = Counter(step.attribution.value for step in found.steps)
    told["attested"] = sum(step.attested for step in found.steps)
    if form == "json":
        click.echo(json.dumps(_body(found, told), ensure_ascii=False, indent=1))
    else:
        click.echo(_text(found, told), nl=False)
    say(_("Next: see each step with git show COMMIT") if found.breaches else _("Next: kentan build"))
    return 1 if found.breaches else 0


def _read(state: str | None) -> str | None:
    if state is None or not os.path.exists(state):
        return None
    with open(state, encoding="utf-8") as file:
        return file.read()


def _body(found: Any, told: Counter[str]) -> dict[str, Any]:
    from kentan.reports.wording import words

    breaches = []
    for each in found.breaches:
        (worded,) = words([each.finding], current(), None)
        breaches.append(
            {
                "commit": each.commit,
                "code": each.finding.code,
                "file": each.finding.file,
                "path": list(each.finding.path),
                "message": worded.message,
            }
        )
    return {
        "format": 1,
        "steps": len(found.steps),
        "facts": found.recorded.facts,
        "counts": {name: told[name] for name in ("attributed", "claimed", "unattributed", "attested")},
        "decided_by_a_person": found.decided,
        "breaches": breaches,
    }


def _text(found: Any, told: Counter[str]) -> str:
    from kentan.reports.wording import words

    lines = []
    for each in found.breaches:
        (worded,) = words([each.finding], current(), None)
        lines.append(f"{each.commit[:12]} {printable(each.finding.file)} {each.finding.code} {worded.message}")
    facts = found.recorded.facts
    lines.append(_("{steps} steps of main, {facts} facts.").format(steps=len(found.steps), facts=facts))
    lines.append(
        _("Who made them: {attributed} attributed, {claimed} claimed only, {unattributed} unattributed.").format(
            attributed=told["attributed"], claimed=told["claimed"], unattributed=told["unattributed"]
        )
    )
    lines.append(
        _("When they were recorded: {attested} attested, {unattested} unattested.").format(
            attested=told["attested"], unattested=len(found.steps) - told["attested"]
        )
    )
    if found.breaches:
        lines.append(_("Not allowed, lost or rewritten: {count}.").format(count=len(found.breaches)))
    else:
        lines.append(_("Every step was allowed, and nothing recorded was lost."))
    return "\n".join(lines) + "\n"
