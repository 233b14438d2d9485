"""Huzhou, June and July 2022."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from kentan.desk.demo.brief import Brief, Course
from kentan.desk.demo.gathering import Gathering, chosen_survey
from kentan.desk.demo.plan import USUAL, Numbers, Planned, Weights, choose, raised_at, spread

_HUZHOU_EARLY: Weights = {
    **USUAL,
    Course.ON_THE_SPOT: 8,
    Course.PAUSED: 3,
    Course.OBJECTED: 4,
    Course.OBJECTION_REJECTED: 2,
    Course.REOPENED: 3,
}
_HUZHOU_LATER: Weights = {
    **_HUZHOU_EARLY,
    Course.EXTENDED: 4,
    Course.EXTENSION_REFUSED: 1,
    Course.LATE: 3,
    Course.MERGED: 4,
    Course.WITHDRAWN: 1,
}
_DISTRICTS = ("wuxing", "nanxun", "deqing", "changxing", "anji", "nantaihu")
_CHAIRS = ("市委主要领导", "市人大主要领导", "市政府主要领导", "市政协主要领导")
_DISTRICT_CHAIRS = tuple(chair.replace("市", "区县", 1) for chair in _CHAIRS)


def plan(numbers: Numbers, chance: Random) -> Iterator[Planned]:
    """Six rounds of 7 meetings; 59 + 302 entrepreneurs; 123 + 433 cases, of which 261 in rounds 1 to 3."""
    places = ("huzhou", *(f"huzhou-{district}" for district in _DISTRICTS))
    people = {"huzhou": spread(59, 6), "": spread(302, 36)}
    cases = {"huzhou": spread(62, 3) + spread(61, 3), "": spread(199, 18) + spread(234, 18)}
    for turn in range(6):
        day = date(2022, 6, 8) + timedelta(7 * turn)
        for index, place in enumerate(places):
            city, part = index == 0, turn * 6 + index - 1
            entrepreneurs = people["huzhou"][turn] if city else people[""][part]
            count = cases["huzhou"][turn] if city else cases[""][part]
            written = count // 3
            meeting = Gathering(
                programme="huzhou",
                place=place,
                kind="talk",
                day=day,
                round=turn + 1,
                host={"kind": "leader", "rota": "四套班子主要领导轮流"},
                chair=(_CHAIRS if city else _DISTRICT_CHAIRS)[(turn + index) % 4],
                attendance={"enterprises": entrepreneurs, "entrepreneurs": entrepreneurs},
                came={"signed_up": entrepreneurs - 3, "named": 3, "written": written},
            )
            yield meeting
            weights = _HUZHOU_EARLY if turn < 3 else _HUZHOU_LATER
            yield from _raised(meeting, numbers, chance, count, written, weights)
    on = date(2022, 7, 12)
    yield chosen_survey("huzhou-2022-07-city", "huzhou", "city", on, "98.5", "市级参会企业家")
    yield chosen_survey("huzhou-2022-07-district", "huzhou", "district", on, "97.9", "区县参会企业家")


def _raised(
    meeting: Gathering, numbers: Numbers, chance: Random, count: int, written: int, weights: Weights
) -> Iterator[Brief]:
    """Yield the cases of a Huzhou meeting; a merged one is the same matter as an earlier one of the meeting."""
    first: Brief | None = None
    for index in range(count):
        course = choose(chance, weights)
        if course is Course.MERGED and first is None:
            course = Course.SOLVED
        on_the_spot = course is Course.ON_THE_SPOT
        more: dict[str, Any] = {"grade": "on-the-spot" if on_the_spot else "ordinary"}
        if on_the_spot:
            more["handed_over_on"] = meeting.day
        elif index >= count - written:
            more["mode"] = "written"
        if course is Course.MERGED and first is not None:
            more |= {"into": first.id, "subject": first.subject}
        brief = raised_at(meeting, numbers, "HZ", course, **more)
        first = first or (brief if course is Course.SOLVED else None)
        yield brief
