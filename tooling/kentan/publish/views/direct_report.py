"""The direct report (信息直报) of a meeting: who met, and matter for matter what was raised, for those who decide."""

from collections.abc import Iterator
from itertools import groupby

from kentan.publish.archive import is_recent
from kentan.publish.edition import Edition
from kentan.publish.paper import Block, Bullets, Cell, Paper, Paragraph, Section, cell, paragraph
from kentan.publish.text import Said, day_in_words
from kentan.publish.views.meeting import MeetingView
from kentan.publish.views.parts import Fact, Link
from kentan.publish.views.report_cases import cells_of
from kentan.publish.views.row import lead_of
from kentan.publish.views.shared import meeting_address
from kentan.records.case import Case
from kentan.records.meeting import Meeting
from kentan.records.moments import Moment


def direct_paper(edition: Edition, meeting: Meeting, view: MeetingView) -> Paper:
    """The direct report of a published meeting; `view` is its page."""
    words, _ = edition.words, edition.words._
    day = meeting.day or edition.as_of
    theme = Said(view.theme.one_line, view.theme.language, view.theme.stub)
    cases = edition.index.by_meeting.get(meeting.id, ())
    return Paper(
        title=_("Direct report: {theme}").format(theme=theme.text),
        subtitle=f"{words.programme(meeting.programme).one_line} · {day_in_words(day, words.language)}",
        issuer=words.said(edition.instance, "operator"),
        day=edition.as_of,
        day_in_words=day_in_words(edition.as_of, words.language),
        notices=view.notices,
        sections=tuple(section for section in _sections(edition, view, cases) if section.blocks),
        back=Link(meeting_address(meeting.id), theme),
        beside=(Link("reports/direct/index.html", Said(_("All direct reports"))),),
        file=f"{meeting.id}.docx" if meeting.held and is_recent(edition, meeting.held.on.day) else "",
    )


def _sections(edition: Edition, view: MeetingView, cases: tuple[Case, ...]) -> Iterator[Section]:
    _ = edition.words._
    yield Section("meeting", _("The meeting"), tuple(_facts(edition, (*view.facts, *view.attendance))))
    by_topic = sorted(cases, key=lambda case: (case.topic, case.raised.on, case.id))
    for topic, found in groupby(by_topic, key=lambda case: case.topic):
        yield Section(f"topic-{topic}", edition.words.topic(topic).one_line, tuple(_matters(edition, tuple(found))))
    yield Section("results", _("Results beside the cases"), tuple(_facts(edition, view.results)))
    yield Section(
        "state",
        _("State"),
        (
            paragraph(
                _("The matters as they stood on {day}; what became of each since stands on its page.").format(
                    day=day_in_words(edition.as_of, edition.words.language)
                ),
                quiet=True,
            ),
        ),
    )


def _facts(edition: Edition, facts: tuple[Fact, ...]) -> Iterator[Block]:
    _, entries = edition.words._, []
    for fact in facts:
        texts = [link.said.one_line for link in fact.links]
        if fact.said:
            texts.append(fact.said.one_line)
        if fact.when is not None:
            day = fact.when.day if isinstance(fact.when, Moment) else fact.when
            texts.append(day_in_words(day, edition.words.language))
        whole = Said(fact.term + _(": ") + edition.words.listed(texts), fact.said.language if fact.said else None)
        entries.append((Cell(whole),))
    if entries:
        yield Bullets(tuple(entries))


def _matters(edition: Edition, cases: tuple[Case, ...]) -> Iterator[Block]:
    words, _, cells, states = edition.words, edition.words._, cells_of(edition), edition.index.computed.states
    for case in cases:
        summary = words.said(case, "summary", case.withheld)
        lead = lead_of(case, states[case.id])
        entry: list[Cell] = [cells.case(case.id), cell(" — "), cell(words.status(states[case.id].status.label))]
        if lead:
            entry += [cell(_(", ")), cells.department(lead)]
        yield Bullets((tuple(entry),))
        if summary:
            yield Paragraph((summary,))
