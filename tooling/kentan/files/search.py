"""Looking for texts in the files of a commit, by processes of Git's, while other work goes on."""

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from kentan.files.git import GitFailed, Repository, environment

_OPTIONS = ("-l", "-z", "-a", "--threads=1", "--no-color", "--no-recurse-submodules", "--full-name")
"""Threads of one process wait for each other wherever an object is read; processes do not."""


_FEW = 4
_PLAIN = re.compile(r"[A-Za-z0-9-]+|\\")


@dataclass(slots=True)
class Search:
    """A search for files of a commit in which a text stands. Use it in a `with`, which ends it."""

    repository: Repository
    revision: str
    _asked: "list[subprocess.Popen[bytes]]" = field(default_factory=list, repr=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for each in self._asked:
            if each.poll() is None:
                each.kill()
            each.communicate()

    def ask(self, texts: Sequence[str], places: Sequence[str]) -> None:
        """Begin to look in files or folders for one of the texts, in a process of its own."""
        wanted = _one_of(texts)
        where = [f":(top,literal){place}" for place in places]
        self._asked.append(
            subprocess.Popen(
                self.repository.command("grep", *_OPTIONS, *wanted, self.revision, "--", *where),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment(),
            )
        )

    def found(self) -> list[str]:
        """Return the files of all that was asked, when it is done; raises GitFailed."""
        told = list[str]()
        while self._asked:
            each = self._asked.pop()
            answer, error = each.communicate()
            if each.returncode not in (0, 1):
                raise GitFailed(error.decode("utf-8", "backslashreplace").strip() or "grep")
            told += answer.decode("utf-8", "backslashreplace").split("\0")[:-1]
        return [file.removeprefix(f"{self.revision}:") for file in told]


def _one_of(texts: Sequence[str]) -> list[str]:
    """Return the options by which one of some texts is looked for: many plain ones as one expression, as is quicker."""
    if len(texts) > _FEW and all(map(_PLAIN.fullmatch, texts)):
        return ["-E", "-e", "|".join(text.replace("\\", r"\\") for text in texts)]
    return ["-F", *(part for text in texts for part in ("-e", text))]
