"""The page of a meeting: what was announced, who came, what was raised there and what became of it, and the scores."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kentan.publish.recorded import Recorded
from kentan.publish.text import Said
from kentan.publish.views.became import Became
from kentan.publish.views.parts import AWAY, GOOD, OPEN, Entry, Fact, Link, Notice, SourceView, Tag
from kentan.publish.views.recorded import short
from kentan.publish.views.row import Row
from kentan.publish.views.shared import corrections, department_link, meeting_address, provenance, sources
from kentan.publish.wording import Wording
from kentan.records.meeting import Meeting
from kentan.records.programme import RuleSet


@dataclass(frozen=True, slots=True)
class ScoreView:
    """The score in one dimension, beside the scale and the number of forms."""

    name: Said
    asks: Said | None
    score: str
    scale: str
    returned: str


@dataclass(frozen=True, slots=True)
class MeetingView:
    """Everything that the page of a meeting shows."""

    id: str
    theme: Said
    tags: tuple[Tag, ...]
    notices: tuple[Notice, ...]
    facts: tuple[Fact, ...]
    agenda: tuple[Said, ...]
    attendance: tuple[Fact, ...]
    rows: tuple[Row, ...]
    results: tuple[Fact, ...]
    scores: tuple[ScoreView, ...]
    corrections: tuple[Entry, ...]
    sources: tuple[SourceView, ...]
    file: str
    became: Became | None


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting as a line of a list."""

    address: str
    theme: Said
    on: date | None
    programme: Said
    kind: Said
    place: Said
    tag: Tag
    cases: int


def number(value: Decimal | int) -> str:
    """A number as people read it: thousands apart, no zeros behind."""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def theme_of(words: Wording, meeting: Meeting) -> Said:
    """The theme of a meeting, which is its title; where there is none, its id."""
    return words.said(meeting, "theme", meeting.withheld) or Said(meeting.id)


class MeetingPage:
    """Makes the view of one meeting in one language; `rules` are those in force when it took place.

    `recorded` is what the history says of it, where there is one.
    """

    def __init__(
        self, words: Wording, meeting: Meeting, rules: RuleSet | None, recorded: Recorded | None = None
    ) -> None:
        self._words = words
        self._recorded = recorded
        self._meeting = meeting
        self._rules = rules

    def view(self, rows: tuple[Row, ...], file: str, became: Became | None = None) -> MeetingView:
        """The view; `rows` are the cases that were raised there, `became` what became of them."""
        meeting, words = self._meeting, self._words
        notice = provenance(words, meeting.provenance)
        return MeetingView(
            id=meeting.id,
            theme=theme_of(words, meeting),
            tags=(self.state(),),
            notices=(notice,) if notice else (),
            facts=tuple(self._facts()),
            agenda=tuple(words.plain(item, meeting.withheld) for item in meeting.agenda),
            attendance=tuple(self._attendance()),
            rows=rows,
            results=tuple(self._results()),
            scores=tuple(self._scores()),
            corrections=tuple(self._corrections()),
            sources=sources(words, meeting.sources),
            file=file,
            became=became,
        )

    def row(self, cases: int) -> MeetingRow:
        """The line of the meeting in a list."""
        meeting, words = self._meeting, self._words
        return MeetingRow(
            address=meeting_address(meeting.id),
            theme=theme_of(words, meeting),
            on=meeting.day or (meeting.cancelled.on.day if meeting.cancelled else meeting.announced),
            programme=words.programme(meeting.programme),
            kind=self.kind(),
            place=words.place(meeting.place),
            tag=self.state(),
            cases=cases,
        )

    def kind(self) -> Said:
        """The name that the programme gives to this kind of meeting."""
        kinds = self._rules.meetings if self._rules else {}
        declared = kinds.get(self._meeting.kind)
        return (declared and self._words.said(declared, "name")) or Said(self._meeting.kind)

    def state(self) -> Tag:
        """Whether it was held, was cancelled, or is planned."""
        _ = self._words._
        if self._meeting.cancelled:
            return Tag(_("cancelled"), AWAY)
        return Tag(_("held"), GOOD) if self._meeting.held else Tag(_("planned"), OPEN)

    def _facts(self) -> Iterator[Fact]:
        meeting, words, _ = self._meeting, self._words, self._words._
        programme = Link(f"programmes/{meeting.programme}.html", words.programme(meeting.programme))
        yield Fact(_("Programme"), links=(programme,))
        yield Fact(_("Kind"), self.kind())
        if meeting.round is not None:
            yield Fact(_("Round"), Said(str(meeting.round)))
        yield Fact(_("Place"), words.place(meeting.place))
        yield Fact(_("Format"), Said(words.label(meeting.format)))
        if meeting.announced:
            yield Fact(_("Announced on"), when=meeting.announced)
            yield from self._recording("announced")
        late = words.said(meeting, "late_reason", meeting.withheld)
        if late:
            yield Fact(_("Why it was announced late"), late)
        if meeting.held:
            yield Fact(_("Held on"), when=meeting.held.on)
            yield from self._recording("held.on")
            if meeting.held.minutes:
                yield Fact(_("Duration"), Said(_("{minutes} minutes").format(minutes=meeting.held.minutes)))
        elif meeting.planned:
            yield Fact(_("Planned for"), when=meeting.planned)
        if meeting.cancelled:
            yield Fact(_("Cancelled on"), when=meeting.cancelled.on)
            yield from self._recording("cancelled.on")
            yield Fact(_("Reason"), words.said(meeting.cancelled, "reason", meeting.withheld))
        yield from self._host()
        if meeting.chair:
            yield Fact(_("Chair"), words.said(meeting, "chair", meeting.withheld))

    def _recording(self, path: str) -> Iterator[Fact]:
        """How a dated fact was recorded."""
        if self._recorded:
            _ = self._words._
            step = self._recorded.step(("meeting", self._meeting.id), path)
            yield Fact(_("How that was recorded"), Said(short(self._words, step) if step else _("not recorded yet")))

    def _corrections(self) -> Iterator[Entry]:
        for entry in corrections(self._words, self._meeting):
            kind, _, number = entry.anchor.rpartition("-")
            told = [fact.said.text for fact in self._recording(f"{kind}s.{int(number) - 1}.on") if fact.said]
            yield entry._replace(recorded="".join(told))

    def _host(self) -> Iterator[Fact]:
        host, words, _ = self._meeting.host, self._words, self._words._
        if host is None:
            return
        name = words.institution(host.institution) if host.institution else None
        if host.department:
            name = words.department(host.department)
        if name:
            yield Fact(_("Host"), name)
        yield Fact(_("Hosted as") if name else _("Host"), Said(words.label(host.kind)))
        rota = words.said(host, "rota", self._meeting.withheld)
        if rota:
            yield Fact(_("Rota"), rota)

    def _attendance(self) -> Iterator[Fact]:
        came, attendance, words, _ = self._meeting.came, self._meeting.attendance, self._words, self._words._
        counts: list[tuple[str, int | None]] = []
        if attendance:
            counts += [
                (_("Enterprises"), attendance.enterprises),
                (_("Entrepreneurs"), attendance.entrepreneurs),
                (_("Person-times"), attendance.person_times),
            ]
        if came:
            counts += [
                (_("Signed up"), came.signed_up),
                (_("Named and invited"), came.named),
                (_("In writing"), came.written),
            ]
        yield from (Fact(term, Said(number(count))) for term, count in counts if count is not None)
        if attendance and attendance.departments:
            links = tuple(department_link(words, name) for name in attendance.departments)
            yield Fact(_("Departments"), links=links)
        for participant in attendance.institutions if attendance else ():
            yield Fact(words.label(participant.role), words.institution(participant.institution))

    def _results(self) -> Iterator[Fact]:
        for result in self._meeting.results:
            declared = self._rules.results.get(result.kind) if self._rules else None
            name = self._words.said(declared, "name") if declared else None
            whose = declared if declared and declared.unit == result.unit else result  # the rules translate it once
            unit = self._words.said(whose, "unit", self._meeting.withheld) or Said("")
            text = self._words.said(result, "text", self._meeting.withheld)
            value = self._words.remarked(f"{number(result.quantity)} {unit.text}", text.text if text else "")
            yield Fact(name.text if name else result.kind, Said(value, (text or unit).language))

    def _scores(self) -> Iterator[ScoreView]:
        for key, score in self._meeting.scores.items():
            declared = self._rules.scores.get(key) if self._rules else None
            returned = number(score.returned)
            if score.handed_out is not None:
                returned = self._words._("{count} of {total}").format(count=returned, total=number(score.handed_out))
            yield ScoreView(
                name=(declared and self._words.said(declared, "name")) or Said(key),
                asks=self._words.said(declared, "asks") if declared else None,
                score=number(score.score),
                scale=f"{number(declared.least)}–{number(declared.most)}" if declared else "",
                returned=returned,
            )
