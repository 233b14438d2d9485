"""Judging on both sides of a change many cases that it does not touch: each is read once, a fork does half of them.

Only the checks are run that ask for something that changes: the others find the same on both sides.
"""

import gc
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from kentan.cli.pipes import beside
from kentan.files.git import GitTree, Repository, is_in_rooms, is_plain
from kentan.files.loading import kind_of, load
from kentan.files.tree import Unreadable
from kentan.records.case import Case
from kentan.records.finding import Finding, Severity
from kentan.records.ledger import Comment, Ledger
from kentan.review.asked import checks_of
from kentan.review.reach import Reach
from kentan.rules.check import stands_alone
from kentan.rules.rule import Check, Context

_BATCH = 200
"""Cases that are read, and then judged check by check."""
_LOOKED_UP = 5_000
"""Files from which on it is quicker to know where all are than to look for each."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The errors that were found in cases on each side, and the files that have to be judged among others."""

    base: list[Finding] = field(default_factory=list)
    head: list[Finding] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def without(self, files: Container[str]) -> tuple[list[Finding], list[Finding]]:
        """Return the errors of both sides, but for those in some files: they are judged once more among others."""
        base, head = ([each for each in found if each.file not in files] for found in (self.base, self.head))
        return base, head


@dataclass(frozen=True, slots=True)
class _Files:
    """Some files of a tree, with what is in them."""

    contents: dict[str, bytes]

    def files(self) -> Iterator[str]:
        """Yield the path of every file."""
        return iter(self.contents)

    def read(self, file: str) -> bytes:
        """Return a file's bytes; raises Unreadable."""
        try:
            return self.contents[file]
        except KeyError:
            raise Unreadable("K123") from None


def judge_both_sides(
    tree: GitTree, files: Sequence[str], sides: tuple[Ledger, Ledger], today: date, reached: Reach
) -> Judged:
    """Judge those cases of a tree, in the order of their paths, that a change reaches, by what both ledgers hold."""
    if len(files) > _LOOKED_UP:
        tree.entries.items()
    half = len(files) // 2
    with _uncollected(), beside(lambda: _judge(tree, files[half:], sides, today, reached)) as (other,):
        mine = _judge(tree, files[:half], sides, today, reached)
        theirs: Judged = other()
    return Judged(mine.base + theirs.base, mine.head + theirs.head, mine.left + theirs.left)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Spare the collector of circles from looking through records and findings: they form none."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _judge(tree: GitTree, files: Sequence[str], sides: tuple[Ledger, Ledger], today: date, reached: Reach) -> Judged:
    judged = Judged()
    concerned, checks = reached.concerns(), checks_of(reached.asking)
    comments: dict[str, tuple[Comment, ...]] = {}
    paths = [{**side.files} for side in sides]
    contexts = [
        Context(ledger=replace(side, files=known, comments=comments), today=today)
        for side, known in zip(sides, paths, strict=True)
    ]
    with Repository(tree.repository.path) as repository:
        read = _read(repository, tree, files)
        while batch := dict(islice(read, _BATCH)):
            loaded = load(_Files({file: data for file, data in batch.items() if concerned(_text(data))}))
            ledger = loaded.ledger
            comments |= ledger.comments
            for known in paths:
                known |= ledger.files
            alone = []
            for name, case in ledger.cases.items():
                file = ledger.files["case", name]
                if kind_of(file) == ("case", name) and stands_alone(case):
                    alone.append(case)
                else:
                    judged.left.append(file)
            judged.base.extend(_errors(alone, checks, contexts[0]))
            judged.head.extend(_errors(alone, checks, contexts[1]))
    return judged


def _read(repository: Repository, tree: GitTree, files: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield files with what is in them; what is no plain file is the same on both sides, and nobody's record."""
    found = ((file, *tree.entries[file]) for file in files if is_in_rooms(file))
    plain = [(file, identity) for file, mode, identity in found if is_plain(mode)]
    for (file, _), data in zip(plain, repository.objects([identity for _, identity in plain]), strict=True):
        if data is not None:
            yield file, data


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _errors(cases: Sequence[Case], checks: Sequence[Check], context: Context) -> Iterator[Finding]:
    for check in checks:
        for case in cases:
            yield from (found for found in check(case, context) if found.severity is Severity.ERROR)
