"""Whether meetings were held as often as promised, where the records can say so.

Only a ledger that somebody kept whole can show that a week was missed: one that the programme writes itself, or that
was reconstructed as a whole. Of single matters that the press reported, and of examples, a missing week proves nothing.
Before the first and after the last recorded meeting of a kind nothing is judged either.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kentan.clocks.meetings import day_of
from kentan.clocks.reckoner import Reckoner
from kentan.records.meeting import Meeting
from kentan.records.programme import Cadence, Programme
from kentan.records.vocabulary import Provenance

WHOLE = frozenset({Provenance.LIVE, Provenance.RECONSTRUCTION})
"""Where records come from that are kept whole, so that what is missing says something."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """One kind of meeting at one place: how many whole periods there were, how many kept the promise, which did not.

    `excused` periods are those whose promised day was a day off. `first` and `last` bound what is judged. Where not all
    meetings were recorded `live`, the number of broken periods can be known, but not which ones they were.
    """

    kind: str
    place: str
    cadence: Cadence
    first: date
    last: date
    periods: int
    kept: int
    excused: int
    broken: tuple[tuple[date, date], ...]
    live: bool


def is_whole(meeting: Meeting) -> bool:
    """Whether a meeting's record belongs to a ledger that was kept whole."""
    return meeting.provenance in WHOLE


def rounds(reckoner: Reckoner, programme: Programme) -> Iterator[Rounds]:
    """Yield what was promised and kept of each kind of meeting at each place, in their order."""
    ledger = reckoner.ledger
    whole = {
        name: meeting
        for name, meeting in ledger.meetings.items()
        if meeting.programme == programme.id and is_whole(meeting)
    }
    bounds: dict[tuple[str, str], tuple[date, date]] = {}
    for meeting in whole.values():
        day = day_of(meeting)
        if day is not None and day <= reckoner.as_of.day:
            known = bounds.get((meeting.kind, meeting.place), (day, day))
            bounds[meeting.kind, meeting.place] = min(day, known[0]), max(day, known[1])
    states = Reckoner(replace(ledger, meetings=whole), reckoner.as_of, reckoner.calendar).cadences(programme)
    for (kind, place), (first, last) in sorted(bounds.items()):
        found = [each for each in states if (each.kind, each.place) == (kind, place) and each.first <= last]
        if not found:
            continue
        broken = tuple((each.first, each.last) for each in found if each.broken)
        excused = sum(each.excused and each.held < each.promised for each in found)
        kept = len(found) - len(broken) - excused
        live = all(
            meeting.provenance is Provenance.LIVE
            for meeting in whole.values()
            if (meeting.kind, meeting.place) == (kind, place)
        )
        yield Rounds(kind, place, found[-1].cadence, first, last, len(found), kept, excused, broken, live)
