"""What tells whether a report of a period has to be made again: what had happened by its last day."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from weakref import WeakKeyDictionary

from kentan.publish.computed import Computed
from kentan.publish.edition import Edition
from kentan.publish.index import Index
from kentan.publish.writing import digest
from kentan.records.case import Case
from kentan.records.meeting import Meeting


class ReportKeys:
    """The keys of the reports of periods.

    A report says what was known at the end of its period: it rests on the records of its programme in which something
    had happened by then, and on no later ones.
    """

    def __init__(self, edition: Edition) -> None:
        self.keys = edition.keys
        self._known = {programme: self._chain(begun) for programme, begun in _begun(edition.index).items()}

    def of(self, programme: str, last: date) -> str | None:
        """The key of the reports of a programme and its places up to a day; None where a digest is not known."""
        found = self._known.get(programme)
        if found is None:
            return None
        days, keys = found
        place = bisect_right(days, last)
        return keys[place - 1] if place else digest(programme.encode())

    def _chain(self, begun: list[tuple[date, str, Case | Meeting]]) -> tuple[list[date], list[str]] | None:
        days: list[date] = []
        keys: list[str] = []
        last = ""
        for day, _name, record in sorted(begun, key=lambda each: each[:2]):
            own = self.keys.of_one(record) if isinstance(record, Case) else self.keys.of((), (record,))
            if own is None:
                return None
            last = digest(f"{last}{own}".encode())
            days.append(day)
            keys.append(last)
        return days, keys


def _begun(index: Index) -> Mapping[str, list[tuple[date, str, Case | Meeting]]]:
    """The records of each programme, each with the day on which it began to count."""
    begun: dict[str, list[tuple[date, str, Case | Meeting]]] = defaultdict(list)
    for case in (*index.cases, *index.hidden):
        begun[case.programme].append((_first(index, case), case.id, case))
    for meeting in index.meetings:
        days = [meeting.announced, meeting.planned, *(fact.on.day for fact in (meeting.held,) if fact)]
        begun[meeting.programme].append((min((day for day in days if day), default=date.min), meeting.id, meeting))
    return begun


def _first(index: Index, case: Case) -> date:
    """The first day of which anything is recorded in the case, or in its meeting."""
    found = min([each.moment for each in index.computed.states[case.id].happenings]).day
    featured = date.fromisoformat(f"{case.featured.month}-01") if case.featured else found
    return min(case.raised.on.day, found, featured)


_OF_COMPUTED: WeakKeyDictionary[Computed, ReportKeys] = WeakKeyDictionary()


def report_keys(edition: Edition) -> ReportKeys:
    """The keys of the reports, the same in all languages."""
    computed = edition.index.computed
    known = _OF_COMPUTED.get(computed)
    if known is None or known.keys is not edition.keys:
        known = _OF_COMPUTED[computed] = ReportKeys(edition)
    return known
