"""A quick proof that clocks which changed make no error of a case, neither as they were nor as they are.

Late is an error where the entry that stopped a clock too late does not say why. So a clock makes none where each of its
starts is surely stopped in time by both states, or where whatever may have stopped it late says why; while nothing has
stopped it, time alone makes it overdue, which is no error. An objection only ever moves a due day to a later one, and a
reopening begins a new lap of decisions alone. It is asked for more than has to be shown, as in `in_order`.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple, cast

from kentan.clocks.compiled import CompiledClock
from kentan.clocks.happened import FACTS, NEVER, OF_DECISIONS, OF_MEETINGS, OF_PROMISES, Fact, Happened, Known
from kentan.clocks.in_order import Link, Plain, are_stopped, plain_of
from kentan.records.case import Assignment
from kentan.records.clock import Event
from kentan.records.meeting import Meeting
from kentan.records.moments import Moment
from kentan.records.vocabulary import Decision

_OF_OBJECTIONS = frozenset({Event.OBJECTION_RAISED, Event.OBJECTION_DECIDED, Event.RELEASED})


_Key = Hashable


class _Begun(NamedTuple):
    """As much of a case as is looked at where one of its assignments is."""

    assignments: Mapping[str, Assignment]


class Blameless:
    """Shows of cases that some clocks make no error, each in one or several states, as of one moment.

    `low` is the rating that still counts as low. `ids` are those of the clocks; `asks_for_meetings` and
    `asks_for_promises` say whether they ask for the meeting at which a case was raised, and for promises;
    `asks_for_answers` whether replies to hand-overs alone may show it.
    """

    def __init__(self, clocks: Sequence[Sequence[CompiledClock]], low: int, as_of: Moment) -> None:
        self._low = low
        self._as_of = as_of
        self._plain = [each for states in clocks for each in _joined(states)]
        every = [each for states in clocks for each in states]
        self.ids = frozenset(each.id for each in every)
        triggers = frozenset(event for each in every for event in each.triggers)
        events = triggers | frozenset(event for each in every for event in each.stops)
        self._can_show = triggers <= FACTS.keys() | NEVER
        self._asks_for_objections = not _OF_OBJECTIONS.isdisjoint(events)
        graded = any(each.grades for each in self._plain)
        self._asks_for_decisions = not OF_DECISIONS.isdisjoint(events)
        self.asks_for_meetings = not OF_MEETINGS.isdisjoint(events)
        self.asks_for_promises = not OF_PROMISES.isdisjoint(events)
        moved = self._asks_for_objections or self._asks_for_decisions
        self.asks_for_answers = triggers <= {Event.HANDED_OVER} and not graded and not moved
        self._answered: dict[_Key, bool] = {}

    def shows(self, case: Happened, meeting: Meeting | None) -> bool:
        """Whether it is shown of a case, raised at a meeting or not."""
        if not self._can_show:
            return False
        for assignment in case.assignments.values():
            if assignment.pauses or assignment.extensions or (assignment.objections and self._asks_for_objections):
                return False
        if self._asks_for_decisions and any(each.decision is Decision.REOPENED for each in case.acceptance):
            return False
        known = Known(case, meeting, self._low)
        return all(self._is_blameless(each, known) for each in self._plain)

    def shows_by_answers(self, answered: Iterable[_Key], begun: Callable[[_Key], Assignment]) -> bool:
        """Whether it is shown by the first replies to each assignment alone: that suffices in most cases.

        What is told of an assignment is `begun` once for all that begin alike: their hand-overs, first reply and role.
        """
        for key in answered:
            known = self._answered.get(key)
            if known is None:
                known = self._answered[key] = self._is_answered(begun(key))
            if not known:
                return False
        return True

    def _is_answered(self, assignment: Assignment) -> bool:
        """Whether all hand-overs of an assignment are answered in time by its first replies, if they have to be."""
        known = Known(cast(Happened, _Begun({"": assignment})), None, self._low)
        for plain in self._plain:
            for event, facts, links in plain.starts:
                replies = [each for each in links if each.event is Event.REPLIED]
                if not are_stopped(plain, event, facts(known), replies, known, self._as_of):
                    return False
        return True

    def _is_blameless(self, plain: Plain, known: Known) -> bool:
        for event, facts, links in plain.starts:
            starts = facts(known)
            if starts and plain.grades and not any(each.grade in plain.grades for each in known.case.grades):
                return True
            if not are_stopped(plain, event, starts, links, known, self._as_of, says_why):
                return False
        return True


def _joined(states: Sequence[CompiledClock]) -> list[Plain]:
    """Return the states of a clock, taken together where they differ in nothing but by when it is due."""
    plain = [plain_of(each) for each in states]
    if all(each._replace(rule=plain[0].rule, states=plain[0].states) == plain[0] for each in plain):
        return [plain[0]._replace(states=tuple(states))]
    return plain


def says_why(plain: Plain, start: Fact, links: Sequence[Link], known: Known) -> bool:
    """Whether every entry that may have stopped a clock late says why, or owes no reason."""
    if not plain.rule.stops <= FACTS.keys() | NEVER:
        return False
    (day, _), department, lap, _, _ = start
    for link in links:
        for when, whose, later, _, entry in link.facts(known):
            if when[0] < day:
                continue
            if link.subject:
                if whose != department or later != lap:
                    continue
            elif link.scoped and department is not None and whose is not None and whose != department:
                continue
            if hasattr(entry, "late_reason") and not entry.late_reason:
                return False
    return True
