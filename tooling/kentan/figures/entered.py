"""What reports look up in the states of all cases: by programme and place, in the order of days."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kentan.clocks.spans import shifted
from kentan.clocks.state import CaseState, ClockState
from kentan.records.case import Case
from kentan.records.clock import Event
from kentan.records.meeting import Meeting
from kentan.records.registry import Survey

COUNTED = (Event.REPLIED, Event.SETTLED, Event.RATED)
"""What a report counts as having happened in its period."""
Scoped = tuple[str, str | None]
"""A programme, and one of its places; None: all of them."""


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise that was due in the period: whose, by when, and when it was found kept (None: not by then)."""

    case: str
    department: str
    due: date
    kept: date | None


class Entered:
    """What happened in some cases; `states` are those at the end of a day, in the order of the late ones."""

    def __init__(self, states: Mapping[str, CaseState]) -> None:
        self.unchanged: dict[str, date] = {}
        """From the end of which day on nothing but the day changed in a case; without those in which something that is
        not overdue still runs."""
        self._late: dict[Scoped, list[tuple[date, date, int, Case]]] = defaultdict(list)
        self._promised: dict[Scoped, list[tuple[date, str, date, Promised]]] = defaultdict(list)
        self._happened: dict[tuple[Scoped, Event], list[tuple[date, str]]] = defaultdict(list)
        for number, state in enumerate(states.values()):
            day = _unchanged_since(state)
            if day:
                self.unchanged[state.case.id] = day
            self._enter(number, state)
        for late in self._late.values():
            late.sort(key=lambda each: each[:3])
        for promised in self._promised.values():
            promised.sort(key=lambda each: each[:2])
        for happened in self._happened.values():
            happened.sort()

    def _enter(self, number: int, state: CaseState) -> None:
        case = state.case
        late = [(*_late(clock), number, case) for clock in state.clocks if clock.was_overdue]
        happened, promises, kept = [], [], {}
        for each in state.happenings:
            event = each.event
            if event in COUNTED:
                happened.append((event, (each.moment.day, case.id)))
            elif event is Event.PROMISED and each.department:
                promises.append(each)
            elif event is Event.PROMISE_KEPT:
                kept[each.subject] = each.moment.day
        promised = []
        for each in promises:
            promise = Promised(case.id, each.department or "", each.entry.promise.due, kept.get(each.subject))
            promised.append((promise.due, case.id, each.moment.day, promise))
        for key in keys_of(case):
            if late:
                self._late[key] += late
            if promised:
                self._promised[key] += promised
            for event, entry in happened:
                self._happened[key, event].append(entry)

    def late(self, key: Scoped, as_of: date) -> list[Case]:
        """Return the cases of which a clock may have been overdue at the end of a day, in their order."""
        found = {}
        for first, last, number, case in self._late[key]:
            if first > as_of:
                break
            if last > as_of and case.raised.on.day <= as_of:
                found[number] = case
        return [case for _, case in sorted(found.items(), key=lambda each: each[0])]

    def promised(self, key: Scoped, first: date, last: date, as_of: date) -> Iterator[Promised]:
        """Yield the promises given by a day and due in a period, as far as they were kept by that day."""
        promised = self._promised[key]
        begin = bisect_left(promised, first, key=lambda each: each[0])
        end = bisect_right(promised, last, key=lambda each: each[0])
        for _, _, given, promise in promised[begin:end]:
            if given <= as_of:
                yield replace(promise, kept=None) if promise.kept and promise.kept > as_of else promise

    def count(self, key: Scoped, event: Event, first: date, last: date) -> int:
        """Return in how many cases something happened from one day to another."""
        days = self._happened[key, event]
        begin, end = bisect_left(days, (first, "")), bisect_left(days, (shifted(last, 1), ""))
        return len({case for _, case in days[begin:end]})


def keys_of(record: Case | Meeting | Survey) -> tuple[Scoped, Scoped]:
    """Return where a record is looked up: in its programme, and in its place."""
    return (record.programme, None), (record.programme, record.place)


def _unchanged_since(state: CaseState) -> date | None:
    """Return the day from the end of which a case stands as it stands now; None where something still runs in it."""
    running = [clock for clock in state.clocks if clock.is_open]
    if running and not (state.is_open and all(clock.is_overdue for clock in running)):
        return None
    # on the day on which a promise is due it still runs, on the day on which a clock is due, and on the last day on
    # which a rating is waited for
    days = [shifted(each[1].day, 1) if each[0] is Event.PROMISE_DUE else each[1].day for each in state.happenings]
    days += [clock.started.day for clock in state.clocks]
    days += [shifted(clock.due.day, 1) for clock in running]
    if state.closed_on:
        days.append(shifted(state.closed_on.day, 1))
    return max(days)


def _late(clock: ClockState) -> tuple[date, date]:
    """Return the first day on which a clock may have been overdue, and the day on which it was not any more.

    Pauses, extensions and rolling only put a due date off.
    """
    last = clock.stop or clock.end
    return (clock.base or clock.due).day, last.moment.day if last else date.max
