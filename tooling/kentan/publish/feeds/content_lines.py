"""Lines of iCalendar (RFC 5545): escaped, and folded so that none is longer than 75 bytes."""

from datetime import date, datetime, timedelta

_LIMIT = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def line(name: str, value: str) -> bytes:
    """One property, whose value is written already, with the end of its line."""
    return _folded(f"{name}:{value}").encode() + b"\r\n"


def text(name: str, value: str) -> bytes:
    """A property whose value is a text."""
    return line(name, value.replace("\r\n", "\n").translate(_ESCAPED))


def day(name: str, on: date) -> bytes:
    """A property whose value is a whole day."""
    return f"{name};VALUE=DATE:{on.year:04d}{on.month:02d}{on.day:02d}\r\n".encode()


def instant(name: str, at: datetime) -> bytes:
    """A property whose value is an instant of UTC."""
    return f"{name}:{at.year:04d}{at.month:02d}{at.day:02d}T{at:%H%M%S}Z\r\n".encode()


def duration(name: str, lasts: timedelta) -> bytes:
    """A property whose value is a length of whole minutes."""
    hours, minutes = divmod(lasts.seconds // 60, 60)
    days = f"{lasts.days}D" if lasts.days else ""
    times = f"{f'{hours}H' if hours else ''}{f'{minutes}M' if minutes else ''}"
    return line(name, f"P{days}{f'T{times}' if times else ''}")


def _folded(whole: str) -> str:
    """A line in pieces of less than 75 bytes; none ends in the first half of an escaped character."""
    if len(whole.encode()) < _LIMIT:
        return whole
    pieces: list[str] = []
    start = weight = 0
    for at, character in enumerate(whole):
        own = len(character.encode())
        if at > start and weight + own >= _LIMIT:
            end = at - 1 if at - start > 1 and whole[at - 1] in "\\^" else at
            pieces.append(whole[start:end])
            start, weight = end, at - end
        weight += own
    return "\r\n ".join([*pieces, whole[start:]])
