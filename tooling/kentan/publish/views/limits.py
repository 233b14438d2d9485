"""How long, in words: 14 days, 5 working days, day 25 of the month."""

from kentan.languages import ntranslate
from kentan.publish.wording import Wording
from kentan.records.clock import Limit


def limit_in_words(words: Wording, limit: Limit) -> str:
    """Return a limit in the words of one language."""
    if 0 in (limit.minutes, limit.hours, limit.office_hours, limit.days, limit.working_days, limit.months):
        return words._("on the day itself")
    return _length(words, limit) or _day(words, limit)


def _length(words: Wording, limit: Limit) -> str:
    """Return a limit that has a length; empty for one that names a day of the calendar."""
    language = words.language
    if limit.minutes:
        said = ntranslate("publish", "{count} minute", "{count} minutes", limit.minutes, language)
        return said.format(count=limit.minutes)
    if limit.hours:
        return ntranslate("publish", "{count} hour", "{count} hours", limit.hours, language).format(count=limit.hours)
    if limit.office_hours:
        said = ntranslate("publish", "{count} office hour", "{count} office hours", limit.office_hours, language)
        return said.format(count=limit.office_hours)
    if limit.days:
        return ntranslate("publish", "{count} day", "{count} days", limit.days, language).format(count=limit.days)
    if limit.working_days:
        said = ntranslate("publish", "{count} working day", "{count} working days", limit.working_days, language)
        return said.format(count=limit.working_days)
    if limit.months:
        said = ntranslate("publish", "{count} month", "{count} months", limit.months, language)
        return said.format(count=limit.months)
    return ""


def _day(words: Wording, limit: Limit) -> str:
    """Return the day of the calendar that a limit names."""
    _ = words._
    if limit.weekday is not None:
        weekday = words.label(limit.weekday)
        if limit.weeks_after:
            said = ntranslate(
                "publish",
                "the next {weekday}, {count} week later",
                "the next {weekday}, {count} weeks later",
                limit.weeks_after,
                words.language,
            )
            return said.format(weekday=weekday, count=limit.weeks_after)
        return _("the next {weekday}").format(weekday=weekday)
    if limit.day_of_month is not None:
        days = words.listed(str(day) for day in sorted({limit.day_of_month, *limit.also_on}))
        if limit.months_after:
            said = ntranslate(
                "publish",
                "day {day} of the month, {count} month later",
                "day {day} of the month, {count} months later",
                limit.months_after,
                words.language,
            )
            return said.format(day=days, count=limit.months_after)
        return _("the next day {day} of a month").format(day=days)
    if limit.end_of_month:
        said = ntranslate(
            "publish",
            "end of the month, {count} month later",
            "end of the month, {count} months later",
            limit.end_of_month,
            words.language,
        )
        return said.format(count=limit.end_of_month)
    return _("end of the month")
