"""Xiangshan in Huaibei, February to July 2022."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from kentan.desk.demo.brief import Course
from kentan.desk.demo.gathering import Gathering
from kentan.desk.demo.plan import Numbers, Planned, Weights, choose, raised_at, spread

_XIANGSHAN: Weights = {
    Course.SOLVED: 50,
    Course.EXPLAINED: 12,
    Course.PROMISE_KEPT: 10,
    Course.LATE: 4,
    Course.RATED_LOW: 3,
}


def plan(numbers: Numbers, chance: Random) -> Iterator[Planned]:
    """9 reception days; 105 cases; 66 person-times; a tea a month, that of July with 2 projects signed, 4 followed."""
    counted = zip(spread(105, 9), spread(66, 9), strict=True)
    for index, (count, people) in enumerate(counted):
        meeting = Gathering(
            programme="xiangshan",
            place="huaibei-xiangshan",
            kind="reception-day",
            day=date(2022, 2, 16) + timedelta(index * 19),
            host={"kind": "leader", "rota": "区四套班子领导"},
            chair=f"区{('委', '人大', '政府', '政协')[index % 4]}领导",
            attendance={"enterprises": people, "person_times": people},
        )
        yield meeting
        for _ in range(count):
            grade = chance.choices(("on-the-spot", "ordinary", "task-force"), (38, 50, 12))[0]
            if grade == "on-the-spot":
                yield raised_at(meeting, numbers, "XS", Course.ON_THE_SPOT, grade=grade, handed_over_on=meeting.day)
            else:
                course = Course.TASK_FORCE if grade == "task-force" else choose(chance, _XIANGSHAN)
                yield raised_at(meeting, numbers, "XS", course, grade=grade)
    for month in range(2, 8):
        july = month == 7
        yield Gathering(
            programme="xiangshan",
            place="huaibei-xiangshan",
            kind="tea",
            suffix="-tea",
            day=date(2022, month, 24 if july else 25) + timedelta(3 if july else 0),
            attendance={"enterprises": 12, "person_times": 15},
            results=(("projects-signed", 2, "个"), ("projects-followed", 4, "个")) if july else (),
        )
