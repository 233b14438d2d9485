"""The rules of a programme in plain words, made from its rule set, one view a version.

Whatever a programme declares is told: a rule that is not published binds nobody.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kentan.publish.text import Said, clean
from kentan.publish.views.clocks_in_words import DeadlineView, deadlines_in_words, labels
from kentan.publish.views.limits import limit_in_words
from kentan.publish.wording import Wording
from kentan.records.programme import Cadence, Duty, Grade, MeetingKind, Programme, RuleSet, ScoreDimension


@dataclass(frozen=True, slots=True)
class PromiseView:
    """One kind of meeting, duty, score, grade or result: its name, and what is promised of it."""

    name: Said
    promises: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version of the rules, in words. `current`: in force on the day of the site; `coming`: not yet in force."""

    since: date
    current: bool
    coming: bool
    summary: Said | None
    deadlines: tuple[DeadlineView, ...]
    meetings: tuple[PromiseView, ...]
    duties: tuple[PromiseView, ...]
    scores: tuple[PromiseView, ...]
    grades: tuple[PromiseView, ...]
    results: tuple[PromiseView, ...]
    further: tuple[str, ...]


def versions(words: Wording, programme: Programme, on: date) -> Iterator[VersionView]:
    """The versions of a programme's rules as of a day, newest first."""
    in_force = programme.rules_on(on)
    for rules in sorted(programme.versions, key=lambda version: version.from_, reverse=True):
        yield VersionView(
            since=rules.from_,
            current=rules is in_force,
            coming=rules.from_ > on,
            summary=words.said(rules, "summary"),
            deadlines=tuple(deadlines_in_words(words, rules)),
            meetings=tuple(
                _promise(words, key, kind, _of_meetings(words, kind)) for key, kind in rules.meetings.items()
            ),
            duties=tuple(
                _promise(words, key, duty, _of_duty(words, rules, duty)) for key, duty in rules.duties.items()
            ),
            scores=tuple(_promise(words, key, score, _of_score(words, score)) for key, score in rules.scores.items()),
            grades=tuple(_promise(words, key, grade, _of_grade(words, grade)) for key, grade in rules.grades.items()),
            results=tuple(
                _promise(words, key, kind, [_quoting(words._("in {what}"), words.said(kind, "unit"))])
                for key, kind in rules.results.items()
            ),
            further=tuple(_further(words, rules)),
        )


def _promise(words: Wording, key: str, entry: object, promises: Iterable[str | Said]) -> PromiseView:
    said = tuple(one if isinstance(one, Said) else Said(one) for one in promises)
    return PromiseView(words.said(entry, "name") or Said(clean(key)), said)  # type: ignore[arg-type]


def _quoting(message: str, text: Said | None) -> Said:
    """A message of ours around a text of the programme, in whose language it counts as a whole."""
    return Said(message.format(what=text.text if text else ""), text.language if text else None)


def _of_meetings(words: Wording, kind: MeetingKind) -> Iterator[str | Said]:
    _ = words._
    if kind.cadence:
        yield from _cadence(words, kind.cadence)
    if kind.notice:
        yield _("announced {limit} before").format(limit=limit_in_words(words, kind.notice))
    if kind.levels:
        yield _("at the levels: {what}").format(what=labels(words, kind.levels))
    if kind.hosts:
        yield _("hosts: {what}").format(what=labels(words, kind.hosts))
    if kind.rota:
        yield _quoting(_("rota of the hosts: {what}"), words.said(kind, "rota"))
    if kind.formats:
        yield _quoting(_("ways to take part: {what}"), words.plain(words.listed(kind.formats)))
    if kind.verbatim:
        yield _("a verbatim record is kept")


def _cadence(words: Wording, cadence: Cadence) -> Iterator[str]:
    _ = words._
    yield _("{times} in each {period}").format(times=cadence.times, period=words.label(cadence.every))
    if cadence.weekday:
        yield _("on {weekday}").format(weekday=words.label(cadence.weekday))
    if cadence.days_of_month:
        yield _("on day {days} of the month").format(days=words.listed(map(str, cadence.days_of_month)))
    if cadence.minutes is not None:
        yield _("at least {minutes} minutes").format(minutes=cadence.minutes)


def _of_duty(words: Wording, rules: RuleSet, duty: Duty) -> Iterator[str]:
    _ = words._
    yield _("every {period}").format(period=words.label(duty.every))
    to = words.said(duty, "to")
    if to:
        yield _("to {whom}").format(whom=to.text)
    if duty.by:
        yield _("after the end of the period: {limit}").format(limit=limit_in_words(words, duty.by))
    if duty.meeting_kind:
        kind = rules.meetings.get(duty.meeting_kind)
        named = words.said(kind, "name") if kind else None
        yield _("fulfilled by a meeting: {kind}").format(kind=named.text if named else clean(duty.meeting_kind))
    if duty.survey:
        yield _("fulfilled by a survey")


def _of_score(words: Wording, dimension: ScoreDimension) -> Iterator[str]:
    _ = words._
    asks = words.said(dimension, "asks")
    if asks:
        yield asks.text
    yield _("scored by {whom}, from {least} to {most}").format(
        whom=words.label(dimension.scored_by), least=dimension.least, most=dimension.most
    )


def _of_grade(words: Wording, grade: Grade) -> Iterator[str]:
    _ = words._
    if grade.leaders:
        yield _("leaders who see to it: {count}").format(count=grade.leaders)
    if grade.plan:
        yield _("needs a plan")


def _further(words: Wording, rules: RuleSet) -> Iterator[str]:
    _ = words._
    if rules.rating:
        yield _("A rating of {satisfied} or more of 5 is satisfied, one of {low} or less is low.").format(
            satisfied=rules.rating.satisfied, low=rules.rating.low
        )
        if rules.rating.window:
            yield _("A rating is waited for: {limit}.").format(limit=limit_in_words(words, rules.rating.window))
    cap = rules.invitations
    if cap:
        yield _("Invitations of one enterprise at most: {times} in {limit}.").format(
            times=cap.at_most, limit=limit_in_words(words, cap.within)
        )
    if rules.recorded_within:
        yield _("What happens is recorded within: {limit}; what is recorded later is shown as late.").format(
            limit=limit_in_words(words, rules.recorded_within)
        )
    hours = rules.office_hours
    if hours:
        if hours.break_from and hours.break_until:
            yield _("Office hours: {opens}–{break_from} and {break_until}–{closes}.").format(
                opens=hours.opens, break_from=hours.break_from, break_until=hours.break_until, closes=hours.closes
            )
        else:
            yield _("Office hours: {opens}–{closes}.").format(opens=hours.opens, closes=hours.closes)
