"""Days that cannot be yet, or that lie outside of what a programme covers."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from kentan.languages import mark
from kentan.records.case import Case
from kentan.records.finding import Finding, Path
from kentan.records.meeting import Meeting
from kentan.rules.rule import Context, Nature, Rule
from kentan.rules.walk import walk

N_ = mark

IN_THE_FUTURE = Rule(
    code="K491",
    name="in-the-future",
    nature=Nature.MONOTONE,
    title=N_("A fact in the future"),
    message=N_("{on} is after today ({today}); this has not happened yet."),
    mend=N_("Correct the day; look at the year, too. What is only planned is written as `planned`, `due` or `until`."),
    why=N_(
        "A record says what happened. A day in the future is a mistyped one, or a reply written before it was given."
    ),
    bad="""\
# cases/2022/HZ-2022-0001.yml
ratings:
  - on: 2023-06-30
    score: 5
    by: enterprise
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
ratings:
  - on: 2022-06-30
    score: 5
    by: enterprise
""",
)

OUTSIDE_THE_PROGRAMME = Rule(
    code="K493",
    name="outside-the-programme",
    title=N_("Outside of the programme's time"),
    message=N_("{on} is outside of the time of “{id}”. It began on {began}. Its last day is {ended}."),
    mend=N_(
        "Correct the day or the programme; if the programme began earlier or was continued, a registrar "
        "corrects its dates."
    ),
    why=N_("Before a programme began there were no rules by which to answer."),
    bad="""\
# cases/2022/HZ-2022-0002.yml
id: HZ-2022-0002
raised:
  on: 2022-07-08
  by: enterprise
  channel: hotline
acceptance:
grades:
assignments:
""",
    good="""\
# cases/2022/HZ-2022-0002.yml
id: HZ-2022-0002
raised:
  on: 2022-06-28
  by: enterprise
  channel: hotline
acceptance:
grades:
assignments:
""",
)

FEATURED_BEFORE_RAISED = Rule(
    code="K495",
    name="featured-before-raised",
    title=N_("A model case of a month before it was raised"),
    message=N_("Chosen for {month}, but raised on {other}."),
    mend=N_("Write the month for which it was chosen."),
    why=N_("Model cases are listed by month, and counted in awards."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
featured:
  month: 2022-05
  reason: 两周内会审完毕。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
featured:
  month: 2022-06
  reason: 两周内会审完毕。
""",
)

FEATURED_IN_THE_FUTURE = Rule(
    code="K496",
    name="featured-in-the-future",
    nature=Nature.MONOTONE,
    title=N_("A model case of a month to come"),
    message=N_("The month {month} is after today ({today})."),
    mend=N_("Write the month for which it was chosen."),
    why=N_("A choice that was not made yet cannot be published."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
featured:
  month: 2023-06
  reason: 两周内会审完毕。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
featured:
  month: 2022-06
  reason: 两周内会审完毕。
""",
)

RULES: tuple[Rule, ...] = (
    IN_THE_FUTURE,
    OUTSIDE_THE_PROGRAMME,
    FEATURED_BEFORE_RAISED,
    FEATURED_IN_THE_FUTURE,
)


def in_future(record: Any, days: list[date], file: str, context: Context) -> Iterable[Finding]:
    """Return a finding for each fact of a record that has a day after the real today."""
    return _in_future(record, file, context.latest) if days and max(days) > context.latest else ()


def _in_future(record: Any, file: str, latest: date) -> Iterator[Finding]:
    for part in walk(record):
        if part.kind == "day" and part.value > latest:
            yield IN_THE_FUTURE.found(file, part.path, on=str(part.value), today=str(latest))


def check_case(case: Case, context: Context) -> Iterator[Finding]:
    """Yield a case outside of its programme's time, and a month for which it cannot have been chosen."""
    day = case.raised.on.day
    yield from _outside_programme(case.programme, day, "case", case.id, ("raised", "on"), context)
    if case.featured:
        month = case.featured.month
        if month < day.isoformat()[:7]:
            file = context.file("case", case.id)
            yield FEATURED_BEFORE_RAISED.found(file, ("featured", "month"), month=month, other=str(day))
        elif month > context.latest.isoformat()[:7]:
            file = context.file("case", case.id)
            yield FEATURED_IN_THE_FUTURE.found(file, ("featured", "month"), month=month, today=str(context.latest))


def check_meeting(meeting: Meeting, context: Context) -> Iterator[Finding]:
    """Yield a meeting outside of its programme's time."""
    if meeting.held:
        day = meeting.held.on.day
        yield from _outside_programme(meeting.programme, day, "meeting", meeting.id, ("held", "on"), context)


def _outside_programme(name: str, day: date, kind: str, own: str, path: Path, context: Context) -> Iterator[Finding]:
    programme = context.ledger.programmes.get(name)
    if programme and (day < programme.began or (programme.ended and day > programme.ended)):
        yield OUTSIDE_THE_PROGRAMME.found(
            context.file(kind, own),
            path,
            on=str(day),
            id=name,
            began=str(programme.began),
            ended=str(programme.ended or ""),
        )
