"""Checking many cases: some are read, judged and let go, then the next; on two cores a fork does about half of them.

What a check asks of all cases together is kept of each: its file, and what it is about. The few cases that name
another one are judged when all have been read.
"""

import gc
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import NoReturn

from kentan.cli.ahead import Ahead, Batches, pipe_of
from kentan.cli.pipes import Alone, received, send, sending, usable
from kentan.files.cache import WitnessedTree
from kentan.files.loading import Loaded, Read, Reading
from kentan.files.parts import CasesByName, PartOfTree
from kentan.languages import messages
from kentan.records.finding import Finding
from kentan.records.frozen import frozen_value
from kentan.rules.check import (
    check_apart,
    check_cases,
    check_ledger,
    check_meetings,
    check_records,
    check_together,
    stands_alone,
)
from kentan.rules.named import with_ids
from kentan.rules.repeated import Matter, matter_of
from kentan.rules.rule import Context
from kentan.uncollected import uncollected

_ = messages("cli")

BATCH = 200
"""Cases that are read, and then judged check by check: few enough to be near the processor, as its work is, too."""

Progress = Callable[[str, int, int], None]
"""Is told what is done, how far it is and of how much."""


@frozen_value
class Days:
    """The day as of which it is judged, and the one that it really is."""

    today: date
    real_today: date


@frozen_value
class _Told:
    """What rules ask of every case at once: files and matters by id, and what could not be read."""

    paths: Mapping[str, str]
    unread: frozenset[tuple[str, str]]
    matters: Mapping[str, Matter | None]


@dataclass(slots=True)
class _Share:
    """The cases of which one process takes care."""

    common: Loaded
    reading: Reading
    records: Iterator[Read]
    days: Days
    batches: Batches | None = None
    findings: list[Finding] = field(default_factory=list)
    later: dict[str, Read] = field(default_factory=dict)
    matters: dict[str, Matter | None] = field(default_factory=dict)

    def judge_first(self, check: Callable[[Context], list[Finding]]) -> None:
        """Judge what asks for no case: that can be done while there are cases left which either process may take."""
        self.findings.extend(self.common.locate(check(self._before())))

    def judge(self, progress: Callable[[int], None] = lambda _: None, most: int | None = None) -> None:
        """Read and judge the cases, or so many of them, but those that name another."""
        context = self._before()
        records = islice(self.records, most)
        while batch := list(islice(records, self.batches.size if self.batches else BATCH)):
            alone = []
            for each in batch:
                self.matters[each.id] = matter_of(each.record)
                if stands_alone(each.record):
                    alone.append(each)
                else:
                    self.later[each.id] = each
            self._check(alone, context)
            progress(len(self.matters))

    def _before(self) -> Context:
        """Return the context before all cases are known."""
        ledger = replace(self.common.ledger, files=self.reading.files, comments=self.reading.comments)
        return Context(ledger=ledger, today=self.days.today, real_today=self.days.real_today)

    def told(self) -> _Told:
        """Return what another process has to know."""
        files = self.reading.files
        return _Told({name: files["case", name] for name in self.matters}, frozenset(self.reading.unread), self.matters)

    def context(self, paths: Mapping[str, str], other: _Told | None) -> Context:
        """Return the context of all cases, `paths` in their order; raises Alone where both processes have one case."""
        unread = self.common.ledger.unread | self.reading.unread
        files, matters = self.reading.files, self.matters
        if other:
            if not self.matters.keys().isdisjoint(other.paths):
                raise Alone
            files = {**{("case", name): path for name, path in paths.items()}, **files}
            unread, matters = unread | other.unread, {**matters, **other.matters}
        at_hand = {name: each.record for name, each in self.later.items()}
        ledger = replace(
            self.common.ledger,
            cases=CasesByName(self.reading.tree, paths, at_hand),
            files=files,
            comments=self.reading.comments,
            unread=unread,
        )
        return Context(ledger=ledger, today=self.days.today, real_today=self.days.real_today, matters=matters)

    def found(self) -> list[Finding]:
        """Return what was found in these cases, in reading and by the rules."""
        return [*self.reading.findings, *self.findings]

    def judge_later(self, context: Context) -> None:
        """Judge the cases that name another."""
        self._check(list(self.later.values()), context)

    def _check(self, cases: Sequence[Read], context: Context) -> None:
        by_file: defaultdict[str, list[Finding]] = defaultdict(list)
        for each in check_cases([each.record for each in cases], context):
            by_file[each.file].append(each)
        for read in cases:
            if read.file in by_file:
                self.findings.extend(read.locate(by_file[read.file]))


def judged(ahead: Ahead, common: Loaded, days: Days, progress: Progress) -> list[Finding]:
    """Return everything found in reading and by the rules as of a day, with places; `common` is what is read first."""
    with uncollected():  # nor need anybody look through findings
        try:
            return _judged(ahead, common, days, progress)
        finally:
            gc.freeze()


def _judged(ahead: Ahead, common: Loaded, days: Days, progress: Progress) -> list[Finding]:
    cases = ahead.cases
    if not cases:
        context = Context(ledger=common.ledger, today=days.today, real_today=days.real_today)
        found = common.locate([*common.findings, *check_records(context), *check_ledger(context)])
        return with_ids(found, common.ledger)
    if usable() >= 2:
        try:
            return _halved(ahead, common, days, progress)
        except Alone:
            ahead = Ahead.of(ahead.tree)  # what two cannot do is done here, so that its fault is seen
    share = _share(ahead.reading, ahead.records(), days, common)
    share.judge(lambda done: progress(_("Checking cases"), done, len(cases)))
    context = share.context(share.told().paths, None)
    share.judge_later(context)
    found = common.locate([*common.findings, *check_meetings(context), *check_ledger(context)])
    return with_ids([*found, *share.found()], common.ledger)


def _share(reading: Reading, records: Iterator[Read], days: Days, common: Loaded) -> _Share:
    reading.files.update(common.ledger.files)
    reading.comments.update(common.ledger.comments)
    return _Share(common, reading, records, days)


def _halved(ahead: Ahead, common: Loaded, days: Days, progress: Progress) -> list[Finding]:
    """Let a fork read and judge cases from behind, until the two meet; raises Alone."""
    if sys.platform == "win32":
        raise Alone
    tree, cases = ahead.tree, ahead.cases
    mine = _share(ahead.reading, ahead.records(), days, common)
    ahead.held.append(mine)
    mine.judge(most=1)  # what is made when it is first needed is made once
    others = ahead.taken.left
    left = pipe_of(len(others), BATCH)
    hearing, telling = os.pipe()
    asked, answering = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hearing)
        os.close(answering)
        batches = Batches(tree, others, left, True, BATCH)
        reading = Reading(PartOfTree(tree, batches))
        theirs = _share(reading, reading.records(), days, common)
        theirs.batches = batches
        _answer(tree, theirs, cases, telling, asked)
    os.close(telling)
    os.close(asked)
    try:
        with open(hearing, "rb") as there, open(answering, "wb") as here:
            mine.batches = ahead.taken.own = Batches(tree, others, left, False, BATCH)
            mine.judge_first(check_apart)
            mine.judge(lambda done: progress(_("Checking cases"), min(2 * done, len(cases)), len(cases)))
            own = mine.told()
            send(here, replace(own, matters={}))  # only what is judged here asks for them
            told = received(there)
            context = mine.context({**own.paths, **told.paths}, told)
            ahead.held += [told, context]
            mine.judge_later(context)
            found = common.locate([*common.findings, *check_together(context)])
            theirs, digests = received(there)
    except BrokenPipeError as broken:  # nor could what is still to be sent be sent
        raise Alone from broken
    finally:
        os.read(left, len(cases))  # whatever ended this one, the other one begins no more
        os.close(left)
        status = os.waitpid(child, 0)[1]
    if status:
        raise Alone
    tree.trust(*digests)
    return with_ids([*found, *mine.found(), *theirs], common.ledger)


def _answer(tree: WitnessedTree, mine: _Share, cases: Sequence[str], telling: int, asked: int) -> NoReturn:
    """In the fork: read, judge also the meetings, send the findings, and end without what only the first one does."""
    status = 1
    try:
        with open(telling, "wb") as here, open(asked, "rb") as there:
            mine.judge_first(check_meetings)
            mine.judge()
            own = mine.told()
            own = replace(own, paths=_in_order(own.paths, cases))
            with sending(here, own):
                told = received(there)
            context = mine.context({**told.paths, **own.paths}, told)
            mine.judge_later(context)
            send(here, (mine.found(), tree.witnessed()))
        status = 0
    finally:
        os._exit(status)


def _in_order(paths: Mapping[str, str], cases: Sequence[str]) -> Mapping[str, str]:
    """Return cases in the order in which one process alone reads them: as listed, those last that are misnamed."""
    names = {file: name for name, file in paths.items()}
    ordered = {names[file]: file for file in cases if file in names}
    misnamed = {name: file for name, file in ordered.items() if not file.endswith(f"/{name}.yml")}
    for name in misnamed:
        del ordered[name]
    return {**ordered, **misnamed}
