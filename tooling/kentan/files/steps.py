"""How a branch went on: the steps of its first-parent line, and who made each, as far as signatures say."""

from collections.abc import Sequence
from dataclasses import dataclass

from kentan.files.git import GitFailed, Repository
from kentan.files.signatures import signers


@dataclass(frozen=True, slots=True)
class Step:
    """One commit of the first-parent line. `before` is None for the first commit of a history."""

    before: str | None
    commit: str
    merged: tuple[str, ...] = ()


class NotContinued(Exception):
    """The new head does not go on from the old one along its first parents."""


def steps(repository: Repository, old: str | None, new: str) -> list[Step]:
    """Return the steps from `old` to `new`, oldest first; raises NotContinued where `old` is not on the line."""
    limits = [new, f"^{old}"] if old else [new]
    told = repository.run("rev-list", "--first-parent", "--reverse", "--parents", *limits).decode()
    line = [each.split() for each in told.splitlines()]
    found = [Step(parents[0] if parents else None, commit, tuple(parents[1:])) for commit, *parents in line]
    if (found[0].before if found else new) != old:
        raise NotContinued
    return found


@dataclass(frozen=True, slots=True)
class Signed:
    """The key that made a step, None where it is not signed throughout, and the keys that approved it."""

    by: str | None
    approvals: tuple[str, ...] = ()


def signed(repository: Repository, step: Step, ssh_keys: Sequence[str]) -> Signed:
    """Return who signed a step: its own commit, or, where it merges without adding anything, those that it merges.

    A merged commit that changes nothing and has the tree of the last one is an approval, by whoever signed it.
    """
    own = signers(repository, [step.commit], ssh_keys).get(step.commit)
    if not step.merged or step.before is None:
        return Signed(own)
    if len(step.merged) > 1 or not _adds_nothing(repository, step):
        return Signed(None)
    told = repository.run("log", "--format=%H %T %P", step.merged[0], f"^{step.before}").decode()
    merged = [each.split() for each in told.splitlines()]
    trees = {commit: tree for commit, tree, *_ in merged}
    last = merged[0][1]
    keys = signers(repository, trees, ssh_keys)
    approving = [
        commit
        for commit, tree, *parents in merged
        if tree == last and len(parents) == 1 and trees.get(parents[0]) == tree
    ]
    makers = {keys.get(commit) for commit in trees if commit not in approving}
    approvals = {key for commit in approving if (key := keys.get(commit))} | ({own} if own else set())
    return Signed(makers.pop() if len(makers) == 1 else None, tuple(sorted(approvals)))


def _adds_nothing(repository: Repository, step: Step) -> bool:
    """Whether a merge has exactly the tree that Git makes of its parents by itself."""
    try:
        made = repository.run("merge-tree", "--write-tree", str(step.before), step.merged[0])
        return made.split() == repository.run("rev-parse", f"{step.commit}^{{tree}}").split()
    except GitFailed:
        return False
