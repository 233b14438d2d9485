"""Judging on both sides of a change many cases that it does not touch: each is read once, a fork does half of them.

Only the checks are run that ask for something that changes: the others find the same on both sides. Where clocks or
working days changed alone, most cases are shown to hold the same errors by some parts of their text (`unmoved`).
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from kentan.cli.pipes import beside
from kentan.files.answers import contents
from kentan.files.excerpt import Unsure, excerpt
from kentan.files.git import Repository, is_in_rooms, is_plain
from kentan.files.listing import Entry
from kentan.files.loading import Read, Reading, kind_of
from kentan.files.tree import Unreadable
from kentan.records.case import Case
from kentan.records.finding import Finding, Severity
from kentan.records.ledger import Comment, Ledger
from kentan.review.asked import ANOTHER_CASE, CALENDAR, checks_of
from kentan.review.reach import Reach
from kentan.review.unmoved import Unmoved, unmoved
from kentan.rules.check import stands_alone
from kentan.rules.rule import Check, Context
from kentan.uncollected import uncollected

_BATCH = 200
"""Cases that are read, and then judged check by check."""
_SOME = 100
"""Cases by which it is known whether most are shown to hold the same errors by their text."""

File = tuple[str, str]
"""Path and object id of a plain file: what is none is the same on both sides, and nobody's record."""
Over = Callable[[Sequence[File]], Iterable[File]]
"""Hands files over one by one, and may tell how far they are."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The errors that were found in cases on each side, and the files that have to be judged among others."""

    base: list[Finding] = field(default_factory=list)
    head: list[Finding] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def joined(self, other: "Judged") -> "Judged":
        """Return what was found in these and in other cases."""
        return Judged(self.base + other.base, self.head + other.head, self.left + other.left)

    def without(self, files: Container[str]) -> tuple[list[Finding], list[Finding]]:
        """Return the errors of both sides, in the order of files, but for those in some: they are judged once more."""
        base, head = ([each for each in found if each.file not in files] for found in (self.base, self.head))
        return sorted(base, key=_place), sorted(head, key=_place)


def _place(finding: Finding) -> list[str]:
    return finding.file.split("/")


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
    repository: Repository,
    files: Iterable[tuple[str, Entry]],
    sides: tuple[Ledger, Ledger],
    today: date,
    reached: Reach,
    over: Over = iter,
    placed: bool = True,
) -> Judged:
    """Judge those of some cases that a change reaches by what both ledgers hold; errors have places where asked for."""
    plain = [(file, identity) for file, (mode, identity) in files if is_plain(mode) and is_in_rooms(file)]
    half = len(plain) // 2
    showing = unmoved(sides, today, reached)
    by_text = showing if showing and _pays(showing, repository, plain[:: len(plain) // _SOME + 1]) else None

    def judge(some: Sequence[File], over: Over = iter) -> Judged:
        return _judge(repository, some, sides, today, reached, placed, showing, by_text, over)

    with uncollected(), beside(lambda: judge(plain[half:])) as (other,):
        mine = judge(plain[:half], over)
        theirs: Judged = other()
    return mine.joined(theirs)


def _judge(
    repository: Repository,
    files: Sequence[File],
    sides: tuple[Ledger, Ledger],
    today: date,
    reached: Reach,
    placed: bool,
    showing: Unmoved | None,
    by_text: Unmoved | None,
    over: Over,
) -> Judged:
    judged = Judged()
    concerned = reached.concerns()
    asking = CALENDAR if showing and showing.asks_for_clocks_alone else reached.asking
    checks, any_alone = checks_of(asking), asking.isdisjoint(ANOTHER_CASE)
    comments: dict[str, tuple[Comment, ...]] = {}
    paths = [{**side.files} for side in sides]
    contexts = [
        Context(ledger=replace(side, files=known, comments=comments), today=today, errors_alone=True)
        for side, known in zip(sides, paths, strict=True)
    ]
    read = (
        (file, data)
        for file, data in _read(repository, files, over)
        if not (by_text and _is_shown(data, by_text)) and concerned(_text(data))
    )
    while batch := dict(islice(read, _BATCH)):
        reading = Reading(_Files(batch))
        records = {each.file: each for each in reading.records()}
        comments |= reading.comments
        for known in paths:
            known |= reading.files
        alone = []
        for file, each in records.items():
            if showing and showing.holds_alike(each.record):
                continue
            if kind_of(file) == ("case", each.id) and (any_alone or stands_alone(each.record)):
                alone.append(each.record)
            else:
                judged.left.append(file)
        for side, context in zip((judged.base, judged.head), contexts, strict=True):
            errors = _errors(alone, checks, context)
            side.extend(_located(errors, records) if placed else errors)
    return judged


def _located(findings: Iterable[Finding], records: Mapping[str, Read]) -> Iterator[Finding]:
    """Yield findings with line and column: their files are at hand."""
    by_file: dict[str, list[Finding]] = {}
    for each in findings:
        by_file.setdefault(each.file, []).append(each)
    for file, found in by_file.items():
        yield from records[file].locate(found)


def _read(repository: Repository, files: Sequence[File], over: Over) -> Iterator[tuple[str, bytes]]:
    """Yield files with what is in them; one that is missing is the same on both sides."""
    for (file, _), data in zip(over(files), contents(repository, [identity for _, identity in files]), strict=True):
        if data is not None:
            yield file, data


def _pays(showing: Unmoved, repository: Repository, files: Sequence[File]) -> bool:
    """Whether it pays to look at texts: that takes a third of the time in which a case is read and judged."""
    told = [data for _, data in _read(repository, files, iter)]
    return 3 * sum(_is_shown(data, showing) for data in told) >= len(told)


def _is_shown(data: bytes, showing: Unmoved) -> bool:
    """Whether a case surely holds the same errors on both sides."""
    told = excerpt(data, showing.promises)
    if told is None:
        return False
    try:
        return showing.shows(told)
    except Unsure:
        return False


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _errors(cases: Sequence[Case], checks: Sequence[Check], context: Context) -> Iterator[Finding]:
    for check in checks:
        for case in cases:
            yield from (found for found in check(case, context) if found.severity is Severity.ERROR)
