"""A push to a repository of records: what is guarded, who pushes, and whether each step may stand."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kentan.cli.registries import ssh_keys_of
from kentan.cli.revisions import Reviewed, review_revisions
from kentan.files.git import GitFailed, Repository
from kentan.files.steps import NotContinued, Signed, Step, signed, steps
from kentan.languages import messages
from kentan.records.moments import Moment
from kentan.review.verdict import Verdict, Word

_ = messages("cli")

_OURS = ("refs/kentan/", "refs/replace/", "refs/notes/")
_OF_HOSTS = (("GL_ID", "user-"), ("GITEA_PUSHER_ID", ""))


class Refused(Exception):
    """A push is refused before anything is judged; the message says why."""


@dataclass(frozen=True, slots=True)
class Update:
    """One reference that a push changes; `old` or `new` is None where it is made or deleted."""

    old: str | None
    new: str | None
    name: str


def updates(lines: str) -> list[Update]:
    """Return the references that a push changes, as Git tells a hook."""
    found = []
    for line in lines.splitlines():
        old, new, name = line.split(" ", 2)
        found.append(Update(_id(old), _id(new), name))
    return found


def _id(told: str) -> str | None:
    return told if told.strip("0") else None


def setting(repository: Repository, name: str) -> str | None:
    """Return a setting `kentan.<name>` of the repository's own configuration; nothing that a pusher could bring."""
    try:
        file = os.path.join(repository.run("rev-parse", "--absolute-git-dir").decode().strip(), "config")
        return repository.run("config", "--file", file, f"kentan.{name}").decode().strip()
    except GitFailed:
        return None


def pusher(repository: Repository, environment: Mapping[str, str]) -> str | None:
    """Return the account of the pusher, where the server is set up to tell it; otherwise signatures say who it was.

    `kentan.actorFrom` names the variable of the environment in which the server puts the numeric account id.
    """
    source = setting(repository, "actorFrom")
    if source is None:
        return None
    prefix = dict(_OF_HOSTS).get(source, "")
    return environment.get(source, "").removeprefix(prefix)


def guarded(repository: Repository) -> str:
    """Return the branch that holds the records: the one to which the repository's HEAD points."""
    return repository.run("symbolic-ref", "HEAD").decode().strip()


def judge_push(
    repository: Repository, change: Update, account: str | None, now: Moment
) -> Iterator[tuple[Step, Reviewed]]:
    """Yield each step of a push to the guarded branch with its verdict; raises Refused where none can be given."""
    main = guarded(repository)
    if change.name.startswith(_OURS):
        raise Refused(_("{name} is written by the server alone.").format(name=change.name))
    if change.name != main:
        if change.name.casefold() == main.casefold():
            raise Refused(_("{name} is easily taken for {main}.").format(name=change.name, main=main))
        return
    if change.new is None:
        raise Refused(_("The branch of the records cannot be deleted."))
    try:
        found = steps(repository, change.old, change.new)
    except NotContinued:
        raise Refused(
            _("This push does not go on from what is recorded. Fetch, then: git rebase origin/{main}").format(
                main=main.removeprefix("refs/heads/")
            )
        ) from None
    for step in found:
        who = signed(repository, step, ssh_keys_of(repository, step.before or step.commit))
        actor = _actor(who, account, step)
        approved = who.approvals
        yield step, review_revisions(repository, step.before, step.commit, actor, approved, now.day, all_placed=False)


def _actor(who: Signed, account: str | None, step: Step) -> str:
    """Return who made a step: the pusher, but for a plain merge of somebody else's signed commits."""
    if account is None or (step.merged and who.by):
        return who.by or ""
    return account


def may_stand(verdict: Verdict) -> bool:
    """Whether a step may be recorded without a person; on a plain server there is none to ask."""
    return verdict.word not in (Word.INTRODUCES, Word.NEEDS_PERSON)
