"""Figures over cases: a small ledger whose numbers can be counted on two hands."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from kentan.clocks.reckoner import Reckoner
from kentan.figures.figure import Figure, LeftOut
from kentan.figures.indicators import INDICATORS
from kentan.figures.selection import Selection
from kentan.figures.summary import summarise
from kentan.records.ledger import Ledger
from kentan.records.moments import Moment

ENDED = (LeftOut("merged into another case", 1), LeftOut("withdrawn", 1))
WAITING, TO_HAND_OVER = LeftOut("not answered yet", 2), LeftOut("not handed over yet", 1)
UNANSWERED = (ENDED[0], WAITING, TO_HAND_OVER, ENDED[1])


def case(
    number: int,
    day: str,
    *,
    replies: str = "",
    more: str = "",
    acceptance: str = "",
    place: str = "city",
    handed_over: bool = True,
    raised: str = "channel: letter",
    ratings: str = "",
) -> dict[str, str]:
    name = f"TA-2022-{number:04d}"
    land = f"""\
  land:
    handed_over: [{{on: {day}}}]
    replies: {replies or "[]"}
    role: lead
"""
    text = f"""\
id: {name}
programme: talks
place: {place}
provenance: live
title: 用地
kind: request
topic: land
raised: {{on: {day}, by: enterprise, {raised}}}
summary: 用地
acceptance:
  - {{on: {day}, decision: accepted}}
{acceptance}assignments:
{land if handed_over else ""}ratings: {ratings or "[]"}
{more}"""
    return {f"cases/2022/{name}.yml": text}


def reply(on: str, outcome: str = "solved", promise: str = "") -> str:
    return f"[{{on: {on}, outcome: {outcome}, text: 答复{promise}}}]"


@pytest.fixture
def ledger(ledger_of: Callable[..., Ledger]) -> Ledger:
    kept = ", promise: {due: 2022-07-01, text: 办结, kept: {on: 2022-06-30, by: staff}}"
    late = ", promise: {due: 2022-06-20, text: 办结, kept: {on: 2022-06-25, by: staff}}"
    open_ = ", promise: {due: 2022-12-01, text: 办结}"
    return ledger_of(
        {
            "meetings/2022/2022-06-01-city.yml": """\
id: 2022-06-01-city
programme: talks
place: city
provenance: live
kind: talk
round: 1
theme: 用地
format: onsite
held: {on: 2022-06-01}
""",
            # In time after 4 days, on the spot, in time on the 14th day (kept), late by a day (kept late).
            **case(
                1, "2022-06-01", replies=reply("2022-06-05"), ratings="[{on: 2022-06-10, score: 5, by: enterprise}]"
            ),
            **case(
                2,
                "2022-06-01",
                replies=reply("2022-06-01"),
                raised="channel: meeting, meeting: 2022-06-01-city",
                ratings="[{on: 2022-06-02, score: 2, by: enterprise}, {on: 2022-06-20, score: 4, by: callback}]",
            ),
            **case(3, "2022-06-01", replies=reply("2022-06-15", "in-progress", kept), place="district"),
            **case(4, "2022-06-01", replies=reply("2022-06-16", "planned", late)),
            # Explained and rated low; a promise that is open; overdue without an answer; still running.
            **case(
                5,
                "2022-06-01",
                replies=reply("2022-06-03", "explained"),
                ratings="[{on: 2022-06-05, score: 1, by: enterprise}]",
                raised="channel: direct-report, report: 直报1",
            ),
            **case(
                6,
                "2022-06-02",
                replies=reply("2022-06-08", "planned", open_),
                raised="channel: direct-report, report: 直报1",
            ),
            **case(7, "2022-06-10", raised="channel: direct-report, report: 直报2"),
            **case(8, "2022-06-28"),
            # Merged, withdrawn, and raised without being handed over.
            **case(9, "2022-06-03", acceptance="  - {on: 2022-06-05, decision: merged, into: TA-2022-0001}\n"),
            **case(10, "2022-06-03", acceptance="  - {on: 2022-06-05, decision: withdrawn}\n"),
            **case(11, "2022-06-30", handed_over=False),
        }
    )


DAY = date(2022, 7, 5)


@pytest.mark.parametrize(
    ("indicator", "numerator", "denominator", "shown", "left_out"),
    [
        ("received", 11, None, "11", ()),
        ("accepted", 11, 11, "11", ()),
        ("handed-over", 10, 11, "10", ()),
        ("answered", 6, 8, "75.0", (ENDED[0], TO_HAND_OVER, ENDED[1])),
        (
            "answered-in-time",
            5,
            7,
            "71.4",
            (ENDED[0], TO_HAND_OVER, LeftOut("still running", 1), ENDED[1]),
        ),
        ("solved", 4, 6, "66.7", UNANSWERED),
        ("solved-on-the-spot", 1, 11, "1", ()),
        ("settled", 5, 9, "55.6", ENDED),
        ("promises-kept", 1, 2, "50.0", (LeftOut("promised for a later day", 1),)),
        ("satisfied", 2, 3, "66.7", (LeftOut("answered and not rated", 3), *UNANSWERED)),
        ("rating-response", 3, 6, "50.0", UNANSWERED),
        ("days-to-answer-median", None, 6, "5.0", UNANSWERED),
        ("days-to-answer-p90", None, 6, "15.0", UNANSWERED),
        ("direct-reports", 2, None, "2", (LeftOut("carried by no direct report", 8),)),
        ("direct-report-appeals", 3, 11, "3", ()),
    ],
)
def test_figures_are_those_counted_by_hand(
    ledger: Ledger,
    figure_of: Callable[..., Figure],
    indicator: str,
    numerator: int | None,
    denominator: int | None,
    shown: str,
    left_out: tuple[LeftOut, ...],
) -> None:
    figure = figure_of(ledger, indicator, DAY)
    assert (figure.numerator, figure.denominator, str(figure.shown)) == (numerator, denominator, shown)
    assert set(figure.left_out) == set(left_out)


def test_a_case_that_is_due_today_is_still_running(ledger: Ledger, figure_of: Callable[..., Figure]) -> None:
    overdue = Selection(raised_from=date(2022, 6, 10), raised_until=date(2022, 6, 10))
    assert figure_of(ledger, "answered-in-time", date(2022, 6, 24), overdue).denominator == 0
    assert figure_of(ledger, "answered-in-time", date(2022, 6, 25), overdue).denominator == 1


def test_later_facts_are_hidden(ledger: Ledger, figure_of: Callable[..., Figure]) -> None:
    assert figure_of(ledger, "answered", date(2022, 6, 2)).numerator == 1
    assert figure_of(ledger, "satisfied", date(2022, 6, 5)).numerator == 0
    assert figure_of(ledger, "promises-kept", date(2022, 6, 24)).numerator == 0


def test_a_reader_can_look_up_what_was_counted_and_what_was_not(
    ledger: Ledger, figure_of: Callable[..., Figure]
) -> None:
    figure = figure_of(ledger, "answered-in-time", DAY)
    assert figure.records == tuple(f"TA-2022-000{number}" for number in (1, 2, 3, 5, 6))
    assert figure.not_in_numerator == ("TA-2022-0004", "TA-2022-0007")


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(place="district"), 1),
        (Selection(channel="direct-report"), 3),
        (Selection(meeting_kind="talk"), 1),
        (Selection(round_from=1, round_until=3), 1),
        (Selection(round_from=2), 0),
        (Selection(department="land"), 10),
        (Selection(topic="land", raised_until=date(2022, 6, 1)), 5),
        (Selection(grade="ordinary"), 0),
    ],
)
def test_a_selection_counts_what_it_names(
    ledger: Ledger, figure_of: Callable[..., Figure], selection: Selection, expected: int
) -> None:
    assert figure_of(ledger, "received", DAY, selection).numerator == expected


@pytest.mark.parametrize("days", range(0, 60, 3))
def test_on_every_day_parts_add_up(ledger: Ledger, figure_of: Callable[..., Figure], days: int) -> None:
    as_of = date(2022, 6, 1) + timedelta(days)
    reckoner = Reckoner(ledger, Moment(as_of))
    summary = summarise(ledger, (reckoner.reckon(each) for each in ledger.cases.values()), as_of=as_of)
    received = summary.overall["received"].numerator
    for name, figure in summary.overall.items():
        found = figure_of(ledger, name, as_of)
        assert (found.numerator, found.denominator, found.value, found.left_out) == (
            figure.numerator,
            figure.denominator,
            figure.value,
            figure.left_out,
        )
        if figure.denominator is not None and figure.numerator is not None and INDICATORS[name].is_rate:
            assert 0 <= figure.numerator <= figure.denominator
    for name in ("answered", "answered-in-time", "settled"):
        figure = summary.overall[name]
        assert (figure.denominator or 0) + sum(each.count for each in figure.left_out) == received
    for dimension in ("programme", "place", "topic", "year"):
        groups = summary.groups[dimension].values()
        for name in ("received", "answered", "answered-in-time"):
            parts = [group[name].numerator or 0 for group in groups if name in group]
            assert sum(parts) == summary.overall[name].numerator
