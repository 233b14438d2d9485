"""Days as people write them, such as 2026年11月18日, and the form in which records have them."""

import re
from datetime import date
from unicodedata import normalize

_SPELLED = re.compile(
    r"((?:19|20)[0-9]{2})(?:年|[-/.])([0-9]{1,2})(?:月|[-/.])([0-9]{1,2})[日号]?"
    r"(?:[ T]?([0-9]{1,2})(?::|时|点)([0-9]{2})分?)?"
)
_CLOSE = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})()()")
_BLANKS = re.compile(r"(?<=\D) +| +(?=\D)")


def spelled_day(written: str, with_time: bool) -> str:
    """Return the day that was meant as `YYYY-MM-DD`, with the time behind it where one may stand; empty if in doubt.

    A year has four digits and comes first: of 3/4 nobody knows which is the month.
    """
    text = normalize("NFKC", written).strip()
    match = _SPELLED.fullmatch(text) or _SPELLED.fullmatch(_BLANKS.sub("", text)) or _CLOSE.fullmatch(text)
    if match is None:
        return ""
    year, month, day, hour, minute = match.groups()
    try:
        found = date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
    if not hour or not with_time:
        return found
    return f"{found} {int(hour):02d}:{minute}" if int(hour) < 24 and int(minute) < 60 else ""
