"""Looking for texts in the files of a commit, by processes of Git's, while other work goes on."""

import re
import subprocess
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Self

from kentan.files.git import GitFailed, Repository, environment

_OPTIONS = ("-l", "-z", "-a", "--threads=1", "--no-color", "--no-recurse-submodules", "--full-name")
"""Threads of one process wait for each other wherever an object is read; processes do not."""
_FEW = 4
_PLAIN = re.compile(r"[A-Za-z0-9-]+|\\")
_WORD = "A-Za-z0-9-"
_TOKEN = re.compile(rb"[A-Za-z0-9-]+")
_ALIKE = 2
"""Characters with which those texts begin that are looked for together."""
_FEW_BEGINNINGS = 8


@dataclass(frozen=True)
class Sought:
    """What is looked for: ids as words of their own, dates by how they begin, and texts."""

    words: Sequence[str] = ()
    beginnings: Sequence[str] = ()
    texts: Sequence[str] = ()

    @property
    def expression(self) -> str:
        """What Git looks for, by Perl's expressions."""
        every = [
            *(f"(?<![{_WORD}])(?:{'|'.join(map(re.escape, each))})(?![{_WORD}])" for each in (self.words,) if each),
            *(f"(?<![0-9-])(?:{'|'.join(map(re.escape, each))})" for each in (self.beginnings,) if each),
            *map(re.escape, self.texts),
        ]
        return "|".join(every)

    def stands_in(self, data: bytes) -> bool:
        """Whether something that is looked for stands in a file."""
        for text in self._plain:
            if text in data:
                return True
        for text, exactly in self._exactly:
            if text in data and exactly.search(data):
                return True
        return bool(self._many) and not self._many.isdisjoint(_TOKEN.findall(data))

    @cached_property
    def _plain(self) -> Sequence[bytes]:
        return [text.encode() for text in self.texts]

    @cached_property
    def _exactly(self) -> Sequence[tuple[bytes, re.Pattern[bytes]]]:
        """How texts begin that begin alike, each with what then finds them exactly.

        What is before them is looked at behind that: an expression is quick that begins with what has to be there.
        """
        words = () if self._many else self.words
        told = [_begun_alike(words, _WORD, f"(?![{_WORD}])"), _begun_alike(self.beginnings, "0-9-", "")]
        return [(text.encode(), re.compile(expression.encode())) for each in told for text, expression in each]

    @cached_property
    def _many(self) -> Set[bytes]:
        """The words, where many begin otherwise: then all words of a file are looked up."""
        if len({each[:_ALIKE] for each in self.words}) <= _FEW_BEGINNINGS or not all(map(_PLAIN.fullmatch, self.words)):
            return frozenset()
        return frozenset(each.encode() for each in self.words)


def _begun_alike(texts: Sequence[str], before: str, behind: str) -> Iterator[tuple[str, str]]:
    """Yield how texts begin that begin alike, each with the expression that finds these texts.

    They have none of some characters before them, and something behind.
    """
    for begins, each in groupby(sorted(texts), key=lambda text: text[:_ALIKE]):
        first = re.escape(begins)
        yield begins, f"{first}(?<![{before}]{first}){_one_of_these([text[_ALIKE:] for text in each])}{behind}"


def _one_of_these(texts: Sequence[str]) -> str:
    """Return the expression that finds one of some sorted texts; how several begin stands in it once."""
    parts = [
        re.escape(first) + _one_of_these([text[1:] for text in each]) for first, each in groupby(texts, _first) if first
    ]
    if "" in texts:
        parts.append("")
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _first(text: str) -> str:
    return text[:1]


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

    def ask_for(self, sought: Sought, places: Sequence[str], but_for: Sequence[str] = ()) -> None:
        """Begin to look for what is sought in files or folders.

        Files and folders `but_for` which it is done are patterns of paths. A Git that was built without Perl's
        expressions looks for words wherever they stand, in longer ones too.
        """
        where = [f":(top,literal){place}" for place in places]
        where += [f":(top,exclude,glob){pattern}" for pattern in but_for]
        behind = [self.revision, "--", *where]
        otherwise = (*_one_of([*sought.words, *sought.beginnings, *sought.texts]), *behind)
        self._asked.append(_Asked(self._begun(["-P", "-e", sought.expression, *behind]), otherwise))

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
