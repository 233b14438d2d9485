"""What was done late says why. Late happened once and for all: these rules are timeless."""

from collections.abc import Iterator, Sequence

from kentan.clocks.reckoner import Reckoner
from kentan.clocks.state import ClockState
from kentan.clocks.status import State
from kentan.languages import current, mark
from kentan.records.case import Case
from kentan.records.clock import Event
from kentan.records.finding import Finding
from kentan.records.vocabulary import Provenance
from kentan.rules.rule import Context, Nature, Rule

N_ = mark
_MEND = N_(
    "If the date is right, add `late_reason:` to the entry, in one sentence for the public. If the date is wrong, "
    "correct it with an entry under `corrections`."
)

LATE_HAND_OVER = Rule(
    code="K601",
    name="late-hand-over",
    title=N_("A hand-over that was late and does not say why"),
    message=N_("Handed over on {on}; by “{clock}” it was due on {due}. The entry does not say why it was late."),
    mend=_MEND,
    why=N_("The enterprise waits from the meeting on. A late hand-over without a word hides who let the time pass."),
    bad="""\
# raised at a meeting on 2022-06-08; to be handed over within two days
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-13
""",
    good="""\
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-13
        late_reason: 涉及两个部门，承办单位协商后确定。
""",
)
LATE_REPLY = Rule(
    code="K602",
    name="late-reply",
    title=N_("A reply that was late and does not say why"),
    message=N_("Replied on {on}; by “{clock}” it was due on {due}. The entry does not say why it was late."),
    mend=_MEND,
    why=N_("A late answer is published as late for ever; its reason belongs beside it, in the department's own words."),
    bad="""\
# handed over on 2022-06-09; to be answered within 14 days
replies:
  - on: 2022-07-01
    outcome: explained
    basis: 《土地管理法》第四十四条
    text: 已当面说明。
""",
    good="""\
replies:
  - on: 2022-07-01
    outcome: explained
    basis: 《土地管理法》第四十四条
    text: 已当面说明。
    late_reason: 需等待省级批复，批复于6月30日送达。
""",
)
LATE_DECISION = Rule(
    code="K603",
    name="late-decision",
    title=N_("A decision that was late and does not say why"),
    message=N_("Decided on {on}; by “{clock}” it was due on {due}. The entry does not say why it was late."),
    mend=_MEND,
    why=N_(
        "Acceptance, objections and extensions are the office's own deadlines; it is held to them like departments."
    ),
    bad="""\
# raised on 2022-06-08; to be accepted or refused within three days
acceptance:
  - on: 2022-06-20
    decision: accepted
""",
    good="""\
acceptance:
  - on: 2022-06-20
    decision: accepted
    late_reason: 来信地址不全，核实用时较长。
""",
)
LATE_STEP = Rule(
    code="K604",
    name="late-step",
    title=N_("Something done late that does not say why"),
    message=N_("Done on {on}; by “{clock}” it was due on {due}. The entry does not say why it was late."),
    mend=_MEND,
    why=N_("Whatever a programme gives a deadline for, it owes a reason for when the deadline has passed."),
    bad="""\
# promised for 2022-07-31
promise:
  kept:
    on: 2022-08-15
    by: staff
  due: 2022-07-31
  text: 完成接电。
""",
    good="""\
promise:
  kept:
    on: 2022-08-15
    by: staff
    late_reason: 台风期间停工一周，顺延后完成。
  due: 2022-07-31
  text: 完成接电。
""",
)
MOVED_BY_CALENDAR = Rule(
    code="K605",
    name="late-by-new-calendar",
    nature=Nature.DECAYING,
    title=N_("Late only by the calendar of a later year"),
    message=N_(
        "Done on {on}; by “{clock}” it was due on {due}, but in time by the calendar known in the year it began."
    ),
    mend=N_("Nothing need be done. A `late_reason:` may say that the calendar was not announced at the time."),
    why=N_("When next year's calendar is announced, a due date may move; nobody could have known it before."),
    bad="""\
# handed over on 2021-12-28; 24 working days; Sunday, 2022-01-30, was made a working day
replies:
  - on: 2022-01-31
""",
    good="""\
replies:
  - on: 2022-01-30
""",
)
RULES = (LATE_HAND_OVER, LATE_REPLY, LATE_DECISION, LATE_STEP, MOVED_BY_CALENDAR)

_BY_EVENT = {
    Event.HANDED_OVER: LATE_HAND_OVER,
    Event.REPLIED: LATE_REPLY,
    Event.ACCEPTED: LATE_DECISION,
    Event.NOT_ACCEPTED: LATE_DECISION,
    Event.MERGED: LATE_DECISION,
    Event.WITHDRAWN: LATE_DECISION,
    Event.REOPENED: LATE_DECISION,
    Event.OBJECTION_DECIDED: LATE_DECISION,
    Event.EXTENSION_DECIDED: LATE_DECISION,
}
OF_MEETINGS = frozenset({Event.MEETING_ANNOUNCED, Event.MEETING_HELD})
"""What stands in the file of the meeting says there why it was late."""
LAST_WEEK = (12, 25)
"""From this day on the notice for the next year may change a year's calendar: it has made 29 December 2018 a working
day, and could reach back to the Sunday before the holiday."""
MUST_SAY_WHY = frozenset({Provenance.LIVE, Provenance.SAMPLE})
"""Of records that rest on reports, nobody here knows the reason."""


def check_clocks(case: Case, clocks: Sequence[ClockState], context: Context) -> Iterator[Finding]:
    """Yield the entries that were late and give no reason, each once."""
    if case.provenance not in MUST_SAY_WHY:
        return
    seen: set[tuple[str | int, ...]] = set()
    for clock in clocks:
        stop = clock.stop
        if clock.state is not State.LATE or stop is None or stop.path in seen or stop.event in OF_MEETINGS:
            continue
        if getattr(stop.entry, "late_reason", None) or not hasattr(stop.entry, "late_reason"):
            continue
        seen.add(stop.path)
        rule = _BY_EVENT.get(stop.event, LATE_STEP)
        if _was_unannounced(clock) and not _was_late_then(clock, case, context.reckoner):
            rule = MOVED_BY_CALENDAR
        yield rule.found(
            context.file("case", case.id),
            stop.path,
            on=str(stop.moment),
            due=str(clock.due),
            clock=clock.name_in(current()),
        )


def _was_unannounced(clock: ClockState) -> bool:
    """Whether the calendar of the due day may not have been announced when the clock started."""
    due = clock.due.day
    return clock.rule.uses_calendar and (due.year > clock.started.day.year or (due.month, due.day) >= LAST_WEEK)


def _was_late_then(clock: ClockState, case: Case, reckoner: Reckoner) -> bool:
    """Whether it was late by the calendar known in the year in which the clock started, too."""
    then = reckoner.as_known_in(clock.started.day.year).reckon(case)
    return any(each.key == clock.key and each.state is State.LATE for each in then.clocks)
