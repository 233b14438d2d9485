"""The course over time: for each span a bar for what was received, within it what was answered, within that what was
solved. The three bars lie in one another and differ in width, so that no colour is needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from kentan.publish.charts.drawing import WIDTH, bar, framed, letters, path, steps, width

_LEFT, _TOP, _HIGH, _FOOT = 26, 6, 96, 20


@dataclass(frozen=True, slots=True)
class Column:
    """One span: its label, and its three counts, each contained in the one before."""

    label: str
    received: int
    answered: int
    solved: int


def course_chart(id: str, title: str, description: str, columns: Sequence[Column]) -> Markup:
    """The drawing of a course; `columns` are in the order of time."""
    scale = steps(max((column.received for column in columns), default=0))
    unit = _HIGH / scale[-1]
    wide = (WIDTH - _LEFT) / max(len(columns), 6)
    base = _TOP + _HIGH
    paths = {"received": "", "answered": "", "solved": ""}
    labels = []
    every = ceil(max((width(column.label) for column in columns), default=0) / wide)
    for number, column in enumerate(columns):
        x = _LEFT + number * wide
        for kind, count, part in (
            ("received", column.received, 0.84),
            ("answered", column.answered, 0.56),
            ("solved", column.solved, 0.28),
        ):
            if count:
                own = wide * part
                paths[kind] += bar(x + (wide - own) / 2, base - count * unit, own, count * unit)
        if number % every == 0:
            labels.append(letters(x + wide / 2, base + 15, column.label, "middle"))
    grid = "".join(f"M{_LEFT} {_round(base - mark * unit)}H{WIDTH}" for mark in scale)
    marks = [letters(_LEFT - 4, base - mark * unit + 3.5, str(mark), "end") for mark in scale]
    drawn = [path(grid, "grid"), *(path(d, kind) for kind, d in paths.items()), *marks, *labels]
    return framed(id, title, description, base + _FOOT, drawn)


def _round(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
