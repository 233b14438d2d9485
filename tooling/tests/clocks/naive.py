"""An independent reckoning of due dates: it knows nothing but one day (or minute) after the other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
Counts = Callable[[date], bool]


@dataclass(frozen=True)
class Rules:
    """What a clock allows: pauses (how many, how long each, how long in all) and extensions (how many, how far)."""

    counts: Counts
    is_working: Counts
    rolls: bool
    at_most: int | None
    days_each: int | None
    days_in_all: int | None
    extensions: int
    up_to: int | None


def counted(after: date, until: date, counts: Counts) -> int:
    number = 0
    while after < until:
        after += DAY
        number += counts(after)
    return number


def walked(start: date, number: int, counts: Counts) -> date:
    while number:
        start += DAY
        number -= counts(start)
    return start


def rolled(day: date, rules: Rules) -> date:
    while rules.rolls and not rules.is_working(day):
        day += DAY
    return day


def due_of(
    start: date,
    due: date,
    pauses: list[tuple[date, date]],
    extensions: list[tuple[date, date]],
    until: date,
    rules: Rules,
) -> date:
    """The due day as it stands on `until`: each day is lived through, with what happens at its end.

    `pauses` are (asked, answered), not overlapping; `extensions` are (asked and granted, until when).
    """
    plain = due
    named = start
    used = 0
    paused_days = 0
    granted = 0
    since: date | None = None
    limit: date | None = None
    today = start
    while today <= until:
        if since is not None and (today == limit or any(since == p and today == u for p, u in pauses)):
            due = max(due, walked(today, counted(since, due, rules.counts), rules.counts), named)
            plain = walked(today, counted(since, plain, rules.counts), rules.counts)
            paused_days += (today - since).days
            since = None
            named = start
        for asked, _ in pauses:
            may = rules.at_most is None or used < rules.at_most
            if asked == today and since is None and may and today <= rolled(due, rules):
                used += 1
                lengths = [] if rules.days_each is None else [rules.days_each]
                if rules.days_in_all is not None:
                    lengths.append(max(0, rules.days_in_all - paused_days))
                since = today
                limit = today + min(lengths) * DAY if lengths else None
                answered = dict(pauses)[asked]
                if answered == today or limit == today:
                    since = None
        for asked, wanted in extensions:
            in_time = since is not None or today <= rolled(due, rules)
            if asked == today and in_time and granted < rules.extensions:
                granted += 1
                if rules.up_to is not None:
                    wanted = min(wanted, walked(plain, rules.up_to, rules.counts))
                if since is None:
                    due = max(due, wanted)
                else:
                    named = max(named, wanted)
        today += DAY
    if since is not None:
        due = max(due, walked(max(since, until), counted(since, due, rules.counts), rules.counts), named)
    return rolled(due, rules)


def office_due(
    start: tuple[date, int], minutes: int, is_working: Counts, times: list[tuple[int, int]]
) -> tuple[date, int]:
    """The minute at which so many office minutes have passed, counted one by one."""
    day, minute = start
    while minutes:
        if minute >= 1440:
            day, minute = day + DAY, 0
        minutes -= is_working(day) and any(opens <= minute < closes for opens, closes in times)
        minute += 1
    return day, minute
