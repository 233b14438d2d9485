"""What became of a meeting: its matters from raised to solved, its notice, what the meeting before brought by today."""

from dataclasses import dataclass

from kentan.publish.charts.drawing import Chart
from kentan.publish.views.parts import Fact, Link


@dataclass(frozen=True, slots=True)
class Became:
    """The flow of its matters, facts on what was promised of it, and its direct report."""

    flow: Chart | None
    facts: tuple[Fact, ...]
    report: Link | None
