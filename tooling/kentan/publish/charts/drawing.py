"""What all charts are made of: the chart with its table, the frame of its SVG, letters, and paths of many shapes."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from markupsafe import Markup

WIDTH = 400
"""The width of every drawing in its own units."""


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the key: the class of its sign, and what it stands for."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its SVG, and its data as a table with a head. `id` is its own on the page."""

    id: str
    title: str
    description: str
    svg: Markup
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[Key, ...] = ()


def framed(id: str, title: str, description: str, height: float, parts: Iterable[str]) -> Markup:
    """An SVG of the usual width with its title and description."""
    return Markup(
        f'<svg class="drawing" viewBox="0 0 {WIDTH} {brief(height)}" role="img" aria-labelledby="{id}-t {id}-d">'
        f'<title id="{id}-t">{escape(title)}</title><desc id="{id}-d">{escape(description)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def brief(value: float) -> str:
    """A coordinate in as few letters as it needs."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def letters(x: float, y: float, text: str, kind: str = "") -> str:
    """A text at a place; `kind` is a class (`end`, `middle`, `quiet`)."""
    given = f' class="{kind}"' if kind else ""
    return f'<text x="{brief(x)}" y="{brief(y)}"{given}>{escape(text)}</text>'


def path(d: str, kind: str) -> str:
    """A path of a class; nothing where there is nothing to draw."""
    return f'<path class="{kind}" d="{d}"/>' if d else ""


def bar(x: float, y: float, width: float, height: float) -> str:
    """A rectangle as part of a path."""
    return f"M{brief(x)} {brief(y)}h{brief(width)}v{brief(height)}h{brief(-width)}z"


def dot(x: float, y: float, radius: float) -> str:
    """A disc as part of a path."""
    r, across = brief(radius), brief(2 * radius)
    return f"M{brief(x - radius)} {brief(y)}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 {brief(-2 * radius)} 0"


def square(x: float, y: float, radius: float) -> str:
    """A square around a point as part of a path."""
    return bar(x - radius, y - radius, 2 * radius, 2 * radius)


def triangle(x: float, y: float, radius: float) -> str:
    """A triangle around a point as part of a path."""
    return f"M{brief(x)} {brief(y - radius)}l{brief(radius)} {brief(2 * radius)}h{brief(-2 * radius)}z"


def cross(x: float, y: float, radius: float) -> str:
    """A cross as part of a path that is stroked."""
    side = brief(2 * radius)
    return f"M{brief(x - radius)} {brief(y - radius)}l{side} {side}m-{side} 0l{side} -{side}"


def steps(most: int, count: int = 4) -> tuple[int, ...]:
    """Round numbers from 0 to at least `most`, about so many steps, as a scale bears them."""
    if most <= count:
        return tuple(range(max(1, most) + 1))
    size = 1
    while True:
        for factor in (1, 2, 5):
            if size * factor * count >= most:
                step = size * factor
                return tuple(range(0, step * (-(-most // step)) + 1, step))
        size *= 10


def width(text: str) -> float:
    """How much room a text needs at most, with air behind it: as large as it is on a phone."""
    return sum(map(_wide, text)) + 5


def _wide(letter: str) -> int:
    return 12 if ord(letter) > 0x2E7F else 7


@lru_cache(1 << 10)
def short(text: str, room: float) -> str:
    """A text that fits into so much room, on a phone too."""
    if width(text) <= room:
        return text
    left, most = room - width("…"), 0
    while (left := left - _wide(text[most])) >= 0:
        most += 1
    return f"{text[: max(1, most)].rstrip()}…"
