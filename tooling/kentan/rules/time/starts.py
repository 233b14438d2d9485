"""The start of a clock is what happened: it is not set back before its cause, nor made anew to gain time."""

from bisect import bisect_left
from collections.abc import Iterator

from kentan.clocks.history import is_seen
from kentan.languages import mark
from kentan.records.case import Case
from kentan.records.finding import Finding
from kentan.records.moments import Moment
from kentan.records.vocabulary import Decision, Mode
from kentan.rules.rule import Context, Rule

N_ = mark

RESTARTED = Rule(
    code="K631",
    name="clock-restarted",
    title=N_("Released and handed over again, which starts the clock anew"),
    message=N_(
        "This department was released on {ended} without having replied, and is handed the same case again on {on}: "
        "that starts its clock anew."
    ),
    mend=N_("Leave `ended:` empty and go on with the first hand-over. A reminder stands under `supervision`."),
    why=N_("Ending a hand-over and repeating it is a way to gain time that no extension would have given."),
    bad="""\
handed_over:
  - on: 2022-06-09
    ended: 2022-06-22
  - on: 2022-06-23
""",
    good="""\
handed_over:
  - on: 2022-06-09
""",
)
BACKDATED = Rule(
    code="K632",
    name="start-backdated",
    title=N_("Handed over before the meeting at which it was raised"),
    message=N_("Handed over on {on}, but the meeting at which it was raised was held only on {held}."),
    mend=N_("Correct the date of the hand-over. What came in before the meeting has `mode: written`."),
    why=N_("A start set back makes the hand-over look punctual and shortens the time that the department really had."),
    bad="""\
raised:
  on: 2022-06-07
  by: enterprise
  channel: meeting
  meeting: 2022-06-08-huzhou
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-07
""",
    good="""\
raised:
  on: 2022-06-08
  by: enterprise
  channel: meeting
  meeting: 2022-06-08-huzhou
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-09
""",
)
RULES = (RESTARTED, BACKDATED)


def check_case(case: Case, context: Context) -> Iterator[Finding]:
    """Yield clocks that were started anew, and hand-overs set back before their meeting."""
    for assignment in case.assignments.values():
        if len(assignment.handed_over) > 1:
            yield from _restarted(case, context.file("case", case.id))
            break
    raised = case.raised
    if raised.meeting is None or raised.mode is Mode.WRITTEN:
        return
    meeting = context.ledger.meetings.get(raised.meeting)
    if meeting is None or meeting.held is None:
        return
    held = meeting.held.on
    day = held.day
    for department, assignment in case.assignments.items():
        for index, each in enumerate(assignment.handed_over):
            if each.on.day < day and is_seen(held, Moment(context.today)):
                path = ("assignments", department, "handed_over", index, "on")
                yield BACKDATED.found(context.file("case", case.id), path, on=str(each.on), held=str(held))


def _restarted(case: Case, file: str) -> Iterator[Finding]:
    """Yield hand-overs that repeat one which ended unanswered, without an upheld objection or a reopening between."""
    reopened = [each.on for each in case.acceptance if each.decision is Decision.REOPENED]
    for department, assignment in case.assignments.items():
        if len(assignment.handed_over) < 2:
            continue
        upheld = [each.upheld.on for each in assignment.objections if each.upheld]
        between = sorted([*reopened, *upheld, *(reply.on for reply in assignment.replies)])
        for index, (first, second) in enumerate(zip(assignment.handed_over, assignment.handed_over[1:], strict=False)):
            if first.ended is None:
                continue
            place = bisect_left(between, first.on)
            if place == len(between) or between[place] > second.on:
                yield RESTARTED.found(
                    file,
                    ("assignments", department, "handed_over", index + 1),
                    ended=str(first.ended),
                    on=str(second.on),
                )
