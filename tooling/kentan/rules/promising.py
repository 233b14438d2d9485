"""A reply and what belongs to it: promises come after it, evidence before it."""

from collections.abc import Iterator
from datetime import date

from kentan.languages import mark
from kentan.records.case import Case, Evidence, Reply
from kentan.records.finding import Finding, Path
from kentan.rules.order import before
from kentan.rules.rule import Context, Rule

N_ = mark

KEPT_BEFORE_PROMISED = Rule(
    code="K415",
    name="kept-before-promised",
    title=N_("A promise kept before it was made"),
    message=N_("Kept on {on}, before the reply of {other} that promises it."),
    mend=N_(
        "Correct the day. What was done before the reply is no promise: reply with `outcome: solved` and evidence."
    ),
    why=N_("Promises kept on time are counted; one kept beforehand falsifies the figure."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    replies:
      - on: 2022-06-20
        outcome: in-progress
        promise:
          kept:
            on: 2022-06-15
            by: staff
          due: 2022-09-30
          text: 九月底前完成审批。
        text: 正在办理。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    replies:
      - on: 2022-06-20
        outcome: in-progress
        promise:
          kept:
            on: 2022-09-15
            by: staff
          due: 2022-09-30
          text: 九月底前完成审批。
        text: 正在办理。
""",
)

DUE_BEFORE_PROMISED = Rule(
    code="K416",
    name="due-before-promised",
    title=N_("A promise that was due before it was made"),
    message=N_("The promise is due on {on}, before the reply of {other}."),
    mend=N_("Write the day until which it is promised; look at the year, too."),
    why=N_("Such a promise is overdue from its first moment; usually the year was mistyped."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    replies:
      - on: 2022-06-20
        outcome: planned
        promise:
          due: 2021-09-30
          text: 九月底前完成审批。
        text: 已列入计划。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    replies:
      - on: 2022-06-20
        outcome: planned
        promise:
          due: 2023-09-30
          text: 九月底前完成审批。
        text: 已列入计划。
""",
)

EVIDENCE_AFTER_REPLY = Rule(
    code="K429",
    name="evidence-after-reply",
    title=N_("Evidence that is younger than the reply"),
    message=N_("The document is of {on}, after the reply of {other} that rests on it."),
    mend=N_(
        "Correct the day of the document, or of the reply. If it was solved only later, the first reply was "
        "`in-progress`, and a second reply says `solved`."
    ),
    why=N_("“Solved” was said before there was anything that shows it."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    replies:
      - on: 2022-06-20
        outcome: solved
        evidence:
          - title: 建设用地批准书
            on: 2022-07-12
        text: 已批复。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    replies:
      - on: 2022-06-20
        outcome: solved
        evidence:
          - title: 建设用地批准书
            on: 2022-06-17
        text: 已批复。
""",
)

DUE_TOO_FAR_AHEAD = Rule(
    code="K497",
    name="due-too-far-ahead",
    title=N_("A promise that is due after more than ten years"),
    message=N_("The promise of {other} is due only on {on}, more than ten years later."),
    mend=N_(
        "Write the day until which it is really promised; look at the year, too. What nobody can promise within ten "
        "years is no promise: reply with `outcome: explained`, and say why."
    ),
    why=N_("Until it is due, a promise is never late: one for the year 9999 would never be."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    replies:
      - on: 2022-06-20
        outcome: planned
        promise:
          due: 2032-06-21
          text: 九月底前完成审批。
        text: 已列入计划。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    replies:
      - on: 2022-06-20
        outcome: planned
        promise:
          due: 2032-06-20
          text: 九月底前完成审批。
        text: 已列入计划。
""",
)

RULES: tuple[Rule, ...] = (
    KEPT_BEFORE_PROMISED,
    DUE_BEFORE_PROMISED,
    DUE_TOO_FAR_AHEAD,
    EVIDENCE_AFTER_REPLY,
)


_MOST_YEARS = 10


def check_case(case: Case, context: Context) -> Iterator[Finding]:
    """Yield impossible orders between replies, their promises and their evidence."""
    for department, assignment in case.assignments.items():
        for index, reply in enumerate(assignment.replies):
            if reply.promise or _has_younger(reply.evidence, reply.on.day):
                path = ("assignments", department, "replies", index)
                yield from _reply(reply, context.file("case", case.id), path)


def _has_younger(evidence: tuple[Evidence, ...], day: date) -> bool:
    for each in evidence:  # noqa: SIM110 - a generator takes twice as long, and every reply is asked
        if each.on and each.on > day:
            return True
    return False


def _reply(reply: Reply, file: str, path: Path) -> Iterator[Finding]:
    day = reply.on.day
    promise = reply.promise
    if promise:
        if promise.due < day:
            yield DUE_BEFORE_PROMISED.found(file, (*path, "promise", "due"), on=str(promise.due), other=str(reply.on))
        due = promise.due
        if (due.year - _MOST_YEARS, due.month, due.day) > (day.year, day.month, day.day):
            yield DUE_TOO_FAR_AHEAD.found(file, (*path, "promise", "due"), on=str(due), other=str(reply.on))
        if promise.kept:
            yield from before(KEPT_BEFORE_PROMISED, promise.kept.on, reply.on, file, (*path, "promise", "kept", "on"))
    for index, evidence in enumerate(reply.evidence):
        if evidence.on and evidence.on > day:
            yield EVIDENCE_AFTER_REPLY.found(
                file, (*path, "evidence", index, "on"), on=str(evidence.on), other=str(reply.on)
            )
