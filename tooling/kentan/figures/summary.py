"""All indicators at once, for the pages: overall, and by programme, department, place, topic and year, in one pass."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kentan.clocks.state import CaseState
from kentan.figures import selection as select
from kentan.figures.conduct import Conduct, HandedOver, events_of
from kentan.figures.facts import Facts, Standing, facts
from kentan.figures.figure import Figure
from kentan.figures.gatherings import of_meetings
from kentan.figures.group import Figures, Group
from kentan.figures.indicators import INDICATORS
from kentan.figures.selection import EVERYTHING, Selection
from kentan.figures.tally import Counted, Tally, standings
from kentan.records.case import Case
from kentan.records.ledger import Ledger
from kentan.records.meeting import Meeting
from kentan.records.registry import Survey

_KEYS: Mapping[str, Callable[[Case], str]] = {
    "programme": lambda case: case.programme,
    "place": lambda case: case.place,
    "topic": lambda case: case.topic,
    "year": lambda case: str(case.raised.on.day.year),
}
DIMENSIONS = ("programme", "department", "place", "topic", "year")
"""The ways in which a summary groups. A department's group holds the cases that it leads; what is counted of hand-overs
(`extended`, `objected`) those that were handed over to it."""


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
    dimensions: Iterable[str] = DIMENSIONS,
    hand_overs: bool = True,
) -> Summary:
    """Return every indicator of the selected records as of a day; linear in the number of cases.

    `states` are the states of all cases as of that day; `judge` yields `judged`, from where it is known already. Groups
    are made in `dimensions` alone, and without `hand_overs` nothing of hand-overs is counted in them.
    """
    wanted = frozenset(dimensions)
    keys = [(dimension, key_of) for dimension, key_of in _KEYS.items() if dimension in wanted]
    by_department = "department" in wanted
    is_all = selection is EVERYTHING
    overall: list[Counted] = []
    together: list[HandedOver] = []
    grouped: dict[tuple[str, str], list[Counted]] = defaultdict(list)
    handed_over: dict[tuple[str, str], list[HandedOver]] = defaultdict(list)
    for state in states:
        case = state.case
        if case.raised.on.day > as_of or not (is_all or select.counts(ledger, case, selection, as_of)):
            continue
        fact, where, events = judge(state) if judge else judged(ledger, state)
        counted = fact, where, case.programme
        by_all = state, frozenset().union(*events.values()) if len(events) != 1 else next(iter(events.values()))
        overall.append(counted)
        together.append(by_all)
        for dimension, key_of in keys:
            group = dimension, key_of(case)
            grouped[group].append(counted)
            if hand_overs:
                handed_over[group].append(by_all)
        if by_department:
            if state.lead is not None:
                grouped["department", state.lead].append(counted)
            if hand_overs:
                for department, own in events.items():
                    handed_over["department", department].append((state, own))
    held = tuple(select.meetings(ledger, selection, as_of))
    drawn_up = tuple(select.surveys(ledger, selection, as_of))
    gatherings = {key: found for key, found in _grouped(held, drawn_up).items() if key[0] in wanted}
    groups: dict[str, dict[str, Group]] = {dimension: {} for dimension in DIMENSIONS}
    for place in sorted({*grouped, *gatherings, *handed_over}):
        groups[place[0]][place[1]] = Group(
            Tally(grouped[place]) if place in grouped else None,
            Conduct(handed_over[place]) if place in handed_over else None,
            *gatherings.get(place, ((), ())),
        )
    kinds = sorted({result.kind for meeting in held for result in meeting.results})
    return Summary(
        overall=Group(Tally(overall), Conduct(together), held, drawn_up),
        groups=groups,
        results={kind: of_meetings(INDICATORS["results"], held, kind) for kind in kinds},
    )


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
