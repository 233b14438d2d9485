"""The page of a case: what was raised, who is responsible, what was answered, and how it ended."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kentan.clocks.history import Happening
from kentan.publish.charts.drawing import Chart
from kentan.publish.text import Said
from kentan.publish.views.case_facts import facts_of, featured
from kentan.publish.views.course import Step, course
from kentan.publish.views.entries import of_decisions, of_ratings, of_supervision
from kentan.publish.views.handling import Handling, handling, in_order
from kentan.publish.views.parts import Entry, Fact, Link, Notice, SourceView, Tag
from kentan.publish.views.recorded import RecordingOf
from kentan.publish.views.shared import corrections, meeting_address, provenance, sources
from kentan.publish.views.standing import ClockView
from kentan.publish.views.told import Told, in_words
from kentan.publish.views.withheld import reasons
from kentan.publish.wording import Wording
from kentan.records.case import Assignment, Case
from kentan.records.programme import RuleSet


class CaseView(NamedTuple):
    """Everything that the page of a case shows."""

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


@dataclass(frozen=True, slots=True)
class Around:
    """What the page of a case needs from beyond the case itself; `happenings` are those that are published."""

    happenings: tuple[Happening, ...]
    tags: tuple[Tag, ...]
    clocks: tuple[ClockView, ...]
    merged_here: tuple[Link, ...]
    meeting: Link | None
    rules: RuleSet | None
    file: str
    site: str
    as_of: date
    lead: str | None = None
    timeline: Chart | None = None
    recorded: RecordingOf | None = None


class CasePage:
    """Makes the view of one case in one language."""

    def __init__(self, words: Wording, case: Case, around: Around) -> None:
        self._words = words
        self._case = case
        self._around = around

    def view(self) -> CaseView:
        """The view of the case."""
        case, words = self._case, self._words
        corrected = corrections(words, case)
        notice = provenance(words, case.provenance)
        return CaseView(
            id=case.id,
            title=words.said(case, "title", case.withheld) or Said(case.id),
            tags=(*self._around.tags, Tag(words.label(case.kind))),
            notices=(notice,) if notice else (),
            facts=tuple(facts_of(words, case, self._around.meeting, self._around.rules)),
            summary=words.said(case, "summary", case.withheld),
            statement=words.said(case.raised, "statement", case.withheld),
            decisions=self._told(of_decisions(case, self._around.rules)),
            handling=tuple([self._handling(*item) for item in in_order(case)]),
            clocks=self._around.clocks,
            ratings=self._told(of_ratings(case)),
            supervision=self._told(of_supervision(case)),
            featured=featured(words, case),
            course=course(words, self._around.happenings, corrected, self._around.recorded),
            corrections=self._beside(corrected),
            withheld=reasons(words, case, self._around.as_of),
            sources=sources(words, case.sources),
            neighbours=self._around.merged_here,
            related=tuple(self._related()),
            file=self._around.file,
            cited=f"{case.id}, {self._around.site}, {self._around.as_of.isoformat()}",
            timeline=self._around.timeline,
        )

    def _related(self) -> Iterator[Link]:
        """The lists in which its neighbours stand: of its topic, and of the department that leads it."""
        case, words, _ = self._case, self._words, self._words._
        topic, lead = words.topic(case.topic), self._around.lead
        yield Link(f"cases/topic/{case.topic}/index.html", _about(_("Topic: {name}"), topic))
        if lead:
            yield Link(f"cases/department/{lead}/index.html", _about(_("Department: {name}"), words.department(lead)))

    def _told(self, entries: Iterable[Told]) -> tuple[Entry, ...]:
        return self._beside(tuple([in_words(self._words, told, self._case.withheld) for told in entries]))

    def _beside(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        recorded = self._around.recorded
        return entries if recorded is None else recorded.beside(entries)

    def _handling(self, name: str, part: Assignment) -> Handling:
        found = handling(self._words, self._case, name, part)
        return found._replace(entries=self._beside(found.entries))


def _about(what: str, name: Said) -> Said:
    return Said(what.format(name=name.one_line), name.language)


def meeting_link(meeting: str, theme: Said) -> Link:
    """The link from a case to the meeting at which it was raised."""
    return Link(meeting_address(meeting), theme)
