"""What a programme promises with its meetings: notice in time, as often as said, no more invitations than said."""

from collections.abc import Iterator
from datetime import date

from kentan.clocks.duties import CadenceState
from kentan.clocks.meetings import MeetingStatus, day_of
from kentan.languages import current, mark
from kentan.records.describe import text_in
from kentan.records.finding import Finding
from kentan.records.meeting import Meeting
from kentan.records.programme import Programme
from kentan.records.vocabulary import Provenance
from kentan.rules.rule import Context, Nature, Rule
from kentan.rules.time.lateness import MUST_SAY_WHY

N_ = mark

NOTICE = Rule(
    code="K641",
    name="meeting-without-notice",
    title=N_("A meeting that was held without its notice"),
    message=N_("Held on {on}; it had to be announced by {due}. It was announced on {announced}."),
    mend=N_("Fill in `announced:` with the day of the notice. If it was late or left out, add `late_reason:`."),
    why=N_(
        "Whoever hears of a meeting too late cannot prepare, and those who always hear in time are always the same."
    ),
    bad="""\
# a week's notice is promised
announced: 2022-06-06
held:
  on: 2022-06-08
""",
    good="""\
announced: 2022-06-06
late_reason: 原定6月1日通知，因会场调整推迟。
held:
  on: 2022-06-08
""",
)
INVITED_TOO_OFTEN = Rule(
    code="K642",
    name="invited-too-often",
    title=N_("An enterprise that is invited more often than the programme's cap"),
    message=N_("{enterprise} is invited {times} times since {since}; at most {most} are promised."),
    mend=N_("Invite another enterprise. One that wants to come of itself is not listed under `invited`."),
    why=N_("Talks that eat up an enterprise's time do harm; the cap protects those who are always asked."),
    bad="""\
# at most two invitations in 30 days; this is the third
invited:
  - e-4f2a91
""",
    good="""\
invited:
  - e-77b0c2
""",
)
CADENCE_BROKEN = Rule(
    code="K643",
    name="cadence-broken",
    nature=Nature.DECAYING,
    title=N_("Fewer meetings than promised"),
    message=N_(
        "“{kind}” at {place}: in {broken} of {periods} periods fewer meetings were recorded than promised, last in "
        "{first} to {last} ({held} of {promised})."
    ),
    mend=N_(
        "Record the meetings that are missing, also the cancelled ones. A cadence that has changed is a new version."
    ),
    why=N_("A meeting “every week” that is held when it suits is the first thing that enterprises notice."),
    bad="""\
# every Wednesday is promised; held on 2022-06-08 and 2022-06-22
held:
  on: 2022-06-22
""",
    good="""\
# held on 2022-06-08, 2022-06-15 and 2022-06-22
held:
  on: 2022-06-22
""",
)
PASSED = Rule(
    code="K644",
    name="meeting-passed",
    nature=Nature.DECAYING,
    title=N_("A meeting whose day has passed, and nothing says whether it was held"),
    message=N_("It was planned for {on}."),
    mend=N_("Fill in `held:`, or `cancelled:` with the reason, or a new day in `planned:`."),
    why=N_("A meeting that silently did not take place is a promise that nobody has to account for."),
    bad="""\
planned: 2022-06-08
""",
    good="""\
cancelled:
  on: 2022-06-07
  reason: 台风停工停课。
""",
)
RULES = (NOTICE, INVITED_TOO_OFTEN, CADENCE_BROKEN, PASSED)


def check_meeting(meeting: Meeting, context: Context) -> Iterator[Finding]:
    """Yield what is wrong with one meeting's notice and invitations."""
    state = context.reckoner.reckon_meeting(meeting)
    file = context.file("meeting", meeting.id)
    notice = state.notice
    held = state.status is MeetingStatus.HELD
    if notice and notice.late and held and meeting.provenance in MUST_SAY_WHY and not meeting.late_reason:
        yield NOTICE.found(
            file,
            ("announced",) if meeting.announced else ("held",),
            at_key=True,
            on=str(meeting.held.on if meeting.held else ""),
            due=str(notice.due),
            announced=str(notice.announced or ""),
        )
    for each in state.too_often:
        yield INVITED_TOO_OFTEN.found(
            file,
            ("invited", each.index),
            enterprise=each.enterprise,
            times=str(each.times),
            most=str(each.at_most),
            since=str(each.since),
        )
    if state.status is MeetingStatus.PASSED:
        yield PASSED.found(file, ("planned",), on=str(meeting.planned or meeting.id[:10]))


def check_ledger(context: Context) -> Iterator[Finding]:
    """Yield the cadences that were broken: one notice for each kind of meeting and place.

    Only from the first meeting on that the programme recorded itself: of reported and made-up ones nobody says that
    they are all.
    """
    live: dict[tuple[str, str, str], date] = {}
    for meeting in context.ledger.meetings.values():
        day = day_of(meeting)
        if meeting.provenance is Provenance.LIVE and day is not None:
            key = (meeting.programme, meeting.kind, meeting.place)
            live[key] = min(day, live.get(key, day))
    if not live:
        return
    for programme in context.ledger.programmes.values():
        by_kind: dict[tuple[str, str], list[CadenceState]] = {}
        for each in context.reckoner.cadences(programme):
            if live.get((programme.id, each.kind, each.place), date.max) <= each.last:
                by_kind.setdefault((each.kind, each.place), []).append(each)
        for periods in by_kind.values():
            broken = [each for each in periods if each.broken]
            if broken:
                yield _broken(programme, broken, len(periods), context)


def _broken(programme: Programme, broken: list[CadenceState], periods: int, context: Context) -> Finding:
    last = broken[-1]
    kind = programme.rules_on(last.last).meetings[last.kind]
    place = context.ledger.places.get(last.place)
    return CADENCE_BROKEN.found(
        context.file("programme", programme.id),
        ("id",),
        kind=text_in(kind, "name", current()),
        place=text_in(place, "name", current()) if place else last.place,
        first=str(last.first),
        last=str(last.last),
        held=str(last.held),
        promised=str(last.promised),
        broken=str(len(broken)),
        periods=str(periods),
    )
