"""The rules of a programme in plain words, made from its rule set, one view a version."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kentan.publish.text import Said
from kentan.publish.wording import Wording
from kentan.records.programme import Clock, Condition, Limit, Programme, Roll, RuleSet, Step
from kentan.records.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """One deadline: its name, how long, from what to what, for what, and what may change it."""

    name: Said
    limit: str
    begins: str
    ends: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PromiseView:
    """One kind of meeting or one duty: its name, and what is promised of it."""

    name: Said
    promises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version of the rules, in words."""

    since: date
    current: bool
    summary: Said | None
    deadlines: tuple[DeadlineView, ...]
    meetings: tuple[PromiseView, ...]
    duties: tuple[PromiseView, ...]
    scores: tuple[PromiseView, ...]


def versions(words: Wording, programme: Programme) -> Iterator[VersionView]:
    """The versions of a programme's rules, newest first."""
    for number, rules in enumerate(reversed(programme.versions)):
        yield VersionView(
            since=rules.from_,
            current=number == 0,
            summary=words.said(rules, "summary"),
            deadlines=tuple(_deadline(words, rules, clock) for clock in rules.clocks.values()),
            meetings=tuple(_meetings(words, rules)),
            duties=tuple(_duties(words, rules)),
            scores=tuple(_scores(words, rules)),
        )


def limit_in_words(words: Wording, limit: Limit) -> str:
    """How long, in words: 14 days, 5 working days, the 25th of the month after."""
    _ = words._
    for count, template in (
        (limit.hours, _("{count} hours")),
        (limit.office_hours, _("{count} office hours")),
        (limit.days, _("{count} days")),
        (limit.working_days, _("{count} working days")),
        (limit.months, _("{count} months")),
    ):
        if count == 0:
            return _("on the day itself")
        if count is not None:
            return template.format(count=count)
    if limit.day_of_month is not None:
        if limit.months_after:
            template = _("day {day} of the month, {months} months later")
            return template.format(day=limit.day_of_month, months=limit.months_after)
        return _("day {day} of the month").format(day=limit.day_of_month)
    return _("end of the month, {months} months later").format(months=limit.end_of_month or 0)


def _labels(words: Wording, found: tuple[Vocabulary, ...]) -> str:
    return " / ".join(words.label(word) for word in found)


def _name(words: Wording, record: object, key: str) -> Said:
    return words.said(record, "name") or Said(key)  # type: ignore[arg-type]


def _deadline(words: Wording, rules: RuleSet, clock: Clock) -> DeadlineView:
    details = [*_applies(words, clock.applies), *_changes(words, clock)]
    if clock.ladder and clock.ladder in rules.ladders:
        details.extend(_step(words, step) for step in rules.ladders[clock.ladder])
    return DeadlineView(
        name=_name(words, clock, ""),
        limit=limit_in_words(words, clock.limit),
        begins=_labels(words, clock.starts),
        ends=_labels(words, clock.stops),
        details=tuple(details),
    )


def _applies(words: Wording, applies: Condition | None) -> Iterator[str]:
    if applies is None:
        return
    _ = words._
    for term, found in (
        (_("only for: {what}"), _labels(words, applies.roles)),
        (_("only for: {what}"), _labels(words, applies.kinds)),
        (_("only for: {what}"), _labels(words, applies.levels)),
        (_("only for: {what}"), _labels(words, applies.channels)),
        (_("only for: {what}"), _labels(words, applies.outcomes)),
        (_("only for: {what}"), _labels(words, applies.raised_by)),
        (_("only for: {what}"), _labels(words, applies.modes)),
        (_("only for grades: {what}"), " / ".join(applies.grades)),
    ):
        if found:
            yield term.format(what=found)


def _changes(words: Wording, clock: Clock) -> Iterator[str]:
    _ = words._
    yield _("obliges {whom}").format(whom=words.label(clock.obliges))
    if clock.roll is Roll.FORWARD:
        yield _("A due day that is a day off moves to the next working day.")
    if clock.every:
        yield _("Again every {limit}.").format(limit=limit_in_words(words, clock.every))
    if clock.pauses:
        yield _("Waiting for the enterprise stops it, before it is due.")
    if clock.extensions:
        yield _("May be extended {times} times, by decision of {whom}.").format(
            times=clock.extensions.at_most, whom=_labels(words, clock.extensions.decided_by)
        )


def _step(words: Wording, step: Step) -> str:
    _ = words._
    said = f"{_reached(words, step)}{obligation_in_words(words, step)}"
    return said + (_(", within {limit}").format(limit=limit_in_words(words, step.within)) if step.within else "")


def _reached(words: Wording, step: Step) -> str:
    _ = words._
    name = _name(words, step, step.id).text
    if step.before:
        return _("{step}: {limit} before it is due").format(step=name, limit=limit_in_words(words, step.before))
    if step.after and 0 in (step.after.hours, step.after.days, step.after.working_days):
        return _("{step}: as soon as it is overdue").format(step=name)
    if step.after:
        return _("{step}: {limit} after it was due").format(step=name, limit=limit_in_words(words, step.after))
    event = words.label(step.event) if step.event else words.label(step.state)
    if step.times > 1:
        return _("{step}: {event}, {times} times").format(step=name, event=event, times=step.times)
    return _("{step}: {event}").format(step=name, event=event)


def obligation_in_words(words: Wording, step: Step) -> str:
    """What a step obliges whom to do, as a part of a sentence; empty where it obliges nobody."""
    _ = words._
    if step.obliges is None:
        return ""
    whom, to = words.label(step.obliges), words.said(step, "to")
    return _("; {whom}: {what}").format(whom=whom, what=to.text) if to else _("; obliges {whom}").format(whom=whom)


def _meetings(words: Wording, rules: RuleSet) -> Iterator[PromiseView]:
    _ = words._
    for key, kind in rules.meetings.items():
        promises: list[str] = []
        if kind.cadence:
            every = words.label(kind.cadence.every)
            promises.append(_("{times} in each {period}").format(times=kind.cadence.times, period=every))
            if kind.cadence.weekday:
                promises.append(_("on {weekday}").format(weekday=words.label(kind.cadence.weekday)))
        if kind.notice:
            promises.append(_("announced {limit} before").format(limit=limit_in_words(words, kind.notice)))
        if kind.hosts:
            promises.append(_("hosts: {what}").format(what=_labels(words, kind.hosts)))
        if kind.verbatim:
            promises.append(_("a verbatim record is kept"))
        yield PromiseView(_name(words, kind, key), tuple(promises))


def _duties(words: Wording, rules: RuleSet) -> Iterator[PromiseView]:
    for key, duty in rules.duties.items():
        promises = [words._("every {period}").format(period=words.label(duty.every))]
        to = words.said(duty, "to")
        if to:
            promises.append(words._("to {whom}").format(whom=to.text))
        yield PromiseView(_name(words, duty, key), tuple(promises))


def _scores(words: Wording, rules: RuleSet) -> Iterator[PromiseView]:
    for key, dimension in rules.scores.items():
        asks = words.said(dimension, "asks")
        yield PromiseView(_name(words, dimension, key), (asks.text,) if asks else ())
