"""What tells whether a report of a period has to be made again: what had happened by its last day."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from kentan.publish.edition import Edition
from kentan.publish.writing import digest
from kentan.records.case import Case
from kentan.records.meeting import Meeting


class ReportKeys:
    """The keys of the reports of periods.

    A report says what was known at the end of its period: it rests on the records of its programme in which something
    had happened by then, and on no later ones.
    """

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    def of(self, programme: str, last: date) -> str | None:
        """The key of the reports of a programme and its places up to a day; None where a digest is not known."""
        found = self._known.get(programme)
        if found is None:
            return None
        days, keys = found
        place = bisect_right(days, last)
        return keys[place - 1] if place else digest(programme.encode())

    @cached_property
    def _known(self) -> Mapping[str, tuple[list[date], list[str]] | None]:
        """For each programme the days on which a record began to count, and the key from each of them on."""
        index = self._edition.index
        begun: dict[str, list[tuple[date, str, Case | Meeting]]] = defaultdict(list)
        for case in (*index.cases, *index.hidden):
            begun[case.programme].append((self._first(case), case.id, case))
        for meeting in index.meetings:
            days = [meeting.announced, meeting.planned, *(fact.on.day for fact in (meeting.held,) if fact)]
            begun[meeting.programme].append((min((day for day in days if day), default=date.min), meeting.id, meeting))
        return {programme: self._chain(found) for programme, found in begun.items()}

    def _chain(self, begun: list[tuple[date, str, Case | Meeting]]) -> tuple[list[date], list[str]] | None:
        days: list[date] = []
        keys: list[str] = []
        last = ""
        for day, _name, record in sorted(begun, key=lambda each: each[:2]):
            own = self._edition.keys.of((record,)) if isinstance(record, Case) else self._edition.keys.of((), (record,))
            if own is None:
                return None
            last = digest(f"{last}{own}".encode())
            days.append(day)
            keys.append(last)
        return days, keys

    def _first(self, case: Case) -> date:
        """The first day of which anything is recorded in the case, or in its meeting."""
        days = [each.moment.day for each in self._edition.index.computed.states[case.id].happenings]
        if case.featured:
            days.append(date.fromisoformat(f"{case.featured.month}-01"))
        return min(case.raised.on.day, *days)
