"""Whether and how a meeting took place: planned, announced, held or cancelled."""

from collections.abc import Iterator

from kentan.languages import mark
from kentan.records.finding import Finding
from kentan.records.meeting import Meeting
from kentan.rules.rule import Context, Rule

N_ = mark

HELD_AND_CANCELLED = Rule(
    code="K471",
    name="held-and-cancelled",
    title=N_("Held and cancelled"),
    message=N_("The meeting is recorded as held and as cancelled."),
    mend=N_(
        "Delete what did not happen. A meeting that was moved keeps its first day under `planned` and is "
        "`held` on the new one."
    ),
    why=N_("It would be counted as kept and as broken at once."),
    bad="""\
# meetings/2022/2022-06-08-huzhou.yml
cancelled:
  on: 2022-06-07
  reason: 台风
""",
    good="""\
# meetings/2022/2022-06-08-huzhou.yml
held:
  on: 2022-06-08
""",
)

NO_DAY = Rule(
    code="K473",
    name="no-day",
    title=N_("A meeting without a day"),
    message=N_("The meeting is neither planned nor held nor cancelled."),
    mend=N_("Add `planned:` with the day, `held:` or `cancelled:`."),
    why=N_("Without a day the meeting stands in no year, no calendar and no figure."),
    bad="""\
# meetings/2022/2022-12-28-huzhou.yml
id: 2022-12-28-huzhou
round: 2
""",
    good="""\
# meetings/2022/2022-12-28-huzhou.yml
id: 2022-12-28-huzhou
round: 2
held:
  on: 2022-12-28
""",
)

ANNOUNCED_AFTER_HELD = Rule(
    code="K474",
    name="announced-after-held",
    title=N_("Announced after it was held"),
    message=N_("Announced on {on}, after it was held on {other}."),
    mend=N_("Correct whichever of the two days is wrong. A meeting that was never announced has no `announced`."),
    why=N_("Enterprises can only come to what they are told of beforehand; the notice is counted."),
    bad="""\
# meetings/2022/2022-06-08-huzhou.yml
announced: 2022-06-10
""",
    good="""\
# meetings/2022/2022-06-08-huzhou.yml
announced: 2022-06-01
""",
)

CANCELLED_BEFORE_ANNOUNCED = Rule(
    code="K475",
    name="cancelled-before-announced",
    title=N_("Cancelled before it was announced"),
    message=N_("Cancelled on {on}, before it was announced on {other}."),
    mend=N_("Correct whichever of the two days is wrong."),
    why=N_("Nobody announces what was cancelled already: one of the days was mistyped."),
    bad="""\
# meetings/2022/2022-06-15-huzhou.yml
id: 2022-06-15-huzhou
planned: 2022-06-15
announced: 2022-06-08
cancelled:
  on: 2022-06-06
  reason: 台风
""",
    good="""\
# meetings/2022/2022-06-15-huzhou.yml
id: 2022-06-15-huzhou
planned: 2022-06-15
announced: 2022-06-08
cancelled:
  on: 2022-06-14
  reason: 台风
""",
)

FACTS_WITHOUT_MEETING = Rule(
    code="K484",
    name="facts-without-meeting",
    title=N_("Facts of a meeting that was not held"),
    message=N_("`{field}` is filled in, but the meeting is not recorded as held."),
    mend=N_("Add `held:` with the day, or delete `{field}`."),
    why=N_("Who was expected is not who came."),
    bad="""\
# meetings/2022/2022-12-21-huzhou.yml
id: 2022-12-21-huzhou
round: 2
cancelled:
  on: 2022-12-19
  reason: 疫情防控
""",
    good="""\
# meetings/2022/2022-12-21-huzhou.yml
id: 2022-12-21-huzhou
round: 2
held:
  on: 2022-12-21
""",
)

RULES: tuple[Rule, ...] = (
    HELD_AND_CANCELLED,
    NO_DAY,
    ANNOUNCED_AFTER_HELD,
    CANCELLED_BEFORE_ANNOUNCED,
    FACTS_WITHOUT_MEETING,
)


def check_meeting(meeting: Meeting, context: Context) -> Iterator[Finding]:
    """Yield what contradicts itself about how a meeting took place."""
    file = context.file("meeting", meeting.id)
    if meeting.held and meeting.cancelled:
        yield HELD_AND_CANCELLED.found(file, ("cancelled",), at_key=True)
    elif meeting.held:
        if meeting.announced and meeting.announced > meeting.held.on.day:
            yield ANNOUNCED_AFTER_HELD.found(
                file, ("announced",), on=str(meeting.announced), other=str(meeting.held.on.day)
            )
    else:
        yield from _not_held(meeting, file)


def _not_held(meeting: Meeting, file: str) -> Iterator[Finding]:
    for field in ("attendance", "came", "results", "scores"):
        if getattr(meeting, field):
            yield FACTS_WITHOUT_MEETING.found(file, (field,), at_key=True, field=field)
    if meeting.cancelled:
        if meeting.announced and meeting.announced > meeting.cancelled.on.day:
            yield CANCELLED_BEFORE_ANNOUNCED.found(
                file, ("cancelled", "on"), on=str(meeting.cancelled.on), other=str(meeting.announced)
            )
    elif meeting.planned is None:
        yield NO_DAY.found(file, ("id",))
