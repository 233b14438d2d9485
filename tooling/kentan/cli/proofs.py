"""The options by which an audit is told what it cannot know from the repository itself."""

import re
from collections.abc import Sequence

import click

from kentan.files.git import GitFailed, Repository
from kentan.languages import mark, messages

_ = messages("cli")
N_ = mark

anchor_option = click.option(
    "--anchor",
    "anchors",
    multiple=True,
    metavar="COMMIT",
    envvar="KENTAN_ANCHORS",
    help=N_("A commit that was published as the head of main."),
)
host_key_option = click.option(
    "--host-key",
    "host_keys",
    multiple=True,
    metavar="KEY",
    envvar="KENTAN_HOST_KEYS",
    help=N_("Key with which the host signs (gpg:…, ssh:…)."),
)
rewritten_option = click.option(
    "--rewritten",
    type=click.Path(exists=True, dir_okay=False),
    envvar="KENTAN_REWRITTEN",
    help=N_("Which commit became which when the history was rewritten for a redaction: the commit-map of filter-repo."),
)
_WHOLE = re.compile(r"[0-9a-fA-F]{40}([0-9a-fA-F]{24})?")
_PAIR = re.compile(r"([0-9a-f]{40}(?:[0-9a-f]{24})?) ([0-9a-f]{40}(?:[0-9a-f]{24})?)")


def published(repository: Repository, anchors: Sequence[str]) -> dict[str, str]:
    """Return the whole ids of anchors, which need not be here any more, each with where it was published.

    Raises a usage error where a shorter one names no commit.
    """
    return {_anchor(repository, each): _("published site") for each in anchors}


def _anchor(repository: Repository, asked: str) -> str:
    if _WHOLE.fullmatch(asked):
        return asked.lower()
    try:
        return repository.commit(asked)
    except GitFailed:
        raise click.UsageError(
            _("There is no commit {head} here: give its whole number of 40 digits.").format(head=asked)
        ) from None


def read_rewritten(file: str | None) -> dict[str, str]:
    """Return which commit became which, by a file with a pair of ids a line; other lines say nothing."""
    if file is None:
        return {}
    with open(file, encoding="utf-8", errors="replace") as opened:
        pairs = (_PAIR.fullmatch(line.strip()) for line in opened)
        return {pair.group(1): pair.group(2) for pair in pairs if pair and pair.group(1) != pair.group(2)}
