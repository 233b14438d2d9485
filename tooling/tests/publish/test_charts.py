"""Charts: well-formed, said in words, readable without colour, small, and nothing in them is interpreted."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from kentan.publish.charts.calendar import Day, calendar_chart
from kentan.publish.charts.course import Column, course_chart
from kentan.publish.charts.drawing import steps
from kentan.publish.charts.flow import flow_chart
from kentan.publish.charts.intervals import Interval, interval_chart
from kentan.publish.charts.lines import Series, line_chart
from kentan.publish.charts.timeline import Stretch, timeline_chart

EVIL = '</title><script>boom()</script>"><svg onload=boom()>'
NAMES = ((*"一二三四五六七八九十", "十一", "十二"), tuple("一二三四五六日"))


def drawn(text: str) -> dict[str, str]:
    columns = [Column(f"{text}{n}", 10 + n, 8 + n, n) for n in range(24)]
    days = {date(2026, 1, 7): Day(held=1), date(2026, 12, 30): Day(planned=1), date(2026, 5, 6): Day(cancelled=1)}
    share = Interval(text, Decimal("64.0"), Decimal("85.0"), Decimal("94.8"))
    stretches = [
        Stretch(text, date(2026, 1, 1), date(2026, 1, 15), date(2026, 1, 20), True),
        Stretch(text, date(2026, 1, 1), date(2026, 1, 1), date(2026, 1, 1), False),
    ]
    return {
        "course": course_chart("a", text, text, columns),
        "flow": flow_chart("a", text, text, [(text, 5, text), (text, 0, text)]),
        "intervals": interval_chart("a", text, text, [share]),
        "calendar": calendar_chart("a", text, text, 2026, days, NAMES),
        "timeline": timeline_chart("a", text, text, stretches, (text, text)),
        "lines": line_chart("a", text, text, [text] * 3, [Series(text, (1.0, None, 5.0))] * 3, (1.0, 5.0)),
    }


@pytest.mark.parametrize("kind", drawn(""))
def test_a_chart_says_what_it_shows_and_uses_no_colour(kind: str) -> None:
    svg = ElementTree.fromstring(drawn("甲")[kind])
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "a-t a-d"
    assert [child.tag for child in svg][:2] == ["title", "desc"]
    for element in svg.iter():
        assert not {"fill", "stroke", "style", "color"} & set(element.keys())


@pytest.mark.parametrize("kind", drawn(""))
def test_hostile_text_stays_text(kind: str) -> None:
    svg = ElementTree.fromstring(drawn(EVIL)[kind])
    assert not [element for element in svg.iter() if element.tag in ("script", "svg") and element is not svg]
    assert svg[0].text == EVIL


@pytest.mark.parametrize("kind", drawn(""))
def test_a_chart_is_small(kind: str) -> None:
    assert len(drawn("甲")[kind].encode()) < 3072


def test_no_chart_needs_data() -> None:
    assert "<svg" in course_chart("a", "t", "d", [])
    assert "<svg" in line_chart("a", "t", "d", [], [], (0, 0))
    assert "<svg" in interval_chart("a", "t", "d", [])


@pytest.mark.parametrize("most", [0, 1, 3, 4, 7, 99, 101, 12345])
def test_a_scale_reaches_its_highest_value_in_few_steps(most: int) -> None:
    found = steps(most)
    assert found[0] == 0
    assert found[-1] >= most
    assert len(found) <= 6


@pytest.mark.parametrize("text", ["限时办结民营企业家座谈会提出的全部事项", "Monthly reports of the task forces"])
@pytest.mark.parametrize("kind", ["timeline", "intervals"])
def test_the_label_of_a_row_stands_within_the_drawing_on_a_phone_too(kind: str, text: str) -> None:
    label = next(one for one in ElementTree.fromstring(drawn(text)[kind]) if (one.text or "").endswith("…"))
    letter = 12 if "限" in text else 7  # as wide as they are at 12 units, the size on a phone
    assert len(label.text or "") * letter <= float(label.get("x", "0"))
    assert (label.text or "")[:4] == text[:4]


def test_the_times_below_a_course_do_not_touch_one_another() -> None:
    columns = [Column(f"2026年{n % 12 + 1}月", 9, 8, 7) for n in range(24)]
    for count in (1, 2, 6, 11, 12, 24):
        drawing = ElementTree.fromstring(course_chart("a", "t", "d", columns[:count]))
        places = [float(one.get("x", "0")) for one in drawing if "年" in (one.text or "")]
        assert places
        assert all(after - before >= 65 for before, after in pairwise(places))
