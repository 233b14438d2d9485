"""A pause comes before the reply that ends the matter: behind it there is nothing to wait for."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from operator import attrgetter

from kentan.languages import mark
from kentan.records.case import Assignment, Case, Reply
from kentan.records.finding import Finding, Path
from kentan.records.moments import Moment
from kentan.records.vocabulary import Decision, Outcome
from kentan.rules.order import earlier
from kentan.rules.rule import Context, Rule

N_ = mark

PAUSED_AFTER_REPLY = Rule(
    code="K498",
    name="paused-after-reply",
    title=N_("A pause after the reply that ended the matter"),
    message=N_("The pause begins on {on}, after the matter was ended on {other}."),
    mend=N_(
        "Correct whichever of the two days is wrong, or delete the pause. If the case was taken up again, record the "
        "new hand-over first."
    ),
    why=N_("A pause gives time to reply. After the reply it gives nothing, and makes the matter look open."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-09
    pauses:
      - on: 2022-06-21
        until: 2022-06-22
        question: 请补充红线图。
    replies:
      - on: 2022-06-20
        outcome: explained
        basis: 《土地管理法》第四十四条
        text: 已当面说明审批所需的时间。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-09
    pauses:
      - on: 2022-06-15
        until: 2022-06-16
        question: 请补充红线图。
    replies:
      - on: 2022-06-20
        outcome: explained
        basis: 《土地管理法》第四十四条
        text: 已当面说明审批所需的时间。
""",
)

RULES: tuple[Rule, ...] = (PAUSED_AFTER_REPLY,)

_ENDING = frozenset({Outcome.SOLVED, Outcome.EXPLAINED})


def check_case(case: Case, context: Context) -> Iterator[Finding]:
    """Yield the pauses of departments that have nothing left to reply."""
    for department, assignment in case.assignments.items():
        if assignment.pauses and assignment.replies:
            path = ("assignments", department, "pauses")
            yield from _paused(case, assignment, context.file("case", case.id), path)


def _paused(case: Case, assignment: Assignment, file: str, path: Path) -> Iterator[Finding]:
    """Yield the pauses behind a reply that ended the matter, unless it was taken up again between the two."""
    replies = sorted(assignment.replies, key=attrgetter("on"))
    days = [reply.on for reply in replies]
    again = [entry.on for entry in assignment.handed_over]
    again += [entry.on for entry in case.acceptance if entry.decision is Decision.REOPENED]
    again.sort()
    soonest = [*accumulate([each.beginning for each in reversed(again)], min)][::-1]
    for index, pause in enumerate(assignment.pauses):
        before = bisect_left(days, pause.on.beginning)
        ended = _ended_by(replies[before - 1]) if before else None
        if ended is None or not earlier(ended, pause.on):
            continue
        place = bisect_left(again, ended.beginning)
        if place == len(again) or soonest[place] > pause.on:
            yield PAUSED_AFTER_REPLY.found(file, (*path, index, "on"), on=str(pause.on), other=str(ended))


def _ended_by(reply: Reply) -> Moment | None:
    """Return when a reply ended the matter; None where it left something open."""
    if reply.promise:
        return reply.promise.kept.on if reply.promise.kept else None
    return reply.on if reply.outcome in _ENDING else None
