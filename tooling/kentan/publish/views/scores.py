"""The scores of a programme over time beside the facts, who hosts next, and the burden on enterprises."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kentan.publish.charts.drawing import Chart, Key
from kentan.publish.charts.lines import Series, line_chart
from kentan.publish.edition import Edition
from kentan.publish.text import Said, day_in_words
from kentan.publish.views.limits import limit_in_words
from kentan.publish.views.meeting import number
from kentan.publish.views.parts import Fact, Link
from kentan.publish.views.shared import meeting_address
from kentan.records.meeting import Meeting
from kentan.records.programme import MeetingKind, Programme
from kentan.records.vocabulary import HostKind, InstitutionType

_SHOWN = 52
"""So many of the last meetings with scores are shown: a year of weekly ones."""
_NEXT = 8
_INSTITUTIONS = {
    HostKind.CHAMBER: InstitutionType.CHAMBER,
    HostKind.EXECUTIVE_MEMBER: InstitutionType.EXECUTIVE_MEMBER,
}


@dataclass(frozen=True, slots=True)
class ScoredMeeting:
    """A scored meeting: the score in each dimension, and what of the meeting before is solved today."""

    link: Link
    on: date
    scores: tuple[str, ...]
    before: Link | None
    solved: str


@dataclass(frozen=True, slots=True)
class ScoresView:
    """The scores over time: the names of the dimensions, the chart, and the table with the facts beside."""

    heads: tuple[Said, ...]
    chart: Chart
    rows: tuple[ScoredMeeting, ...]


@dataclass(frozen=True, slots=True)
class HostsView:
    """Who hosts next: the rota in words, what is planned, and those whose turn is longest ago."""

    rota: tuple[Said, ...]
    planned: tuple[tuple[Link, Said, date | None], ...]
    hosted: str
    next: tuple[tuple[Said, str], ...]


def scores_view(edition: Edition, programme: Programme) -> ScoresView | None:
    """The scores of a programme's meetings over time; None where none was scored."""
    held = (one for one in edition.index.meetings if one.programme == programme.id and one.held)
    scored = [one for one in held if one.scores][-_SHOWN:]
    if not scored:
        return None
    words, _ = edition.words, edition.words._
    declared = {key: dimension for version in programme.versions for key, dimension in version.scores.items()}
    keys = tuple(dict.fromkeys([*declared, *(key for one in scored for key in one.scores)]))
    names = tuple((key in declared and words.said(declared[key], "name")) or Said(key) for key in keys)
    bounds = [bound for one in declared.values() for bound in (one.least, one.most)] or [Decimal(0), Decimal(5)]
    series = [
        Series(name.one_line, tuple(float(one.scores[key].score) if key in one.scores else None for one in scored))
        for key, name in zip(keys, names, strict=True)
    ]
    title = _("Scores over time")
    description = _("The mean scores of {count} meetings, on a scale from {least} to {most}.").format(
        count=len(scored), least=number(min(bounds)), most=number(max(bounds))
    )
    labels = [one.id[2:10] for one in scored]
    scale = float(min(bounds)), float(max(bounds))
    rows = tuple(_scored(edition, one, keys) for one in reversed(scored))
    return ScoresView(
        heads=names,
        chart=Chart(
            id="scores-chart",
            title=title,
            description=description,
            svg=line_chart("scores-chart", title, description, labels, series, scale),
            head=(_("Meeting"), *(name.one_line for name in names)),
            rows=tuple((day_in_words(row.on, words.language), *row.scores) for row in rows),
            keys=tuple(Key(f"dash{place % 3}", name.one_line) for place, name in enumerate(names)),
        ),
        rows=rows,
    )


def _scored(edition: Edition, meeting: Meeting, keys: tuple[str, ...]) -> ScoredMeeting:
    words, day = edition.words, meeting.day
    before = meeting_before(edition, meeting)
    scores = (
        words.remarked(number(meeting.scores[key].score), number(meeting.scores[key].returned))
        if key in meeting.scores
        else "–"
        for key in keys
    )
    return ScoredMeeting(
        link=_link(edition, meeting),
        on=day or edition.as_of,
        scores=tuple(scores),
        before=_link(edition, before) if before else None,
        solved=solved_today(edition, before.id) if before else "",
    )


def meeting_before(edition: Edition, meeting: Meeting) -> Meeting | None:
    """The last meeting of the same kind at the same place before one, where it is published."""
    before = edition.index.computed.measures.before.get(meeting.id)
    return edition.index.ledger.meetings.get(before) if before else None


def solved_today(edition: Edition, meeting: str) -> str:
    """How many of the matters raised at a meeting are solved on the day of the site."""
    measures = edition.index.computed.measures
    cases = measures.raised_at.get(meeting, ())
    solved = sum(measures.facts[case].solved for case in cases)
    return edition.words._("{count} of {total}").format(count=number(solved), total=number(len(cases)))


def _link(edition: Edition, meeting: Meeting) -> Link:
    theme = edition.words.said(meeting, "theme", meeting.withheld) or Said(meeting.id)
    return Link(meeting_address(meeting.id), Said(theme.one_line, theme.language, theme.stub))


def hosts_view(edition: Edition, programme: Programme) -> HostsView | None:
    """Who hosts next by the rota of the rules in force; None where the rules know no rota and nothing is planned."""
    words, _ = edition.words, edition.words._
    rules = programme.rules_on(edition.as_of)
    own = [one for one in edition.index.meetings if one.programme == programme.id]
    planned = tuple(
        (_link(edition, one), _host(edition, one), one.planned) for one in own if not (one.held or one.cancelled)
    )
    rota = tuple(said for kind in rules.meetings.values() if (said := words.said(kind, "rota")))
    waiting = _waiting(edition, own, list(rules.meetings.values()))
    if not (planned or rota):
        return None
    hosted = sum(last is not None for last, _name in waiting)
    return HostsView(
        rota=rota,
        planned=planned,
        hosted=_("{count} of {total} have hosted").format(count=number(hosted), total=number(len(waiting)))
        if waiting
        else "",
        next=tuple(
            (
                words.institution(name),
                _("last on {day}").format(day=day_in_words(last, words.language)) if last else _("has not hosted yet"),
            )
            for last, name in waiting[:_NEXT]
        ),
    )


def _waiting(edition: Edition, own: list[Meeting], kinds: list[MeetingKind]) -> list[tuple[date | None, str]]:
    """The institutions of the rota with the day on which each hosted last, those that waited longest in front."""
    types = {_INSTITUTIONS[host] for kind in kinds for host in kind.hosts if host in _INSTITUTIONS}
    last: dict[str, date] = {}
    for one in own:
        if one.held and one.host and one.host.institution:
            last[one.host.institution] = one.held.on.day
    day = edition.as_of
    found = [
        (last.get(name), name)
        for name, institution in edition.index.ledger.institutions.items()
        if institution.type in types
        and (institution.from_ is None or institution.from_ <= day)
        and (institution.until is None or day <= institution.until)
    ]
    return sorted(found, key=lambda each: (each[0] or date.min, each[1]))


def _host(edition: Edition, meeting: Meeting) -> Said:
    host, words = meeting.host, edition.words
    if host is None:
        return Said("–")
    if host.institution:
        return words.institution(host.institution)
    return words.department(host.department) if host.department else Said(words.label(host.kind))


def burden(edition: Edition, programme: Programme) -> Iterator[Fact]:
    """The burden on enterprises: the cap on invitations, how many there were, and where the cap was passed.

    Who was invited is not said, only how often.
    """
    words, _ = edition.words, edition.words._
    cap = programme.rules_on(edition.as_of).invitations
    own = [one for one in edition.index.meetings if one.programme == programme.id and one.invited and not one.cancelled]
    if cap is None and not own:
        return
    allowed = _("no cap is set")
    if cap:
        within = limit_in_words(words, cap.within)
        allowed = _("at most {count} within {time}").format(count=cap.at_most, time=within)
    yield Fact(_("Cap on invitations"), Said(allowed))
    times: Counter[str] = Counter(name for one in own for name in {*one.invited})
    if times:
        yield Fact(_("Invitations on record"), Said(number(sum(times.values()))))
        yield Fact(_("Enterprises invited"), Said(number(len(times))))
        yield Fact(_("Most invitations of one enterprise"), Said(number(max(times.values()))))
    if cap:
        reckoner = edition.index.computed.measures.reckoner
        over: dict[str, int] = defaultdict(int)
        for one in own:
            over[one.id] += len(reckoner.reckon_meeting(one).too_often)
        links = tuple(_link(edition, one) for one in own if over[one.id])
        yield Fact(_("Invitations beyond the cap"), Said(number(sum(over.values()))), links=links)
