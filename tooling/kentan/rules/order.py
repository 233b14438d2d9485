"""Dates in an order in which things cannot have happened."""

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from kentan.languages import mark
from kentan.records.case import Case
from kentan.records.finding import Finding, Path
from kentan.records.meeting import Meeting
from kentan.records.moments import Moment
from kentan.rules.rule import Context, Rule

N_ = mark

HANDED_OVER_BEFORE_RAISED = Rule(
    code="K410",
    name="handed-over-before-raised",
    title=N_("Handed over before it was raised"),
    message=N_("Handed over on {on}, before it was raised ({other})."),
    mend=N_("Correct whichever of the two days is wrong."),
    why=N_("The time to the hand-over is a published figure; a wrong day makes it negative."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-06
    role: lead
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-09
    role: lead
""",
)

DECIDED_BEFORE_RAISED = Rule(
    code="K418",
    name="decided-before-raised",
    title=N_("A decision before the case was raised"),
    message=N_("Decided on {on}, before it was raised ({other})."),
    mend=N_("Correct whichever of the two days is wrong."),
    why=N_("Nobody can decide on what has not been said yet."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-07
    decision: accepted
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: accepted
""",
)

NOT_IN_ORDER = Rule(
    code="K419",
    name="not-in-order",
    title=N_("Entries that are not in the order of time"),
    message=N_("The entry of {on} stands below that of {other}."),
    mend=N_("Put the entries of the list in the order of time, the newest at the end; or correct the day."),
    why=N_("New entries go to the end: whoever reviews a change has to see that nothing was slipped in before."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
ratings:
  - on: 2022-07-15
    score: 5
    by: enterprise
  - on: 2022-06-30
    score: 2
    by: enterprise
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
ratings:
  - on: 2022-06-30
    score: 2
    by: enterprise
  - on: 2022-07-15
    score: 5
    by: enterprise
""",
)

BEFORE_RAISED = Rule(
    code="K421",
    name="before-raised",
    title=N_("An entry before the case was raised"),
    message=N_("The entry of {on} is before the day on which the case was raised ({other})."),
    mend=N_("Correct whichever of the two days is wrong."),
    why=N_("Nothing can happen to a case before there is one."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
grades:
  - on: 2022-06-01
    grade: ordinary
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
grades:
  - on: 2022-06-08
    grade: ordinary
""",
)

RULES: tuple[Rule, ...] = (
    HANDED_OVER_BEFORE_RAISED,
    DECIDED_BEFORE_RAISED,
    NOT_IN_ORDER,
    BEFORE_RAISED,
)


def earlier(one: Moment, other: Moment) -> bool:
    """Whether one moment is surely before the other: where a time is missing, only an earlier day is."""
    return one < other and one < other.beginning


def before(rule: Rule, one: Moment, other: Moment, file: str, path: Path) -> Iterator[Finding]:
    """Yield a finding where `one`, which has to come after `other`, is surely before it."""
    if one < other and earlier(one, other):
        yield rule.found(file, path, on=str(one), other=str(other))


def in_order(entries: tuple[Any, ...], file: str, path: Path) -> Iterator[Finding]:
    """Yield each entry of a list that is surely before the one above it."""
    for index in range(1, len(entries)):
        yield from before(NOT_IN_ORDER, entries[index].on, entries[index - 1].on, file, (*path, index, "on"))


_LISTED: tuple[tuple[Rule, str], ...] = (
    (DECIDED_BEFORE_RAISED, "acceptance"),
    (BEFORE_RAISED, "grades"),
    (BEFORE_RAISED, "rating_requests"),
    (BEFORE_RAISED, "ratings"),
    (BEFORE_RAISED, "callbacks"),
    (BEFORE_RAISED, "corrections"),
    (BEFORE_RAISED, "redactions"),
)
_lists = attrgetter(*(name for _, name in _LISTED))


def check_case(case: Case, context: Context) -> Iterator[Finding]:
    """Yield impossible orders among what concerns a case as a whole."""
    raised = case.raised.on
    for (rule, name), entries in zip(_LISTED, _lists(case), strict=True):
        if entries and not _follow(raised, entries):
            yield from _listed(rule, entries, raised, context.file("case", case.id), (name,))
    for office, steps in case.supervision.items():
        if steps and not _follow(raised, steps):
            yield from _listed(BEFORE_RAISED, steps, raised, context.file("case", case.id), ("supervision", office))
    for department, assignment in case.assignments.items():
        handed_over = assignment.handed_over
        if handed_over and not _follow(raised, handed_over):
            path = ("assignments", department, "handed_over")
            yield from _listed(HANDED_OVER_BEFORE_RAISED, handed_over, raised, context.file("case", case.id), path)


def _follow(moment: Moment, entries: tuple[Any, ...]) -> bool:
    """Whether entries follow a moment, and each the one before it, as nearly all do."""
    for entry in entries:
        on = entry.on
        if on < moment:
            return False
        moment = on
    return True


def check_meeting(meeting: Meeting, context: Context) -> Iterator[Finding]:
    """Yield impossible orders among the amendments of a meeting."""
    file = context.file("meeting", meeting.id)
    yield from in_order(meeting.corrections, file, ("corrections",))
    yield from in_order(meeting.redactions, file, ("redactions",))


def _listed(rule: Rule, entries: tuple[Any, ...], raised: Moment, file: str, path: Path) -> Iterator[Finding]:
    for index, entry in enumerate(entries):
        if entry.on < raised:
            yield from before(rule, entry.on, raised, file, (*path, index, "on"))
    if len(entries) > 1:
        yield from in_order(entries, file, path)
