"""All indicators at once, for the pages: overall, and by programme, department, place, topic and year, in one pass."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kentan.clocks.state import CaseState
from kentan.figures import selection as select
from kentan.figures.conduct import Conduct, events_of
from kentan.figures.facts import Facts, Standing, facts
from kentan.figures.figure import Figure
from kentan.figures.gatherings import of_meetings
from kentan.figures.group import Figures, Group
from kentan.figures.indicators import INDICATORS
from kentan.figures.selection import EVERYTHING, Selection
from kentan.figures.tally import Tally, standings
from kentan.records.ledger import Ledger
from kentan.records.meeting import Meeting
from kentan.records.registry import Survey

DIMENSIONS = ("programme", "department", "place", "topic", "year")
"""The ways in which a summary groups. A department's group holds the cases that it leads; what is counted of hand-overs
(`extended`, `objected`) those that were handed over to it."""
_OVERALL = ("", "")


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures by id of indicator: overall, and for each dimension by key (a year as text). `results` by kind.

    Case figures name no records here; `compute` does. Meetings and surveys are grouped by programme, place and year.
    """

    overall: Figures
    groups: Mapping[str, Mapping[str, Group]]
    results: Mapping[str, Figure]


Judged = tuple[Facts, tuple[Standing, ...], Mapping[str, frozenset[str]]]
"""What a case counts as in a state, where it stands for each indicator, and what departments did in it."""


def judged(ledger: Ledger, state: CaseState) -> Judged:
    """Return what a summary counts of a case."""
    rules = ledger.rules_of(state.case)
    fact = facts(state, rules.rating if rules else None)
    return fact, standings(fact), events_of(state)


def summarise(
    ledger: Ledger,
    states: Iterable[CaseState],
    *,
    as_of: date,
    selection: Selection = EVERYTHING,
    judge: Callable[[CaseState], Judged] | None = None,
) -> Summary:
    """Return every indicator of the selected records as of a day; linear in the number of cases.

    `states` are the states of all cases as of that day; `judge` yields `judged`, from where it is known already.
    """
    overall = Tally()
    grouped: dict[tuple[str, str], Tally] = defaultdict(Tally)
    handed_over: dict[tuple[str, str], Conduct] = defaultdict(Conduct)
    for state in states:
        case = state.case
        if case.raised.on.day > as_of or not select.counts(ledger, case, selection, as_of):
            continue
        fact, where, events = judge(state) if judge else judged(ledger, state)
        keys = (case.programme, state.lead, case.place, case.topic, str(case.raised.on.day.year))
        groups_of = [(dimension, key) for dimension, key in zip(DIMENSIONS, keys, strict=True) if key is not None]
        overall.add(fact, where, case.programme)
        for each in groups_of:
            grouped[each].add(fact, where, case.programme)
        _add_conduct(handed_over, state, events, groups_of)
    held = tuple(select.meetings(ledger, selection, as_of))
    drawn_up = tuple(select.surveys(ledger, selection, as_of))
    gatherings = _grouped(held, drawn_up)
    groups: dict[str, dict[str, Group]] = {dimension: {} for dimension in DIMENSIONS}
    for dimension, key in sorted({*grouped, *gatherings, *handed_over} - {_OVERALL}):
        place = dimension, key
        groups[dimension][key] = Group(grouped.get(place), handed_over.get(place), *gatherings.get(place, ((), ())))
    kinds = sorted({result.kind for meeting in held for result in meeting.results})
    return Summary(
        overall=Group(overall, handed_over[_OVERALL], held, drawn_up),
        groups=groups,
        results={kind: of_meetings(INDICATORS["results"], held, kind) for kind in kinds},
    )


def _add_conduct(
    found: Mapping[tuple[str, str], Conduct],
    state: CaseState,
    events: Mapping[str, frozenset[str]],
    groups: Iterable[tuple[str, str]],
) -> None:
    """Count a case's hand-overs: for each department its own, for every other group those to any department."""
    together = frozenset().union(*events.values())
    found[_OVERALL].add(state, together)
    for each in groups:
        if each[0] != "department":
            found[each].add(state, together)
    for department, own in events.items():
        found["department", department].add(state, own)


def _grouped(
    meetings: Iterable[Meeting], surveys: Iterable[Survey]
) -> Mapping[tuple[str, str], tuple[list[Meeting], list[Survey]]]:
    grouped: dict[tuple[str, str], tuple[list[Meeting], list[Survey]]] = defaultdict(lambda: ([], []))
    for meeting in meetings:
        if meeting.held is not None:
            for key in _keys(meeting, meeting.held.on.day):
                grouped[key][0].append(meeting)
    for survey in surveys:
        for key in _keys(survey, survey.on):
            grouped[key][1].append(survey)
    return grouped


def _keys(record: Meeting | Survey, day: date) -> tuple[tuple[str, str], ...]:
    return ("programme", record.programme), ("place", record.place), ("year", str(day.year))
