"""What a programme promised and kept: its meetings as often as promised, their notice, its duties; and the calendar."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kentan.clocks.meetings import day_of
from kentan.clocks.reckoner import Reckoner
from kentan.clocks.status import State
from kentan.figures.rounds import WHOLE, Rounds, is_whole, rounds
from kentan.languages import CHINESE
from kentan.publish.charts.calendar import Day, calendar_chart
from kentan.publish.charts.drawing import Chart, Key
from kentan.publish.edition import Edition
from kentan.publish.index import Index
from kentan.publish.same import found_once
from kentan.publish.text import Said, day_in_words
from kentan.publish.views.meeting import number
from kentan.publish.views.parts import Fact
from kentan.publish.views.periods import month_in_words
from kentan.publish.wording import Wording
from kentan.records.meeting import Meeting
from kentan.records.programme import Duty, Programme
from kentan.records.vocabulary import Provenance

_MISSED = 12
_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class RoundsRow:
    """One kind of meeting at one place: what was promised, how many periods kept it, and which did not."""

    kind: Said
    place: Said
    promise: str
    since: date
    until: date
    kept: str
    excused: int
    missed: str


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty: how often it is owed, and how often it was fulfilled; `note` says where nothing can be known."""

    name: Said
    every: str
    kept: str
    note: str


@dataclass(frozen=True, slots=True)
class RoundsView:
    """The rounds of a programme. `why_not` says why nothing is judged, where nothing is."""

    rows: tuple[RoundsRow, ...]
    why_not: str
    notice: Fact | None
    duties: tuple[DutyRow, ...]
    calendars: tuple[Chart, ...]


def rounds_view(edition: Edition, programme: Programme) -> RoundsView:
    """What a programme promised of its rounds, and kept."""
    words = edition.words
    reckoner = edition.index.computed.measures.reckoner
    found, own = _rounds(reckoner, programme), _meetings(edition.index, programme.id)
    return RoundsView(
        rows=tuple(_row(words, programme, one) for one in found),
        why_not="" if found or not own else _why_not(edition, programme, own),
        notice=_notice(edition, own),
        duties=tuple(_duties(edition, programme)),
        calendars=tuple(_calendars(edition, own)),
    )


@found_once
def _rounds(reckoner: Reckoner, programme: Programme) -> tuple[Rounds, ...]:
    return tuple(rounds(reckoner, programme))


@found_once
def _meetings(index: Index, programme: str) -> tuple[Meeting, ...]:
    return tuple(meeting for meeting in index.meetings if meeting.programme == programme)


def _why_not(edition: Edition, programme: Programme, own: tuple[Meeting, ...]) -> str:
    """Why the rounds are not judged: by where the records of the meetings come from, and by what the rules promise."""
    _ = edition.words._
    whole = [meeting for meeting in own if is_whole(meeting)]
    if whole:
        promised = programme.rules_on(edition.as_of).meetings
        if not any(meeting.kind in promised and promised[meeting.kind].cadence for meeting in whole):
            return _("The rules do not say how often meetings are held, so that is not judged.")
        return _(
            "No whole period lies between the first and the last meeting on record yet; from then on it is judged "
            "whether the meetings are held as often as promised."
        )
    origins = {meeting.provenance for meeting in own}
    if origins == {Provenance.SAMPLE}:
        what = _("The meetings on record are examples.")
    elif origins == {Provenance.REPORTED}:
        what = _("The meetings on record are single ones that the press reported.")
    else:
        what = _("The meetings on record are single ones that the press reported, and examples.")
    why = _(
        "A week without a record proves nothing, so whether the meetings were held as often as promised is not judged."
    )
    return _("{what} {why}").format(what=what, why=why)


def _row(words: Wording, programme: Programme, found: Rounds) -> RoundsRow:
    _ = words._
    kind = programme.rules_on(found.last).meetings.get(found.kind)
    missed = [_span(words, first, last) for first, last in found.broken[-_MISSED:][::-1]]
    more = len(found.broken) - len(missed)
    said = _("; ").join([*missed, *([_("and {count} more").format(count=more)] if more > 0 else [])])
    if found.broken and not found.live:
        said = _("reconstructed from published totals: how many is known, which ones is not")
    return RoundsRow(
        kind=(kind and words.said(kind, "name")) or Said(found.kind),
        place=words.place(found.place),
        promise=_("{times} in each {period}").format(
            times=max(found.cadence.times, len(found.cadence.days_of_month)), period=words.label(found.cadence.every)
        ),
        since=found.first,
        until=found.last,
        kept=_("{count} of {total}").format(count=number(found.kept), total=number(found.periods - found.excused)),
        excused=found.excused,
        missed=said,
    )


def _span(words: Wording, first: date, last: date) -> str:
    begin, end = day_in_words(first, words.language), day_in_words(last, words.language)
    return begin if first == last else f"{begin} – {end}"


def _notice(edition: Edition, own: tuple[Meeting, ...]) -> Fact | None:
    """How many meetings were announced in time; what the press reported does not say when it was announced."""
    _ = edition.words._
    kept, owed = _announced(edition.index.computed.measures.reckoner, own)
    if not owed:
        return None
    return Fact(_("Announced in time"), Said(_("{count} of {total}").format(count=number(kept), total=number(owed))))


@found_once
def _announced(reckoner: Reckoner, own: tuple[Meeting, ...]) -> tuple[int, int]:
    """How many meetings were announced in time, and how many had to be."""
    states = [reckoner.reckon_meeting(meeting) for meeting in own if meeting.provenance is not Provenance.REPORTED]
    owed = [state.notice for state in states if state.notice and not state.meeting.cancelled]
    return sum(not notice.late for notice in owed), len(owed)


def _duties(edition: Edition, programme: Programme) -> Iterator[DutyRow]:
    words, _ = edition.words, edition.words._
    measures = edition.index.computed.measures
    whole = any(is_whole(meeting) for meeting in measures.ledger.meetings.values() if meeting.programme == programme.id)
    whole = whole or any(
        s.case.provenance in WHOLE for s in measures.states.values() if s.case.programme == programme.id
    )
    counted: dict[str, Counter[State]] = defaultdict(Counter)
    duties: dict[str, Duty] = {}
    for state in measures.reckoner.duties(programme):
        counted[state.id][state.state] += 1
        duties[state.id] = state.duty
    for key, found in counted.items():
        duty = duties[key]
        judged = found[State.MET] + found[State.OVERDUE]
        provable = bool(duty.meeting_kind or duty.survey)
        note = kept = ""
        if not provable:
            note = _("The rules do not say what record fulfils it, so it is not judged.")
        elif not whole:
            note = _("on record: {count}; what is not on record proves nothing here").format(count=found[State.MET])
        else:
            kept = _("{count} of {total}").format(count=number(found[State.MET]), total=number(judged))
        yield DutyRow(words.said(duty, "name") or Said(key), words.label(duty.every), kept, note)


@found_once
def _days(own: tuple[Meeting, ...]) -> Mapping[int, Mapping[date, Day]]:
    """What took place on each day, by year."""
    years: dict[int, dict[date, Day]] = defaultdict(dict)
    for meeting in own:
        day = day_of(meeting)
        if day is not None:
            known = years[day.year].get(day, Day())
            years[day.year][day] = Day(
                known.held + bool(meeting.held),
                known.planned + (not meeting.held and not meeting.cancelled),
                known.cancelled + bool(meeting.cancelled),
            )
    return years


def _calendars(edition: Edition, own: tuple[Meeting, ...]) -> Iterator[Chart]:
    """A calendar a year, the last one first."""
    words, _ = edition.words, edition.words._
    months = tuple(f"{month}月" for month in range(1, 13)) if words.language == CHINESE else _ENGLISH
    weekdays = (
        tuple("一二三四五六日") if words.language == CHINESE else ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    )
    for year, days in sorted(_days(own).items(), reverse=True):
        name, title = f"calendar-{year}", _("Meetings in {year}").format(year=year)
        held = sum(day.held for day in days.values())
        description = _(
            "A square for each day on which a meeting was held, larger where there were several; an outline for a "
            "planned one, a cross for a cancelled one. Held: {count}."
        ).format(count=number(held))
        yield Chart(
            id=name,
            title=title,
            description=description,
            svg=calendar_chart(name, title, description, year, days, (months, weekdays)),
            head=(_("Month"), _("held"), _("planned"), _("cancelled")),
            rows=tuple(_by_month(words, days)),
            keys=(Key("solved", _("held")), Key("received", _("planned")), Key("cross", _("cancelled"))),
        )


def _by_month(words: Wording, days: Mapping[date, Day]) -> Iterator[tuple[str, ...]]:
    months: dict[tuple[int, int], list[Day]] = defaultdict(list)
    first: dict[tuple[int, int], date] = {}
    for day, found in sorted(days.items()):
        months[day.year, day.month].append(found)
        first.setdefault((day.year, day.month), day)
    for key, entries in months.items():
        counts = (sum(getattr(one, name) for one in entries) for name in ("held", "planned", "cancelled"))
        yield (month_in_words(words, first[key]), *(number(count) for count in counts))
