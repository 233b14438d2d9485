"""The working calendars of other countries, through the library `holidays` (an optional extra).

Their holidays follow from statutes, which that library keeps. China's do not: its make-up working days are announced
year by year, and a library that guesses them would prove a due date wrongly.
"""

from collections.abc import Iterable

from kentan.clocks.calendars import WorkingCalendar, working_calendar
from kentan.records.calendar import CalendarYear, DaysOff, Notice

ANNOUNCED_COUNTRIES = frozenset({"CN"})


class NoCalendar(LookupError):
    """There is no calendar for a country: `country` is its code, `library_missing` whether the library is why."""

    def __init__(self, country: str, *, library_missing: bool = False) -> None:
        self.country = country
        self.library_missing = library_missing
        super().__init__(
            f"the calendar of {country} needs the library holidays: pip install 'kentan[countries]'"
            if library_missing
            else f"no calendar for the country {country}: it is announced year by year, or unknown to the library"
        )


def calendar_for(country: str, years: Iterable[int], corrections: Iterable[CalendarYear] = ()) -> WorkingCalendar:
    """Return a country's calendar for the given years, the instance's `corrections` applied.

    `country` is a code of ISO 3166-1 (two capitals). Raises NoCalendar where the library is not installed or does not
    know the country, and for China, whose years come as files.
    """
    if country in ANNOUNCED_COUNTRIES:
        raise NoCalendar(country)
    try:
        import holidays
        import holidays.version
    except ImportError as error:
        raise NoCalendar(country, library_missing=True) from error
    wanted = sorted(set(years))
    try:
        found = holidays.country_holidays(country, years=wanted, expand=False)
    except NotImplementedError as error:
        raise NoCalendar(country) from error
    # the library would name days in the language of the process: ask for the country's own, and for English beside it
    names = holidays.country_holidays(country, years=wanted, expand=False, language=found.default_language)
    english = holidays.country_holidays(country, years=wanted, expand=False, language="en_US")
    source = Notice(title="Python library holidays", number=holidays.version.__version__)
    tables = [
        CalendarYear(
            country=country,
            year=year,
            notices=(source,),
            days_off=tuple(
                DaysOff(from_=day, to=day, name=names[day], translations={"name_en": english[day]})
                for day in sorted(names)
                if day.year == year
            ),
            working_days=tuple(sorted(day for day in found.weekend_workdays if day.year == year)),
        )
        for year in wanted
    ]
    return working_calendar(country, tables, corrections, frozenset(found.weekend))
