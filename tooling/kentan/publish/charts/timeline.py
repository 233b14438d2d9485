"""The course of a case as a picture: a row for each deadline, from its start to its due date, and when it was met."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from markupsafe import Markup

from kentan.publish.charts.drawing import WIDTH, bar, brief, dot, framed, letters, path, short

_ROW, _TOP, _LABEL = 22, 16, 140
_REMARK = re.compile(r"[（(][^（()）]*[)）]$")


@dataclass(frozen=True, slots=True)
class Stretch:
    """One deadline: its label, when it began, when it is due, until when it lasted, and whether it was met then."""

    label: str
    start: date
    due: date
    until: date
    met: bool


def timeline_chart(
    id: str, title: str, description: str, stretches: Sequence[Stretch], marks: tuple[str, str]
) -> Markup:
    """The drawing; `marks` are the words for the first and the last day.

    The outlined bar is the time allowed, the filled one the time used; what goes beyond the due date is hatched by
    strokes, and a disc stands where it was done. Remarks in brackets behind a label are left to the table.
    """
    spans = tuple((one.start, one.due, one.until, one.met) for one in stretches)
    texts = [letters(_LABEL, _TOP - 6, marks[0]), letters(WIDTH, _TOP - 6, marks[1], "end")]
    texts += [
        letters(_LABEL - 8, _TOP + number * _ROW + 10, short(_REMARK.sub("", one.label), _LABEL - 8), "end")
        for number, one in enumerate(stretches)
    ]
    return framed(id, title, description, _TOP + len(stretches) * _ROW, [*_drawn(spans), *texts])


@lru_cache(4)
def _drawn(spans: tuple[tuple[date, date, date, bool], ...]) -> tuple[str, ...]:
    """The shapes, the same in all languages: of each deadline its start, due date and end, and whether it was met."""
    first = min(start for start, _due, _until, _met in spans).toordinal()
    last = max(max(due, until) for _start, due, until, _met in spans).toordinal()
    room = (WIDTH - _LABEL - 10) / max(1, last - first)

    def at(day: date) -> float:
        return _LABEL + (day.toordinal() - first) * room

    allowed = used = late = marked = done = ""
    for number, (start, due, until, met) in enumerate(spans):
        y = _TOP + number * _ROW
        begin, end, over = at(start), at(due), at(until)
        allowed += bar(begin, y, max(1.0, end - begin), 12)
        if over > begin:
            used += bar(begin, y + 3, min(over, max(end, begin)) - begin, 6) if end > begin else ""
        if over > end:
            late += (
                "".join(f"M{brief(x)} {y + 9}l3-6" for x in _between(max(begin, end), over, 4))
                + f"M{brief(max(begin, end))} {y + 6}H{brief(over)}"
            )
        marked += f"M{brief(end)} {y - 2}v16"
        if met:
            done += dot(over, y + 6, 3.5)
    return (
        path(allowed, "received"),
        path(used, "answered"),
        path(late, "line"),
        path(marked, "due"),
        path(done, "solved"),
    )


def _between(start: float, end: float, step: float) -> list[float]:
    count = min(60, int((end - start) // step))
    return [start + number * step for number in range(count)]
