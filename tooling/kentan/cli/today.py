"""The one place that reads the clock."""

import os
from datetime import UTC, datetime, time, timedelta, tzinfo
from datetime import timezone as fixed

import click

from kentan.languages import messages
from kentan.records.moments import Moment

_ = messages("cli")


def moment_of(asked: str | None, zone: str) -> Moment:
    """Return the moment as of which to judge: `--as-of`, then KENTAN_TODAY, then now in the instance's time zone.

    A day alone means the end of that day. Raises a usage error for anything that is neither a day nor a moment.
    """
    given = asked or os.environ.get("KENTAN_TODAY")
    if given:
        from kentan.records.spelled_days import meant_moment

        moment = meant_moment(given)
        if moment is None:
            raise click.UsageError(_("{value} is no day: write 2022-06-08 or 2022-06-08 14:30.").format(value=given))
        return moment
    now = datetime.now(zone_called(zone))
    return Moment(now.date(), now.hour * 60 + now.minute)


def instant_of(moment: Moment, zone: str) -> datetime:
    """Return the instant at which a moment of an instance's time zone has passed; of the last day the last there is."""
    try:
        return datetime.combine(moment.day, time(), zone_called(zone)) + timedelta(minutes=moment.minute)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)


def local_moment(instant: datetime, zone: str) -> Moment:
    """Return the moment at which an instant falls in an instance's time zone; one without a zone is UTC.

    Raises OverflowError where it falls on no day that there is.
    """
    local = (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(zone_called(zone))
    return Moment(local.date(), local.hour * 60 + local.minute)


def zone_called(name: str) -> tzinfo:
    """Return a time zone; China's is known even where the system has no table of zones, as on Windows."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return fixed(timedelta(hours=8)) if name.startswith("Asia/") else UTC
