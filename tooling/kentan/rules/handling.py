"""What a department does before it was handed a case, or after it was released."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from operator import attrgetter
from typing import Any

from kentan.clocks.releases import releases
from kentan.languages import mark
from kentan.records.case import Assignment, Case
from kentan.records.finding import Finding, Path
from kentan.records.moments import NEVER
from kentan.rules.order import before, earlier, in_order
from kentan.rules.rule import Context, Rule

N_ = mark

ENDED_BEFORE_HANDED_OVER = Rule(
    code="K411",
    name="ended-before-handed-over",
    title=N_("Released before it was handed the case"),
    message=N_("Released on {on}, before the hand-over on {other}."),
    mend=N_("Correct `ended` or the day of the hand-over."),
    why=N_("Such a department was never responsible, though its reply is demanded."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-09
        ended: 2022-06-06
    role: lead
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-09
        ended: 2022-06-13
    role: lead
""",
)

REPLIED_BEFORE_HANDED_OVER = Rule(
    code="K412",
    name="replied-before-handed-over",
    title=N_("Replied before it was handed the case"),
    message=N_("The reply of {on} is before the hand-over on {other}."),
    mend=N_("Correct whichever of the two days is wrong."),
    why=N_("A reply before the hand-over would always be on time, whatever really happened."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-09
    replies:
      - on: 2022-06-02
        outcome: explained
        basis: 《土地管理法》第四十四条
        text: 已说明。
    role: lead
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-09
    replies:
      - on: 2022-06-20
        outcome: explained
        basis: 《土地管理法》第四十四条
        text: 已说明。
    role: lead
""",
)

ACTED_BEFORE_HANDED_OVER = Rule(
    code="K424",
    name="acted-before-handed-over",
    title=N_("A department that acts before it was handed the case"),
    message=N_("The entry of {on} is before the hand-over on {other}."),
    mend=N_("Correct whichever of the two days is wrong."),
    why=N_("A pause or an objection before the clock began would stop a clock that did not run."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-09
    objections:
      - on: 2022-06-08
        proposed: finance
        reason: 不属于本局职责。
    role: lead
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-09
    objections:
      - on: 2022-06-10
        proposed: finance
        reason: 不属于本局职责。
    role: lead
""",
)

REPLIED_AFTER_RELEASE = Rule(
    code="K425",
    name="replied-after-release",
    title=N_("A reply by a department that had been released"),
    message=N_("The reply of {on} came after the department was released on {other}."),
    mend=N_(
        "Correct the dates. If the department was given the case again, add that as a second entry of `handed_over`."
    ),
    why=N_("After its release another department answers for the case."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-09
        ended: 2022-06-13
    replies:
      - on: 2022-06-20
        outcome: explained
        basis: 《土地管理法》第四十四条
        text: 已说明。
    role: lead
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-09
        ended: 2022-06-24
    replies:
      - on: 2022-06-20
        outcome: explained
        basis: 《土地管理法》第四十四条
        text: 已说明。
    role: lead
""",
)

RULES: tuple[Rule, ...] = (
    ENDED_BEFORE_HANDED_OVER,
    REPLIED_BEFORE_HANDED_OVER,
    ACTED_BEFORE_HANDED_OVER,
    REPLIED_AFTER_RELEASE,
)


def check_case(case: Case, context: Context) -> Iterator[Finding]:
    """Yield what departments did while they did not have the case."""
    for department, assignment in case.assignments.items():
        if _is_plain(assignment):
            continue
        file = context.file("case", case.id)
        path: Path = ("assignments", department)
        if assignment.handed_over:
            yield from _handed_over(assignment, file, path)
        for name, entries in _acts(assignment):
            yield from in_order(entries, file, (*path, name))
        if len(assignment.replies) > 1:
            yield from in_order(assignment.replies, file, (*path, "replies"))


def _is_plain(assignment: Assignment) -> bool:
    """Whether there is nothing to ask: handed over once and not released, at most one reply, and not before that."""
    handed_over, replies = assignment.handed_over, assignment.replies
    if len(handed_over) != 1 or len(replies) > 1 or any(_acts_of(assignment)):
        return False
    entry = handed_over[0]
    return entry.ended is None and not (replies and replies[0].on < entry.on)


def _handed_over(assignment: Assignment, file: str, path: Path) -> Iterator[Finding]:
    """Yield what a department did before it was handed the case, or after it was released."""
    first = assignment.handed_over[0].on
    ends = [end.on if end else NEVER for end in releases(assignment)]
    turns = sorted(zip([entry.on.beginning for entry in assignment.handed_over], ends, strict=True))
    until = [*accumulate((end for _, end in turns), max)]
    for index, entry in enumerate(assignment.handed_over):
        if entry.ended:
            yield from before(
                ENDED_BEFORE_HANDED_OVER, entry.ended, entry.on, file, (*path, "handed_over", index, "ended")
            )
    for index, reply in enumerate(assignment.replies):
        if reply.on < first and earlier(reply.on, first):
            yield from before(REPLIED_BEFORE_HANDED_OVER, reply.on, first, file, (*path, "replies", index, "on"))
        elif until[bisect_right(turns, (reply.on, NEVER)) - 1] < reply.on.beginning:
            on, other = str(reply.on), str(max(end for end in ends if end != NEVER))
            yield REPLIED_AFTER_RELEASE.found(file, (*path, "replies", index, "on"), on=on, other=other)
    for name, entries in _acts(assignment):
        for index, acted in enumerate(entries):
            yield from before(ACTED_BEFORE_HANDED_OVER, acted.on, first, file, (*path, name, index, "on"))


def _acts(assignment: Assignment) -> list[tuple[str, tuple[Any, ...]]]:
    """Return what a department did beside replying, by the field in which it stands."""
    lists = zip(_ACTS, _acts_of(assignment), strict=True)
    return [(name, entries) for name, entries in lists if entries]


_ACTS = ("objections", "pauses", "extensions", "progress")
_acts_of = attrgetter(*_ACTS)
