"""The whole history of a branch in one pass: each commit of its first-parent line, and the versions of files it brings.

Three processes do all of it, however many commits there are: one tells the commits, one what each changes, one reads.
"""

import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kentan.files.git import GitFailed, Repository, environment
from kentan.files.tree import ROOMS

_IDENTITY = re.compile(rb"(.*) <([^<>]*)> (\d+) [+-]\d{4}")


@dataclass(frozen=True, slots=True)
class Told:
    """What a commit says of itself: its author's address, when it was committed (seconds since 1970), if signed."""

    commit: str
    email: str
    when: int
    signed: bool


@dataclass(frozen=True, slots=True)
class Version:
    """One file that a commit brings or takes away: mode and object id; no id where the file is gone."""

    file: str
    mode: str
    identity: str | None


def commits(repository: Repository, head: str, since: str | None = None) -> list[Told]:
    """Return the commits of the first-parent line, oldest first, after `since`."""
    limits = [head, f"^{since}"] if since else [head]
    told = repository.run("rev-list", "--first-parent", "--reverse", "--header", *limits)
    return [_told(each) for each in told.split(b"\0") if each.strip()]


def _told(raw: bytes) -> Told:
    head, _, _message = raw.lstrip(b"\n").partition(b"\n\n")
    lines = head.split(b"\n")
    email, when, signed = "", 0, False
    for line in lines[1:]:
        word, _, rest = line.partition(b" ")
        match = _IDENTITY.fullmatch(rest) if word in (b"author", b"committer") else None
        if word == b"author" and match:
            email = match.group(2).decode("utf-8", "replace")
        elif word == b"committer" and match:
            when = int(match.group(3))
        elif word in (b"gpgsig", b"gpgsig-sha256"):
            signed = True
    return Told(lines[0].decode(), email, when, signed)


def versions(repository: Repository, head: str, since: str | None = None) -> Iterator[tuple[str, list[Version]]]:
    """Yield each commit of the first-parent line, oldest first, with the files of the rooms that it changes."""
    limits = [head, f"^{since}"] if since else [head]
    options = ("--first-parent", "-m", "--reverse", "--raw", "-z", "--no-abbrev", "--no-renames", "--root")
    command = repository.command("log", *options, "--format=%x01%H", *limits, "--", *ROOMS)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()) as told:
        assert told.stdout is not None
        commit, found = "", list[Version]()
        parts = _parts(told.stdout.read)
        for part in parts:
            text = part.lstrip(b"\n")
            if text.startswith(b"\x01"):
                if commit:
                    yield commit, found
                commit, found = text[1:].decode(), []
            elif text.startswith(b":"):
                _, mode, _, identity, _ = text.decode().split(" ")
                name = next(parts).decode("utf-8", "backslashreplace")
                found.append(Version(name, mode, identity if mode != "000000" else None))
        if commit:
            yield commit, found
    if told.returncode:
        raise GitFailed("log")


def _parts(read: Callable[[int], bytes]) -> Iterator[bytes]:
    rest = b""
    while chunk := read(1 << 20):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole
    if rest.strip():
        yield rest
