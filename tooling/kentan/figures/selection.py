"""Which records a figure counts: what a selection leaves open does not restrict."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kentan.records.case import Case
from kentan.records.ledger import Ledger
from kentan.records.meeting import Meeting
from kentan.records.registry import ClaimFilter, Survey
from kentan.records.vocabulary import Level, Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A selection of records. Dates and rounds include both ends; `place` is exactly that place, without its parts.

    For meetings `raised_from` and `raised_until` judge the day on which they were held, for surveys the day on which
    the result was drawn up. `department` and `topic` restrict cases; `samples` says whether made-up records count.
    """

    programme: str | None = None
    place: str | None = None
    level: Level | None = None
    department: str | None = None
    topic: str | None = None
    meeting_kind: str | None = None
    round_from: int | None = None
    round_until: int | None = None
    raised_from: date | None = None
    raised_until: date | None = None
    channel: str | None = None
    grade: str | None = None
    result: str | None = None
    survey: str | None = None
    samples: bool = True


EVERYTHING = Selection()
"""The selection that leaves nothing out."""


def of_claim(programme: str, filter: ClaimFilter | None) -> Selection:
    """Return the selection of a claim: its programme and filter, and never a made-up record."""
    if filter is None:
        return Selection(programme=programme, samples=False)
    return Selection(
        programme=programme,
        place=filter.place,
        level=filter.level,
        meeting_kind=filter.meeting_kind,
        round_from=filter.round_from,
        round_until=filter.round_until,
        raised_from=filter.raised_from,
        raised_until=filter.raised_until,
        channel=filter.channel,
        grade=filter.grade,
        result=filter.result,
        survey=filter.survey,
        samples=False,
    )


def meetings(ledger: Ledger, selection: Selection, as_of: date) -> Iterator[Meeting]:
    """Yield the meetings that were held by that day and that the selection counts, in the order of the ledger."""
    for meeting in ledger.meetings.values():
        held = meeting.held
        if (
            held is not None
            and held.on.day <= as_of
            and _common(meeting, selection, held.on.day)
            and _of_level(ledger.level_of(meeting.place), selection)
            and _at(meeting, selection)
        ):
            yield meeting


def cases(ledger: Ledger, selection: Selection, as_of: date) -> Iterator[Case]:
    """Yield the cases that were raised by that day and that the selection counts, in the order of the ledger."""
    for case in ledger.cases.values():
        if case.raised.on.day <= as_of and counts(ledger, case, selection, as_of):
            yield case


def surveys(ledger: Ledger, selection: Selection, as_of: date) -> Iterator[Survey]:
    """Yield the surveys whose result was drawn up by that day and that the selection counts."""
    for survey in ledger.surveys.values():
        if (
            survey.on <= as_of
            and selection.survey in (None, survey.id)
            and _common(survey, selection, survey.on)
            and _of_level(survey.level or ledger.level_of(survey.place), selection)
        ):
            yield survey


def counts(ledger: Ledger, case: Case, selection: Selection, as_of: date) -> bool:
    """Return whether a selection counts a case; its grade is that of the day."""
    if not _common(case, selection, case.raised.on.day):
        return False
    if not _of_level(ledger.level_of(case.place), selection):
        return False
    if selection.topic not in (None, case.topic) or selection.channel not in (None, case.raised.channel):
        return False
    if selection.department is not None and selection.department not in case.assignments:
        return False
    if selection.grade is not None:
        grades = [entry.grade for entry in case.grades if entry.on.day <= as_of]
        if not grades or grades[-1] != selection.grade:
            return False
    if selection.meeting_kind is None and selection.round_from is None and selection.round_until is None:
        return True
    meeting = ledger.meetings.get(case.raised.meeting or "")
    return meeting is not None and _at(meeting, selection)


def _common(record: Meeting | Case | Survey, selection: Selection, day: date) -> bool:
    return (
        (selection.samples or record.provenance is not Provenance.SAMPLE)
        and selection.programme in (None, record.programme)
        and selection.place in (None, record.place)
        and (selection.raised_from is None or selection.raised_from <= day)
        and (selection.raised_until is None or day <= selection.raised_until)
    )


def _of_level(level: Level | None, selection: Selection) -> bool:
    return selection.level in (None, level)


def _at(meeting: Meeting, selection: Selection) -> bool:
    if selection.meeting_kind not in (None, meeting.kind):
        return False
    if selection.round_from is None and selection.round_until is None:
        return True
    number = meeting.round
    return (
        number is not None
        and (selection.round_from is None or selection.round_from <= number)
        and (selection.round_until is None or number <= selection.round_until)
    )
