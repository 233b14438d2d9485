"""The deadlines of a case as a picture; the table of them stands below it on the page."""

from collections.abc import Iterable
from datetime import date

from kentan.clocks.state import ClockState
from kentan.publish.charts.drawing import Chart, Key
from kentan.publish.charts.timeline import Stretch, timeline_chart
from kentan.publish.text import clean, day_in_words
from kentan.publish.views.meeting import number
from kentan.publish.wording import Wording

_SHOWN = 10


def timeline_of(words: Wording, clocks: Iterable[ClockState], as_of: date) -> Chart | None:
    """The picture of the first deadlines of a case; None where it has fewer than two."""
    shown = list(clocks)[:_SHOWN]
    if len(shown) < 2:
        return None
    _ = words._
    stretches = [_stretch(words, clock, as_of) for clock in shown]
    first = min(one.start for one in stretches)
    last = max(max(one.due, one.until) for one in stretches)
    title = _("The deadlines of this case in time")
    description = _(
        "{count} deadlines from {first} to {last}, {late} of them late. The table below has all days."
    ).format(
        count=number(len(stretches)),
        first=day_in_words(first, words.language),
        last=day_in_words(last, words.language),
        late=number(sum(clock.was_overdue for clock in shown)),
    )
    return Chart(
        id="timeline",
        title=title,
        description=description,
        svg=timeline_chart("timeline", title, description, stretches, (first.isoformat(), last.isoformat())),
        head=(),
        rows=(),
        keys=(
            Key("received", _("time allowed")),
            Key("answered", _("time used")),
            Key("line", _("late")),
            Key("due", _("due")),
        ),
    )


def _stretch(words: Wording, clock: ClockState, as_of: date) -> Stretch:
    said = words.said(clock.clock, "name")
    over = clock.stopped or clock.ended
    until = over.day if over else max(as_of, clock.started.day)
    return Stretch(
        said.one_line if said else clean(clock.id), clock.started.day, clock.due.day, until, clock.stopped is not None
    )
