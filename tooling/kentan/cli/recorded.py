"""The history of an instance, audited for its site."""

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256

from kentan.cli.proofs import published
from kentan.cli.receipts import RECEIPTS
from kentan.files.cache import versions
from kentan.files.git import GitFailed, Repository
from kentan.files.pickling import keep, recall
from kentan.files.writing import write
from kentan.publish.recorded import Breach, Recorded, Step
from kentan.records.moments import Moment

_STATE = "kentan/audit.json"
_RECORDED = "kentan/recorded"
_DATED = (".on", ".ended", ".until")
_WHOLE = "announced"


@dataclass(frozen=True, slots=True)
class _State:
    """What was kept: head, receipts and the host's keys as they were then, whether the head was attested, the audit."""

    head: str
    receipts: str
    is_attested: bool
    host_keys: list[str]
    audit: str

    def leads_to(self, repository: Repository, head: str, host_keys: Sequence[str]) -> bool:
        """Whether an audit of `head` that goes on from here finds the same as one from the beginning.

        On another branch it does not, nor where receipts came in later for what had none.
        """
        if self.host_keys != list(host_keys):
            return False
        if not self.is_attested and self.receipts != _receipts(repository):
            return False
        return self.head == head or self.head in repository.run("rev-list", "--first-parent", head).decode().split()

    def written(self) -> bytes:
        """Return it as a file: a line of its own, and the audit."""
        return f"{json.dumps([self.head, self.receipts, self.is_attested, self.host_keys])}\n{self.audit}".encode()


def _kept(path: str) -> _State | None:
    """Return what was kept the last time; None where nothing of use was."""
    try:
        with open(path, encoding="utf-8") as file:
            line, _, audit = file.read().partition("\n")
        head, receipts, is_attested, host_keys = json.loads(line)
        return _State(head, receipts, is_attested, host_keys, audit)
    except (OSError, ValueError, TypeError):
        return None


def _receipts(repository: Repository) -> str:
    try:
        return repository.commit(RECEIPTS)
    except GitFailed:
        return ""


def recorded(
    root: str,
    anchors: Sequence[str] = (),
    host_keys: Sequence[str] = (),
    rewritten: Mapping[str, str] | None = None,
) -> Recorded | None:
    """Return what the history of the branch that is checked out in `root` says of the records.

    `anchors` are commits that were once published as its head; `host_keys` those by which the host
    signs; `rewritten` says which commit became which when the history was rewritten for a redaction.

    None where `root` is not the top of a Git repository with its whole history. It depends on the commit and on the
    server's receipts alone. What was found is kept in the repository's own folder, so that the next time only what
    came since is read.
    """
    try:
        with Repository(root) as repository:
            return _of(repository, published(repository, anchors), host_keys, rewritten or {})
    except (GitFailed, OSError):
        return None


def _of(
    repository: Repository, anchors: Mapping[str, str], host_keys: Sequence[str], rewritten: Mapping[str, str]
) -> Recorded | None:
    told = repository.run("rev-parse", "--is-shallow-repository", "--show-prefix", "--absolute-git-dir", "HEAD")
    shallow, prefix, folder, head = told.decode().splitlines()
    if shallow == "true" or prefix:
        return None
    rests_on = (head, _receipts(repository), sorted(anchors.items()), host_keys, sorted(rewritten.items()), versions())
    key = sha256(json.dumps(rests_on).encode()).hexdigest()
    path = os.path.join(folder, _RECORDED)
    found: Recorded | None = recall(path, key)
    if found is None:
        found = _audited(repository, folder, head, anchors, host_keys, rewritten).digested()
        keep(path, key, found)
    is_clean = not repository.run("status", "--porcelain", "--", "cases", "meetings", "registry").strip()
    return found if is_clean else replace(found, is_clean=False)


def _audited(
    repository: Repository,
    folder: str,
    head: str,
    anchors: Mapping[str, str],
    host_keys: Sequence[str],
    rewritten: Mapping[str, str],
) -> Recorded:
    from kentan.cli.auditing import audit, kept
    from kentan.cli.revisions import time_zone_of
    from kentan.cli.today import instant_of
    from kentan.review.audit import Attribution

    zone = instant_of(Moment(date(2000, 1, 1)), time_zone_of(repository, head)).tzinfo
    assert zone is not None
    path = os.path.join(folder, _STATE)
    before = _kept(path)
    goes_on = before is not None and before.leads_to(repository, head, host_keys)
    state = before.audit if before and goes_on else None
    found = audit(repository, head, zone, anchors, host_keys, state, rewritten)
    if before is None or not goes_on or before.head != head:
        is_attested = bool(found.steps) and found.steps[-1].attested
        now = _State(head, _receipts(repository), is_attested, list(host_keys), kept(found))
        with suppress(OSError):
            write(path, now.written())
    return Recorded(
        commit=head,
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
