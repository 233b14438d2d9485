"""What is overdue now, and what time will bring: notices, reported and reminded of, never anybody's error."""

from collections.abc import Iterator, Sequence

from kentan.clocks.duties import DutyState
from kentan.clocks.state import ClockState, with_missed
from kentan.clocks.status import State
from kentan.languages import current, mark, translate
from kentan.records.case import Case
from kentan.records.clock import Event
from kentan.records.describe import text_in
from kentan.records.finding import Finding
from kentan.records.ledger import Ledger
from kentan.rules.rule import Context, Nature, Rule

N_ = mark
_MEND = N_("What has happened is recorded, with `late_reason:`. Nothing else stops the clock.")
_PASSED = N_("“{clock}” was due on {due} ({owner}); days since then: {days}. Step: {step}. Periods missed: {periods}.")

OVERDUE = Rule(
    code="K651",
    name="overdue",
    nature=Nature.DECAYING,
    title=N_("A deadline that has passed"),
    message=_PASSED,
    mend=_MEND,
    why=N_("Time makes it wrong, not the one who changes another file; so it is published, and stops nobody's work."),
    bad="""\
# handed over on 2022-06-09; to be answered within 14 days; judged on 2022-06-24
replies:
""",
    good="""\
replies:
  - on: 2022-06-20
    outcome: explained
    basis: 《土地管理法》第四十四条
    text: 已当面说明。
""",
)
LONG_OVERDUE = Rule(
    code="K652",
    name="long-overdue",
    nature=Nature.DECAYING,
    title=N_("A deadline that passed long ago"),
    message=_PASSED,
    mend=_MEND,
    why=N_("The programme says from when a matter counts as long overdue, and whom that obliges."),
    bad="""\
# long overdue from seven days after the due date on; judged on 2022-07-05
replies:
""",
    good="""\
replies:
  - on: 2022-06-20
    outcome: explained
    basis: 《土地管理法》第四十四条
    text: 已当面说明。
""",
)
PROMISE_DUE = Rule(
    code="K653",
    name="promise-past-due",
    nature=Nature.DECAYING,
    title=N_("A promise whose day has passed"),
    message=N_("Promised for {due} ({owner}); days since then: {days}. Nobody has said that it was kept."),
    mend=N_(
        "Staff, a supervising office or the enterprise fills in `kept:`. A new date is a new reply with a new promise."
    ),
    why=N_("“In progress” and “planned” are answers only as long as somebody looks whether it came true."),
    bad="""\
promise:
  kept:
  due: 2022-07-31
  text: 完成接电。
""",
    good="""\
promise:
  kept:
    on: 2022-07-29
    by: enterprise
  due: 2022-07-31
  text: 完成接电。
""",
)
PROVISIONAL = Rule(
    code="K654",
    name="provisional-due",
    nature=Nature.DECAYING,
    title=N_("A due date that rests on a calendar not announced yet"),
    message=N_("“{clock}” is due on {due}, reckoned by the week alone: the calendar of that year is not announced."),
    mend=N_("Nothing need be done. The day is reckoned again when the calendar of that year is added."),
    why=N_("China's days off are announced each autumn; until then a due date in the next year may still move."),
    bad="""\
# due in a year whose calendar is not announced
handed_over:
  - on: 2026-12-28
""",
    good="""\
handed_over:
  - on: 2026-12-01
""",
)
CALENDAR_MISSING = Rule(
    code="K655",
    name="calendar-missing",
    nature=Nature.DECAYING,
    title=N_("The working calendar of the year, or of the next one, is missing"),
    message=N_("There is no working calendar for {year}; working days in it are reckoned by the week alone."),
    mend=N_("Add registry/calendars/{year}.yml from the State Council's notice, or install a newer version of Kentan."),
    why=N_("The notice comes in November, sometimes later; without it due dates in January are provisional."),
    bad="""\
# registry/calendars/ has no 2027.yml, and it is November 2026
""",
    good="""\
# registry/calendars/2027.yml
year: 2027
notices:
  - title: 国务院办公厅关于2027年部分节假日安排的通知
days_off:
  - {from: 2027-01-01, to: 2027-01-03, name: 元旦}
""",
)
DUTY_OVERDUE = Rule(
    code="K656",
    name="duty-overdue",
    nature=Nature.DECAYING,
    title=N_("A report or review that the programme owes"),
    message=N_(
        "“{duty}” for {first} to {last} was due on {due}; nothing is recorded that fulfils it ({count} in all)."
    ),
    mend=N_("Record the meeting or the survey that fulfils it."),
    why=N_("A programme that holds departments to their dates keeps its own."),
    bad="""\
# a monthly review meeting is owed
meetings: none of kind review in June
""",
    good="""\
# meetings/2022/2022-06-29-huzhou-review.yml
kind: review
held:
  on: 2022-06-29
""",
)
RULES = (OVERDUE, LONG_OVERDUE, PROMISE_DUE, PROVISIONAL, CALENDAR_MISSING, DUTY_OVERDUE)


def check_clocks(case: Case, clocks: Sequence[ClockState], context: Context) -> Iterator[Finding]:
    """Yield the open clocks that are past due, or whose due date may still move.

    Of a clock that recurs the first period missed is named, with their number: one report is owed, not twenty.
    """
    file = context.file("case", case.id)
    for clock, periods in with_missed(clocks):
        if clock.is_overdue:
            rule = LONG_OVERDUE if clock.is_long_overdue else OVERDUE
            if clock.promised:
                rule = PROMISE_DUE
        elif clock.is_open and clock.provisional:
            rule = PROVISIONAL
        else:
            continue
        yield rule.found(
            file,
            clock.start.path if clock.start.event not in (Event.MEETING_HELD, Event.MEETING_ANNOUNCED) else ("raised",),
            clock=clock.name_in(current()),
            due=str(clock.due),
            owner=_owner(clock, context.ledger),
            days=str(clock.days_late),
            step=_step(clock),
            periods=str(periods) if periods > 1 else "",
        )


def _owner(clock: ClockState, ledger: Ledger) -> str:
    """Return the name of the department that a clock obliges, else the word for whom it obliges."""
    known = ledger.departments.get(clock.owner)
    if known and clock.owner == clock.department:
        return text_in(known, "name", current())
    return translate("records", clock.obliges.label, current())


def _step(clock: ClockState) -> str:
    step = clock.step.step if clock.step else None
    return text_in(step, "name", current()) if step else ""


def check_ledger(context: Context) -> Iterator[Finding]:
    """Yield what is missing beside the cases: a calendar, a report or review that is owed."""
    reckoner = context.reckoner
    year = reckoner.calendar.missing_year(context.today)
    if year is not None and context.ledger.programmes:
        yield CALENDAR_MISSING.found(context.file("instance"), year=str(year))
    for programme in context.ledger.programmes.values():
        owed: dict[str, list[DutyState]] = {}
        for each in reckoner.duties(programme):
            if each.state is State.OVERDUE:
                owed.setdefault(each.id, []).append(each)
        for missing in owed.values():
            last = missing[-1]
            yield DUTY_OVERDUE.found(
                context.file("programme", programme.id),
                ("id",),
                duty=text_in(last.duty, "name", current()),
                first=str(last.first),
                last=str(last.last),
                due=str(last.due),
                count=str(len(missing)),
            )
