"""The deadlines of a case in words: each clock, what may have changed it, what became of it, and its proof."""

from collections.abc import Iterable, Iterator

from kentan.clocks.state import ClockState, ExtensionProblem, PauseProblem, Prolonging, Reached, Waiting
from kentan.clocks.status import State
from kentan.languages import mark
from kentan.publish.proof import Alike, proof_rows
from kentan.publish.text import Said, clean, moment_in_words
from kentan.publish.views.clocks_in_words import obligation_in_words
from kentan.publish.views.limits import limit_in_words
from kentan.publish.views.parts import AWAY, CALM, GOOD, LATE, OPEN, Link, Tag
from kentan.publish.views.shared import department_link
from kentan.publish.views.standing import ClockView
from kentan.publish.wording import Wording
from kentan.records.clock import StepState

N_ = mark

_TONE = {
    State.RUNNING: OPEN,
    State.PAUSED: CALM,
    State.MET: GOOD,
    State.LATE: LATE,
    State.OVERDUE: LATE,
    State.ENDED: AWAY,
}
_PAUSE_PROBLEMS = {
    PauseProblem.AFTER_DUE: N_("it began after the due date, and does not count"),
    PauseProblem.TOO_MANY: N_("it was one more than the rules allow, and does not count"),
    PauseProblem.TOO_LONG: N_("it lasted longer than the rules allow; no more than that counts"),
}
_EXTENSION_PROBLEMS = {
    ExtensionProblem.UNDECIDED: N_("not decided yet"),
    ExtensionProblem.REFUSED: N_("refused"),
    ExtensionProblem.ASKED_LATE: N_("asked too late"),
    ExtensionProblem.TOO_OFTEN: N_("asked more often than the rules allow"),
    ExtensionProblem.BEYOND_CAP: N_("beyond what the rules allow"),
    ExtensionProblem.WRONG_OFFICE: N_("decided by an office that may not"),
    ExtensionProblem.DECIDED_LATE: N_("decided too late"),
}


def deadlines(
    words: Wording, clocks: Iterable[ClockState], known: dict[int, tuple[Alike, ...]]
) -> tuple[ClockView, ...]:
    """The clocks of a case, each with its proof. The first of several clocks with the same proof has it, and proves
    them all.

    `known` are proofs that another language asked for already.
    """
    found = [_clock(words, clock, known) for clock in clocks]
    together: dict[object, list[int]] = {}
    for number, clock in enumerate(found):
        if clock.proof:
            together.setdefault((id(clock.proof), clock.name, clock.rule, clock.notes), []).append(number)
    for numbers in together.values():
        proves = tuple([(found[number].department, found[number].verdict) for number in numbers])
        for number in numbers[1:]:
            found[number] = found[number]._replace(proof=())
        found[numbers[0]] = found[numbers[0]]._replace(proves=proves)
    return tuple(found)


def name_of(words: Wording, clock: ClockState) -> Said:
    """The name of a deadline."""
    return words.said(clock.clock, "name") or Said(clean(clock.id))


def _clock(words: Wording, clock: ClockState, known: dict[int, tuple[Alike, ...]]) -> ClockView:
    _ = words._
    programme, version = clock.rule.programme, clock.rule.version
    return ClockView(
        name=name_of(words, clock),
        department=department_link(words, clock.department) if clock.department else None,
        open=clock.is_open,
        started=clock.started,
        due=clock.due,
        provisional=clock.provisional,
        stopped=clock.stopped,
        tags=tuple(tags_of(words, clock)),
        obliges=words.label(clock.obliges),
        rule=_("{limit}, from: {start}").format(limit=_limit(words, clock), start=_start(words, clock)),
        rules=Link(f"programmes/{programme}.html#rules-{version.isoformat()}", words.programme(programme)),
        since=version,
        proof=proof_rows(words, clock, known),
        notes=tuple(_notes(words, clock)),
        verdict=_verdict(words, clock),
    )


def _limit(words: Wording, clock: ClockState) -> str:
    every = clock.clock.every if clock.number else None
    return limit_in_words(words, every or clock.clock.limit)


def _start(words: Wording, clock: ClockState) -> str:
    """What it counts from: an event, or in a recurrence the due day of the period before."""
    return words._("the due day of the period before") if clock.number else words.label(clock.started_by)


def tags_of(words: Wording, clock: ClockState) -> Iterator[Tag]:
    """The tags that say how a deadline stands."""
    yield Tag(words.status(clock.state.label), _TONE[clock.state])
    if clock.is_open and clock.step and clock.step.step.state is not StepState.OVERDUE:
        name = words.said(clock.step.step, "name")
        yield Tag(name.text if name else clock.step.step.id, LATE if clock.is_overdue else OPEN)
    if clock.provisional:
        yield Tag(words._("provisional"), AWAY)


def _notes(words: Wording, clock: ClockState) -> Iterator[str]:
    _ = words._
    yield from (_waiting(words, each) for each in clock.pauses)
    yield from (_prolonging(words, each) for each in clock.extensions)
    yield from (_step(words, each) for each in clock.steps() if each.step.state is not StepState.DUE_SOON)
    if clock.provisional:
        yield _("The public holidays of that year are not announced yet; the due date is reckoned anew when they are.")


def _step(words: Wording, reached: Reached) -> str:
    _ = words._
    step = reached.step
    name = words.said(step, "name")
    said = _("Since {day}: {step}").format(
        day=moment_in_words(reached.on, words.language), step=name.text if name else clean(step.id)
    )
    if step.obliges:
        said += obligation_in_words(words, step)
    if reached.due:
        said += _("; by {day}").format(day=moment_in_words(reached.due, words.language))
    if reached.done:
        said += _("; done on {day}").format(day=moment_in_words(reached.done, words.language))
    return said + (_("; not in time") if reached.is_missed else "") + _(".")


def _waiting(words: Wording, each: Waiting) -> str:
    _ = words._
    day = moment_in_words(each.entry.on if each.entry else each.from_, words.language)
    if each.until is None:
        waits = _("Since {day} the department waits for the enterprise: not counted.")
        objects = _("Since {day} the department's objection is open: not counted.")
    elif each.until == each.from_:
        waits = _("On {day} the department began to wait for the enterprise.")
        objects = _("On {day} the department objected.")
    else:
        waits = _("From {day} to {until} the department waited for the enterprise: not counted.")
        objects = _("From {day} to {until} the department's objection was open: not counted.")
    until = moment_in_words(each.until, words.language) if each.until else ""
    said = (waits if each.entry else objects).format(day=day, until=until)
    return _because(words, said, (_PAUSE_PROBLEMS[each.problem],) if each.problem else ())


def _prolonging(words: Wording, each: Prolonging) -> str:
    _ = words._
    day, until = moment_in_words(each.entry.on, words.language), moment_in_words(each.entry.until, words.language)
    if each.until is None:
        said = _("More time, asked for on {day} until {until}: not counted.").format(day=day, until=until)
    else:
        granted = moment_in_words(each.until, words.language)
        said = _("More time, asked for on {day}: counted until {until}.").format(day=day, until=granted)
    return _because(words, said, tuple(_EXTENSION_PROBLEMS[problem] for problem in each.problems))


def _because(words: Wording, said: str, reasons: tuple[str, ...]) -> str:
    if not reasons:
        return said
    _ = words._
    return _("{what} ({why})").format(what=said, why=_("; ").join(_(reason) for reason in reasons))


def _verdict(words: Wording, clock: ClockState) -> str:
    _ = words._
    happening = clock.stop or clock.end
    if happening is None:
        return ""
    day, event = moment_in_words(happening.moment, words.language), words.label(happening.event)
    if clock.stop is None:
        return _("Ended on {day} without being done: {event}.").format(day=day, event=event)
    if not clock.was_overdue:
        return _("Done on {day}, in time: {event}.").format(day=day, event=event)
    if not clock.days_late:
        return _("Done on {day}, late: {event}.").format(day=day, event=event)
    return _("Done on {day}, {count} days late: {event}.").format(day=day, event=event, count=clock.days_late)
