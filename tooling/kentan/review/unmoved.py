"""Which cases hold the same errors though their programme's rules, or the working days, changed: most of them.

Of a case is looked at what the clocks ask for that differ (`kentan.clocks.blameless`), and whether it names a place or
a grade that the programme does not have on both sides, or a rating that counts as low on one alone. Where a programme
changed in more than its clocks, places, grades and low ratings, nothing is shown of its cases.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol

from kentan.clocks.blameless import Blameless
from kentan.clocks.compiled import CompiledClock, compile_rules
from kentan.clocks.happened import Happened
from kentan.clocks.reckoner import Reckoner
from kentan.clocks.state import ClockState, ExtensionProblem
from kentan.clocks.status import State
from kentan.records.case import Assignment, Case
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment
from kentan.records.programme import Programme
from kentan.review.asked import CALENDAR, RULE_SETS, as_asked, counts_working_days, is_same_calendar
from kentan.review.named import Named, Naming, is_same_otherwise, named_alike, rules_otherwise
from kentan.review.reach import Reach

_NO_ERRORS = frozenset({ExtensionProblem.UNDECIDED, ExtensionProblem.REFUSED})


class Excerpted(Happened, Naming, Protocol):
    """As much of a case as is asked for; its `meeting` is the one at which it was raised."""

    @property
    def programme(self) -> str: ...  # noqa: D102 - as in a case
    @property
    def meeting(self) -> str | None: ...  # noqa: D102
    def answered(self) -> Sequence[Any]:
        """Return of each assignment its hand-overs, its first reply and its role, as `begun` takes them."""
        ...

    def begun(self, answered: Any) -> Assignment:
        """Return an assignment with nothing else."""
        ...


class _Shown(NamedTuple):
    """What shows of the cases under a version of a programme's rules that they hold the same errors."""

    named: Named
    blameless: Blameless


class Unmoved:
    """Shows of cases that they hold the same errors on both sides of a change, whatever clocks differ.

    `promises` says whether promises are asked for, `asks_for_clocks_alone` whether nothing but clocks differs.
    """

    def __init__(self, sides: tuple[Ledger, Ledger], today: date) -> None:
        self._base, self._head = sides
        self._as_of = Moment(today)
        self._reckoners = tuple(Reckoner(each, self._as_of) for each in sides)
        self._is_same_calendar = is_same_calendar(*sides)
        programmes = ((name, each, self._head.programmes.get(name)) for name, each in self._base.programmes.items())
        self._programmes = {name: (was, now) for name, was, now in programmes if now and is_same_otherwise(was, now)}
        self._known: dict[tuple[str, date, date], _Shown | None] = {}
        self._on: dict[tuple[str, date], _Shown | None] = {}
        every = [self._shown(name, day) for name, day in self._days()]
        self.promises = any(each.blameless.asks_for_promises for each in every if each)
        of_clocks = all(each and each.named.is_all for each in every)
        self.asks_for_clocks_alone = of_clocks

    def shows(self, case: Excerpted) -> bool:
        """Whether it is shown of a case."""
        shown = self._of(case.programme, case.raised.on.day)
        if shown is None or not shown.named.holds(case):
            return False
        blameless = shown.blameless
        if not blameless.ids:
            return True
        if blameless.asks_for_answers and blameless.shows_by_answers(case.answered(), case.begun):
            return True
        meeting = case.meeting if blameless.asks_for_meetings else None
        return blameless.shows(case, self._base.meetings.get(meeting) if meeting else None)

    def holds_alike(self, case: Case) -> bool:
        """Whether a case holds the same errors on both sides, by the state of the clocks that differ.

        They make none where no entry that says not why was late by them, and where every pause and every extension
        that they count is sound: it is then sound whatever other clocks say. It is not asked of a case in which nobody
        waited, objected or asked for more time: if that holds the same errors, it is shown without its record.
        """
        if not any(each.pauses or each.extensions or each.objections for each in case.assignments.values()):
            return False
        shown = self._of(case.programme, case.raised.on.day)
        if shown is None or not shown.named.holds(case):
            return False
        counted = []
        for reckoner in self._reckoners:
            rules = reckoner.rules_of(case)
            clocks = [each for each in rules.clocks if each.id in shown.blameless.ids] if rules else []
            states = reckoner.out_of_order_among(case, rules, clocks) if rules and clocks else ()
            if not all(map(_is_sound, states)):
                return False
            pauses = {entry.path for each in states for entry in each.pauses}
            counted.append(pauses | {entry.path for each in states for entry in each.extensions})
        return counted[0] == counted[1]

    def _of(self, name: str, day: date) -> _Shown | None:
        key = (name, day)
        if key not in self._on:
            self._on[key] = self._shown(*key)
        return self._on[key]

    def _days(self) -> Iterator[tuple[str, date]]:
        """Yield each programme with the days on which a version of its rules begins to count."""
        for side in (self._base, self._head):
            for name, programme in side.programmes.items():
                yield name, date.min
                yield from ((name, version.from_) for version in programme.versions)

    def _shown(self, name: str, day: date) -> _Shown | None:
        """Return what shows it of the cases of a programme raised on a day, None where nothing does."""
        if name not in self._programmes:
            return None
        was, now = self._programmes[name]
        key = (name, was.rules_on(day).from_, now.rules_on(day).from_)
        if key not in self._known:
            self._known[key] = self._of_rules(was, now, day)
        return self._known[key]

    def _of_rules(self, was: Programme, now: Programme, day: date) -> _Shown | None:
        rules = (was.rules_on(day), now.rules_on(day))
        if rules_otherwise(rules[0]) != rules_otherwise(rules[1]):
            return None
        base, head = (
            compile_rules(programme, each, reckoner.calendar)
            for programme, each, reckoner in zip((was, now), rules, self._reckoners, strict=True)
        )
        before, after = ({each.id: each for each in compiled.clocks} for compiled in (base, head))
        states = [[side[name] for side in (before, after) if name in side] for name in {**before, **after}]
        named = named_alike(was, now, rules, (base.low, head.low))
        return _Shown(named, Blameless([each for each in states if self._differ(each)], base.low, self._as_of))

    def _differ(self, states: list[CompiledClock]) -> bool:
        """Whether the states of a clock differ, or the days differ that count for it."""
        if len(states) < 2 or as_asked(states[0].clock) != as_asked(states[1].clock):
            return True
        return not self._is_same_calendar and counts_working_days(states[0].clock)


def _is_sound(clock: ClockState) -> bool:
    """Whether a clock makes no error and no other clock makes one of an entry that it counts."""
    if clock.stop and clock.state is State.LATE and not getattr(clock.stop.entry, "late_reason", "owed by nobody"):
        return False
    if any(each.problem for each in clock.pauses):
        return False
    return all(_NO_ERRORS.issuperset(each.problems) for each in clock.extensions)


def unmoved(sides: tuple[Ledger, Ledger], today: date, reached: Reach) -> Unmoved | None:
    """Return what shows that cases hold the same errors on both sides, None where more than clocks or days changed."""
    return Unmoved(sides, today) if reached.asking <= RULE_SETS | CALENDAR and not reached.everything else None
