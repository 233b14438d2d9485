"""Receipts: what the server accepted, when and from whom, as a line of commits that it alone writes.

Each receipt is an empty commit on `refs/kentan/receipts`; its message is one JSON object. As commits they name the
one before, so that none can be taken out; they can be fetched like any reference.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kentan.files.git import GitFailed, Repository

RECEIPTS = "refs/kentan/receipts"
_NAME = "kentan"


@dataclass(frozen=True, slots=True)
class Receipt:
    """One push to the branch of the records: from which head to which, by whom, and when the server received it."""

    old: str | None
    new: str
    actor: str
    received: str


def write_receipt(repository: Repository, receipt: Receipt) -> None:
    """Add a receipt; raises GitFailed where the line went on meanwhile."""
    body = json.dumps(
        {"old": receipt.old, "new": receipt.new, "actor": receipt.actor, "received": receipt.received},
        ensure_ascii=True,
    )
    try:
        before = repository.commit(RECEIPTS)
    except GitFailed:
        before = ""
    parents = ["-p", before] if before else []
    empty = repository.run("mktree", given=b"").decode().strip()
    author = ("-c", f"user.name={_NAME}", "-c", f"user.email={_NAME}@localhost")
    made = repository.run(*author, "commit-tree", empty, *parents, given=body.encode()).decode().strip()
    repository.run("update-ref", RECEIPTS, made, before or "0" * 40)


def receipts(repository: Repository) -> Iterator[Receipt]:
    """Yield all receipts, oldest first; what is no receipt is passed over."""
    try:
        repository.commit(RECEIPTS)
    except GitFailed:
        return
    for message in repository.run("log", "-z", "--reverse", "--format=%B", RECEIPTS).decode().split("\0"):
        try:
            body: Mapping[str, Any] = json.loads(message)
            yield Receipt(body["old"], body["new"], body["actor"], body["received"])
        except (ValueError, KeyError, TypeError):
            continue
