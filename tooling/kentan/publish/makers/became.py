"""What became of a meeting, made from the figures of its cases."""

from collections.abc import Iterator

from kentan.publish.archive import has_direct_report
from kentan.publish.edition import Edition
from kentan.publish.text import Said
from kentan.publish.views.became import Became
from kentan.publish.views.charts import flow_of
from kentan.publish.views.parts import Fact, Link
from kentan.publish.views.periods import direct_address
from kentan.publish.views.scores import meeting_before, solved_today
from kentan.publish.views.shared import meeting_address
from kentan.records.meeting import Meeting
from kentan.records.vocabulary import Provenance


def became(edition: Edition, meeting: Meeting) -> Became:
    """What became of one published meeting."""
    measures, _ = edition.index.computed.measures, edition.words._
    found = [measures.facts[case] for case in measures.raised_at.get(meeting.id, ())]
    answered = sum(fact.answered for fact in found)
    solved = sum(fact.answered and fact.solved for fact in found)
    has_report = has_direct_report(edition, meeting)
    return Became(
        flow=flow_of(edition.language, _("From raised to solved"), len(found), answered, solved),
        facts=tuple(_facts(edition, meeting)),
        report=Link(direct_address(meeting.id), Said(_("Direct report of this meeting"))) if has_report else None,
    )


def _facts(edition: Edition, meeting: Meeting) -> Iterator[Fact]:
    measures, _ = edition.index.computed.measures, edition.words._
    notice = measures.reckoner.reckon_meeting(meeting).notice
    if notice and not meeting.cancelled and meeting.provenance is not Provenance.REPORTED:
        how = _("announced too late; due by") if notice.late else _("announced in time; due by")
        yield Fact(_("Notice"), Said(how), when=notice.due)
    before = meeting_before(edition, meeting) if meeting.held else None
    if before:
        theme = edition.words.said(before, "theme", before.withheld) or Said(before.id)
        link = Link(meeting_address(before.id), Said(theme.one_line, theme.language, theme.stub))
        yield Fact(_("The meeting before"), links=(link,))
        if before.id in measures.raised_at:
            yield Fact(_("Of the meeting before, solved today"), Said(solved_today(edition, before.id)))
