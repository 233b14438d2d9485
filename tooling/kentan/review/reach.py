"""What a change of cases and meetings reaches beyond its own files, by the rules that look at several records at once.

These rules are: references to a case or a meeting; one id in two files, and numbers that are equal but for zeros;
merges (`merging`, forwards along the chain); the meeting at which a case was raised (`raising`, and the clocks that
begin with it); one matter recorded twice (`repeated`); one round held twice (`hosting`), an enterprise invited too
often. A rule that begins to look elsewhere has to be told here; `tests/review/test_narrowing.py` compares both ways.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from kentan.records.case import Case
from kentan.records.ledger import Ledger
from kentan.records.meeting import Meeting
from kentan.rules.repeated import matter_of

_MOST_DIGITS = 9
"""The number of an id has at most so many digits."""
_UNASKED = frozenset(
    {
        *("theme", "format", "host", "chair", "agenda", "attendance", "came", "results", "scores"),
        *("withheld", "allowed", "corrections", "redactions", "sources", "translations"),
    }
)
"""Fields of a meeting for which no rule of another record asks; of a field that is not named here it may."""
_UNASKED_BY_CASES = _UNASKED | {"place", "round", "planned", "invited"}
_UNASKED_BY_MEETINGS = _UNASKED | {"provenance", "announced", "late_reason"}


@dataclass(frozen=True, slots=True)
class Reach:
    """Where to look for records that a change concerns though it does not touch their files.

    `anywhere` are texts by which a case of any year may refer to what changed; `in_years` others, each with the year
    in whose folder alone it can stand in a sound repository. `meetings` says that all meetings are concerned.
    """

    anywhere: frozenset[str]
    in_years: frozenset[tuple[str, str]]
    meetings: bool


def reach(base: Ledger, head: Ledger, people: frozenset[str] = frozenset()) -> Reach:
    """Return how far a change reaches; both ledgers hold the cases and meetings that it touches, and nothing else.

    `people` are the ids of those whose entry in the roster changes: corrections and redactions name them.
    """
    anywhere: set[str] = {*people}
    in_years: set[tuple[str, str]] = set()
    for name in _ids("case", base, head):
        was, now = base.cases.get(name), head.cases.get(name)
        if was is None and now is not None and ("case", name) not in base.unread:
            in_years.add((name, name.split("-")[1]))
        elif was is None or now is None or was.programme != now.programme:
            anywhere.add(name)
        in_years.update(_matters(was, now))
    meetings = bool(people)
    for name in _ids("meeting", base, head):
        held, holds = base.meetings.get(name), head.meetings.get(name)
        if held is None or holds is None or _differ(held, holds, _UNASKED_BY_CASES):
            anywhere.add(name)
        meetings |= held is None or holds is None or _differ(held, holds, _UNASKED_BY_MEETINGS)
    return Reach(frozenset(anywhere), frozenset(in_years), meetings)


def differing(one: Mapping[str, object], other: Mapping[str, object]) -> frozenset[str]:
    """Return the ids of entries that differ between two states of a file of the registry."""
    return frozenset(name for name in {*one, *other} if one.get(name) != other.get(name))


def _ids(kind: str, *ledgers: Ledger) -> set[str]:
    """Return the ids of all records of a kind that were read, or that were not but are there."""
    return {name for each in ledgers for of, name in (*each.files, *each.unread) if of == kind}


def _differ(was: Meeting, now: Meeting, unasked: frozenset[str]) -> bool:
    """Whether two states of a meeting differ in more than what nobody asks who judges another record."""
    return any(
        getattr(was, each.name) != getattr(now, each.name) for each in fields(Meeting) if each.name not in unasked
    )


def _matters(was: Case | None, now: Case | None) -> Iterator[tuple[str, str]]:
    """Yield enterprise and year of a case that is about something else than before."""
    before, after = (None if each is None else matter_of(each) for each in (was, now))
    if before != after:
        for matter in (before, after):
            if matter:
                yield matter[1], str(matter[2].year)


def references(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Yield kind and id of every case and meeting to which records refer."""
    for case in ledger.cases.values():
        if case.raised.meeting:
            yield "meeting", case.raised.meeting
        for entry in case.acceptance:
            if entry.into:
                yield "case", entry.into
    for survey in ledger.surveys.values():
        if survey.meeting:
            yield "meeting", survey.meeting


def alike(case: str) -> Iterator[str]:
    """Yield an id, and those that are equal to it but for the zeros before its number."""
    yield case
    series, _, number = case.rpartition("-")
    bare = number.lstrip("0")
    for width in range(len(bare), _MOST_DIGITS + 1):
        yield f"{series}-{bare:0>{width}}"
