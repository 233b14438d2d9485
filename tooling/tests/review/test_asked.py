"""What rules are said not to ask of the registry they do not ask for."""

import random
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from kentan.files.loading import load
from kentan.records.calendar import CalendarYear, Closing
from kentan.records.clock import Clock, Event, ExtensionRule, Limit, Roll
from kentan.records.finding import Finding, Severity
from kentan.records.ledger import Ledger
from kentan.records.programme import Programme, RuleSet
from kentan.review import asked
from kentan.rules.catalogue import CASE_CHECKS
from kentan.rules.check import check_cases, check_meetings
from kentan.rules.rule import Check, Context
from tests.review.random_changes import CHANGES, sample_files
from tests.review.random_registry import CONCERNED, REGISTRY_CHANGES

DAY = date(2026, 11, 22)
REGISTRY = ("departments", "institutions", "people", "places", "topics", "programmes", "calendars", "instance")


class Held:
    """Files in memory."""

    def __init__(self, files: Mapping[str, tuple[str, bytes]]) -> None:
        self._files = files

    def files(self):
        return iter(sorted(self._files, key=lambda path: path.split("/")))

    def read(self, file: str) -> bytes:
        return self._files[file][1]


@pytest.fixture(scope="module")
def ledgers() -> list[Ledger]:
    """The sample, and the sample with much that is wrong."""
    sample = sample_files()
    found = []
    for seed in range(4):
        chance = random.Random(seed)
        files = dict(sample)
        for change in chance.choices([*CONCERNED * 3, *CHANGES, *REGISTRY_CHANGES], k=12 * seed):
            change(chance, files)
        found.append(load(Held(files)).ledger)
    return found


def errors(ledger: Ledger) -> list[str]:
    context = Context(ledger=ledger, today=DAY)
    found: list[Finding] = [*check_cases([*ledger.cases.values()], context), *check_meetings(context)]
    return sorted(repr(each) for each in found if each.severity is Severity.ERROR)


def hastened(programme: Programme) -> Programme:
    """A programme by whose rules everything is to be done within a day."""
    return replace(
        programme,
        versions=tuple(
            replace(rules, clocks={name: replace(each, limit=Limit(days=1)) for name, each in rules.clocks.items()})
            for rules in programme.versions
        ),
    )


def test_the_errors_of_cases_are_the_same_where_nobody_asks_for_notices(ledgers) -> None:
    late = 0
    for ledger in ledgers:
        programmes = {name: hastened(each) for name, each in ledger.programmes.items()}
        for side in (ledger, replace(ledger, programmes=programmes)):
            every, alone = (
                check_cases([*side.cases.values()], Context(ledger=side, today=DAY, errors_alone=errors_alone))
                for errors_alone in (False, True)
            )
            found = [repr(each) for each in every if each.severity is Severity.ERROR]
            assert [repr(each) for each in alone if each.severity is Severity.ERROR] == found
            late += sum("'K60" in each for each in found)
    assert late > 100


class Closed:
    """A ledger of which some parts must not be asked for."""

    def __init__(self, ledger: Ledger, parts: frozenset[str]) -> None:
        self._ledger, self._parts = ledger, parts

    def __getattr__(self, name: str) -> Any:
        assert name not in self._parts, f"asked for {name}"
        return getattr(self._ledger, name)


def not_in(modules: frozenset[str]) -> list[Check]:
    found = [each for each in CASE_CHECKS if each not in asked.checks_of(modules)]
    assert len(found) == len(CASE_CHECKS) - len(modules)
    return found


@pytest.mark.parametrize(
    ("modules", "parts"),
    [
        (asked.OTHERS, {*REGISTRY, "meetings", "cases", "level_of", "rules_of", "statutory"}),
        (asked.EVERY_ENTRY, {"departments", "institutions", "people", "places", "topics", "level_of"}),
        (asked.RULE_SETS | {"everywhere"}, {"programmes", "rules_of"}),
        (asked.CALENDAR | {"everywhere"}, {"calendars", "statutory", "instance"}),
        (asked.ANOTHER_CASE, {"cases"}),
    ],
)
def test_checks_in_other_modules_do_not_ask(modules, parts, ledgers) -> None:
    for ledger in ledgers:
        context = Context(ledger=Closed(ledger, frozenset(parts)), today=DAY)  # type: ignore[arg-type]
        for check in not_in(modules):
            for case in ledger.cases.values():
                list(check(case, context))


def otherwise(value: Any) -> Any:
    """A value of the registry, otherwise in all that is said not to be asked for."""
    if isinstance(value, Mapping):
        return {name: otherwise(each) for name, each in value.items()}
    if isinstance(value, tuple):
        return tuple(otherwise(each) for each in value)
    if not is_dataclass(value):
        return value
    unasked = asked._UNASKED.get(type(value), frozenset())
    return replace(
        value,
        **{
            each.name: (another if each.name in unasked else otherwise)(getattr(value, each.name))
            for each in fields(value)
        },
    )


def another(value: Any) -> Any:
    if isinstance(value, str) and type(value) is str:
        return f"{value} 甲"
    return {dict: {}, tuple: (), bool: True, Decimal: Decimal(1)}.get(type(value), value and None)


def test_errors_do_not_depend_on_what_is_not_asked_for(ledgers) -> None:
    for ledger in ledgers:
        parts = ("departments", "institutions", "places", "topics", "programmes")
        changed = replace(ledger, **{part: otherwise(getattr(ledger, part)) for part in parts})
        assert asked.as_asked({part: getattr(changed, part) for part in parts}) == asked.as_asked(
            {part: getattr(ledger, part) for part in parts}
        )
        assert changed.programmes != ledger.programmes
        assert errors(changed) == errors(ledger)


def test_every_field_that_is_not_asked_for_exists() -> None:
    for kind, names in (
        *asked._UNASKED.items(),
        *asked.UNASKED_BY_CASES.items(),
        *asked.UNASKED_BY_MEETINGS.items(),
    ):
        assert names <= {each.name for each in fields(kind)}


def test_only_meetings_ask_what_is_said_to_be_theirs_alone(ledgers) -> None:
    nothing = {"meetings": {}, "scores": {}, "results": {}, "invitations": None}
    assert nothing.keys() == asked.UNASKED_BY_CASES[RuleSet] - asked._UNASKED[RuleSet]
    for ledger in ledgers:
        bare = {
            name: replace(each, versions=tuple(replace(rules, **nothing) for rules in each.versions))
            for name, each in ledger.programmes.items()
        }
        assert errors(replace(ledger, programmes=bare, meetings={})) == errors(replace(ledger, meetings={}))


def test_no_meeting_asks_what_is_said_to_be_of_cases_alone(ledgers) -> None:
    no_rules = {"clocks": {}, "grades": {}, "rating": None}
    nothing = {"prefix": "ZZ", "supervisors": ()}
    assert no_rules.keys() == asked.UNASKED_BY_MEETINGS[RuleSet] - asked._UNASKED[RuleSet]
    assert nothing.keys() == asked.UNASKED_BY_MEETINGS[Programme] - asked._UNASKED[Programme]
    found = []
    for ledger in ledgers:
        bare = {
            name: replace(each, versions=tuple(replace(rules, **no_rules) for rules in each.versions), **nothing)
            for name, each in ledger.programmes.items()
        }
        found += errors(replace(ledger, cases={}))
        assert errors(replace(ledger, programmes=bare, cases={})) == errors(replace(ledger, cases={}))
    assert found


@pytest.mark.parametrize(
    "changed",
    [
        {"prefix": "ZZ"},
        {"places": ()},
        {"supervisors": ()},
        {"organiser": "tax"},
        {"began": date(2030, 1, 1)},
        {"ended": date(2019, 1, 1)},
    ],
)
def test_only_the_modules_that_are_said_to_ask_for_a_field_of_a_programme_do(changed, ledgers) -> None:
    found = 0
    for ledger in ledgers:
        programmes = {name: replace(each, **changed) for name, each in ledger.programmes.items()}
        asking = set().union(*map(asked.modules_asking, ledger.programmes.values(), programmes.values()))
        assert asking < asked.RULE_SETS
        for check in CASE_CHECKS:
            was, now = (
                [
                    repr(each)
                    for case in ledger.cases.values()
                    for each in check(case, Context(ledger=side, today=DAY))
                    if each.severity is Severity.ERROR
                ]
                for side in (ledger, replace(ledger, programmes=programmes))
            )
            assert check in asked.checks_of(asking) or was == now
            found += was != now
    assert found or "organiser" in changed


def closing(*days: date) -> CalendarYear:
    return CalendarYear(year=2026, closing=tuple(Closing(from_=day, to=day, reason="台风。") for day in days))


def test_deadlines_that_reach_a_day_begin_long_enough_before(ledgers) -> None:
    clock = Clock(
        name="答复",
        starts=(Event.HANDED_OVER,),
        stops=(Event.REPLIED,),
        limit=Limit(working_days=10),
        extensions=ExtensionRule(ask_before=Limit(working_days=5), up_to=Limit(days=14)),
    )
    programme = next(iter(ledgers[0].programmes.values()))
    ledger = replace(
        ledgers[0],
        programmes={"a": replace(programme, versions=(RuleSet(from_=date(2020, 1, 1), clocks={"reply": clock}),))},
        calendars={},
    )
    monday = date(2026, 11, 16)
    found = asked.days_asked_otherwise(ledger, replace(ledger, calendars={"2026": closing(monday)}), DAY)
    assert found is not None
    assert monday - timedelta(days=100) < found[0] <= monday - timedelta(days=14 + 21)
    assert monday + timedelta(days=7) <= found[1] < monday + timedelta(days=100)
    sunday = replace(ledger, calendars={"2026": closing(monday - timedelta(days=1))})
    assert asked.days_asked_otherwise(ledger, sunday, DAY) is None
    recurring = (RuleSet(from_=date(2020, 1, 1), clocks={"reply": replace(clock, every=Limit(days=7))}),)
    again = replace(ledger, programmes={"a": replace(programme, versions=recurring)})
    endless = asked.days_asked_otherwise(again, replace(again, calendars={"2026": closing(monday)}), DAY)
    assert endless is not None
    assert endless[1] == date.max
    natural = replace(clock, limit=Limit(days=10), extensions=None, roll=Roll.NONE)
    rules = (RuleSet(from_=date(2020, 1, 1), clocks={"reply": natural}),)
    ledger = replace(ledger, programmes={"a": replace(programme, versions=rules)})
    assert asked.days_asked_otherwise(ledger, replace(ledger, calendars={"2026": closing(monday)}), DAY) is None


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2022, 3, 9), date(2022, 3, 10)),
        (date(2022, 12, 31), date(2023, 1, 1)),
        (date(2021, 11, 20), date(2024, 12, 31)),
        (date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_each_date_between_two_days_begins_as_is_looked_for(first: date, last: date) -> None:
    texts = tuple(asked.dates_between(first, last))
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    assert all(day.isoformat().startswith(texts) for day in days)
    assert not (first - timedelta(days=31)).isoformat().startswith(texts)
    assert not (last + timedelta(days=31)).isoformat().startswith(texts)
