"""What pages of departments, programmes and reports need of all cases, reckoned once for all languages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from kentan.clocks.reckoner import Reckoner
from kentan.clocks.state import CaseState
from kentan.figures.course import Span, course, last_months
from kentan.figures.facts import Facts
from kentan.figures.reporting import Reporting
from kentan.figures.summary import Judged, Summary, summarise
from kentan.records.case import Case
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment
from kentan.records.programme import Period


class Measures:
    """Figures by group, courses, and who is late, at the end of a day.

    `ledger` holds the whole records: what is withheld from pages is counted all the same. Nothing of its texts may get
    into a page from here.
    """

    def __init__(
        self, ledger: Ledger, states: Mapping[str, CaseState], judged: Mapping[str, Judged], as_of: date
    ) -> None:
        """`judged` says what each case counts as."""
        self.ledger = ledger
        self.states = states
        self.facts: Mapping[str, Facts] = {name: fact for name, (fact, _where, _events) in judged.items()}
        self.as_of = as_of
        self._judged = judged

    @cached_property
    def summary(self) -> Summary:
        """Every figure overall and by group, as `kentan figures` computes them."""
        return summarise(
            self.ledger, self.states.values(), as_of=self.as_of, judge=lambda state: self._judged[state.case.id]
        )

    @cached_property
    def reporting(self) -> Reporting:
        """What counts the reports of periods."""
        return Reporting(self.ledger, self.states, self.as_of, self._judged)

    @cached_property
    def reckoner(self) -> Reckoner:
        """What reckons meetings, duties and cadences."""
        return Reckoner(self.ledger, Moment(self.as_of))

    @cached_property
    def late(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the cases in which a department is overdue now, by department, oldest first."""
        found: dict[str, dict[str, None]] = {}
        for state in sorted(self.states.values(), key=lambda state: (state.case.raised.on, state.case.id)):
            for clock in state.clocks:
                if clock.is_overdue and clock.department:
                    found.setdefault(clock.department, {})[state.case.id] = None
        return {department: tuple(cases) for department, cases in found.items()}

    @cached_property
    def concerned(self) -> Mapping[str, tuple[Case, ...]]:
        """The cases on which the figures of each department rest: those that it handles, supervises or owes."""
        found: dict[str, list[Case]] = defaultdict(list)
        for state in self.states.values():
            case = state.case
            for department in {*case.assignments, *case.supervision, *(clock.department for clock in state.clocks)}:
                if department:
                    found[department].append(case)
        return {department: tuple(cases) for department, cases in found.items()}

    @cached_property
    def led(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the cases that each department leads."""
        found: dict[str, list[str]] = {}
        for name, state in self.states.items():
            if state.lead:
                found.setdefault(state.lead, []).append(name)
        return {department: tuple(cases) for department, cases in found.items()}

    @cached_property
    def raised_at(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the cases that were raised at each meeting."""
        found: dict[str, list[str]] = {}
        for name, state in self.states.items():
            if state.case.raised.meeting:
                found.setdefault(state.case.raised.meeting, []).append(name)
        return {meeting: tuple(cases) for meeting, cases in found.items()}

    @cached_property
    def before(self) -> Mapping[str, str]:
        """The id of the meeting of the same kind that was held at the same place before, by the id of each meeting."""
        found: dict[str, str] = {}
        last: dict[tuple[str, str, str], str] = {}
        for name, meeting in sorted(self.ledger.meetings.items()):
            key = meeting.programme, meeting.kind, meeting.place
            if key in last:
                found[name] = last[key]
            if meeting.held and meeting.held.on.day <= self.as_of:
                last[key] = name
        return found

    def course(self, cases: Iterable[str]) -> tuple[Period, tuple[Span, ...]]:
        """The course of some cases over time."""
        return course(self._raised(cases), self.as_of)

    @cached_property
    def last_months(self) -> tuple[Span, ...]:
        """The course of the last months, over all cases."""
        return last_months(self._raised(self.states), self.as_of)

    def _raised(self, cases: Iterable[str]) -> Iterator[tuple[date, Facts]]:
        return ((self.states[name].case.raised.on.day, self.facts[name]) for name in cases)
