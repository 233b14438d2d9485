"""What a change reaches beyond its own files, by the rules that look at several records at once.

Of the registry stands in `kentan.review.asked` what rules ask of it. Of cases and meetings these rules look at several:
references to a case or a meeting; one id in two files, and numbers that are equal but for zeros;
merges (`merging`, forwards along the chain); the meeting at which a case was raised (`raising`, and the clocks that
begin with it); one matter recorded twice (`repeated`); one round held twice (`hosting`), an enterprise invited too
often. A rule that begins to look elsewhere has to be told here; `tests/review/test_narrowing.py` compares both ways.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import MAXYEAR, date
from typing import Any

from kentan.records.case import Case
from kentan.records.ledger import Ledger
from kentan.records.meeting import Meeting
from kentan.review.asked import (
    CALENDAR,
    EVERY_ENTRY,
    OTHERS,
    dates_between,
    days_asked_otherwise,
    entries_asked_otherwise,
    is_asked_otherwise_by_meetings,
    is_listed_alike,
    modules_asking,
    programmes_asked_otherwise,
)
from kentan.rules.repeated import matter_of
from kentan.rules.rule import Context

ESCAPE = "\\"
"""With it a text can be written in other letters: a file that has one is always read."""
_FORESEEN = 12
"""Years for which dates to come are looked for: an extension counts for ten at most (`clocks.adjustment`)."""
_ANYTHING = re.compile("")
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
    in whose folder alone it can stand in a sound repository. `within` are texts that concern a case with a date from
    one day to another; the empty text concerns every such case. `meetings` says that all meetings are concerned,
    `everything` that all cases are. `asking` are the modules of rules that may find something else in a case of any
    year.
    """

    anywhere: frozenset[str] = frozenset()
    in_years: frozenset[tuple[str, str]] = frozenset()
    within: frozenset[tuple[str, date, date]] = frozenset()
    meetings: bool = False
    everything: bool = False
    asking: frozenset[str] = frozenset()

    def joined(self, other: "Reach") -> "Reach":
        """Return how far two changes reach together."""
        return Reach(
            self.anywhere | other.anywhere,
            self.in_years | other.in_years,
            self.within | other.within,
            self.meetings or other.meetings,
            self.everything or other.everything,
            self.asking | other.asking,
        )

    def dates(self, today: date) -> list[str]:
        """Return texts of which one stands in each case with a date that it is concerned by."""
        if not self.within:
            return []
        first, last = self._span
        return dates_between(first, min(last, date(min(MAXYEAR, max(today, first).year + _FORESEEN), 12, 31)))

    def with_meetings(self, ledgers: Iterable[Ledger]) -> "Reach":
        """Return the same, where the dates of meetings concern the cases that name them, too."""
        if not self.within:
            return self
        first, last = self._span
        meetings = [each for ledger in ledgers for each in ledger.meetings.values()]
        named = {each.id for each in meetings if any(first <= day <= last for day in _days(each))}
        return replace(self, anywhere=self.anywhere | named)

    @property
    def _span(self) -> tuple[date, date]:
        return min(first for _, first, _ in self.within), max(last for _, _, last in self.within)

    def concerns(self) -> Callable[[str], bool]:
        """Return what tells by its text whether a case of any year may be concerned.

        It has an escape, or holds what is looked for as a word of its own.
        """
        words = _words(self.anywhere)
        spans = [
            (_words([text]) if text else _ANYTHING, first.isoformat(), last.isoformat())
            for text, first, last in sorted(self.within)
        ]

        def may_be(text: str) -> bool:
            if self.everything or ESCAPE in text or (self.anywhere and words.search(text)):
                return True
            days = {*_DATE.findall(text)} if spans else ()
            return any(any(first <= day <= last for day in days) and word.search(text) for word, first, last in spans)

        return may_be


def registry_reach(base: Ledger, head: Ledger, today: date) -> Reach:
    """Return how far a change of the registry reaches; both ledgers hold the registry, and nothing else."""
    known: list[Mapping[str, Any]] = [Context(ledger=each, today=today).known for each in (base, head)]
    days_of_calendar = days_asked_otherwise(base, head, today)
    if not is_listed_alike(*known) or (days_of_calendar and days_of_calendar[0] == date.min):
        return Reach(meetings=True, everything=True, asking=OTHERS)
    anywhere = differing(base.people, head.people) | frozenset(entries_asked_otherwise(base, head))
    asked_by_all = bool(anywhere)
    asking = EVERY_ENTRY if asked_by_all else frozenset[str]()
    within = set[tuple[str, date, date]]()
    for name, day in programmes_asked_otherwise(base, head):
        asking |= modules_asking(base.programmes.get(name), head.programmes.get(name))
        if day > date.min:
            within.add((name, day, date.max))
        else:
            anywhere |= {name}
    known_once = {*known[0]["programme"]} ^ {*known[1]["programme"]}
    if known_once:
        anywhere |= known_once
        asking = OTHERS
    if days_of_calendar:
        within.add(("", *days_of_calendar))
        asking |= CALENDAR
    meetings = asked_by_all or bool(within) or is_asked_otherwise_by_meetings(base, head)
    return Reach(anywhere, within=frozenset(within), meetings=meetings, asking=asking)


def reach(base: Ledger, head: Ledger) -> Reach:
    """Return how far a change reaches; both ledgers hold the cases and meetings that it touches, and nothing else."""
    anywhere: set[str] = set()
    in_years: set[tuple[str, str]] = set()
    for name in _ids("case", base, head):
        was, now = base.cases.get(name), head.cases.get(name)
        if was is None and now is not None and ("case", name) not in base.unread:
            in_years.add((name, name.split("-")[1]))
        elif was is None or now is None or was.programme != now.programme:
            anywhere.add(name)
        in_years.update(_matters(was, now))
    meetings = False
    for name in _ids("meeting", base, head):
        held, holds = base.meetings.get(name), head.meetings.get(name)
        if held is None or holds is None or _differ(held, holds, _UNASKED_BY_CASES):
            anywhere.add(name)
        meetings |= held is None or holds is None or _differ(held, holds, _UNASKED_BY_MEETINGS)
    asking = OTHERS if anywhere else frozenset[str]()
    return Reach(frozenset(anywhere), frozenset(in_years), meetings=meetings, asking=asking)


_DATE = re.compile(r"(?<![0-9-])[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _days(meeting: Meeting) -> Iterator[date]:
    """Yield the days of a meeting that its id does not tell."""
    told = (meeting.announced, meeting.day, meeting.cancelled and meeting.cancelled.on.day)
    yield from (day for day in told if day and meeting.id[:10] != day.isoformat())


def _words(texts: Iterable[str]) -> re.Pattern[str]:
    """Return what finds one of some ids where it is not a part of another one; nothing where there are none."""
    each = "|".join(map(re.escape, sorted(texts)))
    return re.compile(rf"(?<![A-Za-z0-9-])(?:{each})(?![A-Za-z0-9-])" if each else r"(?!)")


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
    """Yield enterprise and years of a case that is about something else than before: that of its day, and its id's."""
    sides = [(each, matter_of(each)) for each in (was, now) if each is not None]
    if len({matter for _, matter in sides}) == 1 and len(sides) == 2:
        return
    for case, matter in sides:
        if matter:
            yield from ((matter[1], year) for year in {str(matter[2].year), case.id.split("-")[1]})


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
