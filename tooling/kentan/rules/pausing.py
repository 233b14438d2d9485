"""A pause comes before the reply that ends the matter: behind it there is nothing to wait for."""

from collections.abc import Iterator

from kentan.languages import mark
from kentan.records.case import Assignment, Case, Reply
from kentan.records.finding import Finding
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
        for index, pause in enumerate(assignment.pauses):
            ended = _ended_before(pause.on, assignment)
            if ended is not None and not _taken_up_again(ended, pause.on, case, assignment):
                path = ("assignments", department, "pauses", index, "on")
                yield PAUSED_AFTER_REPLY.found(context.file("case", case.id), path, on=str(pause.on), other=str(ended))


def _ended_before(moment: Moment, assignment: Assignment) -> Moment | None:
    """Return when the last reply before a moment had ended the matter; None where it left something open."""
    replies = [reply for reply in assignment.replies if earlier(reply.on, moment)]
    ended = _ended_by(replies[-1]) if replies else None
    return ended if ended is not None and earlier(ended, moment) else None


def _ended_by(reply: Reply) -> Moment | None:
    if reply.promise:
        return reply.promise.kept.on if reply.promise.kept else None
    return reply.on if reply.outcome in _ENDING else None


def _taken_up_again(ended: Moment, moment: Moment, case: Case, assignment: Assignment) -> bool:
    """Whether the case was handed over again, or reopened, since it was ended and not surely after a moment."""
    again = [entry.on for entry in assignment.handed_over]
    again += [entry.on for entry in case.acceptance if entry.decision is Decision.REOPENED]
    return any(not earlier(each, ended) and not earlier(moment, each) for each in again)
