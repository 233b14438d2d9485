"""Decisions on a case as a whole: what each owes, and which cannot follow which."""

from collections.abc import Iterator

from kentan.languages import mark
from kentan.records.case import Acceptance, Case
from kentan.records.finding import Finding, Path
from kentan.records.vocabulary import ENDS, Decision
from kentan.rules.rule import Context, Rule

N_ = mark

REFUSED_WITHOUT_REASON = Rule(
    code="K436",
    name="refused-without-reason",
    title=N_("Not accepted, without a reason"),
    message=N_("The case was not accepted, but `reason` is missing."),
    mend=N_("Add `reason:` with one of: outside-remit, in-court, in-petition, no-facts, repeated, commercial, other."),
    why=N_("How often and why appeals are turned away is one of the figures that the public can ask for."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: not-accepted
    explanation: 双方纠纷已由法院审理。
assignments:
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: not-accepted
    reason: in-court
    explanation: 双方纠纷已由法院审理。
assignments:
""",
)

REFUSED_WITHOUT_EXPLANATION = Rule(
    code="K437",
    name="refused-without-explanation",
    title=N_("Not accepted, without an explanation"),
    message=N_("The case was not accepted, but `explanation` is missing."),
    mend=N_("Add under `explanation`, in words for the enterprise, why it is not handled here and who else can help."),
    why=N_("A code is for the figures; the enterprise needs a sentence."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: not-accepted
    reason: in-court
assignments:
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: not-accepted
    reason: in-court
    explanation: 双方纠纷已由法院审理。
assignments:
""",
)

REASON_WITHOUT_REFUSAL = Rule(
    code="K438",
    name="reason-without-refusal",
    title=N_("A reason for refusal, though it was not refused"),
    message=N_("`reason` says why a case is not accepted, but the decision is “{decision}”."),
    mend=N_("Correct the decision to `not-accepted`, or delete `reason`; other remarks go into `explanation`."),
    why=N_("One of the two is wrong, and readers cannot know which."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: accepted
    reason: repeated
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: accepted
    explanation: 与往年来信内容相近，仍予受理。
""",
)

CANNOT_FOLLOW = Rule(
    code="K446",
    name="cannot-follow",
    title=N_("A decision that cannot follow the one before"),
    message=N_("“{decision}” cannot follow “{before}”."),
    mend=N_("Delete the entry that was made twice. After a case has ended, it can only be taken up again: `reopened`."),
    why=N_("The decisions tell the story of a case; a step that cannot be hides one that is missing."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: accepted
  - on: 2022-06-09
    decision: accepted
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: accepted
""",
)

GRADE_OWES = Rule(
    code="K447",
    name="grade-owes",
    title=N_("A grade that owes leaders or a plan"),
    message=N_(
        "The grade “{id}” owes more than is written. Leaders needed: {leaders}; named: {has}. A `{plan}` is needed."
    ),
    mend=N_("Name the offices (no names) of the leaders under `leaders`, and write the plan under `plan`."),
    why=N_("A task force without leaders and a plan is only a word."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
grades:
  - on: 2022-06-08
    grade: task-force
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
grades:
  - on: 2022-06-08
    grade: task-force
    leaders:
      - 副市长
      - 市自然资源和规划局局长
    plan: 一事一案，六月底前会审。
""",
)

RULES: tuple[Rule, ...] = (
    REFUSED_WITHOUT_REASON,
    REFUSED_WITHOUT_EXPLANATION,
    REASON_WITHOUT_REFUSAL,
    CANNOT_FOLLOW,
    GRADE_OWES,
)


def check_case(case: Case, context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the decisions and the grades of a case."""
    before: Decision | None = None
    for index, entry in enumerate(case.acceptance):
        decision = entry.decision
        if decision is Decision.NOT_ACCEPTED or entry.reason:
            yield from _entry(entry, context.file("case", case.id), ("acceptance", index))
        if before and (decision is before or (before in ENDS and decision is not Decision.REOPENED)):
            path: Path = ("acceptance", index, "decision")
            file = context.file("case", case.id)
            yield CANNOT_FOLLOW.found(file, path, decision=decision.value, before=before.value)
        before = decision
    programme = context.ledger.programmes.get(case.programme)
    if programme and case.grades:
        grades = programme.rules_on(case.raised.on.day).grades
        for index, given in enumerate(case.grades):
            grade = grades.get(given.grade)
            if grade is None:
                continue
            plan = "plan" if grade.plan and not given.plan else ""
            leaders = str(grade.leaders) if len(given.leaders) < grade.leaders else ""
            if leaders or plan:
                yield GRADE_OWES.found(
                    context.file("case", case.id),
                    ("grades", index, "grade"),
                    id=given.grade,
                    leaders=leaders,
                    has=str(len(given.leaders)) if leaders else "",
                    plan=plan,
                )


def _entry(entry: Acceptance, file: str, path: Path) -> Iterator[Finding]:
    if entry.decision is Decision.NOT_ACCEPTED:
        if not entry.reason:
            yield REFUSED_WITHOUT_REASON.found(file, (*path, "decision"))
        if not entry.explanation:
            yield REFUSED_WITHOUT_EXPLANATION.found(file, (*path, "decision"))
    elif entry.reason:
        yield REASON_WITHOUT_REFUSAL.found(file, (*path, "reason"), decision=entry.decision.value)
