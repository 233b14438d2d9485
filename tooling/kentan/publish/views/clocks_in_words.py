"""A deadline of a programme in plain words: how long, from what to what, for what, what changes it, its ladder."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kentan.publish.text import Said, clean
from kentan.publish.views.limits import limit_in_words
from kentan.publish.wording import Wording
from kentan.records.clock import Clock, Condition, ExtensionRule, PauseRule, Roll, Step, StepState, Which
from kentan.records.programme import RuleSet
from kentan.records.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """One deadline: its name, how long, from what to what, for what, and what may change it."""

    name: Said
    limit: str
    begins: str
    ends: str
    details: tuple[str, ...]


def deadlines_in_words(words: Wording, rules: RuleSet) -> Iterator[DeadlineView]:
    """The deadlines of one version of the rules, in the order in which they are declared."""
    for key, clock in rules.clocks.items():
        steps = rules.ladders.get(clock.ladder or "", ())
        yield DeadlineView(
            name=words.said(clock, "name") or Said(key),
            limit=limit_in_words(words, clock.limit),
            begins=labels(words, clock.starts),
            ends=labels(words, clock.stops),
            details=(
                *_applies(words, rules, clock.applies),
                *_runs(words, clock),
                *(_pauses(words, clock.pauses) if clock.pauses else ()),
                *(_extensions(words, clock.extensions) if clock.extensions else ()),
                *(_step(words, step) for step in steps),
            ),
        )


def labels(words: Wording, found: Iterable[Vocabulary]) -> str:
    """Several words of a closed list, one after the other."""
    return " / ".join(map(words.label, found))


def _applies(words: Wording, rules: RuleSet, applies: Condition | None) -> Iterator[str]:
    if applies is None:
        return
    _ = words._
    closed = (
        applies.roles,
        applies.kinds,
        applies.levels,
        applies.channels,
        applies.outcomes,
        applies.supervision,
        applies.raised_by,
        applies.modes,
    )
    named = (
        [words.topic(each).text for each in applies.topics],
        [words.place(each).text for each in applies.places],
        [words.department(each).text for each in applies.departments],
    )
    for what in (*(labels(words, found) for found in closed), *map(words.listed, named)):
        if what:
            yield _("only for: {what}").format(what=what)
    if applies.grades:
        grades = (_name(words, rules.grades.get(each), each) for each in applies.grades)
        yield _("only for grades: {what}").format(what=words.listed(grades))
    if applies.meeting_kinds:
        kinds = (_name(words, rules.meetings.get(each), each) for each in applies.meeting_kinds)
        yield _("only for matters of: {what}").format(what=words.listed(kinds))


def _name(words: Wording, entry: object, key: str) -> str:
    named = words.said(entry, "name") if entry is not None else None  # type: ignore[arg-type]
    return named.text if named else clean(key)


def _runs(words: Wording, clock: Clock) -> Iterator[str]:
    _ = words._
    yield _("obliges {whom}").format(whom=words.label(clock.obliges))
    if clock.which is Which.FIRST:
        yield _("Of several starts only the first counts.")
    elif clock.which is Which.LAST:
        yield _("Of several starts only the last counts.")
    if clock.stopping_outcomes:
        yield _("Only these answers end it: {what}.").format(what=labels(words, clock.stopping_outcomes))
    if clock.roll is Roll.FORWARD:
        yield _("A due day that is a day off moves to the next working day.")
    elif clock.roll is Roll.BACK:
        yield _("A due day that is a day off moves to the working day before.")
    if clock.every:
        yield _("Again every {limit}.").format(limit=limit_in_words(words, clock.every))
    if clock.until:
        yield _("For good until: {events}.").format(events=labels(words, clock.until))


def _pauses(words: Wording, rule: PauseRule) -> Iterator[str]:
    _ = words._
    yield _("Waiting for the enterprise stops it, before it is due.")
    if rule.at_most is not None:
        yield _("Times that waiting counts, at most: {times}.").format(times=rule.at_most)
    if rule.days_each is not None:
        yield _("Days that waiting counts each time, at most: {days}.").format(days=rule.days_each)
    if rule.days_in_all is not None:
        yield _("Days that waiting counts in all, at most: {days}.").format(days=rule.days_in_all)
    if rule.objections:
        yield _("An objection stops it too, until it is decided.")


def _extensions(words: Wording, rule: ExtensionRule) -> Iterator[str]:
    _ = words._
    yield _("Extensions at most: {times}, by decision of {whom}.").format(
        times=rule.at_most, whom=labels(words, rule.decided_by)
    )
    if rule.up_to:
        yield _("Extensions reach at most {limit} beyond the due day.").format(limit=limit_in_words(words, rule.up_to))
    if rule.ask_before:
        yield _("An extension is asked for at least {limit} before it is due.").format(
            limit=limit_in_words(words, rule.ask_before)
        )


def _step(words: Wording, step: Step) -> str:
    _ = words._
    said = _reached(words, step)
    if step.state is not StepState.NAMED:
        said += _("; counts as {state}").format(state=words.label(step.state))
    said += obligation_in_words(words, step)
    if step.within:
        said += _(", within {limit}").format(limit=limit_in_words(words, step.within))
    return said + (_("; shown by: {events}").format(events=labels(words, step.done)) if step.done else "")


def _reached(words: Wording, step: Step) -> str:
    _ = words._
    name = _name(words, step, step.id)
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
    to = words.said(step, "to")
    if step.obliges is None:
        return _("; {what}").format(what=to.text) if to else ""
    whom = words.label(step.obliges)
    return _("; {whom}: {what}").format(whom=whom, what=to.text) if to else _("; obliges {whom}").format(whom=whom)
