"""The reckoner: all clocks of all cases, as of one moment. Built once for a ledger; pure from then on."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date

from kentan.clocks.blameless import says_why
from kentan.clocks.calendars import WorkingCalendar, working_calendar
from kentan.clocks.compiled import CompiledClock, CompiledRules, compile_rules
from kentan.clocks.conditions import static_values
from kentan.clocks.duties import CadenceState, DutyState, cadences_of, duties_of
from kentan.clocks.facts import MOVING, Facts, Placed
from kentan.clocks.history import LOW_RATING, Happening, history
from kentan.clocks.in_order import InOrder
from kentan.clocks.meetings import Invitations, MeetingState, day_of, invitations_of, reckon_meeting
from kentan.clocks.running import clocks_of
from kentan.clocks.standing import standing_of
from kentan.clocks.state import CaseState, ClockState
from kentan.records.calendar import FIRST_YEAR, LAST_YEAR, CalendarYear
from kentan.records.case import Case
from kentan.records.clock import Event
from kentan.records.ledger import Ledger
from kentan.records.meeting import Meeting
from kentan.records.moments import Moment
from kentan.records.programme import Programme, RuleSet
from kentan.records.vocabulary import Role

_YEARS_BEFORE = 20
_YEARS_AFTER = 2


class Reckoner:
    """Reckons cases, meetings and duties of a ledger as of one moment (`Moment(day)`: the end of that day).

    The calendar and the rule sets are compiled once. Nothing here reads the clock. `calendar` is the instance's own,
    unless another is given. For `errors_alone`, clocks count as in order that make none.
    """

    def __init__(
        self, ledger: Ledger, as_of: Moment, calendar: WorkingCalendar | None = None, errors_alone: bool = False
    ) -> None:
        self.ledger = ledger
        self.as_of = as_of
        self.calendar = calendar or calendar_of(ledger, as_of)
        self._excuse = says_why if errors_alone else None
        self._as_known: dict[int, Reckoner] = {}
        self._invitations: Invitations | None = None
        self._compiled: dict[tuple[str, date], CompiledRules] = {}
        self._rules_on: dict[tuple[str, date], CompiledRules] = {}
        self._in_order: dict[tuple[str, date], InOrder] = {}

    def rules_of(self, case: Case) -> CompiledRules | None:
        """Return the compiled rules under which a case began; None where its programme is not known."""
        key = (case.programme, case.raised.on.day)
        rules = self._rules_on.get(key)
        if rules is None:
            programme = self.ledger.programmes.get(case.programme)
            if programme is None:
                return None
            rules = self._rules_on[key] = self._rules(programme, programme.rules_on(case.raised.on.day))
        return rules

    def clocks(self) -> dict[tuple[str, date, str], CompiledClock]:
        """Return every clock of every version of the rules, by programme, first day and id."""
        programmes = self.ledger.programmes.values()
        compiled = [self._rules(programme, rules) for programme in programmes for rules in programme.versions]
        return {(each.programme, each.version, each.id): each for rules in compiled for each in rules.clocks}

    def reckon(self, case: Case) -> CaseState:
        """Return the state of a case; the same for the same case, ledger and moment."""
        rules = self.rules_of(case)
        happenings = self._history(case, rules)
        standing = standing_of(case, happenings)
        status, closed_on, rating_until = standing.status(self.as_of, rules.rating_window if rules else None)
        clocks = self._clocks(case, rules, happenings, lambda: standing.lead) if rules else []
        return CaseState(
            case,
            self.as_of,
            status,
            standing.outcome,
            standing.rating,
            standing.lead,
            happenings,
            tuple(clocks),
            standing.answered_on,
            standing.first_answered_on,
            standing.settled_on,
            closed_on,
            rating_until,
            standing.grade,
        )

    def out_of_order(self, case: Case) -> tuple[ClockState, ...]:
        """Return the clocks of a case of which a check has something to say; most cases have none.

        Those are left out that were met in time, ended, or run by a calendar that is announced, and were neither
        paused nor extended.
        """
        rules = self.rules_of(case)
        doubted = self.doubted(case, rules) if rules else ()
        return self.out_of_order_among(case, rules, doubted) if rules and doubted else ()

    def out_of_order_among(
        self, case: Case, rules: CompiledRules, clocks: Collection[CompiledClock]
    ) -> tuple[ClockState, ...]:
        """Return of some clocks those of which a check has something to say."""
        happenings = self._history(case, rules)
        return tuple(self._clocks(case, rules, happenings, lambda: standing_of(case, happenings).lead, clocks))

    def doubted(self, case: Case, rules: CompiledRules) -> Collection[CompiledClock]:
        """Return the clocks of which it is not quickly shown that they are in order; all others are."""
        key = (rules.programme.id, rules.rules.from_)
        showing = self._in_order.get(key)
        if showing is None:
            showing = self._in_order[key] = InOrder(rules, self.as_of, self._excuse)
        meeting = self._meeting_of(case)
        return showing.doubted(case, meeting, lambda: static_values(case, meeting, self.ledger.level_of(case.place)))

    def _history(self, case: Case, rules: CompiledRules | None) -> tuple[Happening, ...]:
        low = rules.low if rules else LOW_RATING
        return history(case, self._meeting_of(case), as_of=self.as_of, low=low)

    def _meeting_of(self, case: Case) -> Meeting | None:
        return self.ledger.meetings.get(case.raised.meeting) if case.raised.meeting else None

    def _clocks(
        self,
        case: Case,
        rules: CompiledRules,
        happenings: Iterable[Happening],
        lead: Callable[[], str | None],
        doubted: Collection[CompiledClock] | None = None,
    ) -> list[ClockState]:
        """Return the clocks of a case in the order of start; where some are `doubted`, those out of order of them."""
        by_event: defaultdict[Event, list[Placed]] = defaultdict(list)
        for placed in enumerate(happenings):
            by_event[placed[1][0]].append(placed)
        events = frozenset(by_event)
        leads = frozenset([name for name, each in case.assignments.items() if each.role is Role.LEAD])
        facts = Facts(case, self.as_of, by_event, leads, lead, not events.isdisjoint(MOVING), {}, {})
        values = static_values(case, self._meeting_of(case), self.ledger.level_of(case.place))
        clocks: list[ClockState] = []
        for each in rules.triggered_by(events):
            if doubted is not None and not any(each.rule is rule for rule in doubted):
                continue
            if not each.rule.static or each.rule.applies_to(values):
                clocks.extend(clocks_of(each, facts, doubted is None))
        clocks.sort(key=_by_start)
        return clocks

    def reckon_meeting(self, meeting: Meeting) -> MeetingState:
        """Return the state of a meeting: held or not, its notice, invitations beyond the cap."""
        programme = self.ledger.programmes.get(meeting.programme)
        day = day_of(meeting)
        rules = self._rules(programme, programme.rules_on(day)) if programme and day else None
        if self._invitations is None:
            self._invitations = invitations_of(self.ledger)
        return reckon_meeting(meeting, rules, self._invitations, self.as_of)

    def duties(self, programme: Programme) -> tuple[DutyState, ...]:
        """Return each period of each duty of a programme until now and the one that runs, in the order of due days."""
        return tuple(duties_of(programme, self.ledger, self.calendar, self.as_of))

    def cadences(self, programme: Programme) -> tuple[CadenceState, ...]:
        """Return each whole period of each promised cadence, for each place that ever held such a meeting."""
        return tuple(cadences_of(programme, self.ledger, self.calendar, self.as_of))

    def as_known_in(self, year: int) -> "Reckoner":
        """Return the reckoner by the calendar as it stood before any year after that one was announced."""
        found = self._as_known.get(year)
        if found is None:
            statutory = (each for each in self.ledger.statutory if each.year <= year)
            corrections = (each for each in self.ledger.calendars.values() if each.year <= year)
            calendar = working_calendar(self.calendar.country, statutory, corrections, self.calendar.weekend)
            found = self._as_known[year] = Reckoner(self.ledger, self.as_of, calendar)
        return found

    def _rules(self, programme: Programme, rules: RuleSet) -> CompiledRules:
        key = (programme.id, rules.from_)
        compiled = self._compiled.get(key)
        if compiled is None:
            compiled = self._compiled[key] = compile_rules(programme, rules, self.calendar)
        return compiled


def _by_start(clock: ClockState) -> tuple[Moment, Moment]:
    return (clock.start.moment, clock.due)


def calendar_of(ledger: Ledger, as_of: Moment) -> WorkingCalendar:
    """Return the working calendar of an instance: its country's, with the instance's own corrections.

    Where a country has no table at all, only the week is known, and every working day is provisional.
    """
    country = ledger.instance.country if ledger.instance else "CN"
    corrections: Iterable[CalendarYear] = ledger.calendars.values()
    if country == "CN":
        return working_calendar(country, ledger.statutory, corrections)
    from kentan.clocks.calendars.countries import NoCalendar, calendar_for

    year = as_of.day.year
    years = range(max(FIRST_YEAR, year - _YEARS_BEFORE), min(LAST_YEAR, year + _YEARS_AFTER) + 1)
    try:
        return calendar_for(country, years, corrections)
    except NoCalendar:
        return working_calendar(country, (), corrections)
