"""`kentan review`."""

import os
import re
import sys
from functools import partial

import click

from kentan.cli.options import as_of_option, lang_option, root_option, say
from kentan.cli.progress import Progress
from kentan.cli.today import moment_of
from kentan.files.git import GitFailed, Repository
from kentan.languages import mark, messages

_ = messages("cli")
N_ = mark
_ACCOUNT = re.compile(r"(account:)?[0-9]+|(ssh|gpg):.+", re.IGNORECASE)
_NEXT = {
    0: N_("Next: merge"),
    1: N_("Next: mend what is found and commit it, then: kentan review"),
    3: N_("Next: somebody who may decide approves it; then: kentan review --approved-by ID"),
}


@click.command(
    help=N_(
        "Exit code 0: the change may be merged; 1: it introduces problems; 3: a person has to decide; 2: wrong use or "
        "a fault of Kentan."
    )
)
@click.option("--base", required=True, metavar="REF", help=N_("The branch into which the change is to be merged."))
@click.option("--head", default="HEAD", metavar="REF", help=N_("The change; HEAD where it is left out."))
@click.option(
    "--actor", metavar="ID", help=N_("Numeric account id of who makes it; without it, who signed every commit of it.")
)
@click.option("--approved-by", "approvers", multiple=True, metavar="ID", help=N_("Account id of who approved it."))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help=N_("Form of the list."),
)
@root_option
@as_of_option
@lang_option
def command(
    base: str,
    head: str,
    actor: str | None,
    approvers: tuple[str, ...],
    form: str,
    root: str | None,
    as_of: str | None,
) -> int:
    """Judge a change."""
    for each in (*approvers, *([actor] if actor else [])):
        if not _ACCOUNT.fullmatch(each):
            raise click.UsageError(
                _("{actor} is no account: give the number that registry/people.yml has.").format(actor=each)
            )
    with Repository(root or os.getcwd()) as repository:
        try:
            before, after = repository.branch(base), repository.commit(head)
        except GitFailed:
            raise click.UsageError(
                _("{base} and {head} have to be commits of a Git repository here.").format(base=base, head=head)
            ) from None
        with repository.tree(before).listed_ahead():  # meanwhile is imported what is needed afterwards
            from kentan.cli import review_forms
            from kentan.cli.registries import signer_of, time_zone_of
            from kentan.cli.revisions import review_revisions
        today = moment_of(as_of, time_zone_of(repository, before)).day
        who = actor or signer_of(repository, before, after) or ""
        with Progress(sys.stderr) as progress:
            over = partial(progress.over, _("Cases judged"))
            reviewed = review_revisions(
                repository, before, after, who, approvers, today, over=over, all_placed=form == "json"
            )
    if form == "json":
        click.echo(review_forms.as_json(reviewed), nl=False)
    elif form == "text":
        click.echo(review_forms.as_text(reviewed), nl=False)
    else:
        click.echo(review_forms.as_annotations(reviewed), nl=False)
        summary = os.environ.get("GITHUB_STEP_SUMMARY")
        if summary:
            with open(summary, "a", encoding="utf-8") as file:
                file.write(review_forms.as_job_summary(reviewed))
    if before == after:
        said = _("{base} and {head} are the same commit: commit first, what is not committed is not judged.")
        say(said.format(base=base, head=head))
    code = reviewed.verdict.word.exit_code
    say(_(_NEXT[code]))
    return code
