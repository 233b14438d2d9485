"""Xiangyang, January 2020 to April 2021."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from kentan.desk.demo.brief import Brief, Course
from kentan.desk.demo.gathering import Gathering
from kentan.desk.demo.plan import Numbers, Planned, choose, raised_at, spread

_VISITED = (
    "administrative-approval",
    "human-resources",
    "railway-court",
    "justice",
    "tax",
    "market-regulation",
    "natural-resources",
    "housing",
    "ecology",
    "public-security",
    "procuratorate",
)


def plan(numbers: Numbers, chance: Random) -> Iterator[Planned]:
    """12 talks, 409 entrepreneurs, 156 of them on 9 April; 108 cases solved on the spot; 35 letters, all settled."""
    days = [date(2020, 6, 10) + timedelta(27 * index) for index in range(11)]
    last = date(2021, 4, 9)
    for day, people in [*zip(days, spread(253, 11), strict=True), (last, 156)]:
        host = "federation" if day == last else _VISITED[days.index(day)]
        meeting = Gathering(
            programme="xiangyang",
            place="xiangyang",
            kind="talk",
            day=day,
            host={"kind": "department", "department": host},
            attendance={"entrepreneurs": people, "departments": _present(host, day == last)},
        )
        yield meeting
        for _ in range(9):
            yield raised_at(meeting, numbers, "XY", Course.ON_THE_SPOT, grade="on-the-spot", handed_over_on=day)
    for index in range(35):
        day = date(2020, 1, 13) + timedelta(index * 12)
        yield _letter(numbers, day, choose(chance, {Course.SOLVED: 60, Course.EXPLAINED: 25, Course.PROMISE_KEPT: 15}))


def _present(host: str, provincial: bool) -> Sequence[str]:
    if provincial:
        return ["provincial-high-court", "provincial-human-resources", "provincial-ecology"]
    return [host]


def _letter(numbers: Numbers, day: date, course: Course) -> Brief:
    day -= timedelta(max(0, day.weekday() - 4))
    name = numbers.next("XY", day.year)
    return Brief(
        id=name,
        place="xiangyang",
        day=day,
        course=course,
        channel="letter",
        mode="written",
        grade="ordinary",
        subject=name,
        settled_by=date(2021, 5, 8),
    )
