"""Shares with what is not known of them: a dot for the share, a line for the interval in which it may lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from kentan.publish.charts.drawing import WIDTH, brief, dot, framed, letters, path, short

_ROW, _LABEL, _TOP = 18, 160, 14


@dataclass(frozen=True, slots=True)
class Interval:
    """A share in percent with its interval, and a label."""

    label: str
    low: Decimal
    share: Decimal
    high: Decimal


def interval_chart(id: str, title: str, description: str, found: Sequence[Interval]) -> Markup:
    """The drawing of several shares one below the other, in the order given, on a scale from 0 to 100 %."""
    room = WIDTH - _LABEL - 12
    bottom = _TOP + len(found) * _ROW
    grid, marks = "", []
    for percent in (0, 25, 50, 75, 100):
        x = _LABEL + room * percent / 100
        grid += f"M{brief(x)} {_TOP}V{bottom}"
        marks.append(letters(x, _TOP - 4, f"{percent}%", "middle"))
    lines = dots = ""
    texts = []
    for number, one in enumerate(found):
        y = _TOP + number * _ROW + _ROW / 2
        low, at, high = (_LABEL + room * float(value) / 100 for value in (one.low, one.share, one.high))
        lines += f"M{brief(low)} {brief(y)}H{brief(high)}m0-3v6M{brief(low)} {brief(y - 3)}v6"
        dots += dot(at, y, 3.5)
        texts.append(letters(_LABEL - 8, y + 3.5, short(one.label, _LABEL - 8), "end"))
    return framed(
        id,
        title,
        description,
        bottom + 4,
        [path(grid, "grid"), path(lines, "line"), path(dots, "solved"), *marks, *texts],
    )
