"""Calendars of the registry that contradict themselves."""

from collections.abc import Iterator

from kentan.clocks.calendars.contradictions import MOST_DAYS, Fault, contradictions
from kentan.languages import mark
from kentan.records.finding import Finding
from kentan.rules.rule import Context, Rule

N_ = mark

SPAN_REVERSED = Rule(
    code="K838",
    name="span-reversed",
    title=N_("A span of days that ends before it begins"),
    message=N_("The span ends on {on}, before it begins."),
    mend=N_("Exchange `from` and `to`, or correct the one that is wrong."),
    why=N_("Such a holiday counts on no day, and due dates fall on it."),
    bad="""\
# registry/calendars/2022.yml
year: 2022
closing:
  - from: 2022-09-14
    to: 2022-09-13
    reason: 台风
""",
    good="""\
# registry/calendars/2022.yml
year: 2022
closing:
  - from: 2022-09-14
    to: 2022-09-15
    reason: 台风
""",
)

SPAN_TOO_LONG = Rule(
    code="K839",
    name="span-too-long",
    title=N_("A span of days off that is too long"),
    message=N_("The span has more than {most} days."),
    mend=N_("Correct the days; look at the month and the year."),
    why=N_("A mistyped month would stop every deadline for half a year."),
    bad="""\
# registry/calendars/2022.yml
year: 2022
closing:
  - from: 2022-09-14
    to: 2022-12-31
    reason: 台风
""",
    good="""\
# registry/calendars/2022.yml
year: 2022
closing:
  - from: 2022-09-14
    to: 2022-09-15
    reason: 台风
""",
)

DAY_OF_ANOTHER_YEAR = Rule(
    code="K840",
    name="day-of-another-year",
    title=N_("A day of another year"),
    message=N_("{on} does not belong into the calendar of {year}."),
    mend=N_("Correct the year, or put the day into the file of its own year."),
    why=N_("A year's file is read for that year; the day would count nowhere."),
    bad="""\
# registry/calendars/2022.yml
year: 2022
closing:
  - from: 2023-09-14
    to: 2023-09-15
    reason: 台风
""",
    good="""\
# registry/calendars/2022.yml
year: 2022
closing:
  - from: 2022-09-14
    to: 2022-09-15
    reason: 台风
""",
)

OFF_AND_WORKING = Rule(
    code="K844",
    name="off-and-working",
    title=N_("A day off that is a working day"),
    message=N_("{on} is a day off and a make-up working day."),
    mend=N_("Look at the notice of the State Council and take the day out of one of the two lists."),
    why=N_("Whether the day counts would depend on which list is read first."),
    bad="""\
# registry/calendars/2022.yml
year: 2022
days_off:
  - from: 2022-10-01
    to: 2022-10-07
    name: 国庆节
working_days:
  - 2022-10-07
""",
    good="""\
# registry/calendars/2022.yml
year: 2022
days_off:
  - from: 2022-10-01
    to: 2022-10-07
    name: 国庆节
working_days:
  - 2022-10-08
""",
)

DAY_TWICE = Rule(
    code="K845",
    name="day-twice",
    title=N_("A day listed twice"),
    message=N_("{on} is listed twice."),
    mend=N_("Delete the second; spans must not overlap."),
    why=N_("A later change of one of the two would leave the other standing."),
    bad="""\
# registry/calendars/2022.yml
year: 2022
days_off:
  - from: 2022-10-01
    to: 2022-10-07
    name: 国庆节
working_days:
  - 2022-10-08
  - 2022-10-08
""",
    good="""\
# registry/calendars/2022.yml
year: 2022
days_off:
  - from: 2022-10-01
    to: 2022-10-07
    name: 国庆节
working_days:
  - 2022-10-08
  - 2022-10-09
""",
)

RULES: tuple[Rule, ...] = (
    SPAN_REVERSED,
    SPAN_TOO_LONG,
    DAY_OF_ANOTHER_YEAR,
    OFF_AND_WORKING,
    DAY_TWICE,
)

_FAULTS = {
    Fault.REVERSED: SPAN_REVERSED,
    Fault.TOO_LONG: SPAN_TOO_LONG,
    Fault.FAR_AWAY: DAY_OF_ANOTHER_YEAR,
    Fault.BOTH: OFF_AND_WORKING,
    Fault.TWICE: DAY_TWICE,
}


def check_ledger(context: Context) -> Iterator[Finding]:
    """Yield what in the calendars of the registry cannot be meant."""
    for name, year in context.ledger.calendars.items():
        file = context.file("calendar", name)
        for found in contradictions(year) if file else ():
            yield _FAULTS[found.fault].found(
                file, found.path, on=str(found.day), year=str(year.year), most=str(MOST_DAYS)
            )
