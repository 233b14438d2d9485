"""The history of an instance, audited for its site."""

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from kentan.cli.proofs import published
from kentan.cli.receipts import RECEIPTS
from kentan.files.git import GitFailed, Repository
from kentan.files.pickling import keep, recall
from kentan.files.writing import write
from kentan.itself import versions
from kentan.publish.recorded import Breach, Recorded, Step

if TYPE_CHECKING:
    from kentan.review.audit import Audit

_STATE = "kentan/audit.json"
_RECORDED = "kentan/recorded"
_DATED = (".on", ".ended", ".until")
_WHOLE = "announced"


@dataclass(frozen=True, slots=True)
class _State:
    """What was kept: head and receipts as they were then, whether the head was attested, the grounds, the audit."""

    head: str
    receipts: str
    is_attested: bool
    grounds: str
    audit: str

    def leads_to(self, repository: Repository, head: "Head") -> bool:
        """Whether an audit of a head that goes on from here finds the same as one from the beginning.

        On another branch it does not, nor where receipts came in later for what had none.
        """
        if self.grounds != head.grounds:
            return False
        if not self.is_attested and self.receipts != head.receipts:
            return False
        if self.head == head.commit:
            return True
        return self.head in repository.run("rev-list", "--first-parent", head.commit).decode().split()

    def written(self) -> bytes:
        """Return it as a file: a line of its own, and the audit."""
        return f"{json.dumps([self.head, self.receipts, self.is_attested, self.grounds])}\n{self.audit}".encode()


def _kept(path: str) -> _State | None:
    """Return what was kept the last time; None where nothing of use was."""
    try:
        with open(path, encoding="utf-8") as file:
            line, _, audit = file.read().partition("\n")
        head, receipts, is_attested, grounds = json.loads(line)
        return _State(head, receipts, is_attested, grounds, audit)
    except (OSError, ValueError, TypeError):
        return None


def _receipts(repository: Repository) -> str:
    try:
        return repository.commit(RECEIPTS)
    except GitFailed:
        return ""


@dataclass(frozen=True, slots=True)
class Head:
    """The commit that is checked out in `root`, and all else on which what its history says rests.

    `folder` is the repository's own; `is_clean` says whether the files are those of the commit.
    """

    root: str
    folder: str
    commit: str
    receipts: str
    anchors: Mapping[str, str]
    host_keys: Sequence[str]
    rewritten: Mapping[str, str]
    is_clean: bool

    @property
    def key(self) -> str:
        """A digest of all on which the audit rests."""
        return _digest(self.commit, self.receipts, sorted(self.anchors.items()), self.grounds)

    @property
    def grounds(self) -> str:
        """A digest of all on which the judgement of each commit rests beside the history itself."""
        return _digest(list(self.host_keys), sorted(self.rewritten.items()), _keyring(), versions())


def _keyring() -> list[str]:
    """Return the digests of the account's public keys, by which signatures of GPG are verified."""
    home = os.environ.get("GNUPGHOME") or os.path.expanduser("~/.gnupg")
    found = []
    for name in ("pubring.kbx", "pubring.gpg", "public-keys.d/pubring.db"):
        with suppress(OSError), open(os.path.join(home, name), "rb") as file:
            found.append(f"{name} {sha256(file.read()).hexdigest()}")
    return found


def _digest(*values: Any) -> str:
    return sha256(json.dumps(values).encode()).hexdigest()


def head_of(
    root: str,
    anchors: Sequence[str] = (),
    host_keys: Sequence[str] = (),
    rewritten: Mapping[str, str] | None = None,
) -> Head | None:
    """Return the head of the branch that is checked out in `root`; None where `root` is not the top of a Git repository
    with its whole history.

    `anchors` are commits that were once published as its head; `host_keys` those by which the host
    signs; `rewritten` says which commit became which when the history was rewritten for a redaction.
    """
    try:
        with Repository(root) as repository:
            told = repository.run("rev-parse", "--is-shallow-repository", "--show-prefix", "--absolute-git-dir", "HEAD")
            shallow, prefix, folder, commit = told.decode().splitlines()
            if shallow == "true" or prefix:
                return None
            before, receipts = published(repository, anchors), _receipts(repository)
            is_clean = not repository.run("status", "--porcelain", "--", "cases", "meetings", "registry").strip()
            return Head(root, folder, commit, receipts, before, host_keys, rewritten or {}, is_clean)
    except (GitFailed, OSError):
        return None


def recorded(head: Head | None) -> Recorded | None:
    """Return what the history of a head says of the records; None where it cannot be read.

    It depends on the commit and on the server's receipts alone. What was found is kept in the repository's own folder,
    so that the next time only what came since is read.
    """
    if head is None:
        return None
    found: Recorded | None = recall(os.path.join(head.folder, _RECORDED), head.key)
    if found is None:
        try:
            with Repository(head.root) as repository:
                found = leave(head, _audited(repository, head))
        except (GitFailed, OSError):
            return None
    return found if head.is_clean else replace(found, is_clean=False)


def _audited(repository: Repository, head: Head) -> "Audit":
    from kentan.cli.auditing import audit

    before = _kept(os.path.join(head.folder, _STATE))
    state = before.audit if before and before.leads_to(repository, head) else None
    return audit(repository, head.commit, head.anchors, head.host_keys, state, head.rewritten)


def leave(head: Head, found: "Audit") -> Recorded:
    """Leave what an audit of a head found where builds look for it, and return it as they show it.

    Whoever cannot write there goes without.
    """
    from kentan.cli.auditing import kept
    from kentan.rules.review.history import REWRITTEN

    is_attested = bool(found.steps) and found.steps[-1].attested
    # whether a published head was lost is asked each time: it rests on the anchors that are given now
    lasting = [each for each in found.breaches if each.finding.code != REWRITTEN.code]
    state = _State(head.commit, head.receipts, is_attested, head.grounds, kept(replace(found, breaches=lasting)))
    with suppress(OSError):
        write(os.path.join(head.folder, _STATE), state.written())
    shown = _shown(head, found).digested()
    keep(os.path.join(head.folder, _RECORDED), head.key, shown)
    return shown


def _shown(head: Head, found: "Audit") -> Recorded:
    """Return of an audit what pages show."""
    from kentan.review.audit import Attribution

    return Recorded(
        commit=head.commit,
        steps=tuple(
            Step(
                commit=step.commit,
                on=step.on,
                person=step.person,
                attributed=step.attribution is Attribution.ATTRIBUTED,
                claimed=step.attribution is Attribution.CLAIMED,
                attested=step.attested,
            )
            for step in found.steps
        ),
        at={
            name: {path: number for number, paths in runs for path in _dated(paths)}
            for name, runs in found.recorded.runs()
            if name[0] in ("case", "meeting")
        },
        breaches=tuple(Breach(each.commit, each.finding.code, each.finding.file) for each in found.breaches),
        facts=found.recorded.facts,
        decided=found.decided,
    )


@lru_cache(10_000)
def _dated(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of some paths that say when something happened."""
    return tuple(path for path in paths if path.endswith(_DATED) or path == _WHOLE)
