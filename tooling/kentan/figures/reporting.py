"""What a report of a month, a half-year or a year counts, for a programme or for one of its places.

A report is drawn up at the end of its period (of the day asked for, where the period still runs) and says what was
known then: it does not change any more. Its figures are those of the cases that were raised in the period, beside
those of the period before as they stood at that one's end, so that like is compared with like.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from kentan.clocks.periods import period_of
from kentan.clocks.reckoner import Reckoner
from kentan.clocks.spans import shifted
from kentan.clocks.state import CaseState, ClockState
from kentan.figures.entered import COUNTED, Entered, Promised, Scoped, keys_of
from kentan.figures.group import Figures
from kentan.figures.summary import Judged, Summary, judged, summarise
from kentan.records.case import Case
from kentan.records.clock import Event
from kentan.records.ledger import Ledger
from kentan.records.meeting import Meeting
from kentan.records.moments import Moment
from kentan.records.programme import Period
from kentan.records.registry import Survey

REPORTED = (Period.YEAR, Period.HALF_YEAR, Period.MONTH)
"""The periods for which reports are written."""
FIGURES = (
    *("meetings", "entrepreneurs", "person-times", "received", "answered", "answered-in-time", "solved", "settled"),
    *("promises-kept", "satisfied", "days-to-answer-median", "days-to-answer-p90", "reopened", "extended", "objected"),
)
"""The indicators of a report, in their order. Satisfaction carries its response rate."""
_KEPT = (*FIGURES, "rating-response")
"""What a report says of the period before."""
_OF_A_PLACE = ("topic", "department")
_NAME = re.compile(r"(?P<year>[0-9]{4})(-(?P<month>0[1-9]|1[0-2])|-[Hh](?P<half>[12]))?")
_REMEMBERED = 1 << 14
_Record = TypeVar("_Record", Case, Meeting)


@dataclass(frozen=True, slots=True, order=True)
class Scope:
    """What a report is of: a programme, or one place of it, in a period from its first to its last day."""

    programme: str
    place: str | None
    period: Period
    first: date
    last: date

    @property
    def before(self) -> "Scope":
        """The same for the period before."""
        return Scope(self.programme, self.place, self.period, *period_of(self.period, shifted(self.first, -1)))


@dataclass(frozen=True, slots=True)
class Report:
    """What a report counts. `cases` are those raised in the period, `overdue` all that were overdue at its end,
    `late` what was overdue in each of them, in the order of the due days. Where nothing but the day changed in a case
    since, its state is that of today.

    `happened` says in how many cases something happened in the period, whenever they were raised, by event. `before`
    is None where nothing was recorded in the period before.
    """

    scope: Scope
    as_of: date
    cases: tuple[CaseState, ...]
    meetings: tuple[Meeting, ...]
    summary: Summary
    before: Figures | None
    overdue: tuple[CaseState, ...]
    late: tuple[tuple[CaseState, ClockState], ...]
    promises: tuple[Promised, ...]
    happened: Mapping[Event, int]


class Reporting:
    """Makes the reports of a ledger; `states` are those of all cases at the end of the day `as_of`.

    A case in which nothing happens any more is reckoned no more than once. What was reckoned for one day is kept until
    another day is asked for: reports come cheapest in the order of their last days.
    """

    def __init__(
        self,
        ledger: Ledger,
        states: Mapping[str, CaseState],
        as_of: date,
        judged_now: Mapping[str, Judged] = MappingProxyType({}),
    ) -> None:
        """`judged_now` is what these states count as, as far as it is known."""
        self._ledger = ledger
        self._as_of = as_of
        self._states_now = states
        self._of_programmes: dict[str, Entered] = {}
        self._last: Report | None = None
        self._overall: dict[Scope, Figures] = {}
        self._day = as_of
        self._reckoner: Reckoner | None = None
        self._then: dict[str, CaseState] = {}
        self._judged: dict[str, Judged] = {}
        self._judged_now = {**judged_now}
        self._found: tuple[Scope, tuple[CaseState, ...]] | None = None
        self._cases: dict[Scoped, list[tuple[date, Case]]] = defaultdict(list)
        self._meetings: dict[Scoped, list[tuple[date, Meeting]]] = defaultdict(list)
        self._surveys: dict[Scoped, list[Survey]] = defaultdict(list)
        for state in states.values():
            case = state.case
            for key in keys_of(case):
                self._cases[key].append((case.raised.on.day, case))
        for meeting in ledger.meetings.values():
            if meeting.held is not None and meeting.held.on.day <= as_of:
                for key in keys_of(meeting):
                    self._meetings[key].append((meeting.held.on.day, meeting))
        for survey in ledger.surveys.values():
            for key in keys_of(survey):
                self._surveys[key].append(survey)
        for raised in self._cases.values():
            raised.sort(key=lambda each: (each[0], each[1].id))
        for held in self._meetings.values():
            held.sort(key=lambda each: (each[0], each[1].id))

    def _entered(self, programme: str) -> Entered:
        """What happened in the cases of a programme: a report asks for no other."""
        found = self._of_programmes.get(programme)
        if found is None:
            own = {name: state for name, state in self._states_now.items() if state.case.programme == programme}
            found = self._of_programmes[programme] = Entered(own)
        return found

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        """Every scope in which a case was raised or a meeting held: programmes, and the places of several."""
        days: dict[Scoped, set[date]] = defaultdict(set)
        for found in (self._cases, self._meetings):
            for key, entries in found.items():
                days[key].update({day for day, _ in entries})
        places: dict[str, set[str]] = defaultdict(set)
        for programme, place in days:
            if place is not None:
                places[programme].add(place)
        scopes = []
        for (programme, place), found_days in sorted(days.items(), key=lambda each: (each[0][0], each[0][1] or "")):
            if programme in self._ledger.programmes and (place is None or len(places[programme]) > 1):
                for period in REPORTED:
                    for first, last in sorted({period_of(period, day) for day in found_days}):
                        scopes.append(Scope(programme, place, period, first, last))
        return tuple(scopes)

    def has(self, scope: Scope) -> bool:
        """Whether a case was raised or a meeting held in a scope."""
        return bool(_within(self._cases[_key(scope)], scope) or _within(self._meetings[_key(scope)], scope))

    def report(self, scope: Scope) -> Report:
        """Return what a report counts; the last one is kept, since each language asks for it."""
        if self._last is None or self._last.scope != scope:
            self._last = self._report(scope)
        return self._last

    def _report(self, scope: Scope) -> Report:
        as_of, key, before = min(scope.last, self._as_of), _key(scope), scope.before
        entered = self._entered(scope.programme)
        if self.has(before) and before not in self._overall:
            self._overall[before] = _kept(self._summarised(before).overall)
        summary = self._summarised(scope)
        self._overall[scope] = _kept(summary.overall)
        overdue = tuple(self._overdue(key, as_of))
        late = ((state, clock) for state in overdue for clock in state.clocks if clock.is_overdue)
        return Report(
            scope=scope,
            as_of=as_of,
            cases=self._states(scope, as_of),
            meetings=tuple(_within(self._meetings[key], scope)),
            summary=summary,
            before=self._overall.get(before),
            overdue=overdue,
            late=tuple(sorted(late, key=lambda each: (each[1].due, each[0].case.id, each[1].key))),
            promises=tuple(entered.promised(key, scope.first, scope.last, as_of)),
            happened={event: entered.count(key, event, scope.first, as_of) for event in COUNTED},
        )

    def _summarised(self, scope: Scope) -> Summary:
        """The figures of a scope as `summarise` yields them, from the records of the scope alone."""
        as_of, key = min(scope.last, self._as_of), _key(scope)
        meetings = {meeting.id: meeting for meeting in _within(self._meetings[key], scope)}
        surveys = {survey.id: survey for survey in self._surveys[key] if scope.first <= survey.on <= scope.last}
        narrow = replace(self._ledger, cases={}, meetings=meetings, surveys=surveys)
        states = self._states(scope, as_of)
        dimensions = _OF_A_PLACE if scope.place else (*_OF_A_PLACE, "place")
        return summarise(narrow, states, as_of=as_of, judge=self._judge, dimensions=dimensions, hand_overs=False)

    def _judge(self, state: CaseState) -> Judged:
        name = state.case.id
        known = self._judged_now if state is self._states_now.get(name) else self._judged
        found = known.get(name)
        if found is None:
            if len(known) >= _REMEMBERED:
                known.clear()  # a case stands in the reports of one year
            found = known[name] = judged(self._ledger, state)
        return found

    def _states(self, scope: Scope, as_of: date) -> tuple[CaseState, ...]:
        if self._found is None or self._found[0] != scope:
            entered = self._entered(scope.programme)
            own = [self._state(case, as_of, entered) for case in _within(self._cases[_key(scope)], scope)]
            self._found = scope, tuple(own)
        return self._found[1]

    def _state(self, case: Case, as_of: date, entered: Entered) -> CaseState:
        if as_of >= entered.unchanged.get(case.id, self._as_of):
            return self._states_now[case.id]
        if self._day != as_of or self._reckoner is None:
            self._day, self._reckoner = as_of, Reckoner(self._ledger, Moment(as_of))
            self._then, self._judged = {}, {}
        found = self._then.get(case.id)
        if found is None:
            found = self._then[case.id] = self._reckoner.reckon(case)
        return found

    def _overdue(self, key: Scoped, as_of: date) -> Iterator[CaseState]:
        entered = self._entered(key[0])
        for case in entered.late(key, as_of):
            then = self._state(case, as_of, entered)
            if then.is_overdue:
                yield then


def named_period(name: str) -> tuple[Period, date, date] | None:
    """Return the period that 2022-06, 2022-H1 or 2022 names, with its first and last day; None for anything else."""
    found = _NAME.fullmatch(name)
    if found is None or int(found["year"]) < 1:
        return None
    period, month = Period.YEAR, 1
    if found["month"]:
        period, month = Period.MONTH, int(found["month"])
    elif found["half"]:
        period, month = Period.HALF_YEAR, 6 * int(found["half"]) - 5
    return period, *period_of(period, date(int(found["year"]), month, 1))


def _kept(figures: Figures) -> Figures:
    """What a later report says of a period: its figures alone, since a group holds on to its cases."""
    return {name: figures[name] for name in _KEPT if name in figures}


def _key(scope: Scope) -> Scoped:
    return scope.programme, scope.place


def _within(entries: list[tuple[date, _Record]], scope: Scope) -> list[_Record]:
    first = bisect_left(entries, scope.first, key=lambda each: each[0])
    last = bisect_right(entries, scope.last, key=lambda each: each[0])
    return [record for _, record in entries[first:last]]
