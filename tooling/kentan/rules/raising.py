"""How a case came in: the channel, and the meeting at which it was raised."""

from collections.abc import Iterator

from kentan.clocks.spans import shifted
from kentan.languages import mark
from kentan.records.case import Case
from kentan.records.finding import Finding
from kentan.records.meeting import Meeting
from kentan.records.vocabulary import Channel, Mode
from kentan.rules.rule import Context, Rule

N_ = mark

MEETING_NOT_NAMED = Rule(
    code="K461",
    name="meeting-not-named",
    title=N_("Raised at a meeting, but at which one?"),
    message=N_("The channel is “meeting”, but `meeting` is missing."),
    mend=N_("Add `meeting:` with the id of the meeting, or correct the channel."),
    why=N_("How many matters a meeting brought, and what became of them, is the question everybody asks."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
raised:
  on: 2022-06-08
  by: enterprise
  channel: meeting
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
raised:
  on: 2022-06-08
  by: enterprise
  channel: meeting
  meeting: 2022-06-08-huzhou
""",
)

MEETING_BUT_OTHER_CHANNEL = Rule(
    code="K462",
    name="meeting-but-other-channel",
    title=N_("A meeting is named, but the channel is another"),
    message=N_("A meeting is named, but the channel is “{channel}”."),
    mend=N_("Write `channel: meeting` (with `mode: written` for a written question), or delete `meeting`."),
    why=N_("The case would be counted at the meeting and under the other channel at once."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
raised:
  on: 2022-06-08
  by: enterprise
  channel: letter
  meeting: 2022-06-08-huzhou
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
raised:
  on: 2022-06-08
  by: enterprise
  channel: meeting
  meeting: 2022-06-08-huzhou
  mode: written
""",
)

MEETING_OF_ANOTHER_PROGRAMME = Rule(
    code="K463",
    name="meeting-of-another-programme",
    title=N_("Raised at a meeting of another programme"),
    message=N_("The meeting “{id}” belongs to the programme “{programme}”, this case to “{own}”."),
    mend=N_("Correct the meeting or the programme."),
    why=N_("A case follows the rules of the programme at whose meeting it was raised."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
raised:
  on: 2022-06-08
  by: enterprise
  channel: meeting
  meeting: 2022-06-08-suzhou
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
raised:
  on: 2022-06-08
  by: enterprise
  channel: meeting
  meeting: 2022-06-08-huzhou
""",
)

RAISED_ON_ANOTHER_DAY = Rule(
    code="K464",
    name="raised-on-another-day",
    title=N_("Raised on another day than that of the meeting"),
    message=N_("Raised on {on}, but the meeting “{id}” was held on {held}."),
    mend=N_("Correct the day or the meeting. A written question handed in before has `mode: written`."),
    why=N_(
        "The time to the hand-over counts from the meeting; a later day gives the office days that it did not have."
    ),
    bad="""\
# cases/2022/HZ-2022-0001.yml
raised:
  on: 2022-06-09
  by: enterprise
  channel: meeting
  meeting: 2022-06-08-huzhou
acceptance:
  - on: 2022-06-09
    decision: accepted
grades:
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
raised:
  on: 2022-06-06
  by: enterprise
  channel: meeting
  meeting: 2022-06-08-huzhou
  mode: written
""",
)

RAISED_AT_A_CANCELLED_MEETING = Rule(
    code="K465",
    name="raised-at-a-cancelled-meeting",
    title=N_("Raised at a meeting that was cancelled"),
    message=N_("The meeting “{id}” was cancelled."),
    mend=N_("Write the meeting at which it was raised, or the channel by which it came in instead."),
    why=N_("Nobody can have raised anything at a meeting that did not take place."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
raised:
  on: 2022-06-08
  by: enterprise
  channel: meeting
  meeting: 2022-06-08-wuxing
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
raised:
  on: 2022-06-08
  by: enterprise
  channel: hotline
""",
)

RAISED_AT_A_MEETING_NOT_HELD = Rule(
    code="K466",
    name="raised-at-a-meeting-not-held",
    title=N_("Raised at a meeting that is not recorded as held"),
    message=N_("The meeting “{id}” is not recorded as held."),
    mend=N_("Record in the meeting's file that it was held (`held:` with the day), or correct the meeting named here."),
    why=N_("The case's clock starts with the meeting; without its day nothing is due."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
raised:
  on: 2022-12-28
  by: enterprise
  channel: meeting
  meeting: 2023-01-04-huzhou
acceptance:
grades:
assignments:
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
raised:
  on: 2022-06-08
  by: enterprise
  channel: meeting
  meeting: 2022-06-08-huzhou
""",
)

RULES: tuple[Rule, ...] = (
    MEETING_NOT_NAMED,
    MEETING_BUT_OTHER_CHANNEL,
    MEETING_OF_ANOTHER_PROGRAMME,
    RAISED_ON_ANOTHER_DAY,
    RAISED_AT_A_CANCELLED_MEETING,
    RAISED_AT_A_MEETING_NOT_HELD,
)


def check_case(case: Case, context: Context) -> Iterator[Finding]:
    """Yield what does not fit between a case and the meeting at which it was raised."""
    raised = case.raised
    if raised.meeting is None:
        if raised.channel is Channel.MEETING:
            yield MEETING_NOT_NAMED.found(context.file("case", case.id), ("raised", "channel"))
        return
    file = context.file("case", case.id)
    if raised.channel is not Channel.MEETING:
        yield MEETING_BUT_OTHER_CHANNEL.found(file, ("raised", "channel"), channel=raised.channel.value)
    meeting = context.ledger.meetings.get(raised.meeting)
    if meeting is None:
        return
    if meeting.programme != case.programme:
        yield MEETING_OF_ANOTHER_PROGRAMME.found(
            file, ("raised", "meeting"), id=meeting.id, programme=meeting.programme, own=case.programme
        )
    if meeting.cancelled and not meeting.held:
        yield RAISED_AT_A_CANCELLED_MEETING.found(file, ("raised", "meeting"), id=meeting.id)
    elif meeting.held is None:
        yield RAISED_AT_A_MEETING_NOT_HELD.found(file, ("raised", "meeting"), id=meeting.id)
    elif not _on_its_day(case, meeting):
        yield RAISED_ON_ANOTHER_DAY.found(
            file, ("raised", "on"), on=str(raised.on.day), id=meeting.id, held=str(meeting.held.on.day)
        )


def _on_its_day(case: Case, meeting: Meeting) -> bool:
    """Whether a case was raised while its meeting lasted, or, in writing, before it."""
    assert meeting.held
    first = meeting.held.on.day
    day = case.raised.on.day
    if day == first:
        return True
    last = shifted(first, (meeting.held.minutes or 0) // (24 * 60))
    return day <= last and (day > first or case.raised.mode is Mode.WRITTEN)
