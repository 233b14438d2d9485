"""Suzhou, November 2019 to April 2020."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from kentan.desk.demo.brief import Course
from kentan.desk.demo.gathering import Gathering, chosen_survey
from kentan.desk.demo.plan import Numbers, Planned, Weights, choose, raised_at, spread

_SUZHOU: Weights = {
    Course.SOLVED: 58,
    Course.EXPLAINED: 20,
    Course.PROMISE_KEPT: 14,
    Course.INSTRUCTED: 6,
    Course.OBJECTED: 2,
}
_PARTS = (
    "gusu",
    "huqiu",
    "wuzhong",
    "xiangcheng",
    "wujiang",
    "industrial-park",
    "kunshan",
    "zhangjiagang",
    "changshu",
    "taicang",
)


def plan(numbers: Numbers, chance: Random) -> Iterator[Planned]:
    """4 + 58 salons; 102 enterprises at the four; 856 entrepreneurs; 868 cases, all settled; 505 in 78 reports."""
    days = [("suzhou", day) for day in (date(2019, 11, 21), date(2019, 12, 19), date(2020, 1, 9), date(2020, 3, 19))]
    first, last = date(2019, 11, 26), date(2020, 4, 8)
    for index in range(58):
        day = first + timedelta((last - first).days * index // 57)
        days.append((f"suzhou-{_PARTS[index % 10]}", day - timedelta(max(0, day.weekday() - 4))))
    people = spread(102, 4) + spread(754, 58)
    cases = spread(100, 4) + spread(768, 58)
    carried = 0
    number = 0
    for (place, day), entrepreneurs, count in sorted(
        zip(days, people, cases, strict=True), key=lambda each: each[0][1]
    ):
        city = place == "suzhou"
        meeting = Gathering(
            programme="suzhou",
            place=place,
            kind="salon",
            day=day,
            format="video" if date(2020, 1, 24) < day < date(2020, 3, 25) else "onsite",
            host={"kind": "leader"},
            chair="市委、市政府主要领导" if city else "区（市）主要领导",
            attendance={"enterprises": entrepreneurs, "entrepreneurs": entrepreneurs},
        )
        yield meeting
        for _ in range(count):
            number += 1
            report = None
            if number * 505 // 868 > carried:
                report = f"总第{carried * 78 // 505 + 1:03d}期"
                carried += 1
            course = choose(chance, _SUZHOU)
            yield raised_at(meeting, numbers, "SZ", course, report=report, settled_by=date(2020, 4, 16))
    yield chosen_survey("suzhou-2020-04", "suzhou", "city", date(2020, 4, 15), "97.7", "民营企业")
