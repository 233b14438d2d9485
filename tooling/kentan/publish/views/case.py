"""The page of a case: what was raised, who is responsible, what was answered, and how it ended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kentan.clocks.history import Happening
from kentan.publish.charts.drawing import Chart
from kentan.publish.text import Said
from kentan.publish.views.course import Step, course
from kentan.publish.views.handling import Handling, HandlingOf
from kentan.publish.views.parts import AWAY, CALM, GOOD, LATE, OPEN, Entry, Fact, Link, Notice, SourceView, Tag
from kentan.publish.views.recorded import Numbered, RecordingOf
from kentan.publish.views.row import lead_of
from kentan.publish.views.shared import case_address, corrections, meeting_address, provenance, sources
from kentan.publish.views.standing import ClockView
from kentan.publish.views.withheld import reasons
from kentan.publish.wording import Translated, Wording
from kentan.records.case import Acceptance, Assignment, Case
from kentan.records.vocabulary import CallbackResult, Decision, Disclosure, Role

DECISION_TONE = {
    Decision.ACCEPTED: CALM,
    Decision.NOT_ACCEPTED: AWAY,
    Decision.MERGED: AWAY,
    Decision.WITHDRAWN: AWAY,
    Decision.REOPENED: OPEN,
}


class CaseView(NamedTuple):
    """Everything that the page of a case shows.

    `recorded` says on a short page how its entries were recorded.
    """

    id: str
    title: Said
    tags: tuple[Tag, ...]
    notices: tuple[Notice, ...]
    facts: tuple[Fact, ...]
    summary: Said | None
    statement: Said | None
    decisions: tuple[Entry, ...]
    handling: tuple[Handling, ...]
    clocks: tuple[ClockView, ...]
    ratings: tuple[Entry, ...]
    supervision: tuple[Entry, ...]
    featured: Fact | None
    course: tuple[Step, ...]
    corrections: tuple[Entry, ...]
    withheld: tuple[Fact, ...]
    sources: tuple[SourceView, ...]
    neighbours: tuple[Link, ...]
    related: tuple[Link, ...]
    file: str
    cited: str
    timeline: Chart | None = None
    recorded: Numbered = Numbered()


@dataclass(frozen=True, slots=True)
class Around:
    """What the page of a case needs from beyond the case itself; `happenings` are those that are published."""

    happenings: tuple[Happening, ...]
    tags: tuple[Tag, ...]
    clocks: tuple[ClockView, ...]
    merged_here: tuple[Link, ...]
    meeting: Link | None
    sector: Said | None
    grade_names: dict[str, Said]
    file: str
    site: str
    as_of: date
    timeline: Chart | None = None
    recorded: RecordingOf | None = None
    is_short: bool = False


class CasePage:
    """Makes the view of one case in one language."""

    def __init__(self, words: Wording, case: Case, around: Around) -> None:
        self._words = words
        self._case = case
        self._around = around

    def view(self) -> CaseView:
        """The view of the case."""
        case, words = self._case, self._words
        handling = [HandlingOf(words, case, *item).view() for item in self._assignments()]
        decisions = tuple(sorted((*self._decisions(), *self._graded()), key=lambda entry: entry.when))
        ratings = tuple(sorted((*self._asked(), *self._rated(), *self._called()), key=lambda entry: entry.when))
        supervision = tuple(self._supervision())
        corrected = corrections(words, case)
        notice = provenance(words, case.provenance)
        recorded, is_short = self._around.recorded, self._around.is_short
        said_title = words.said(case, "title", case.withheld) or Said(case.id)
        return CaseView(
            id=case.id,
            title=said_title,
            tags=(*self._around.tags, Tag(words.label(case.kind))),
            notices=(notice,) if notice else (),
            facts=tuple(self._facts()),
            summary=words.said(case, "summary", case.withheld),
            statement=words.said(case.raised, "statement", case.withheld),
            decisions=self._beside(decisions),
            handling=tuple(
                handling if is_short else [part._replace(entries=self._beside(part.entries)) for part in handling]
            ),
            clocks=self._around.clocks,
            ratings=self._beside(ratings),
            supervision=self._beside(supervision),
            featured=self._featured(),
            course=() if is_short else course(words, self._around.happenings, corrected, recorded),
            corrections=self._beside(corrected),
            withheld=reasons(words, case, self._around.as_of),
            sources=sources(words, case.sources),
            neighbours=self._around.merged_here,
            related=() if is_short else tuple(self._related()),
            file=self._around.file,
            cited=f"{case.id}, {self._around.site}, {self._around.as_of.isoformat()}",
            timeline=self._around.timeline,
            recorded=recorded.numbered() if recorded and is_short else Numbered(),
        )

    def _related(self) -> Iterator[Link]:
        """The lists in which its neighbours stand: of its topic, and of the department that leads it."""
        case, words, _ = self._case, self._words, self._words._
        topic, lead = words.topic(case.topic), lead_of(case)
        yield Link(f"cases/topic/{case.topic}/index.html", _about(_("Topic: {name}"), topic))
        if lead:
            yield Link(f"cases/department/{lead}/index.html", _about(_("Department: {name}"), words.department(lead)))

    def _beside(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        recorded = self._around.recorded
        return entries if recorded is None or self._around.is_short else recorded.beside(entries)

    def _assignments(self) -> Iterator[tuple[str, Assignment]]:
        order = {Role.LEAD: 0, Role.COORDINATOR: 1, Role.SUPPORT: 2}
        yield from sorted(self._case.assignments.items(), key=lambda item: (order[item[1].role], item[0]))

    def _facts(self) -> Iterator[Fact]:
        case, words, _ = self._case, self._words, self._words._
        programme = Link(f"programmes/{case.programme}.html", words.programme(case.programme))
        yield Fact(_("Programme"), links=(programme,))
        yield Fact(_("Place"), words.place(case.place))
        yield Fact(_("Topic"), links=(Link(f"cases/topic/{case.topic}/index.html", words.topic(case.topic)),))
        yield Fact(_("Raised on"), when=case.raised.on)
        how = f"{words.label(case.raised.channel)} · {words.label(case.raised.mode)}"
        yield Fact(_("Raised by"), Said(words.label(case.raised.by)))
        yield Fact(_("Channel"), Said(how))
        if self._around.meeting:
            yield Fact(_("Meeting"), links=(self._around.meeting,))
        if case.raised.report:
            yield Fact(_("Direct report"), words.plain(case.raised.report, case.withheld))
        yield from self._enterprise()
        if case.grades:
            yield Fact(_("Grade"), self._around.grade_names[case.grades[-1].grade])

    def _enterprise(self) -> Iterator[Fact]:
        enterprise, words, _ = self._case.enterprise, self._words, self._words._
        if enterprise is None:
            return
        name = words.said(enterprise, "name", self._case.withheld)
        if enterprise.disclosure is Disclosure.NAMED and name:
            yield Fact(_("Enterprise"), name)
        else:
            yield Fact(_("Enterprise"), Said(words.label(enterprise.disclosure), stub=True))
        if self._around.sector:
            yield Fact(_("Sector"), self._around.sector)
        if enterprise.size:
            yield Fact(_("Size"), Said(words.label(enterprise.size)))

    def _texts(self, record: Translated, *fields: str) -> tuple[Said, ...]:
        found = [self._words.said(record, field, self._case.withheld) for field in fields]
        return tuple([said for said in found if said])

    def _late(self, record: Translated) -> tuple[Fact, ...]:
        said = self._words.said(record, "late_reason", self._case.withheld)
        return (Fact(self._words._("Why it was late"), said),) if said else ()

    def _decisions(self) -> Iterator[Entry]:
        words = self._words
        for number, entry in enumerate(self._case.acceptance, 1):
            tag = Tag(words.label(entry.decision), DECISION_TONE[entry.decision])
            texts = self._texts(entry, "explanation")
            facts = (*self._decided(entry), *self._late(entry))
            yield Entry(f"decision-{number}", entry.on, self._words._("decided"), None, tag, texts, facts)

    def _decided(self, entry: Acceptance) -> Iterator[Fact]:
        _ = self._words._
        if entry.reason:
            yield Fact(_("Reason"), Said(self._words.label(entry.reason)))
        if entry.into:
            yield Fact(_("Merged into"), links=(Link(case_address(entry.into), Said(entry.into)),))

    def _graded(self) -> Iterator[Entry]:
        _ = self._words._
        for number, entry in enumerate(self._case.grades, 1):
            facts = [Fact(_("Grade"), self._around.grade_names[entry.grade])]
            facts.extend(Fact(_("Led by"), self._words.plain(leader, self._case.withheld)) for leader in entry.leaders)
            facts.extend(self._late(entry))
            yield Entry(f"grade-{number}", entry.on, _("graded"), None, None, self._texts(entry, "plan"), tuple(facts))

    def _asked(self) -> Iterator[Entry]:
        for number, entry in enumerate(self._case.rating_requests, 1):
            what = self._words._("rating asked")
            yield Entry(f"asked-{number}", entry.on, what, facts=self._late(entry))

    def _rated(self) -> Iterator[Entry]:
        _ = self._words._
        for number, entry in enumerate(self._case.ratings, 1):
            tone = GOOD if entry.score > 3 else LATE if entry.score < 3 else CALM
            tag = Tag(_("{score} of 5").format(score=entry.score), tone)
            facts = (Fact(_("Rating taken"), Said(self._words.label(entry.by))), *self._late(entry))
            yield Entry(f"rating-{number}", entry.on, _("rated"), None, tag, self._texts(entry, "text"), facts)

    def _called(self) -> Iterator[Entry]:
        for number, entry in enumerate(self._case.callbacks, 1):
            tone = GOOD if entry.result is CallbackResult.CONFIRMED else OPEN
            tag, texts = Tag(self._words.label(entry.result), tone), self._texts(entry, "text")
            what = self._words._("called back")
            yield Entry(f"callback-{number}", entry.on, what, None, tag, texts, self._late(entry))

    def _supervision(self) -> Iterator[Entry]:
        words, _ = self._words, self._words._
        for office, entries in sorted(self._case.supervision.items()):
            for number, entry in enumerate(entries, 1):
                to = (Fact(_("addressed to"), words.department(entry.department)),) if entry.department else ()
                what, who = words.label(entry.kind), words.department(office)
                texts, facts = self._texts(entry, "text"), (*to, *self._late(entry))
                yield Entry(f"supervision-{office}-{number}", entry.on, what, who, None, texts, facts)

    def _featured(self) -> Fact | None:
        featured = self._case.featured
        if featured is None:
            return None
        term = self._words._("Model case of {month}").format(month=featured.month)
        return Fact(term, self._words.said(featured, "reason", self._case.withheld))


def _about(what: str, name: Said) -> Said:
    return Said(what.format(name=name.one_line), name.language)


def meeting_link(meeting: str, theme: Said) -> Link:
    """The link from a case to the meeting at which it was raised."""
    return Link(meeting_address(meeting), theme)
