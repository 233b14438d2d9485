"""One case as a line of a list."""

from typing import NamedTuple

from kentan.clocks.state import CaseState
from kentan.publish.disclosed import disclosed
from kentan.publish.standing import is_unanswered, standing_tags
from kentan.publish.text import Said
from kentan.publish.views.parts import ORIGIN, Link, Tag
from kentan.publish.views.shared import case_address, department_link
from kentan.publish.wording import Wording
from kentan.records.case import Case
from kentan.records.moments import Moment
from kentan.records.vocabulary import Provenance


class Row(NamedTuple):
    """What a list shows of a case; `awaits_lead` where it has no lead and somebody still has to hand it over."""

    id: str
    address: str
    title: Said
    raised: Moment
    topic: Said
    lead: Link | None
    awaits_lead: bool
    tags: tuple[Tag, ...]
    origin: Tag | None


def row(words: Wording, case: Case, state: CaseState) -> Row:
    """The line of a case in the words of one language; `case` as it is published, which may hide its outcome."""
    origin = None
    if case.provenance is not Provenance.LIVE:
        origin = Tag(short_provenance(words, case.provenance), ORIGIN)
    return Row(
        id=case.id,
        address=case_address(case.id),
        title=words.said(case, "title", case.withheld) or Said(case.id),
        raised=case.raised.on,
        topic=words.topic(case.topic),
        lead=_lead(words, case, state),
        awaits_lead=is_unanswered(state),
        tags=standing_tags(words, state, disclosed(case, state).outcome if case.withheld else state.outcome),
        origin=origin,
    )


def short_provenance(words: Wording, what: Provenance) -> str:
    """One word for where a record comes from, for lists."""
    _ = words._
    if what is Provenance.SAMPLE:
        return _("example")
    if what is Provenance.RECONSTRUCTION:
        return _("reconstruction")
    return _("press") if what is Provenance.REPORTED else _("live")


def lead_of(case: Case, state: CaseState) -> str | None:
    """The department that leads now, where the case as it is published names it."""
    return state.lead if state.lead in case.assignments else None


def _lead(words: Wording, case: Case, state: CaseState) -> Link | None:
    lead = lead_of(case, state)
    return department_link(words, lead) if lead else None
