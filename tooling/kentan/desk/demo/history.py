"""The history of the demo's repository, written with `git fast-import`: the same bytes on any machine and day."""

import os
import subprocess
from calendar import timegm
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

_SIX_IN_THE_EVENING = (18 - 8) * 3600


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: the day (at six in the evening, Beijing time), the account, why, and the files that it writes."""

    day: date
    actor: str
    message: str
    files: Sequence[tuple[str, str]]


def write_history(directory: str, commits: Iterable[Commit], accounts: Mapping[str, int]) -> None:
    """Make a Git repository in a folder out of commits in the order of time, and put its files there.

    `accounts` gives the account number of each actor. Raises CalledProcessError where Git fails.
    """
    os.makedirs(directory, exist_ok=True)
    _git(directory, "init", "--quiet", "--initial-branch=main")
    with subprocess.Popen(
        ["git", "fast-import", "--quiet", "--date-format=raw"],
        cwd=directory,
        env=_environment(),
        stdin=subprocess.PIPE,
    ) as importing:
        assert importing.stdin is not None
        _stream(importing.stdin, commits, accounts)
        importing.stdin.close()
        if importing.wait():
            raise subprocess.CalledProcessError(importing.returncode, importing.args)
    _git(directory, "reset", "--quiet", "--hard")


def _stream(out: IO[bytes], commits: Iterable[Commit], accounts: Mapping[str, int]) -> None:
    day, second = date.min, 0
    for commit in commits:
        second = second + 1 if commit.day == day else 0
        day = commit.day
        when = f"{timegm(day.timetuple()) + _SIX_IN_THE_EVENING + second} +0800"
        name = commit.actor
        identity = f"{name} <{accounts[name]}+{name}@users.noreply.example> {when}"
        message = commit.message.encode()
        head = f"commit refs/heads/main\nauthor {identity}\ncommitter {identity}\ndata {len(message)}\n"
        out.write(head.encode() + message + b"\n")
        for path, text in commit.files:
            data = text.encode()
            out.write(f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n")


def _environment() -> dict[str, str]:
    """Return an environment in which no setting of the machine or of its user changes what is written."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return {**own, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C"}


def _git(directory: str, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=directory, env=_environment(), check=True, stdin=subprocess.DEVNULL)
