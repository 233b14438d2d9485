"""Periods in words, in the addresses of reports, and in the command that writes one."""

from datetime import date

from kentan.figures.reporting import Scope
from kentan.languages import CHINESE
from kentan.publish.text import day_in_words
from kentan.publish.wording import Wording
from kentan.records.programme import Period


def period_slug(scope: Scope) -> str:
    """The period as files and commands name it: 2022-06, 2022-H1, 2022."""
    year = scope.first.year
    if scope.period is Period.MONTH:
        return f"{year:04d}-{scope.first.month:02d}"
    return f"{year:04d}-H{1 if scope.first.month < 7 else 2}" if scope.period is Period.HALF_YEAR else f"{year:04d}"


def period_in_words(words: Wording, scope: Scope) -> str:
    """The period as people say it: June 2022, the first half of 2022, 2022."""
    _, first = words._, scope.first
    if scope.period is Period.MONTH:
        return month_in_words(words, first)
    if scope.period is Period.HALF_YEAR:
        half = _("the first half of {year}") if first.month < 7 else _("the second half of {year}")
        return half.format(year=first.year)
    return _("the year {year}").format(year=first.year)


def month_in_words(words: Wording, first: date) -> str:
    """A month as people say it."""
    if words.language == CHINESE:
        return f"{first.year}年{first.month}月"
    return day_in_words(first.replace(day=1), words.language).partition(" ")[2]


def report_title(words: Wording, scope: Scope) -> str:
    """The title of a report; the programme and the place stand in its subtitle."""
    _ = words._
    template = {
        Period.MONTH: _("Monthly report, {period}"),
        Period.HALF_YEAR: _("Half-yearly report, {period}"),
        Period.YEAR: _("Yearly report, {period}"),
    }[scope.period]
    return template.format(period=period_in_words(words, scope))


def report_folder(programme: str, place: str | None = None) -> str:
    """The folder of a programme's reports, or of those of one of its places."""
    below = f"/{place}" if place else ""
    return f"reports/programme/{programme}{below}"


def report_address(scope: Scope) -> str:
    """The address of a report's page."""
    return f"{report_folder(scope.programme, scope.place)}/{period_slug(scope)}.html"


def direct_address(meeting: str) -> str:
    """The address of the direct report of a meeting."""
    return f"reports/direct/{meeting}.html"
