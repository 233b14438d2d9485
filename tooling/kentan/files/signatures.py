"""Who signed commits: Git verifies, with the public keys that the roster names; nothing of the machine is trusted."""

import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence

from kentan.files.git import NotRead, Repository

_GOOD = ("G", "U")
"""Verified; `U` is a GPG key that the machine does not trust, but the roster may."""
_SSH_KEY = re.compile(r"(?:ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/]+=*")


def signers(repository: Repository, commits: Iterable[str], ssh_keys: Iterable[str]) -> Mapping[str, str | None]:
    """Return for each commit the key that signed it, `ssh:SHA256:…` or `gpg:…`; None where no signature holds.

    SSH signatures are verified with the given public keys alone, GPG signatures with the keys of the account.
    """
    listed = list(commits)
    if not listed:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        allowed = os.path.join(folder, "allowed")
        with open(allowed, "w", encoding="utf-8") as file:
            for key in ssh_keys:
                found = _SSH_KEY.match(key)
                if found:
                    file.write(f'roster namespaces="git" {found.group()}\n')
        return dict(_signer(line) for line in _verified(repository, allowed, listed).split("\0") if line.strip())


def _verified(repository: Repository, allowed: str, commits: Sequence[str]) -> str:
    """Return what Git says of the signatures of some commits.

    `ssh-keygen` does not read to its end what bears no signature at all where one should be, which ends Git, too.
    """
    try:
        settings = ("-c", f"gpg.ssh.allowedSignersFile={allowed}")
        options = ("--no-walk=unsorted", "--stdin", "-z", "--format=%H %G? %GF %GP")
        return repository.run(*settings, "log", *options, given="\n".join(commits).encode()).decode("utf-8", "replace")
    except NotRead:
        if len(commits) == 1:
            return f"{commits[0]} N\0"
        half = len(commits) // 2
        return _verified(repository, allowed, commits[:half]) + _verified(repository, allowed, commits[half:])


def _signer(line: str) -> tuple[str, str | None]:
    commit, verdict, *keys = line.strip().split(" ")
    if verdict not in _GOOD or not keys or not keys[0]:
        return commit, None
    if keys[0].startswith("SHA256:"):
        return commit, f"ssh:{keys[0]}"
    return commit, f"gpg:{keys[-1] or keys[0]}"


def range_of(repository: Repository, base: str | None, head: str) -> list[str]:
    """Return the commits that `head` adds to `base`, newest first; merges too, for a merge can carry a change."""
    limits = [head, f"^{base}"] if base else [head]
    return repository.run("rev-list", *limits).decode().split()
