"""The flow of matters: received, answered, solved, each a bar of its length under the one that contains it."""

from collections.abc import Sequence

from markupsafe import Markup

from kentan.publish.charts.drawing import WIDTH, bar, framed, letters, path

_ROW, _LABEL, _NUMBER = 24, 96, 60


def flow_chart(id: str, title: str, description: str, stages: Sequence[tuple[str, int, str]]) -> Markup:
    """The drawing of a flow; `stages` are a label, a count, and what stands behind the bar (`40 of 54`)."""
    most = max([count for _, count, _ in stages] + [1])
    room = WIDTH - _LABEL - _NUMBER
    outline = fill = ""
    texts = []
    for number, (label, count, text) in enumerate(stages):
        y, wide = number * _ROW + 4, room * count / most
        outline += bar(_LABEL, y, room * stages[max(0, number - 1)][1] / most, _ROW - 8)
        fill += bar(_LABEL, y, wide, _ROW - 8) if count else ""
        texts.append(letters(_LABEL - 6, y + 12, label, "end"))
        texts.append(letters(_LABEL + room * stages[max(0, number - 1)][1] / most + 5, y + 12, text))
    return framed(
        id, title, description, len(stages) * _ROW, [path(outline, "received"), path(fill, "answered"), *texts]
    )
