"""Qingdao West Coast, September 2022 to July 2023."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from kentan.desk.demo.brief import Course
from kentan.desk.demo.gathering import Gathering, survey
from kentan.desk.demo.plan import USUAL, Numbers, Planned, Weights, choose, raised_at, spread

_QINGDAO: Weights = {
    **USUAL,
    Course.LATE: 4,
    Course.PAUSED: 4,
    Course.EXTENDED: 3,
    Course.RATED_LOW: 3,
    Course.OBJECTED: 2,
}


def plan(numbers: Numbers, chance: Random) -> Iterator[Planned]:
    """29 meetings; 638 person-times; 116 cases; 11 banks, 18 products; 11 executive members and 18 chambers host."""
    banks, products = spread(11, 29), iter(spread(18, 11))
    money = iter(
        (
            3_000_000,
            900_000,
            1_500_000,
            2_000_000,
            600_000,
            1_200_000,
            2_600_000,
            800_000,
            1_700_000,
            2_100_000,
            1_000_000,
        )
    )
    awards = {5: 480_000, 14: 560_000, 24: 520_000}
    hosts = {"executive-member": 0, "chamber": 0}
    seen = 0
    for index in range(29):
        day = date(2022, 9, 7) + timedelta(7 * (index * 44 // 28))
        kind = "executive-member" if spread(11, 29)[index] else "chamber"
        hosts[kind] += 1
        results: list[tuple[str, int, str]] = []
        present = []
        if banks[index]:
            seen += 1
            present.append({"institution": f"bank-{seen:02d}", "role": "bank"})
            results += [("financing", next(money), "元"), ("products", next(products), "个")]
        if index in awards:
            results.append(("awards", awards[index], "元"))
        if index == 20:
            present += [{"institution": f"leasing-0{number}", "role": "leasing"} for number in (1, 2)]
            results.append(("contracts", 2, "家"))
        if index % 6 == 3:
            present.append({"institution": f"university-0{index % 4 + 1}", "role": "university"})
        attendance: dict[str, Any] = {"enterprises": 19, "person_times": 22, "departments": ["industry", "tax"]}
        meeting = Gathering(
            programme="qingdao-west-coast",
            place="qingdao-west-coast",
            kind="talk",
            day=day,
            round=index + 1,
            notice=8,
            host={"kind": kind, "institution": f"{kind}-{hosts[kind]:02d}", "rota": "商会和执委单位轮流"},
            attendance={**attendance, "institutions": present or None},
            results=results,
            scores=("activity", "effectiveness", "integrity"),
        )
        yield meeting
        for _ in range(4):
            yield raised_at(meeting, numbers, "QW", choose(chance, _QINGDAO))
    yield survey(
        "qingdao-west-coast-2023-07",
        "qingdao-west-coast",
        "district",
        "2023年7月初无记名评议（满意票数由97%推得，为本库选定）",
        "执委和工商联界别政协委员等",
        date(2023, 7, 10),
        180,
        186,
        200,
    )
