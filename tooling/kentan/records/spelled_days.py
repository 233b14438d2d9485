"""Days and periods as people write them, such as 2026年11月18日, and the form that Kentan has for them."""

import re
from datetime import date
from unicodedata import normalize

from kentan.records.moments import Moment, parse_moment

_SPELLED = re.compile(
    r"((?:19|20)[0-9]{2})(?:年|[-/.])([0-9]{1,2})(?:月|[-/.])([0-9]{1,2})[日号]?"
    r"(?:[ T]?([0-9]{1,2})(?::|时|点)([0-9]{2})分?)?"
)
_CLOSE = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})()()")
_MONTH = re.compile(r"([0-9]{4})(?:年|[-/.])([0-9]{1,2})月?")
_HALF = re.compile(r"([0-9]{4})年?([上下])半年")
_YEAR = re.compile(r"([0-9]{4})年度?")
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


def meant_moment(written: str) -> Moment | None:
    """Return the day or moment that somebody wrote, in the form of records or as people write it; None if in doubt."""
    for said in (written, spelled_day(written, with_time=True)):
        try:
            moment = parse_moment(said)
        except ValueError:
            continue
        if moment is not None:
            return moment
    return None


def spelled_period(written: str) -> str:
    """Return a month, a half-year or a year as 2022-06, 2022-H1 or 2022; what is none of these as it was written."""
    text = normalize("NFKC", written).replace(" ", "")
    if month := _MONTH.fullmatch(text):
        return f"{month[1]}-{int(month[2]):02d}"
    if half := _HALF.fullmatch(text):
        return f"{half[1]}-H{'上下'.index(half[2]) + 1}"
    year = _YEAR.fullmatch(text)
    return year[1] if year else text
