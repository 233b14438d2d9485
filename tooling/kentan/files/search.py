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
_WORD = "A-Za-z0-9-"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A process that looks for texts, and the options with which another Git looks for more than these."""

    process: "subprocess.Popen[bytes]"
    otherwise: tuple[str, ...] = ()


@dataclass(slots=True)
class Search:
    """A search for files of a commit in which a text stands. Use it in a `with`, which ends it."""

    repository: Repository
    revision: str
    _asked: list[_Asked] = field(default_factory=list, repr=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for each in self._asked:
            if each.process.poll() is None:
                each.process.kill()
            each.process.communicate()

    def ask(self, texts: Sequence[str], places: Sequence[str]) -> None:
        """Begin to look in files or folders for one of the texts, in a process of its own."""
        where = [f":(top,literal){place}" for place in places]
        self._asked.append(_Asked(self._begun([*_one_of(texts), self.revision, "--", *where])))

    def ask_for_words(
        self,
        words: Sequence[str],
        beginnings: Sequence[str],
        texts: Sequence[str],
        places: Sequence[str],
        but_for: Sequence[str] = (),
    ) -> None:
        """Begin to look for ids as words of their own, for dates by how they begin, or for texts.

        Files and folders `but_for` which it is done are patterns of paths. A Git that was built without Perl's
        expressions looks for words wherever they stand, in longer ones too.
        """
        where = [f":(top,literal){place}" for place in places]
        where += [f":(top,exclude,glob){pattern}" for pattern in but_for]
        behind = [self.revision, "--", *where]
        every = [
            *(f"(?<![{_WORD}])(?:{'|'.join(map(re.escape, each))})(?![{_WORD}])" for each in (words,) if each),
            *(f"(?<![0-9-])(?:{'|'.join(map(re.escape, each))})" for each in (beginnings,) if each),
            *map(re.escape, texts),
        ]
        otherwise = (*_one_of([*words, *beginnings, *texts]), *behind)
        self._asked.append(_Asked(self._begun(["-P", "-e", "|".join(every), *behind]), otherwise))

    def found(self) -> list[str]:
        """Return the files of all that was asked, when it is done; raises GitFailed."""
        told = list[str]()
        while self._asked:
            each = self._asked.pop()
            answer, error = each.process.communicate()
            if each.process.returncode not in (0, 1):
                if not each.otherwise:
                    raise GitFailed(error.decode("utf-8", "backslashreplace").strip() or "grep")
                self._asked.append(_Asked(self._begun(each.otherwise)))
                continue
            told += answer.decode("utf-8", "backslashreplace").split("\0")[:-1]
        return [file.removeprefix(f"{self.revision}:") for file in told]

    def _begun(self, options: Sequence[str]) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            self.repository.command("grep", *_OPTIONS, *options),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
        )


def _one_of(texts: Sequence[str]) -> list[str]:
    """Return the options by which one of some texts is looked for: many plain ones as one expression, as is quicker."""
    if len(texts) > _FEW and all(map(_PLAIN.fullmatch, texts)):
        return ["-E", "-e", "|".join(text.replace("\\", r"\\") for text in texts)]
    return ["-F", *(part for text in texts for part in ("-e", text))]
