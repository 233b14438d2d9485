"""The verdict on a change: both sides are judged by the same rules on the same day, the change by the base's registry.

What the base had wrong already is not the fault of the change; what only a person may decide waits for one.
"""

from collections import Counter
from collections.abc import Container, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kentan.records.finding import Finding, Severity
from kentan.records.ledger import Ledger
from kentan.records.vocabulary import PersonRole
from kentan.review.changes import Change, RecordChange, compare
from kentan.review.findings import found
from kentan.review.names import Names
from kentan.review.permissions import Grounds, why_not
from kentan.review.recorded import judge_record
from kentan.review.registry import judge_registry, own_judge
from kentan.review.roster import standing
from kentan.review.tree import Entries, judge_tree
from kentan.rules.check import check
from kentan.rules.review import NEEDS_PERSON
from kentan.rules.review.actors import FIRST_REGISTRAR
from kentan.rules.review.recorded import NOT_COMPARABLE, NUMBER_TAKEN

_NEIGHBOURS = frozenset({"nearest", "likely", "declared", "words"})
"""The arguments of a finding that tell of other ids."""


_Told = tuple[Hashable, Finding]
"""What a finding says, and the finding."""


class Word(StrEnum):
    """What is said of a change."""

    SOUND = "sound"
    HEALS = "heals-the-base"
    STILL_BROKEN = "base-still-broken"
    INTRODUCES = "introduces-problems"
    NEEDS_PERSON = "needs-a-person"

    @property
    def exit_code(self) -> int:
        """0 where the change may be merged, 1 where it may not, 3 where a person decides."""
        return {Word.INTRODUCES: 1, Word.NEEDS_PERSON: 3}.get(self, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One state of a repository: its records, what reading them found, and its files as Git has them."""

    ledger: Ledger
    findings: tuple[Finding, ...]
    entries: Entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The word, and what it rests on: findings of the head (`introduced`, `needs`), of the base (`healed`), of both."""

    word: Word
    introduced: tuple[Finding, ...]
    needs: tuple[Finding, ...]
    healed: tuple[Finding, ...]
    remaining: tuple[Finding, ...]
    changes: tuple[Change, ...]


def review(
    base: Side,
    head: Side,
    registry: Ledger,
    actor: str,
    approvers: Iterable[str],
    today: date,
    files: Sequence[str],
    names: Iterable[str] | None = None,
    judged: tuple[Sequence[Finding], Sequence[Finding]] = ((), ()),
    passing: Sequence[Finding] = (),
) -> Verdict:
    """Judge what `head` changes against `base`, the state from which it began; `files` are those that it touches.

    `names` are the files of `base` for which a system may take one that is new, or more; all, where none are given.
    `judged` are the errors of both sides in records that their ledgers do not hold, `passing` is what earlier commits
    of the change had; a registrar who approves vouches that it is merged without them.

    `registry` is the state into which it is to be merged: its roster, rules and numbers count. `actor` and
    `approvers` are accounts or keys.
    """
    grounds = Grounds(
        registry=registry,
        actor=standing(registry.people, actor, today),
        approvers=tuple(standing(registry.people, each, today) for each in approvers),
        today=today,
    )
    records = compare(base.ledger, head.ledger)
    known = Names(base.entries if names is None else names)
    of_change = list(_judge(grounds, base, head, records, files, known)) if records or files else []
    if not grounds.approved_by(PersonRole.REGISTRAR):
        of_change.extend(passing)
    before, after = _both(base, head, today, files)
    before, after = [*before, *judged[0]], [*after, *judged[1]]
    of_its_own = [each for each in of_change if each.code not in NEEDS_PERSON]
    needs = [each for each in of_change if each.code in NEEDS_PERSON]
    came, healed, remaining = _parted(before, after, of_its_own)
    introduced = [*of_its_own, *came]
    if introduced:
        word = Word.INTRODUCES
    elif needs:
        word = Word.NEEDS_PERSON
    elif remaining:
        word = Word.STILL_BROKEN
    else:
        word = Word.HEALS if healed else Word.SOUND
    return Verdict(
        word=word,
        introduced=tuple(introduced),
        needs=tuple(needs),
        healed=tuple(healed),
        remaining=tuple(remaining),
        changes=tuple(change for record in records if _compared(record, base, head) for change in record.changes),
    )


def _compared(record: RecordChange, base: Side, head: Side) -> bool:
    """Whether both sides of a record could be read: what cannot be read has not lost its facts."""
    return not (record.base is None and record.name in base.ledger.unread) and not (
        not record.head and record.name in head.ledger.unread
    )


def _judge(
    grounds: Grounds, base: Side, head: Side, records: list[RecordChange], files: Sequence[str], names: Names
) -> Iterator[Finding]:
    """Yield what may not be and what needs a person, of all that a change touches."""
    if not grounds.registry.people and grounds.registry.instance is None:
        yield from _first(grounds, head)
        return
    unknown = why_not(grounds.actor, files[0] if files else "")
    if unknown:
        yield unknown
        return
    yield from judge_tree(grounds, base.entries, head.entries, files, names)
    yield from own_judge(records, files)
    for record in records:
        if not record.head and record.name in head.ledger.unread:
            continue  # the findings of reading say so
        if record.base is None and record.name in base.ledger.unread:
            yield found(NOT_COMPARABLE, record.file, file=record.file)
            continue
        if record.name[0] in ("case", "meeting"):
            if record.base is None and record.name in grounds.registry.files:
                yield found(NUMBER_TAKEN, record.file, id=record.name[1])
            yield from judge_record(grounds, record)
        else:
            yield from judge_registry(grounds, record)


def _first(grounds: Grounds, head: Side) -> Iterator[Finding]:
    """Yield that whoever makes the first commit is not among the registrars that it names."""
    actor = standing(head.ledger.people, grounds.actor.asked, grounds.today)
    named = head.ledger.instance.registrars if head.ledger.instance else ()
    if actor.person not in named or not actor.has(PersonRole.REGISTRAR):
        yield found(FIRST_REGISTRAR, "registry/instance.yml", ("registrars",), actor=actor.shown)


def _both(base: Side, head: Side, today: date, files: Sequence[str]) -> tuple[list[Finding], list[Finding]]:
    """Return the errors of both sides. Of the base, files that are alike are judged only where the head has errors.

    Where the registry differs, everything is judged by two sets of rules, and so is judged twice.
    """
    after = _errors(head, today)
    if any(file.startswith("registry/") for file in files):
        return _errors(base, today), after
    return _errors(base, today, {*files, *(each.file for each in after)}), after


def _errors(side: Side, today: date, changed: Container[str] | None = None) -> list[Finding]:
    if not side.entries:
        return []
    everything = [*side.findings, *check(side.ledger, today, changed)]
    return [each for each in everything if each.severity is Severity.ERROR]


def _parted(
    before: list[Finding], after: list[Finding], of_its_own: list[Finding]
) -> tuple[list[Finding], list[Finding], list[Finding]]:
    """Return which errors came, which went, and which stayed, but for those that are said of the change itself."""
    if not before:
        return after, [], []  # of tens of thousands nothing need be compared
    told_before, told_after = _told(before), _told(after)
    came = _beyond(told_after, told_before)
    went = _beyond(told_before, told_after)
    stayed = _beyond(told_after, [*_told(of_its_own), *came])
    return [each for _, each in came], [each for _, each in went], [each for _, each in stayed]


def _told(findings: Iterable[Finding]) -> list[_Told]:
    return [(_key(each), each) for each in findings]


def _beyond(these: Iterable[_Told], those: Iterable[_Told]) -> list[_Told]:
    """Return what is found in these more often than in those; lines do not count, for they move."""
    left = Counter([key for key, _ in those])
    found = list[_Told]()
    for each in these:
        if left[each[0]]:
            left[each[0]] -= 1
        else:
            found.append(each)
    return found


def _key(finding: Finding) -> Hashable:
    """What a finding says; which other ids there are, and which is nearest, may change by what somebody else adds."""
    told = tuple(sorted([each for each in finding.arguments.items() if each[0] not in _NEIGHBOURS]))
    return finding.code, finding.file, finding.path, told
