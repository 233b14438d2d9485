"""What rules ask of the registry when they judge a case or a meeting: which fields of which entries, and which days.

A field that is not named here counts as asked. What is asked of the calendar are the days over which deadlines run;
`tests/review/test_narrowing.py` compares what follows from all this with judging everything.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import Any

from kentan.clocks.calendars import WorkingCalendar
from kentan.clocks.office import open_times
from kentan.clocks.reckoner import Reckoner
from kentan.records.clock import Clock, Limit, Roll
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment
from kentan.records.programme import Grade, MeetingKind, OfficeHours, Programme, ResultKind, RuleSet, ScoreDimension
from kentan.records.registry import Department, Institution, Place, Topic, around
from kentan.records.vocabulary import PersonRole
from kentan.rules.catalogue import CASE_CHECKS
from kentan.rules.rule import Check

_NAMES = frozenset({"name", "translations"})
_UNASKED: Mapping[type, frozenset[str]] = {
    Department: _NAMES | {"aliases", "type", "level", "place"},
    Institution: _NAMES | {"type"},
    Place: _NAMES,
    Topic: _NAMES | {"within"},
    Programme: _NAMES | {"summary", "public_intake", "sources"},
    RuleSet: frozenset({"summary", "ladders", "duties", "recorded_within", "translations"}),
    MeetingKind: _NAMES | {"cadence", "rota", "formats", "verbatim"},
    Clock: frozenset({"ladder"}),
    Grade: _NAMES,
    ResultKind: _NAMES,
    ScoreDimension: _NAMES | {"asks"},
}
"""Fields for which no rule asks that finds an error in a case or a meeting. Messages tell the names of clocks alone."""
UNASKED_BY_CASES = {**_UNASKED, RuleSet: _UNASKED[RuleSet] | {"meetings", "scores", "results", "invitations"}}
UNASKED_BY_MEETINGS = {
    **_UNASKED,
    Programme: _UNASKED[Programme] | {"prefix", "supervisors"},
    RuleSet: _UNASKED[RuleSet] | {"clocks", "grades", "rating"},
}
EVERY_ENTRY = frozenset({"belonging", "bodies", "everywhere", "time"})
"""The modules of rules that ask for departments, institutions, people, places or topics when they judge a case."""
RULE_SETS = frozenset({"belonging", "decisions", "future", "naming", "time"})
"""Those that ask what a programme says."""
CALENDAR = frozenset({"time"})
"""Those that ask which days are working days."""
_ASKING: Mapping[str, frozenset[str]] = {
    "prefix": frozenset({"naming"}),
    "places": frozenset({"belonging"}),
    "supervisors": frozenset({"belonging"}),
    "organiser": CALENDAR,
    "began": frozenset({"future"}),
    "ended": frozenset({"future"}),
}
"""Those that ask a programme for a field when they judge a case; for supervisors who decide `time` does, too."""
ANOTHER_CASE = frozenset({"everywhere", "merging"})
"""Those that ask for a case that another one names."""
OTHERS = EVERY_ENTRY | RULE_SETS | {"merging", "raising"}
"""All that ask for anything but the case; the others find the same whatever else there is."""
_KEYED = ("departments", "institutions", "places", "topics")
_LISTS = ("department", "institution", "person", "place", "topic")
_MONTH = 31
_MARGIN = 14
"""Natural days more, for what was a day off by an earlier calendar alone."""
_MINUTES = 24 * 60


def checks_of(modules: Collection[str]) -> tuple[Check, ...]:
    """Return the checks of a case in some modules of rules."""
    return tuple(each for each in CASE_CHECKS if each.__module__.removeprefix("kentan.rules.") in modules)


def as_asked(value: Any, unasked: Mapping[type, frozenset[str]] = _UNASKED) -> Any:
    """Return what rules ask of a value of the registry, in a form that can be compared."""
    if isinstance(value, Mapping):
        return tuple((name, as_asked(each, unasked)) for name, each in value.items())
    if isinstance(value, tuple):
        return tuple(as_asked(each, unasked) for each in value)
    if is_dataclass(value):
        left_out = unasked.get(type(value), frozenset())
        return tuple(
            as_asked(getattr(value, each.name), unasked) for each in fields(value) if each.name not in left_out
        )
    return value


def is_listed_alike(base: Mapping[str, Any], head: Mapping[str, Any]) -> bool:
    """Whether the same lists of ids are there on both sides (`Context.known`): where one is missing, all are known."""
    return all(isinstance(base[kind], Iterable) == isinstance(head[kind], Iterable) for kind in _LISTS)


def entries_asked_otherwise(base: Ledger, head: Ledger) -> Iterator[str]:
    """Yield the ids of departments, institutions, places and topics whose entries rules find otherwise."""
    for kind in _KEYED:
        before, after = getattr(base, kind), getattr(head, kind)
        changed = {name for name in {*before, *after} if as_asked(before.get(name)) != as_asked(after.get(name))}
        yield from changed
        if kind == "places" and changed:
            for places in (before, after):
                yield from (name for name in places if not changed.isdisjoint(around(name, places)))


def programmes_asked_otherwise(base: Ledger, head: Ledger) -> Iterator[tuple[str, date]]:
    """Yield the ids of programmes that rules find otherwise, each with the first day raised on which a case does."""
    for name in sorted({*base.programmes, *head.programmes}):
        was, now = base.programmes.get(name), head.programmes.get(name)
        if was is None or now is None:
            yield name, date.min
        elif as_asked(was, UNASKED_BY_CASES) != as_asked(now, UNASKED_BY_CASES):
            yield name, _first_day_of(was, now)


def modules_asking(was: Programme | None, now: Programme | None) -> frozenset[str]:
    """Return the modules of rules that may find something else in a case by another state of its programme."""
    if was is None or now is None:
        return RULE_SETS
    found = frozenset[str]()
    for name in (each.name for each in fields(Programme) if each.name not in _UNASKED[Programme]):
        if as_asked(getattr(was, name), UNASKED_BY_CASES) != as_asked(getattr(now, name), UNASKED_BY_CASES):
            found |= _ASKING.get(name, RULE_SETS)
            if name == "supervisors" and any(map(_lets_supervisors_decide, (was, now))):
                found |= CALENDAR
    return found


def _lets_supervisors_decide(programme: Programme) -> bool:
    """Whether a supervising office may grant more time."""
    clocks = (clock for rules in programme.versions for clock in rules.clocks.values())
    return any(clock.extensions and PersonRole.SUPERVISOR in clock.extensions.decided_by for clock in clocks)


def is_asked_otherwise_by_meetings(base: Ledger, head: Ledger) -> bool:
    """Whether meetings may be judged otherwise by other programmes, or by other days off."""
    was, now = (as_asked(each.programmes, UNASKED_BY_MEETINGS) for each in (base, head))
    return bool(was != now) or not is_same_calendar(base, head)


def _first_day_of(was: Programme, now: Programme) -> date:
    """Return the first day on which two states of a programme differ in what is asked of them."""
    others = [each.name for each in fields(Programme) if each.name not in _UNASKED[Programme] | {"versions", "ended"}]
    if any(getattr(was, name) != getattr(now, name) for name in others):
        return date.min
    begins = [date.min, *(version.from_ for programme in (was, now) for version in programme.versions)]
    days = [day for day in begins if _rules(was, day) != _rules(now, day)]
    if was.ended != now.ended:
        days.append(min(each for each in (was.ended, now.ended) if each))
    return min(days, default=date.max)


def _rules(programme: Programme, day: date) -> Any:
    return as_asked(programme.rules_on(day), UNASKED_BY_CASES)


def days_asked_otherwise(base: Ledger, head: Ledger, today: date) -> tuple[date, date] | None:
    """Return the days between which a case has to hold a date to have another deadline by the calendar; None: none has.

    Of any other case each deadline is over before the first day that is a working day on one side alone, or begins so
    long after the last one that nothing is counted back to it. One that recurs has no end: each time follows the last.
    """
    differing = _other_days(base, head, today)
    if differing is None:
        return None
    calendars = [Reckoner(ledger, Moment(today)).calendar for ledger in (base, head)]
    versions = [
        version for ledger in (base, head) for programme in ledger.programmes.values() for version in programme.versions
    ]
    clocks = [(clock, rules.office_hours) for rules in versions for clock in rules.clocks.values()]
    found = [_around_days(*differing, *each, calendars) for each in clocks if counts_working_days(each[0])]
    return (min(first for first, _ in found), max(last for _, last in found)) if found else None


def _other_days(base: Ledger, head: Ledger, today: date) -> tuple[date, date] | None:
    """Return the first and the last working day of one side alone, by the calendar now or as it was known once."""
    if is_same_calendar(base, head):
        return None
    one, other = (Reckoner(ledger, Moment(today)) for ledger in (base, head))
    years = {year.year for ledger in (base, head) for year in (*ledger.calendars.values(), *ledger.statutory)}
    pairs = [(one.calendar, other.calendar)]
    pairs += [(one.as_known_in(year).calendar, other.as_known_in(year).calendar) for year in sorted(years)]
    days = [day for pair in pairs for day in _differences(*pair)]
    return (min(days), max(days)) if days else None


def is_same_calendar(base: Ledger, head: Ledger) -> bool:
    """Whether nothing is said otherwise of which days are working days."""
    return base.calendars == head.calendars and _country(base) == _country(head)


def _country(ledger: Ledger) -> str:
    return ledger.instance.country if ledger.instance else "CN"


def _differences(one: WorkingCalendar, other: WorkingCalendar) -> list[date]:
    if one.weekend != other.weekend:
        return [date.min, date.max]
    days = (date.fromordinal(each) for each in {*one.known, *other.known})
    return [day for day in days if one.is_working(day) != other.is_working(day)]


def _limits(clock: Clock) -> list[Limit]:
    extensions = clock.extensions
    limits = (clock.limit, clock.every, *((extensions.up_to, extensions.ask_before) if extensions else ()))
    return [each for each in limits if each is not None]


def counts_working_days(clock: Clock) -> bool:
    """Whether working days count for a clock."""
    return clock.roll is not Roll.NONE or any(
        each.working_days is not None or each.office_hours is not None for each in _limits(clock)
    )


def _around_days(
    first: date, last: date, clock: Clock, hours: OfficeHours | None, calendars: Sequence[WorkingCalendar]
) -> tuple[date, date]:
    """Return a day so long before two others, and one so long after them, that a clock does not reach from there."""
    working = sum(_working_days(each, hours) for each in _limits(clock)) + 1
    natural = sum(map(_natural_days, _limits(clock)))
    if clock.pauses:
        natural += max(clock.pauses.days_each or 0, clock.pauses.days_in_all or 0)
    days = timedelta(natural + _MARGIN)
    try:
        begin = min(each.add_working_days(first, -working) for each in calendars) - days
    except OverflowError:
        begin = date.min
    try:
        end = date.max if clock.every else max(each.add_working_days(last, working) for each in calendars) + days
    except OverflowError:
        end = date.max
    return begin, end


def _working_days(limit: Limit, hours: OfficeHours | None) -> int:
    """Return over how many working days a limit reaches at most."""
    if limit.office_hours is None:
        return limit.working_days or 0
    a_day = sum(end - start for start, end in open_times(hours or OfficeHours()))
    return limit.office_hours * 60 // a_day + 2


def _natural_days(limit: Limit) -> int:
    """Return over how many natural days a limit reaches at most."""
    found = (limit.days or 0) + ((limit.hours or 0) * 60 + (limit.minutes or 0)) // _MINUTES + 1
    if limit.weekday is not None:
        found += 7 * (limit.weeks_after + 1)
    if limit.day_of_month is not None:
        found += _MONTH * (limit.months_after + 2)
    if limit.end_of_month is not None:
        found += _MONTH * (limit.end_of_month + 1)
    return found + _MONTH * (limit.months or 0)


def dates_between(first: date, last: date) -> list[str]:
    """Return texts of which one stands in each file with a date from one day to another, and in some others."""
    found = [f"{first.year:04}-{first.month:02}-{ten}" for ten in range(first.day // 10, 4)]
    for year in range(first.year, last.year + 1):
        months = range(first.month + 1 if year == first.year else 1, (last.month if year == last.year else 12) + 1)
        found += [f"{year:04}-"] if len(months) == 12 else [f"{year:04}-{month:02}-" for month in months]
    return found
