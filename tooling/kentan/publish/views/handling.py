"""What one department did in a case: hand-overs, objections, pauses, extensions, replies, progress."""

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import NamedTuple

from kentan.clocks.releases import releases
from kentan.languages import mark
from kentan.publish.views.parts import AWAY, CALM, GOOD, OPEN, Entry, Link
from kentan.publish.views.shared import department_link
from kentan.publish.views.told import (
    Told,
    ToldFact,
    ToldTag,
    decided_late,
    department,
    in_words,
    late,
    place_of,
)
from kentan.publish.wording import Wording
from kentan.records.case import Assignment, Case, Extension, Reply
from kentan.records.moments import Moment
from kentan.records.vocabulary import ExtensionOutcome, ObjectionOutcome, Outcome, Role

N_ = mark
OUTCOME_TONE = {Outcome.SOLVED: GOOD, Outcome.IN_PROGRESS: OPEN, Outcome.PLANNED: OPEN, Outcome.EXPLAINED: CALM}
_ORDER = {Role.LEAD: 0, Role.COORDINATOR: 1, Role.SUPPORT: 2}
_by_time = attrgetter("when")


class Handling(NamedTuple):
    """One department's part in a case."""

    anchor: str
    department: Link
    role: str
    entries: tuple[Entry, ...]
    released: bool


def handling(words: Wording, case: Case, name: str, part: Assignment) -> Handling:
    """A department's part in the words of one language, its entries in the order of time."""
    return Handling(
        anchor=f"handling-{name}",
        department=department_link(words, name),
        role=words.label(part.role),
        entries=tuple([in_words(words, told, case.withheld) for told in of_assignment(name, part)]),
        released=bool(part.handed_over) and all(releases(part)),
    )


def in_order(case: Case) -> list[tuple[str, Assignment]]:
    """The departments of a case with their parts, the lead first."""
    return sorted(case.assignments.items(), key=lambda item: (_ORDER[item[1].role], item[0]))


def of_assignment(name: str, part: Assignment) -> list[Told]:
    """What a department did in a case, in the order of time."""
    found = [*_hand_overs(name, part)]
    if part.objections or part.pauses or part.extensions:  # most have none
        found += [*_objections(name, part), *_pauses(name, part), *_extensions(name, part)]
    found += _replies(name, part)
    for number, entry in enumerate(part.progress, 1):
        place = place_of("progress", number, name)
        found.append(Told(place, entry.on, N_("progress reported"), name, None, ((entry, "text"),), late(entry)))
    found.sort(key=_by_time)
    return found


def _hand_overs(name: str, part: Assignment) -> Iterator[Told]:
    for number, entry in enumerate(part.handed_over, 1):
        ended = (ToldFact(N_("released on"), when=entry.ended),) if entry.ended else ()
        texts = ((entry, "task"),) if entry.task is not None else ()
        place = place_of("hand-over", number, name)
        yield Told(place, entry.on, N_("handed over"), name, None, texts, (*ended, *late(entry)))


def _objections(name: str, part: Assignment) -> Iterator[Told]:
    for number, entry in enumerate(part.objections, 1):
        facts: list[ToldFact] = []
        if entry.proposed:
            facts.append(ToldFact(N_("proposes instead"), link=_linked(entry.proposed)))
        tag = ToldTag(N_("not decided yet"), OPEN)
        if entry.decision:
            upheld = entry.decision.outcome is ObjectionOutcome.UPHELD
            tag = ToldTag(entry.decision.outcome, GOOD if upheld else CALM)
            facts += (ToldFact(N_("decided on"), when=entry.decision.on), *decided_late(entry.decision.late_reason))
        facts += late(entry)
        place, texts = place_of("objection", number, name), ((entry, "reason"),)
        yield Told(place, entry.on, N_("objection raised"), name, tag, texts, tuple(facts))


def _linked(name: str) -> Callable[[Wording], Link]:
    return lambda words: department_link(words, name)


def _pauses(name: str, part: Assignment) -> Iterator[Told]:
    for number, entry in enumerate(part.pauses, 1):
        tag = None if entry.until else ToldTag(N_("still waiting"), OPEN)
        until = (ToldFact(N_("the enterprise answered on"), when=entry.until),) if entry.until else ()
        place, texts, facts = place_of("pause", number, name), ((entry, "question"),), (*until, *late(entry))
        yield Told(place, entry.on, N_("waiting for the enterprise"), name, tag, texts, facts)


def _extensions(name: str, part: Assignment) -> Iterator[Told]:
    for number, entry in enumerate(part.extensions, 1):
        tag = ToldTag(N_("not decided yet"), OPEN)
        if entry.decision:
            granted = entry.decision.outcome is ExtensionOutcome.GRANTED
            tag = ToldTag(entry.decision.outcome, GOOD if granted else AWAY)
        facts = (*_asked(entry), *late(entry))
        place, texts = place_of("extension", number, name), ((entry, "reason"),)
        yield Told(place, entry.on, N_("extension asked"), name, tag, texts, facts)


def _asked(entry: Extension) -> Iterator[ToldFact]:
    yield ToldFact(N_("asks for time until"), when=Moment(entry.until))
    if entry.decision:
        yield ToldFact(N_("decided on"), when=entry.decision.on)
        if entry.decision.by:
            yield ToldFact(N_("decided by"), department(entry.decision.by))
        yield from decided_late(entry.decision.late_reason)


def _replies(name: str, part: Assignment) -> Iterator[Told]:
    for number, entry in enumerate(part.replies, 1):
        tag = ToldTag(entry.outcome, OUTCOME_TONE[entry.outcome])
        facts = (*_resting_on(entry), *late(entry))
        yield Told(place_of("reply", number, name), entry.on, N_("replied"), name, tag, ((entry, "text"),), facts)


def _resting_on(reply: Reply) -> Iterator[ToldFact]:
    """The reason, the promise and the evidence of a reply."""
    promise = reply.promise
    if reply.basis is not None:
        yield ToldFact(N_("Reason in law or policy"), (reply, "basis"))
    if promise:
        yield ToldFact(N_("Promised"), (promise, "text"))
        yield ToldFact(N_("Promised by"), when=Moment(promise.due))
        if promise.kept is None:
            yield ToldFact(N_("Kept"), N_("not recorded as kept yet"))
        else:
            yield ToldFact(N_("Kept on"), when=promise.kept.on)
            yield ToldFact(N_("Who says that it was kept"), promise.kept.by)
            yield from decided_late(promise.kept.late_reason)
    for document in reply.evidence:
        on = Moment(document.on) if document.on else None
        yield ToldFact(N_("Evidence"), (document, "title", "number"), on, None, document.address)
