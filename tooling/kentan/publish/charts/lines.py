"""Values over time: one line a series, told apart by dash and by the shape of its marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kentan.publish.charts.drawing import WIDTH, brief, dot, framed, letters, path, square, triangle

_LEFT, _TOP, _HIGH = 26, 6, 96
_SHAPES = (dot, square, triangle)
_LABELS = 5


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its name and its values, None where there is none."""

    name: str
    values: tuple[float | None, ...]


def line_chart(
    id: str, title: str, description: str, labels: Sequence[str], series: Sequence[Series], scale: tuple[float, float]
) -> Markup:
    """The drawing of several series over the same labels, on a scale from the least to the most possible value."""
    least, most = scale
    apart = (WIDTH - _LEFT - 10) / max(1, len(labels) - 1)
    base = _TOP + _HIGH
    drawn = []
    ticks = [least + (most - least) * step / 4 for step in range(5)]
    grid = "".join(f"M{_LEFT} {brief(base - _HIGH * step / 4)}H{WIDTH}" for step in range(5))
    for number, one in enumerate(series):
        line = marks = ""
        begun = False
        for place, value in enumerate(one.values):
            if value is None:
                begun = False
                continue
            x, y = _LEFT + 5 + place * apart, base - (value - least) / ((most - least) or 1) * _HIGH
            line += f"{'L' if begun else 'M'}{brief(x)} {brief(y)}"
            marks += _SHAPES[number % 3](x, y, 3)
            begun = True
        drawn += [path(line, f"line dash{number % 3}"), path(marks, f"mark{number % 3}")]
    texts = [letters(_LEFT - 4, base - _HIGH * step / 4 + 3.5, brief(tick), "end") for step, tick in enumerate(ticks)]
    every = max(1, -(-len(labels) // _LABELS))
    for place, label in enumerate(labels):
        if place % every == 0:
            side = "" if place == 0 else "end" if place == len(labels) - 1 else "middle"
            texts.append(letters(_LEFT + 5 + place * apart, base + 13, label, side))
    return framed(id, title, description, base + 18, [path(grid, "grid"), *drawn, *texts])
