"""Whatever a figure counts, what it has counted and what it left out are together all there was."""

from datetime import date
from pathlib import Path

import pytest

from kentan.clocks.reckoner import Reckoner
from kentan.clocks.status import Status
from kentan.desk.demo import write_demo
from kentan.figures.conduct import OVER_ASSIGNMENTS
from kentan.figures.facts import NOT_ANSWERED, NOT_HANDED_OVER
from kentan.figures.gatherings import OVER_MEETINGS, OVER_SURVEYS
from kentan.figures.group import Figures
from kentan.figures.summary import Summary, judged, summarise
from kentan.figures.tally import OVER_CASES
from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.records.clock import Event
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment

ROOT = Path(__file__).resolve().parents[3]
DAYS = (date(2022, 6, 20), date(2023, 1, 1), date(2026, 11, 22))
_ENDED = {Status.MERGED, Status.WITHDRAWN, Status.NOT_ACCEPTED}


@pytest.fixture(scope="module", params=["sample", "demo"])
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    if request.param == "sample":
        return load(DiskTree(str(ROOT))).ledger
    folder = tmp_path_factory.mktemp("demo") / "demo"
    write_demo(str(folder), 600)
    return load(DiskTree(str(folder))).ledger


def summary_of(ledger: Ledger, as_of: date) -> Summary:
    reckoner = Reckoner(ledger, Moment(as_of))
    return summarise(ledger, (reckoner.reckon(each) for each in ledger.cases.values()), as_of=as_of)


def left_out(figures: Figures, name: str) -> int:
    return sum(each.count for each in figures[name].left_out)


def counted(figures: Figures, name: str) -> int:
    found = figures[name]
    return int((found.numerator if found.denominator is None else found.denominator) or 0)


@pytest.mark.parametrize("as_of", DAYS)
def test_numerator_rest_and_left_out_are_all_cases_received(ledger: Ledger, as_of: date) -> None:
    summary = summary_of(ledger, as_of)
    received = sum(case.raised.on.day <= as_of for case in ledger.cases.values())
    groups = [summary.overall, *(each for found in summary.groups.values() for each in found.values())]
    assert counted(summary.overall, "received") == received
    for figures in groups:
        if "received" not in figures:
            continue
        received = counted(figures, "received")
        for name in OVER_CASES - {"direct-reports", "promises-kept"}:
            assert counted(figures, name) + left_out(figures, name) == received, name
        assert counted(figures, "direct-report-appeals") == received
        assert int(figures["direct-report-appeals"].numerator or 0) + left_out(figures, "direct-reports") == received
    for name in OVER_ASSIGNMENTS:
        assert counted(summary.overall, name) + left_out(summary.overall, name) == counted(summary.overall, "received")
    for dimension in ("programme", "place", "topic", "year"):
        for figures in summary.groups[dimension].values():
            if "received" in figures:
                for name in OVER_ASSIGNMENTS:
                    assert counted(figures, name) + left_out(figures, name) == counted(figures, "received"), name


@pytest.mark.parametrize("as_of", DAYS)
def test_promises_meetings_and_ballots_add_up(ledger: Ledger, as_of: date) -> None:
    overall = summary_of(ledger, as_of).overall
    reckoner = Reckoner(ledger, Moment(as_of))
    states = [reckoner.reckon(case) for case in ledger.cases.values() if case.raised.on.day <= as_of]
    promised = sum(each.event is Event.PROMISED for state in states for each in state.happenings)
    assert counted(overall, "promises-kept") + left_out(overall, "promises-kept") == promised
    held = sum(meeting.held is not None and meeting.held.on.day <= as_of for meeting in ledger.meetings.values())
    for name in OVER_MEETINGS & set(overall):
        assert len(overall[name].records) + left_out(overall, name) == held, name
    if set(overall) >= OVER_SURVEYS:
        surveys = [each for each in ledger.surveys.values() if each.on <= as_of]
        sent = sum(each.sent or each.returned for each in surveys)
        assert counted(overall, "survey-satisfied") + left_out(overall, "survey-satisfied") == sent
        for name in ("survey-returned", "survey-sent"):
            assert len(overall[name].records) + left_out(overall, name) == len(surveys), name


@pytest.mark.parametrize("as_of", DAYS)
def test_nobody_waits_for_what_was_refused_withdrawn_or_merged(ledger: Ledger, as_of: date) -> None:
    reckoner = Reckoner(ledger, Moment(as_of))
    ended = [
        state
        for case in ledger.cases.values()
        if case.raised.on.day <= as_of and (state := reckoner.reckon(case)).status in _ENDED
    ]
    for state in ended:
        _fact, standings, _events = judged(ledger, state)
        assert not {NOT_ANSWERED, NOT_HANDED_OVER} & {each for each in standings if isinstance(each, str)}


@pytest.mark.parametrize("as_of", DAYS)
def test_satisfaction_is_over_those_who_answered_the_question(ledger: Ledger, as_of: date) -> None:
    overall = summary_of(ledger, as_of).overall
    assert overall["satisfied"].denominator == overall["rating-response"].numerator
