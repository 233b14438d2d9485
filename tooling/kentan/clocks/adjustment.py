"""A clock while what moves its due date is taken in, mark by mark: pauses, extensions, days off."""

from collections.abc import Sequence
from typing import NamedTuple

from kentan.clocks.compiled import CompiledClock
from kentan.clocks.spans import shifted
from kentan.clocks.state import ExtensionProblem, PauseProblem, Prolonging, Waiting
from kentan.records.case import Assignment, Extension, Pause
from kentan.records.clock import Roll
from kentan.records.finding import Path
from kentan.records.moments import Moment
from kentan.records.vocabulary import ExtensionOutcome, PersonRole


class Adjusted(NamedTuple):
    """A due moment with what moved it. `was_overdue`: an extension was granted only after the due date."""

    due: Moment
    pauses: tuple[Waiting, ...] = ()
    extensions: tuple[Prolonging, ...] = ()
    is_paused: bool = False
    was_overdue: bool = False


class Mark(NamedTuple):
    """Something that happens to a clock: to which list it belongs, its place there, and whether that ends."""

    moment: Moment
    group: int
    place: int
    ends: bool


PAUSE, OBJECTION, EXTENSION = range(3)
MOST_EXTENDED = 3660
"""An extension counts for ten years at most, in natural days, whatever day it names."""


def rolled(rule: CompiledClock, due: Moment) -> Moment:
    """Return a due moment moved off a day off, as the clock's rule says."""
    roll = rule.clock.roll
    if roll is Roll.NONE or rule.calendar.is_working(due.day):
        return due
    try:
        moved = rule.calendar.next_working if roll is Roll.FORWARD else rule.calendar.previous_working
        return Moment(moved(due.day), due.minute)
    except OverflowError:
        return due


class Adjusting:
    """One clock while what moves it is taken in, in the order of time."""

    def __init__(self, rule: CompiledClock, name: str, assignment: Assignment, due: Moment) -> None:
        self.rule = rule
        self.name = name
        self.assignment = assignment
        self.due = due
        self.unextended = due
        self.pauses: list[Waiting] = []
        self.prolongings: dict[int, Prolonging] = {}
        self.paused_days = 0
        self.counted_pauses = 0
        self.granted = 0
        self.was_overdue = False
        self.granted_until: Moment | None = None
        self.standing: tuple[int, int, Moment, Moment | None] | None = None

    def take(self, mark: Mark) -> None:
        """Take in one mark."""
        moment, group, index, ends = mark
        if self.standing and self.standing[3] is not None and self.standing[3] < moment:
            self._go_on(self.standing[3], PauseProblem.TOO_LONG)
        if group == EXTENSION:
            if not ends:
                self._ask(moment, index)
            elif index in self.prolongings:
                self._decide(moment, index)
        elif not ends:
            self._stand(moment, group, index)
        elif self.standing and self.standing[:2] == (group, index):
            self._go_on(moment, None)

    def at(self, until: Moment) -> Adjusted:
        """Return how it stands at the end."""
        is_paused = False
        if self.standing:
            cap = self.standing[3]
            if cap is not None and cap < until:
                self._go_on(cap, PauseProblem.TOO_LONG)
            else:
                is_paused = True
                group, index, paused, _ = self.standing
                self.due = self._due_at(until)
                self.pauses.append(Waiting(self._path(group, index), self._entry(group, index), paused, None))
        return Adjusted(
            rolled(self.rule, self.due),
            tuple(self.pauses),
            tuple(self.prolongings.values()),
            is_paused,
            self.was_overdue,
        )

    def _due_at(self, moment: Moment) -> Moment:
        """Return the due moment as it is at a moment: while it stands still, as if it went on then; never earlier."""
        if self.standing is None:
            return self.due
        paused = self.standing[2]
        due = self.rule.span.resumed(self.due, paused, max(paused, moment))
        return max(self.due, due, self.granted_until or due)

    def _path(self, group: int, index: int) -> Path:
        return ("assignments", self.name, "pauses" if group == PAUSE else "objections", index)

    def _entry(self, group: int, index: int) -> Pause | None:
        return self.assignment.pauses[index] if group == PAUSE else None

    def _stand(self, moment: Moment, group: int, index: int) -> None:
        if self.standing is not None:
            return
        pauses = self.rule.clock.pauses
        assert pauses is not None
        problem: PauseProblem | None = None
        if moment > rolled(self.rule, self.due):
            problem = PauseProblem.AFTER_DUE
        elif group == PAUSE and pauses.at_most is not None and self.counted_pauses >= pauses.at_most:
            problem = PauseProblem.TOO_MANY
        if problem is not None:
            self.pauses.append(Waiting(self._path(group, index), self._entry(group, index), moment, moment, problem))
            return
        cap: Moment | None = None
        if group == PAUSE:
            self.counted_pauses += 1
            left = None if pauses.days_in_all is None else max(0, pauses.days_in_all - self.paused_days)
            days = min((each for each in (pauses.days_each, left) if each is not None), default=None)
            cap = None if days is None else Moment(shifted(moment.day, days), moment.minute)
        self.standing = (group, index, moment, cap)

    def _go_on(self, moment: Moment, problem: PauseProblem | None) -> None:
        assert self.standing is not None
        group, index, paused, cap = self.standing
        if cap is not None and cap < moment:
            moment, problem = cap, PauseProblem.TOO_LONG
        moment = max(moment, paused)
        self.due = self._due_at(moment)
        self.standing = self.granted_until = None
        self.unextended = self.rule.span.resumed(self.unextended, paused, moment)
        if group == PAUSE:
            self.paused_days += (moment.day - paused.day).days
        self.pauses.append(Waiting(self._path(group, index), self._entry(group, index), paused, moment, problem))

    def _ask(self, moment: Moment, index: int) -> None:
        due = rolled(self.rule, self._due_at(moment))
        ask_by = self.rule.ask_before.before(due) if self.rule.ask_before else due
        problems: tuple[ExtensionProblem, ...] = (ExtensionProblem.UNDECIDED,)
        if moment > ask_by:
            problems = (ExtensionProblem.ASKED_LATE, *problems)
        path: Path = ("assignments", self.name, "extensions", index)
        self.prolongings[index] = Prolonging(path, self.assignment.extensions[index], due, None, problems, None, ask_by)

    def _decide(self, moment: Moment, index: int) -> None:
        rules = self.rule.clock.extensions
        asked = self.prolongings[index]
        extension = asked.entry
        decision = extension.decision
        assert rules is not None
        assert decision is not None
        problems: list[ExtensionProblem] = []
        problems.extend(each for each in asked.problems if each is not ExtensionProblem.UNDECIDED)
        until: Moment | None = None
        allowed: Moment | None = None
        if decision.outcome is ExtensionOutcome.REFUSED:
            problems.append(ExtensionProblem.REFUSED)
        else:
            if self.granted >= rules.at_most:
                problems.append(ExtensionProblem.TOO_OFTEN)
            if not self._may_decide(decision.by):
                problems.append(ExtensionProblem.WRONG_OFFICE)
            self.granted += 1
            excused = ExtensionProblem.ASKED_LATE in problems and extension.late_reason is not None
            if not problems or (excused and len(problems) == 1):
                until, allowed = self._grant(moment, extension, problems)
        self.prolongings[index] = Prolonging(
            asked.path, extension, asked.due, until, tuple(problems), allowed, asked.ask_by
        )

    def _grant(
        self, moment: Moment, extension: Extension, problems: list[ExtensionProblem]
    ) -> tuple[Moment, Moment | None]:
        until = Moment(min(extension.until, shifted(self.due.day, MOST_EXTENDED)))
        allowed = self.rule.up_to.due(self.unextended) if self.rule.up_to else None
        if allowed is not None and Moment(allowed.day) < until:
            problems.append(ExtensionProblem.BEYOND_CAP)
            until = Moment(allowed.day)
        if moment > rolled(self.rule, self._due_at(moment)):
            problems.append(ExtensionProblem.DECIDED_LATE)
            self.was_overdue = True
        if self.standing is None:
            self.due = max(self.due, until)
        else:
            self.granted_until = max(self.granted_until or until, until)
        return until, allowed

    def _may_decide(self, office: str | None) -> bool:
        """Whether the office that decided holds a role that may; staff decide where no office is named."""
        extensions = self.rule.clock.extensions
        assert extensions is not None
        roles: Sequence[PersonRole] = extensions.decided_by
        if office == self.name:
            return False
        if office is None or office == self.rule.organiser:
            may = PersonRole.STAFF in roles or PersonRole.REGISTRAR in roles
            if may or office is None:
                return may
        if office in self.rule.supervisors and PersonRole.SUPERVISOR in roles:
            return True
        return PersonRole.DEPARTMENT in roles
