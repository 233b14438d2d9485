"""What kind of day a day is, and which entry of the calendar says so."""

from enum import StrEnum

from kentan.records.calendar import Closing, DaysOff
from kentan.records.frozen import frozen_value


class DayName(StrEnum):
    """The kinds of days."""

    WORKING = "working"
    MAKE_UP = "make-up-working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CLOSING = "closing"


@frozen_value
class DayKind:
    """A day's kind; a holiday and a closing carry the entry that names them."""

    kind: DayName
    entry: DaysOff | Closing | None = None

    @property
    def working(self) -> bool:
        """Whether offices work on such a day."""
        return self.kind is DayName.WORKING or self.kind is DayName.MAKE_UP

    def name_in(self, language: str) -> str:
        """Return the holiday's name or the closing's reason, translated where the entry is; empty for other days."""
        match self.entry:
            case DaysOff(name=name, translations=translations):
                return translations.get(f"name_{language}", name)
            case Closing(reason=reason, translations=translations):
                return translations.get(f"reason_{language}", reason)
        return ""


WORKING = DayKind(DayName.WORKING)
MAKE_UP = DayKind(DayName.MAKE_UP)
WEEKEND = DayKind(DayName.WEEKEND)
