"""Made-up cases beyond the reconstruction: any number of them, in all programmes, with later dates.

They are spread evenly over three years that lie after every published figure, and say `provenance: sample`, so that no
claim counts them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from kentan.desk.demo.brief import Brief, Course
from kentan.desk.demo.gathering import Gathering
from kentan.desk.demo.plan import Numbers, choose

FIRST, LAST = date(2023, 9, 13), date(2026, 11, 18)
"""The days between which samples are raised."""
C = Course
_WEIGHTS: Mapping[Course, int] = {
    C.SOLVED: 380,
    C.EXPLAINED: 120,
    C.PROMISE_KEPT: 110,
    C.PROMISE_OPEN: 45,
    C.PROMISE_BROKEN: 30,
    C.ON_THE_SPOT: 60,
    C.OBJECTED: 30,
    C.OBJECTION_REJECTED: 15,
    C.PAUSED: 25,
    C.EXTENDED: 25,
    C.EXTENSION_REFUSED: 8,
    C.LATE: 35,
    C.OVERDUE: 12,
    C.RATED_LOW: 20,
    C.REOPENED: 18,
    C.TASK_FORCE: 20,
    C.INSTRUCTED: 15,
    C.MERGED: 20,
    C.REFUSED: 25,
    C.WITHDRAWN: 10,
}


@dataclass(frozen=True, slots=True)
class Setting:
    """How the samples of a programme come in: their share, channels, and the meeting to which they come."""

    prefix: str
    places: tuple[str, ...]
    share: int
    channels: Mapping[str, int]
    kind: str
    hosts: tuple[str, str] = ("leader", "")
    monthly: bool = False
    graded: bool = True
    without: frozenset[Course] = frozenset()


_WITHOUT_PAUSES = frozenset({C.PAUSED, C.EXTENDED, C.EXTENSION_REFUSED})
_WITHOUT_GRADES = frozenset({C.ON_THE_SPOT, C.TASK_FORCE})
SETTINGS: Mapping[str, Setting] = {
    "huzhou": Setting(
        prefix="HZ",
        places=(
            "huzhou",
            *(f"huzhou-{each}" for each in ("wuxing", "nanxun", "deqing", "changxing", "anji", "nantaihu")),
        ),
        share=38,
        channels={"meeting": 80, "online": 10, "hotline": 4, "visit": 4, "referral": 2},
        kind="talk",
        without=frozenset({C.TASK_FORCE, C.INSTRUCTED}),
    ),
    "suzhou": Setting(
        prefix="SZ",
        places=(
            "suzhou",
            *(f"suzhou-{each}" for each in ("gusu", "huqiu", "wuzhong", "kunshan", "changshu", "taicang")),
        ),
        share=26,
        channels={"meeting": 45, "group-chat": 30, "direct-report": 20, "visit": 5},
        kind="salon",
        monthly=True,
        graded=False,
        without=_WITHOUT_PAUSES | _WITHOUT_GRADES,
    ),
    "qingdao-west-coast": Setting(
        prefix="QW",
        places=("qingdao-west-coast",),
        share=15,
        channels={"meeting": 85, "online": 15},
        kind="talk",
        hosts=("chamber", "chamber"),
        graded=False,
        without=_WITHOUT_GRADES | {C.INSTRUCTED},
    ),
    "xiangshan": Setting(
        prefix="XS",
        places=("huaibei-xiangshan",),
        share=14,
        channels={"meeting": 40, "mini-program": 30, "visit": 25, "hotline": 5},
        kind="reception-day",
        monthly=True,
        without=_WITHOUT_PAUSES,
    ),
    "xiangyang": Setting(
        prefix="XY",
        places=("xiangyang",),
        share=7,
        channels={"meeting": 60, "letter": 25, "visit": 15},
        kind="talk",
        hosts=("department", "federation"),
        monthly=True,
        without=_WITHOUT_PAUSES | {C.LATE, C.OVERDUE, C.INSTRUCTED, C.REOPENED, C.RATED_LOW, C.TASK_FORCE},
    ),
}
_WRITTEN = frozenset({"online", "letter", "group-chat", "direct-report", "mini-program", "referral"})


def samples(count: int, numbers: Numbers) -> Iterator[tuple[date, Gathering | Brief]]:
    """Yield so many cases and the meetings at which they were raised; the day says how far time has come.

    No event of what is still to be yielded lies more than 40 days before that day.
    """
    chance = Random("kentan demo samples")
    programmes = tuple(SETTINGS)
    shares = tuple(setting.share for setting in SETTINGS.values())
    weights = {name: _weights(setting) for name, setting in SETTINGS.items()}
    met: set[str] = set()
    merges: dict[str, Brief] = {}
    span = (LAST - FIRST).days
    for index in range(count):
        now = FIRST + timedelta(index * span // count)
        programme = chance.choices(programmes, shares)[0]
        setting = SETTINGS[programme]
        place = chance.choice(setting.places)
        channel = chance.choices(tuple(setting.channels), tuple(setting.channels.values()))[0]
        meeting = _meeting(programme, setting, place, now) if channel == "meeting" else None
        if meeting is not None and meeting.id not in met:
            met.add(meeting.id)
            yield now, meeting
        course = choose(chance, weights[programme])
        if course is C.ON_THE_SPOT and meeting is None:
            course = C.SOLVED
        before = merges.get(place)
        if course is C.MERGED and (before is None or now - before.day > timedelta(60)):
            course = C.SOLVED
        brief = _brief(
            setting, course, place, meeting.day if meeting else now, channel, meeting, numbers, before, chance
        )
        if course is C.SOLVED:
            merges[place] = brief
        yield now, brief


def _brief(
    setting: Setting,
    course: Course,
    place: str,
    day: date,
    channel: str,
    meeting: Gathering | None,
    numbers: Numbers,
    before: Brief | None,
    chance: Random,
) -> Brief:
    name = numbers.next(setting.prefix, day.year)
    more: dict[str, Any] = {"subject": name}
    if course is C.MERGED and before is not None:
        more = {"into": before.id, "subject": before.subject}
    if channel == "direct-report":
        more["report"] = f"{day.year}-{day.timetuple().tm_yday:03d}"
    if setting.graded:
        more["grade"] = {C.ON_THE_SPOT: "on-the-spot", C.TASK_FORCE: "task-force"}.get(course, "ordinary")
    if course is C.ON_THE_SPOT:
        more["handed_over_on"] = day
    return Brief(
        id=name,
        place=place,
        day=day,
        course=course,
        channel=channel,
        mode="written" if channel in _WRITTEN or chance.random() < 0.15 else "in-person",
        meeting=meeting.id if meeting else None,
        made_up=True,
        **more,
    )


def _weights(setting: Setting) -> Mapping[Course, int]:
    return {course: weight for course, weight in _WEIGHTS.items() if course not in setting.without}


def _meeting(programme: str, setting: Setting, place: str, now: date) -> Gathering:
    """Return the last meeting of a place before a day: of the week's Wednesday, or of the month's second Wednesday."""
    day = now - timedelta((now.weekday() - 2) % 7)
    if setting.monthly:
        while not 8 <= day.day <= 14:
            day -= timedelta(7)
    chance = Random(f"kentan demo attendance {day} {place}")
    people = chance.randint(8, 24)
    kind, host = setting.hosts
    institution = f"chamber-{chance.randint(1, 18):02d}" if kind == "chamber" else None
    hosting = {"kind": kind, "institution": institution, "department": host if kind == "department" else None}
    scores = ("activity", "effectiveness", "integrity") if programme == "qingdao-west-coast" else ()
    return Gathering(
        programme=programme,
        place=place,
        kind=setting.kind,
        day=day,
        made_up=True,
        notice=8 if programme == "qingdao-west-coast" else None,
        host=hosting,
        chair="主要领导" if kind == "leader" else None,
        attendance={"enterprises": people, "entrepreneurs": people, "person_times": people + chance.randint(0, 6)},
        scores=scores,
    )
