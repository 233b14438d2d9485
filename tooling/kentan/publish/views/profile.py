"""The profile of a department, and the comparison of all: figures with their bases, intervals, and what is overdue."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from kentan.figures.figure import Figure
from kentan.publish.charts.drawing import Chart, Key
from kentan.publish.charts.intervals import Interval, interval_chart
from kentan.publish.edition import Edition
from kentan.publish.text import Said
from kentan.publish.views.charts import course_of
from kentan.publish.views.figures import FEW, FigureView, bounds_of, figure_view
from kentan.publish.views.parts import Link
from kentan.publish.views.row import Row

PROFILE = (
    *("received", "answered", "answered-in-time", "solved", "promises-kept", "satisfied"),
    *("days-to-answer-median", "days-to-answer-p90", "reopened", "extended", "objected"),
)
"""The indicators of a profile, in their order. Satisfaction carries its response rate."""
COMPARED = ("answered-in-time", "solved", "promises-kept", "satisfied", "days-to-answer-median", "days-to-answer-p90")
"""The indicators of the comparison, in the order of its columns."""

SHOWN = 100
"""So many of the cases in which a department is overdue stand on its page, the oldest ones."""


@dataclass(frozen=True, slots=True)
class ProfileView:
    """The profile of a department; `late` are the oldest cases in which it is overdue now, of so many.

    `command` computes the same figures from the records.
    """

    figures: tuple[FigureView, ...]
    course: Chart | None
    late: tuple[Row, ...]
    late_count: int
    few: bool
    command: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One department in the comparison; `late` counts the cases in which it is overdue now."""

    link: Link
    type: Said
    received: int
    figures: tuple[FigureView, ...]
    late: int


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """All departments: those with enough cases side by side, the others with their counts alone."""

    heads: tuple[str, ...]
    enough: tuple[Compared, ...]
    few: tuple[Compared, ...]
    chart: Chart | None
    least: int


def figures_of(edition: Edition, figures: Mapping[str, Figure], wanted: tuple[str, ...]) -> tuple[FigureView, ...]:
    """The figures of some indicators, as far as the group has them."""
    return tuple(
        figure_view(edition.words, figures[name], figures.get("rating-response") if name == "satisfied" else None)
        for name in wanted
        if name in figures
    )


def profile(edition: Edition, department: str) -> ProfileView:
    """The profile of one department."""
    measures, cases = edition.index.computed.measures, edition.index.ledger.cases
    figures: Mapping[str, Figure] = measures.summary.groups["department"].get(department, {})
    led = measures.led.get(department, ())
    late = measures.late.get(department, ())
    shown = (cases[name] for name in late if name in cases)
    title = edition.words._("Cases that it leads, by the time in which they were raised")
    return ProfileView(
        figures=figures_of(edition, figures, PROFILE),
        course=course_of(edition.words, "course", title, *measures.course(led)),
        late=edition.rows(tuple(islice((case for case in shown if department in case.assignments), SHOWN))),
        late_count=len(late),
        few=len(led) < FEW,
        command=f"kentan figures --department {department} --as-of {edition.as_of.isoformat()}",
    )


def comparison(edition: Edition) -> ComparisonView:
    """The comparison of all departments that had a case, those with most cases first."""
    ledger = edition.index.ledger
    measures = edition.index.computed.measures
    names = {*measures.summary.groups["department"], *edition.index.by_department}
    rows = [_compared(edition, name) for name in sorted(names) if name in ledger.departments]
    rows.sort(key=lambda row: (-row.received, row.link.address))
    enough = tuple(row for row in rows if row.received >= FEW)
    return ComparisonView(
        heads=tuple(one.term for one in enough[0].figures) if enough else (),
        enough=enough,
        few=tuple(row for row in rows if row.received < FEW),
        chart=_chart(edition, [row.link for row in enough]),
        least=FEW,
    )


def _compared(edition: Edition, name: str) -> Compared:
    measures, words = edition.index.computed.measures, edition.words
    figures: Mapping[str, Figure] = measures.summary.groups["department"].get(name, {})
    return Compared(
        link=Link(f"departments/{name}.html", words.department(name)),
        type=Said(words.label(edition.index.ledger.departments[name].type)),
        received=len(measures.led.get(name, ())),
        figures=figures_of(edition, figures, COMPARED),
        late=len(measures.late.get(name, ())),
    )


def _chart(edition: Edition, links: list[Link]) -> Chart | None:
    words, _ = edition.words, edition.words._
    groups = edition.index.computed.measures.summary.groups["department"]
    shown = []
    for link in links:
        figure = groups[link.address.rpartition("/")[2].removesuffix(".html")]["answered-in-time"]
        bounds = bounds_of(figure)
        if bounds and figure.shown is not None:
            shown.append((link.said.one_line, figure, Interval(link.said.one_line, bounds[0], figure.shown, bounds[1])))
    if not shown:
        return None
    title = _("Answered in time, with the 95 % interval")
    description = _(
        "A dot is the share of cases answered in time, its line the interval in which the share may lie. Where two "
        "lines overlap widely, the departments do not differ as far as these cases show."
    )
    return Chart(
        id="compared",
        title=title,
        description=description,
        svg=interval_chart("compared", title, description, [interval for _name, _figure, interval in shown]),
        head=(_("Department"), _("Answered in time"), _("Share"), _("95 % interval")),
        rows=tuple(
            (name, figure_view(words, figure).counts, words.percent(one.share), words.percent(f"{one.low}–{one.high}"))
            for name, figure, one in shown
        ),
        keys=(Key("solved", _("share")), Key("line", _("95 % interval"))),
    )
