"""The years of the statutory working calendar that Kentan ships: read once a process, for every ledger."""

from functools import cache
from importlib.resources import files

from kentan.files.reading import read
from kentan.files.shaping import Problem, shaper
from kentan.records.calendar import CalendarYear

_FOLDER = "clocks/calendars/cn"


@cache
def statutory_years() -> tuple[CalendarYear, ...]:
    """Return China's announced years, oldest first, as `kentan/clocks/calendars/cn/` holds them."""
    years: list[CalendarYear] = []
    for file in files("kentan").joinpath(_FOLDER).iterdir():
        if file.name.endswith(".yml"):
            problems: list[Problem] = []
            year = shaper(CalendarYear)(read(file.name, file.read_bytes()).raw, problems)
            assert isinstance(year, CalendarYear), problems
            years.append(year)
    return tuple(sorted(years, key=lambda one: one.year))
