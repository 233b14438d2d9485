"""Moments of the instance's time zone as feeds write them."""

from datetime import UTC, datetime, time, tzinfo
from functools import cache
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kentan.records.moments import Moment

_OURS = uuid5(NAMESPACE_URL, "kentan")


def instant(when: Moment, zone: str) -> datetime:
    """The instant of a moment; a day alone counts as its last second."""
    start = datetime.combine(when.day, time(), _zone(zone))
    if not when.has_time:
        return start.replace(hour=23, minute=59, second=59)
    return start.replace(hour=when.minute // 60, minute=when.minute % 60)


@cache
def _zone(name: str) -> tzinfo:
    """The time zone of that name; UTC where there is none: the checker reports it, a feed does not depend on it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def utc(when: Moment, zone: str) -> datetime:
    """The same in UTC."""
    return instant(when, zone).astimezone(UTC)


def name_of(*parts: object) -> UUID:
    """An id that is always the same for the same parts, whatever the address of the site is."""
    return uuid5(_OURS, "\n".join(map(str, parts)))
