"""The charts of pages in the words of one language, each with the table behind it."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from kentan.figures.course import Span
from kentan.languages import CHINESE, Language, messages
from kentan.publish.charts.course import Column, course_chart
from kentan.publish.charts.drawing import Chart, Key
from kentan.publish.charts.flow import flow_chart
from kentan.publish.views.meeting import number
from kentan.publish.wording import Wording
from kentan.records.programme import Period

_FLOW = "flow"
_REMEMBERED = 1 << 10


def course_of(words: Wording, id: str, title: str, period: Period, spans: Sequence[Span]) -> Chart | None:
    """The course over time of some cases; None where there are none."""
    if not spans:
        return None
    _ = words._
    columns = [Column(_label(one, period, words.language), one.received, one.answered, one.solved) for one in spans]
    description = _(
        "Cases by the time in which they were raised, from {first} to {last}: {received} received, {answered} of them "
        "answered by now, {solved} solved."
    ).format(
        first=columns[0].label,
        last=columns[-1].label,
        received=number(sum(one.received for one in spans)),
        answered=number(sum(one.answered for one in spans)),
        solved=number(sum(one.solved for one in spans)),
    )
    return Chart(
        id=id,
        title=title,
        description=description,
        svg=course_chart(id, title, description, columns),
        head=(_("Raised in"), _("received"), _("answered"), _("solved")),
        rows=tuple(
            (one.label, number(one.received), number(one.answered), number(one.solved))
            for one in reversed(columns)
            if one.received
        ),
        keys=(Key("received", _("received")), Key("answered", _("answered")), Key("solved", _("solved"))),
    )


@lru_cache(_REMEMBERED)
def flow_of(language: Language, title: str, received: int, answered: int, solved: int) -> Chart | None:
    """The flow of some matters: raised, answered, solved; None where there are none. Many meetings have the same."""
    if not received:
        return None
    _ = messages("publish", language)
    stages = (
        (_("raised"), received, number(received)),
        (_("answered"), answered, _("{count} of {total}").format(count=number(answered), total=number(received))),
        (_("solved"), solved, _("{count} of {total}").format(count=number(solved), total=number(answered))),
    )
    description = _("{received} raised, {answered} of them answered, {solved} of these solved.").format(
        received=number(received), answered=number(answered), solved=number(solved)
    )
    return Chart(
        id=_FLOW,
        title=title,
        description=description,
        svg=flow_chart(_FLOW, title, description, stages),
        head=(_("Stage"), _("Cases")),
        rows=tuple((label, number(count)) for label, count, _text in stages),
    )


def span_in_words(first: date, period: Period, language: Language) -> str:
    """A month, quarter, half-year or year by its first day, in short."""
    if period is Period.YEAR:
        return str(first.year)
    if period is Period.MONTH:
        return f"{first.year}年{first.month}月" if language == CHINESE else f"{first.year}-{first.month:02d}"
    if period is Period.QUARTER:
        part = (first.month - 1) // 3
        return f"{first.year}年{'一二三四'[part]}季度" if language == CHINESE else f"{first.year} Q{part + 1}"
    part = (first.month - 1) // 6
    return f"{first.year}年{'上下'[part]}半年" if language == CHINESE else f"{first.year} H{part + 1}"


def _label(span: Span, period: Period, language: Language) -> str:
    return span_in_words(span.first, period, language)
