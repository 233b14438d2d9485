"""The calendar of a year: a square for each day on which something took place, the weeks beside one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from kentan.publish.charts.drawing import WIDTH, bar, brief, cross, framed, letters, path

_LEFT, _TOP = 24, 14
_STEP = (WIDTH - _LEFT) / 53.2
_DAYS = 7


@dataclass(frozen=True, slots=True)
class Day:
    """What took place on a day: how many meetings were held, planned, cancelled."""

    held: int = 0
    planned: int = 0
    cancelled: int = 0


def calendar_chart(
    id: str,
    title: str,
    description: str,
    year: int,
    days: Mapping[date, Day],
    names: tuple[Sequence[str], Sequence[str]],
) -> Markup:
    """The drawing of a year; `names` are those of the twelve months and of the seven days of the week.

    A day's square is larger the more was held on it (one, two, more); planned is an outline, cancelled a cross.
    """
    months, weekdays = names
    first = date(year, 1, 1).toordinal()
    start = first - date(year, 1, 1).weekday()
    paths = {"solved": "", "received": "", "line": ""}
    for day, found in sorted(days.items()):
        column, row = divmod(day.toordinal() - start, _DAYS)
        x, y = _LEFT + (column + 0.5) * _STEP, _TOP + (row + 0.5) * _STEP
        if found.held:
            half = _STEP * (0.32, 0.4, 0.48)[min(found.held, 3) - 1]
            paths["solved"] += bar(x - half, y - half, 2 * half, 2 * half)
        elif found.planned:
            paths["received"] += bar(x - _STEP * 0.3, y - _STEP * 0.3, _STEP * 0.6, _STEP * 0.6)
        elif found.cancelled:
            paths["line"] += cross(x, y, _STEP * 0.26)
    grid, texts = "", []
    for number, month in enumerate(months, 1):
        column, row = divmod(date(year, number, 1).toordinal() - start, _DAYS)
        x, y = _LEFT + column * _STEP, _TOP + row * _STEP
        if number > 1:
            end, top = brief(_TOP + _DAYS * _STEP), brief(_TOP)
            grid += f"M{brief(x)} {end}V{brief(y)}" + (f"h{brief(_STEP)}V{top}" if row else f"V{top}")
        texts.append(letters(x + (_STEP if row else 0) + 1, _TOP - 4, month))
    for row in (0, 2, 4):
        texts.append(letters(_LEFT - 4, _TOP + (row + 0.5) * _STEP + 3.5, weekdays[row], "end"))
    frame = bar(_LEFT, _TOP, 53 * _STEP, _DAYS * _STEP)
    height = _TOP + _DAYS * _STEP + 3
    return framed(
        id,
        title,
        description,
        height,
        [path(frame + grid, "grid"), *(path(d, kind) for kind, d in paths.items()), *texts],
    )
