"""The years of the statutory working calendar that Kentan ships: read once a process, for every ledger."""

import os
from functools import cache

import kentan
from kentan.files.reading import read
from kentan.files.shaping import Problem, shaper
from kentan.records.calendar import CalendarYear

_FOLDER = os.path.join(os.path.dirname(kentan.__file__), "clocks", "calendars", "cn")


@cache
def statutory_years() -> tuple[CalendarYear, ...]:
    """Return China's announced years, oldest first, as `kentan/clocks/calendars/cn/` holds them."""
    years: list[CalendarYear] = []
    for name in os.listdir(_FOLDER):
        if name.endswith(".yml"):
            problems: list[Problem] = []
            with open(os.path.join(_FOLDER, name), "rb") as file:
                year = shaper(CalendarYear)(read(name, file.read()).raw, problems)
            assert isinstance(year, CalendarYear), problems
            years.append(year)
    return tuple(sorted(years, key=lambda one: one.year))
