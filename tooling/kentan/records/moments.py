"""When something happened: a day, or a day and a minute, in the instance's time zone."""

import re
from datetime import date
from typing import NamedTuple

END_OF_DAY = 24 * 60
TIME_ZONE = "Asia/Shanghai"
"""The time zone of an instance that names none, or whose file cannot be read."""
_MOMENT = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T]([01][0-9]|2[0-3]):([0-5][0-9]))?")


class Moment(NamedTuple):
    """A point in time as people record it; a day alone counts as the end of that day, and orders so.

    `minute` counts from midnight, in the time zone of the instance.
    """

    day: date
    minute: int = END_OF_DAY

    @property
    def has_time(self) -> bool:
        """Whether a time was written beside the day."""
        return self.minute != END_OF_DAY

    @property
    def beginning(self) -> "Moment":
        """The earliest that it can mean: what is before this is surely before it."""
        return self if self.has_time else Moment(self.day, 0)

    def __str__(self) -> str:
        """Return the form in which the moment is written in a file."""
        if not self.has_time:
            return self.day.isoformat()
        return f"{self.day.isoformat()} {self.minute // 60:02d}:{self.minute % 60:02d}"


NEVER = Moment(date.max, END_OF_DAY + 1)
"""Later than whatever can be written."""


def parse_moment(text: str) -> Moment | None:
    """Return the moment that `YYYY-MM-DD` or `YYYY-MM-DD HH:MM` names, or None where the form is another.

    Raises ValueError for a day that does not exist.
    """
    match = _MOMENT.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute = match.groups()
    found = date(int(year), int(month), int(day))
    return Moment(found) if hour is None else Moment(found, int(hour) * 60 + int(minute))
