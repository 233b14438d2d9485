"""What many pages look up, found once: the published cases and meetings, in order, and by whatever lists need."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from kentan.languages import messages
from kentan.publish.computed import Computed
from kentan.publish.facets import Filed
from kentan.publish.filing import Filing
from kentan.publish.indexed import Indexed, indexing
from kentan.publish.recurrence import Recurrence
from kentan.publish.seen import seen
from kentan.publish.veil import veiled
from kentan.publish.working import Tell
from kentan.records.case import Case
from kentan.records.ledger import Ledger
from kentan.records.meeting import Meeting
from kentan.records.vocabulary import Decision

_ = messages("publish")
_TICK = 250


@dataclass(frozen=True, slots=True)
class Index:
    """The records as they may be published, in the order in which they were raised or held, oldest first.

    `hidden` are cases of which nothing is published but their id and the reason. What is computed rests on the whole
    records: withholding a text changes no figure. `indexed` is what each case was made of, by id.
    """

    ledger: Ledger
    cases: tuple[Case, ...]
    meetings: tuple[Meeting, ...]
    hidden: tuple[Case, ...]
    by_meeting: Mapping[str, tuple[Case, ...]]
    by_department: Mapping[str, tuple[Case, ...]]
    merged_into: Mapping[str, tuple[str, ...]]
    indexed: Mapping[str, Indexed]
    computed: Computed
    filed: tuple[Filed, ...]
    filing: Filing
    recurrence: Recurrence


def index(
    ledger: Ledger,
    as_of: date,
    indexed: Mapping[str, Indexed] = MappingProxyType({}),
    tell: Tell = lambda _what, _done, _total: None,
) -> Index:
    """The index of a ledger on a day; `indexed` is what is known of cases already, by id."""
    make = indexing(ledger, as_of)
    known: dict[str, Indexed] = {}
    for case in _raised(ledger, as_of):
        if len(known) % _TICK == 0:
            tell(_("Cases reckoned"), len(known), len(ledger.cases))
        known[case.id] = indexed.get(case.id) or make(case)
    shown = [one.filed for one in known.values() if one.filed]
    shown.sort(key=lambda one: (one.case.raised.on, one.case.id))
    cases = [one.case for one in shown]
    past = (seen(meeting, as_of) for meeting in ledger.meetings.values() if _known(meeting, as_of))
    meetings = [found for found in (veiled(meeting, as_of) for meeting in past if meeting) if found]
    meetings.sort(key=lambda meeting: meeting.id)  # an id begins with the day
    by_meeting: dict[str, list[Case]] = defaultdict(list)
    by_department: dict[str, list[Case]] = defaultdict(list)
    merged: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        if case.raised.meeting:
            by_meeting[case.raised.meeting].append(case)
        for department in case.assignments:
            by_department[department].append(case)
        for entry in case.acceptance:
            if entry.decision is Decision.MERGED and entry.into:
                merged[entry.into].append(case.id)
    return Index(
        ledger=replace(ledger, cases={case.id: case for case in cases}, meetings={one.id: one for one in meetings}),
        cases=tuple(cases),
        meetings=tuple(meetings),
        hidden=tuple(one.past for _name, one in sorted(known.items()) if one.filed is None),
        indexed=known,
        computed=Computed(ledger, as_of, known.values()),
        filed=tuple(shown),
        filing=Filing(shown),
        recurrence=Recurrence(cases),
        by_meeting=_frozen(by_meeting),
        by_department=_frozen(by_department),
        merged_into={into: tuple(found) for into, found in merged.items()},
    )


def _raised(ledger: Ledger, as_of: date) -> Iterable[Case]:
    return (case for case in ledger.cases.values() if case.raised.on.day <= as_of)


def _known(meeting: Meeting, as_of: date) -> bool:
    """Whether a meeting was announced, held or cancelled by that day; one of which no day is known is shown."""
    days = [meeting.announced, *(fact.on.day for fact in (meeting.held, meeting.cancelled) if fact)]
    known = [day for day in days if day]
    return not known or min(known) <= as_of


def _frozen(lists: Mapping[str, Iterable[Case]]) -> dict[str, tuple[Case, ...]]:
    return {key: tuple(found) for key, found in lists.items()}
