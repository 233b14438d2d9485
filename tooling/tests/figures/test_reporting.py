"""Reports of periods, groups of similar matters, intervals of shares, rounds kept."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from kentan.clocks.reckoner import Reckoner
from kentan.clocks.state import CaseState
from kentan.figures.compute import compute
from kentan.figures.course import course
from kentan.figures.entered import Entered
from kentan.figures.facts import facts
from kentan.figures.intervals import wilson
from kentan.figures.recurring import Matter, recurring
from kentan.figures.reporting import Reporting, Scope, named_period
from kentan.figures.rounds import rounds
from kentan.figures.selection import Selection
from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment
from kentan.records.programme import Period

DAY = date(2026, 11, 22)
MEETING = """\
id: {id}
programme: talks
place: city
provenance: {provenance}
kind: talk
theme: 用地
format: onsite
held:
  on: {day}
"""


@pytest.fixture(scope="module")
def sample() -> Ledger:
    return load(DiskTree(Path(__file__).resolve().parents[3])).ledger


def states_of(reckoner: Reckoner) -> dict[str, CaseState]:
    return {name: reckoner.reckon(case) for name, case in reckoner.ledger.cases.items()}


@pytest.fixture(scope="module")
def reporting(sample: Ledger) -> Reporting:
    reckoner = Reckoner(sample, Moment(DAY))
    return Reporting(sample, states_of(reckoner), DAY)


def test_a_reports_figures_are_those_that_are_computed_one_by_one(sample: Ledger, reporting: Reporting) -> None:
    for scope in reporting.scopes:
        report = reporting.report(scope)
        reckoner = Reckoner(sample, Moment(report.as_of))
        for indicator, figure in report.summary.overall.items():
            selection = Selection(
                programme=scope.programme, place=scope.place, raised_from=scope.first, raised_until=scope.last
            )
            alone = compute(indicator, sample, reckoner.reckon, selection, as_of=report.as_of)
            counts = (figure.numerator, figure.denominator, figure.value, figure.left_out)
            assert counts == (alone.numerator, alone.denominator, alone.value, alone.left_out), (scope, indicator)


def test_a_report_names_exactly_what_was_overdue_at_its_end(sample: Ledger, reporting: Reporting) -> None:
    for scope in reporting.scopes:
        report = reporting.report(scope)
        reckoner = Reckoner(sample, Moment(report.as_of))
        expected = {
            case.id
            for case in sample.cases.values()
            if case.programme == scope.programme
            and scope.place in (None, case.place)
            and case.raised.on.day <= report.as_of
            and reckoner.reckon(case).is_overdue
        }
        assert {state.case.id for state in report.overdue} == expected, scope


def test_a_case_in_which_nothing_but_the_day_changed_stands_as_if_it_were_reckoned(sample: Ledger) -> None:
    states = states_of(Reckoner(sample, Moment(DAY)))
    unchanged = Entered(states).unchanged
    assert len([name for name in unchanged if states[name].is_open]) > 5
    for name, day in unchanged.items():
        last = DAY if states[name].is_open else day
        for number in range(0, (last - day).days + 1, 31):
            then = day + timedelta(number)
            alone = Reckoner(sample, Moment(then)).reckon(sample.cases[name])
            assert _seen(alone) == _seen(states[name]), (name, then)


def _seen(state: CaseState) -> object:
    """What a report sees of a state."""
    clocks = [(clock.key, clock.due, clock.state) for clock in state.clocks]
    return facts(state, None), state.status, state.outcome, state.lead, state.happenings, clocks


def test_reports_are_written_only_where_something_was_recorded(reporting: Reporting) -> None:
    scopes = list(reporting.scopes)
    assert len(scopes) == len(set(scopes))
    assert all(reporting.has(scope) for scope in scopes)
    quiet = Scope("huzhou", None, Period.MONTH, date(2024, 2, 1), date(2024, 2, 29))
    assert quiet not in scopes


def test_periods_are_named_as_people_write_them() -> None:
    assert named_period("2022-06") == (Period.MONTH, date(2022, 6, 1), date(2022, 6, 30))
    assert named_period("2022-H2") == (Period.HALF_YEAR, date(2022, 7, 1), date(2022, 12, 31))
    assert named_period("2024") == (Period.YEAR, date(2024, 1, 1), date(2024, 12, 31))
    assert named_period("2022-13") is None
    assert named_period("0000") is None
    assert named_period("last month") is None


def test_similar_titles_of_one_topic_recur_and_what_comes_later_changes_no_group() -> None:
    matters = [
        Matter("a", "land", "工业用地审批时间太长"),
        Matter("b", "tax", "工业用地审批时间太长"),
        Matter("c", "land", "希望缩短工业用地审批时间"),
        Matter("d", "land", "厂区门口道路破损"),
    ]
    first = recurring(matters)
    assert [group.members for group in first] == [("a", "c")]
    later = recurring([*matters, Matter("e", "land", "门口道路破损，工业用地")])
    assert later[0].members[:2] == ("a", "c")
    assert recurring(matters) == first


def test_many_matters_are_put_together_quickly() -> None:
    matters = [Matter(str(number), "land", f"第{number}号地块审批{number * 7919 % 1000}") for number in range(5000)]
    assert recurring(matters) == recurring(matters)


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [(17, 20, "64.0", "94.8"), (0, 10, "0.0", "27.8"), (10, 10, "72.2", "100.0"), (1, 1, "20.7", "100.0")],
)
def test_the_interval_of_a_share(numerator: int, denominator: int, low: str, high: str) -> None:
    assert wilson(numerator, denominator) == (Decimal(low), Decimal(high))


def test_nothing_has_no_interval() -> None:
    assert wilson(0, 0) is None


def test_a_course_has_few_spans_and_loses_no_case(sample: Ledger) -> None:
    states = states_of(Reckoner(sample, Moment(DAY))).values()
    found = [(state.case.raised.on.day, facts(state, None)) for state in states]
    period, spans = course(found, DAY)
    assert period is Period.HALF_YEAR
    assert len(spans) <= 24
    assert sum(span.received for span in spans) == len(found)
    assert all(span.solved <= span.answered <= span.received for span in spans)
    assert course([], DAY) == (Period.MONTH, ())


@pytest.mark.parametrize(("provenance", "judged"), [("live", True), ("sample", False), ("reported", False)])
def test_a_missing_week_is_held_against_nobody_whose_records_are_single_ones(
    ledger_of: Callable[[Mapping[str, str]], Ledger], provenance: str, judged: bool
) -> None:
    source = "sources:\n  - title: 报道\n    publisher: 报社\n    on: 2022-02-01\n" if provenance == "reported" else ""
    meetings = {
        f"meetings/2022/{day}-city.yml": MEETING.format(id=f"{day}-city", provenance=provenance, day=day) + source
        for day in ("2022-01-05", "2022-01-19")
    }
    from tests.figures.conftest import REGISTRY

    rules = REGISTRY["registry/programmes/talks.yml"].replace(
        "talk: {name: 恳谈会}", "talk: {name: 恳谈会, cadence: {every: week}}"
    )
    ledger = ledger_of({**meetings, "registry/programmes/talks.yml": rules})
    found = list(rounds(Reckoner(ledger, Moment(date(2022, 3, 1))), ledger.programmes["talks"]))
    assert bool(found) is judged
    if judged:
        assert (found[0].kept, found[0].periods) == (2, 3)
        assert found[0].broken == ((date(2022, 1, 10), date(2022, 1, 16)),)
