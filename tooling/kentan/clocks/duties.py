"""What a programme owes again and again: reports, review meetings, and meetings as often as promised."""

from collections.abc import Iterator
from datetime import date

from kentan.clocks.calendars import WorkingCalendar
from kentan.clocks.compiled import LimitCompiler
from kentan.clocks.meetings import day_of
from kentan.clocks.periods import period_of, periods
from kentan.clocks.spans import shifted
from kentan.clocks.status import State
from kentan.records.clock import Weekday
from kentan.records.frozen import frozen_value
from kentan.records.ledger import Ledger
from kentan.records.meeting import Meeting
from kentan.records.moments import Moment
from kentan.records.programme import Cadence, Duty, Period, Programme

_WEEKDAYS = {word: place for place, word in enumerate(Weekday)}


@frozen_value
class DutyState:
    """One period of a duty. `first` and `last` bound the period, `due` is the last day for it.

    `by` names the meeting or survey that fulfilled it on the day `done`. Where the duty does not say what fulfils it,
    nothing is known of it: it is running, and ended once its day has passed, but never overdue.
    """

    id: str
    duty: Duty
    first: date
    last: date
    due: date
    state: State
    done: date | None = None
    by: str | None = None


@frozen_value
class CadenceState:
    """One whole period of a promised cadence at one place: how many meetings were promised, held, and cancelled.

    `excused` says that the promised day of the week was a day off.
    """

    kind: str
    place: str
    cadence: Cadence
    first: date
    last: date
    promised: int
    held: int
    cancelled: int
    excused: bool = False

    @property
    def broken(self) -> bool:
        """Whether fewer were held than promised."""
        return not self.excused and self.held < self.promised


def duties_of(programme: Programme, ledger: Ledger, calendar: WorkingCalendar, as_of: Moment) -> list[DutyState]:
    """Return each period of each duty that has begun, in the order of due days. A duty counts as its version says."""
    until = min(as_of.day, programme.ended or as_of.day)
    found: list[DutyState] = []
    for version in programme.versions:
        compiler = LimitCompiler(calendar, version.office_hours)
        for name, duty in version.duties.items():
            used: set[str] = set()
            for first, last in periods(duty.every, max(programme.began, version.from_), until):
                if programme.rules_on(min(last, until)) is not version:
                    continue
                due = compiler(duty.by).due(Moment(last)).day if duty.by else last
                fulfilled = next(
                    (
                        each
                        for each in _fulfilments(programme, duty, ledger, first, due)
                        if each[1] not in used and each[0] <= as_of.day
                    ),
                    None,
                )
                if fulfilled:
                    used.add(fulfilled[1])
                state = _state(duty, due, fulfilled is not None, as_of.day)
                done, by = fulfilled or (None, None)
                found.append(DutyState(name, duty, first, last, due, state, done, by))
    return sorted(found, key=lambda each: (each.due, each.id))


def _state(duty: Duty, due: date, fulfilled: bool, today: date) -> State:
    if fulfilled:
        return State.MET
    if today <= due:
        return State.RUNNING
    return State.OVERDUE if duty.meeting_kind or duty.survey else State.ENDED


def _fulfilments(
    programme: Programme, duty: Duty, ledger: Ledger, first: date, due: date
) -> Iterator[tuple[date, str]]:
    if duty.meeting_kind:
        yield from sorted(
            (meeting.held.on.day, meeting.id)
            for meeting in ledger.meetings.values()
            if meeting.programme == programme.id
            and meeting.kind == duty.meeting_kind
            and meeting.held
            and first <= meeting.held.on.day <= due
        )
    if duty.survey:
        month = f"{first.year:04d}-{first.month:02d}"
        for survey in ledger.surveys.values():
            if survey.programme == programme.id and (
                survey.month == month if survey.month and duty.every is Period.MONTH else first <= survey.on <= due
            ):
                yield survey.on, survey.id


def cadences_of(programme: Programme, ledger: Ledger, calendar: WorkingCalendar, as_of: Moment) -> list[CadenceState]:
    """Return each whole period of each promised cadence, from the first meeting of that kind at a place on."""
    held: dict[tuple[str, str], list[tuple[date, Meeting]]] = {}
    for meeting in ledger.meetings.values():
        day = day_of(meeting)
        if meeting.programme == programme.id and day is not None and day <= as_of.day:
            held.setdefault((meeting.kind, meeting.place), []).append((day, meeting))
    until = min(as_of.day, programme.ended or as_of.day)
    found: list[CadenceState] = []
    for (name, place), meetings in sorted(held.items(), key=lambda each: each[0]):
        level = ledger.level_of(place)
        start = min(day for day, _ in meetings)
        for version in programme.versions:
            kind = version.meetings.get(name)
            if kind is None or kind.cadence is None or (kind.levels and level not in kind.levels):
                continue
            for first, last in periods(kind.cadence.every, start, until):
                if last < as_of.day and last <= until and programme.rules_on(last) is version:
                    found.append(_cadence(name, place, kind.cadence, first, last, meetings, calendar))
    return found


def _cadence(
    name: str,
    place: str,
    cadence: Cadence,
    first: date,
    last: date,
    meetings: list[tuple[date, Meeting]],
    calendar: WorkingCalendar,
) -> CadenceState:
    within = [meeting for day, meeting in meetings if first <= day <= last]
    long_enough = [each for each in within if each.held and not _is_short(each, cadence)]
    excused = False
    if cadence.weekday is not None and cadence.every is Period.WEEK:
        excused = not calendar.is_working(shifted(period_of(Period.WEEK, first)[0], _WEEKDAYS[cadence.weekday]))
    return CadenceState(
        name,
        place,
        cadence,
        first,
        last,
        max(cadence.times, len(cadence.days_of_month)),
        len(long_enough),
        sum(1 for each in within if each.cancelled),
        excused,
    )


def _is_short(meeting: Meeting, cadence: Cadence) -> bool:
    held = meeting.held
    return bool(held and held.minutes and cadence.minutes and held.minutes < cadence.minutes)
