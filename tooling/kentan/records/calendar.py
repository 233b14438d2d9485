"""One year of a working calendar, as announced: `registry/calendars/<year>.yml`, and the years that Kentan ships."""

from datetime import date
from typing import Annotated

from kentan.languages import mark
from kentan.records.describe import Address, Between, Line, Pattern, Translations, described, record, translations

N_ = mark
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""The years of which a calendar may tell."""


@record
class Notice:
    """The document that announced a year, or changed it. A later notice stands after the one that it changes."""

    title: Line = described(N_("Title of the document."))
    number: Line | None = described(N_("Number of the document."), default=None)
    on: date | None = described(N_("The day on which it was signed."), default=None)
    address: Address | None = described(N_("Public address."), default=None)


@record
class DaysOff:
    """A span of days off, both ends included; it may reach into the year before or after (New Year's Day)."""

    from_: date = described(N_("First day off."))
    to: date = described(N_("Last day off."))
    name: Line = described(N_("Name of the holiday."))
    translations: Translations = translations()


@record
class Closing:
    """Days on which a city's offices stay shut beyond the statutory calendar, such as a typhoon; both ends included."""

    from_: date = described(N_("First day on which the offices are closed."))
    to: date = described(N_("Last day on which the offices are closed."))
    reason: Line = described(N_("Why they are closed; shown in the proof of a due date."))
    translations: Translations = translations()


@record
class CalendarYear:
    """The days off, the make-up working days (调休) and the closing days of a year, with the notices they rest on.

    Only what differs from "Monday to Friday are working days" is said. A year counts as announced where a file for
    it has a notice and days off; a file with closing days alone announces nothing.
    """

    country: Annotated[str, Pattern(r"[A-Z]{2}", "CN")] = described(
        N_("Country, for the working calendar."), default="CN"
    )
    year: Annotated[int, Between(FIRST_YEAR, LAST_YEAR)] = described(N_("The year; the same as the file's name."))
    notices: tuple[Notice, ...] = described(
        N_("The notices that announced the year, and those that changed it."), default=()
    )
    days_off: tuple[DaysOff, ...] = described(N_("Statutory days off, as spans."), default=())
    working_days: tuple[date, ...] = described(N_("Days at a weekend on which work is made up for."), default=())
    closing: tuple[Closing, ...] = described(
        N_("Days on which the offices are closed beyond the statutory calendar."), default=()
    )
