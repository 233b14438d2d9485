"""What one department did in a case: hand-overs, objections, pauses, extensions, replies, progress."""

from collections.abc import Iterator
from typing import NamedTuple

from kentan.publish.text import Said
from kentan.publish.views.parts import AWAY, CALM, GOOD, OPEN, Entry, Fact, Link, Tag
from kentan.publish.views.shared import department_link
from kentan.publish.wording import Translated, Wording
from kentan.records.case import Assignment, Case, Evidence, Reply
from kentan.records.vocabulary import ExtensionOutcome, ObjectionOutcome, Outcome

OUTCOME_TONE = {Outcome.SOLVED: GOOD, Outcome.IN_PROGRESS: OPEN, Outcome.PLANNED: OPEN, Outcome.EXPLAINED: CALM}


class Handling(NamedTuple):
    """One department's part in a case."""

    anchor: str
    department: Link
    role: str
    entries: tuple[Entry, ...]
    released: bool


class HandlingOf:
    """Makes the entries of one assignment."""

    def __init__(self, words: Wording, case: Case, department: str, assignment: Assignment) -> None:
        self._words = words
        self._case = case
        self._department = department
        self._assignment = assignment
        self._who = words.department(department)

    def view(self) -> Handling:
        """The department's part, its entries in the order of time."""
        handed = self._assignment.handed_over
        return Handling(
            anchor=f"handling-{self._department}",
            department=department_link(self._words, self._department),
            role=self._words.label(self._assignment.role),
            entries=tuple(sorted(self._entries(), key=lambda entry: entry.when)),
            released=bool(handed) and all(entry.ended for entry in handed),
        )

    def _entries(self) -> Iterator[Entry]:
        part = self._assignment
        yield from self._hand_overs()
        if part.objections or part.pauses or part.extensions:  # most have none
            yield from self._objections()
            yield from self._pauses()
            yield from self._extensions()
        yield from self._replies()
        yield from self._progress()

    def _anchor(self, what: str, number: int) -> str:
        return f"{what}-{self._department}-{number}"

    def _texts(self, record: Translated, *fields: str) -> tuple[Said, ...]:
        found = [self._words.said(record, field, self._case.withheld) for field in fields]
        return tuple([said for said in found if said])

    def _late(self, record: Translated) -> tuple[Fact, ...]:
        said = self._words.said(record, "late_reason", self._case.withheld)
        return (Fact(self._words._("Why it was late"), said),) if said else ()

    def _decided_late(self, reason: str | None) -> tuple[Fact, ...]:
        term = self._words._("Why the decision was late")
        return (Fact(term, self._words.plain(reason, self._case.withheld)),) if reason else ()

    def _hand_overs(self) -> Iterator[Entry]:
        _ = self._words._
        for number, entry in enumerate(self._assignment.handed_over, 1):
            ended = (Fact(_("released on"), when=entry.ended),) if entry.ended else ()
            facts = (*ended, *self._late(entry))
            anchor = self._anchor("hand-over", number)
            yield Entry(anchor, entry.on, _("handed over"), self._who, None, self._texts(entry, "task"), facts)

    def _objections(self) -> Iterator[Entry]:
        _ = self._words._
        for number, entry in enumerate(self._assignment.objections, 1):
            facts: list[Fact] = []
            if entry.proposed:
                facts.append(Fact(_("proposes instead"), links=(department_link(self._words, entry.proposed),)))
            tag = Tag(_("not decided yet"), OPEN)
            if entry.decision:
                upheld = entry.decision.outcome is ObjectionOutcome.UPHELD
                tag = Tag(self._words.label(entry.decision.outcome), GOOD if upheld else CALM)
                facts.append(Fact(_("decided on"), when=entry.decision.on))
                facts.extend(self._decided_late(entry.decision.late_reason))
            facts.extend(self._late(entry))
            texts, anchor = self._texts(entry, "reason"), self._anchor("objection", number)
            yield Entry(anchor, entry.on, _("objection raised"), self._who, tag, texts, tuple(facts))

    def _pauses(self) -> Iterator[Entry]:
        _ = self._words._
        for number, entry in enumerate(self._assignment.pauses, 1):
            tag = None if entry.until else Tag(_("still waiting"), OPEN)
            until = (Fact(_("the enterprise answered on"), when=entry.until),) if entry.until else ()
            texts, anchor = self._texts(entry, "question"), self._anchor("pause", number)
            facts = (*until, *self._late(entry))
            yield Entry(anchor, entry.on, _("waiting for the enterprise"), self._who, tag, texts, facts)

    def _extensions(self) -> Iterator[Entry]:
        _ = self._words._
        for number, entry in enumerate(self._assignment.extensions, 1):
            facts = [Fact(_("asks for time until"), when=entry.until)]
            tag = Tag(_("not decided yet"), OPEN)
            if entry.decision:
                granted = entry.decision.outcome is ExtensionOutcome.GRANTED
                tag = Tag(self._words.label(entry.decision.outcome), GOOD if granted else AWAY)
                facts.append(Fact(_("decided on"), when=entry.decision.on))
                if entry.decision.by:
                    facts.append(Fact(_("decided by"), self._words.department(entry.decision.by)))
                facts.extend(self._decided_late(entry.decision.late_reason))
            facts.extend(self._late(entry))
            texts, anchor = self._texts(entry, "reason"), self._anchor("extension", number)
            yield Entry(anchor, entry.on, _("extension asked"), self._who, tag, texts, tuple(facts))

    def _replies(self) -> Iterator[Entry]:
        _ = self._words._
        for number, entry in enumerate(self._assignment.replies, 1):
            tag = Tag(self._words.label(entry.outcome), OUTCOME_TONE[entry.outcome])
            facts = (*self._basis(entry), *self._promise(entry), *self._evidence(entry), *self._late(entry))
            texts, anchor = self._texts(entry, "text"), self._anchor("reply", number)
            yield Entry(anchor, entry.on, _("replied"), self._who, tag, texts, facts)

    def _basis(self, reply: Reply) -> Iterator[Fact]:
        said = self._words.said(reply, "basis", self._case.withheld)
        if said:
            yield Fact(self._words._("Reason in law or policy"), said)

    def _promise(self, reply: Reply) -> Iterator[Fact]:
        _ = self._words._
        promise = reply.promise
        if promise is None:
            return
        yield Fact(_("Promised"), self._words.said(promise, "text", self._case.withheld))
        yield Fact(_("Promised by"), when=promise.due)
        if promise.kept is None:
            yield Fact(_("Kept"), Said(_("not recorded as kept yet")))
        else:
            yield Fact(_("Kept on"), when=promise.kept.on)
            yield Fact(_("Who says that it was kept"), Said(self._words.label(promise.kept.by)))
            yield from self._decided_late(promise.kept.late_reason)

    def _evidence(self, reply: Reply) -> Iterator[Fact]:
        for document in reply.evidence:
            yield Fact(self._words._("Evidence"), self._document(document), when=document.on, outside=document.address)

    def _document(self, document: Evidence) -> Said:
        title = self._words.said(document, "title", self._case.withheld) or Said("")
        number = self._words.said(document, "number", self._case.withheld)
        return title._replace(text=f"{title.text} {number.text}") if number else title

    def _progress(self) -> Iterator[Entry]:
        for number, entry in enumerate(self._assignment.progress, 1):
            what = self._words._("progress reported")
            anchor = self._anchor("progress", number)
            yield Entry(anchor, entry.on, what, self._who, None, self._texts(entry, "text"), self._late(entry))
