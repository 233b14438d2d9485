"""The whole history of a branch in one pass: each commit of its first-parent line, and the versions of files it brings.

Three processes do all of it, however many commits there are: one tells the commits, one what each changes, one reads.
"""

import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import tee
from typing import NamedTuple

from kentan.files.answers import contents
from kentan.files.git import ABSENT, GitFailed, Repository, environment
from kentan.records.frozen import frozen_value

_IDENTITY = re.compile(rb"(.*) <([^<>]*)> (\d+) [+-]\d{4}")


@frozen_value
class Told:
    """What a commit says of itself: its author's address, when it was committed (seconds since 1970), if signed.

    `merged` are the parents that it merges into the line.
    """

    commit: str
    email: str
    when: int
    signed: bool
    before: str | None = None
    merged: tuple[str, ...] = ()


class Version(NamedTuple):
    """One file that a commit brings or takes away: object id, mode before and after; None where there is no file."""

    file: str
    was: str | None
    mode: str | None
    identity: str | None


Commit = tuple[str, list[tuple[Version, bytes | None]]]
"""A commit, and each file that it changes with its new content, where that is wanted and there."""


def commits(repository: Repository, head: str) -> list[Told]:
    """Return the commits of the first-parent line, oldest first."""
    told = repository.run("rev-list", "--first-parent", "--reverse", "--header", head)
    return [_told(each) for each in told.split(b"\0") if each.strip()]


def are_signed(repository: Repository, names: Sequence[str]) -> set[str]:
    """Return those of some commits that bear a signature, whether it holds or not."""
    if not names:
        return set()
    given = "".join(f"{each}\n" for each in dict.fromkeys(names)).encode()
    told = repository.run("rev-list", "--no-walk=unsorted", "--header", "--stdin", given=given)
    return {each.commit for each in (_told(raw) for raw in told.split(b"\0") if raw.strip()) if each.signed}


def _told(raw: bytes) -> Told:
    head, _, _message = raw.lstrip(b"\n").partition(b"\n\n")
    lines = head.split(b"\n")
    email, when, signed = "", 0, False
    parents = list[str]()
    for line in lines[1:]:
        word, _, rest = line.partition(b" ")
        match = _IDENTITY.fullmatch(rest) if word in (b"author", b"committer") else None
        if word == b"author" and match:
            email = match.group(2).decode("utf-8", "replace")
        elif word == b"committer" and match:
            when = int(match.group(3))
        elif word == b"parent":
            parents.append(rest.decode())
        elif word in (b"gpgsig", b"gpgsig-sha256"):
            signed = True
    return Told(lines[0].decode(), email, when, signed, next(iter(parents), None), tuple(parents[1:]))


def history(
    repository: Repository, head: str, since: str | None, wanted: Callable[[Version], bool]
) -> Iterator[Commit]:
    """Yield each commit of the first-parent line, oldest first, after `since`, with the files that it changes."""
    with closing(_versions(repository, head, since)) as versions:  # type: ignore[type-var]
        found = ((commit, [(one, one.identity if wanted(one) else None) for one in each]) for commit, each in versions)
        told, asked = tee(found)
        names = (name for _, each in asked for _, name in each if name)
        with closing(contents(repository, names)) as answers:  # type: ignore[type-var]
            for commit, each in told:
                yield commit, [(one, next(answers) if name else None) for one, name in each]


def versions_of(repository: Repository, head: str, file: str) -> Iterator[Version]:
    """Yield the versions of one file on the first-parent line of `head`, the newest first."""
    with closing(_versions(repository, head, None, ("--", f":(top,literal){file}"))) as versions:  # type: ignore[type-var]
        yield from reversed([version for _, found in versions for version in found])


def _versions(
    repository: Repository, head: str, since: str | None, places: Sequence[str] = ()
) -> Iterator[tuple[str, list[Version]]]:
    limits = [head, *([f"^{since}"] if since else []), *places]
    options = ("--first-parent", "-m", "--reverse", "--raw", "-z", "--no-abbrev", "--no-renames", "--root")
    # `.gitmodules`, which a commit may bring, would hide submodules
    command = repository.command("log", *options, "--ignore-submodules=none", "--format=%x01%H", *limits)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()) as telling:
        assert telling.stdout is not None
        commit, found = "", list[Version]()
        parts = _parts(telling.stdout.read1)  # type: ignore[attr-defined]  # it is buffered
        for part in parts:
            text = part.lstrip("\n")
            if text.startswith(":"):
                was, mode, _, identity, _ = text[1:].split(" ")
                name, gone = next(parts), mode == ABSENT
                found.append(
                    Version(name, None if was == ABSENT else was, None if gone else mode, None if gone else identity)
                )
            elif text.startswith("\x01"):
                if commit:
                    yield commit, found
                commit, found = text[1:], []
        if commit:
            yield commit, found
    if telling.returncode:
        raise GitFailed("log")


def _parts(read: Callable[[int], bytes]) -> Iterator[str]:
    rest = b""
    while chunk := read(1 << 20):
        whole, end, rest = (rest + chunk).rpartition(b"\0")
        if end:
            yield from whole.decode("utf-8", "backslashreplace").split("\0")
    if rest.strip():
        yield rest.decode("utf-8", "backslashreplace")
