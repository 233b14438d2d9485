"""The course of a case as a picture: a row for each deadline, from its start to its due date, and when it was met."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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
    first = min(one.start for one in stretches).toordinal()
    last = max(max(one.due, one.until) for one in stretches).toordinal()
    room = (WIDTH - _LABEL - 10) / max(1, last - first)

    def at(day: date) -> float:
        return _LABEL + (day.toordinal() - first) * room

    allowed = used = late = due = done = ""
    texts = [letters(_LABEL, _TOP - 6, marks[0]), letters(WIDTH, _TOP - 6, marks[1], "end")]
    for number, one in enumerate(stretches):
        y = _TOP + number * _ROW
        begin, end, until = at(one.start), at(one.due), at(one.until)
        allowed += bar(begin, y, max(1.0, end - begin), 12)
        if until > begin:
            used += bar(begin, y + 3, min(until, max(end, begin)) - begin, 6) if end > begin else ""
        if until > end:
            late += (
                "".join(f"M{brief(x)} {y + 9}l3-6" for x in _between(max(begin, end), until, 4))
                + f"M{brief(max(begin, end))} {y + 6}H{brief(until)}"
            )
        due += f"M{brief(end)} {y - 2}v16"
        if one.met:
            done += dot(until, y + 6, 3.5)
        texts.append(letters(_LABEL - 8, y + 10, short(_REMARK.sub("", one.label), 24), "end"))
    drawn = [
        path(allowed, "received"),
        path(used, "answered"),
        path(late, "line"),
        path(due, "due"),
        path(done, "solved"),
    ]
    return framed(id, title, description, _TOP + len(stretches) * _ROW, [*drawn, *texts])


def _between(start: float, end: float, step: float) -> list[float]:
    count = min(60, int((end - start) // step))
    return [start + number * step for number in range(count)]
