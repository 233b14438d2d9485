"""What each outcome of a reply owes: evidence, a dated promise, or a reason."""

from collections.abc import Iterator

from kentan.languages import mark
from kentan.records.case import Case
from kentan.records.finding import Finding
from kentan.records.vocabulary import Outcome
from kentan.rules.rule import Context, Rule

N_ = mark

SOLVED_WITHOUT_EVIDENCE = Rule(
    code="K431",
    name="solved-without-evidence",
    title=N_("Solved, but nothing shows it"),
    message=N_("“{id}” replied with solved, but names no evidence."),
    mend=N_(
        "Add under `evidence` what shows it: title, number and public address of a document. Where nothing "
        "shows it yet, write `outcome: in-progress` and a dated promise."
    ),
    why=N_("“Solved” is the one outcome that ends a matter for good; it has to be possible to look it up."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    replies:
      - on: 2022-06-20
        outcome: solved
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
          - title: 关于二期扩产项目用地的批复
            number: 湖自然资函〔2022〕12号
        text: 已批复。
""",
)

IN_PROGRESS_WITHOUT_PROMISE = Rule(
    code="K432",
    name="in-progress-without-promise",
    title=N_("In progress, but until when?"),
    message=N_("“{id}” replied with in progress, but promises nothing by a day."),
    mend=N_("Add under `promise` what will be done (`text`) and by which day (`due`)."),
    why=N_("The reply stops the department's clock; only the promise starts the next one."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    replies:
      - on: 2022-06-20
        outcome: in-progress
        text: 正在抓紧办理。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    replies:
      - on: 2022-06-20
        outcome: in-progress
        promise:
          due: 2022-09-30
          text: 九月底前完成审批。
        text: 正在抓紧办理。
""",
)

PLANNED_WITHOUT_PROMISE = Rule(
    code="K433",
    name="planned-without-promise",
    title=N_("Planned, but by when?"),
    message=N_("“{id}” replied with planned, but promises nothing by a day."),
    mend=N_(
        "Add under `promise` what will be done (`text`) and by which day (`due`). What cannot be done at all "
        "is `explained`, with its basis."
    ),
    why=N_("A plan without a day is a refusal that nobody signed."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    replies:
      - on: 2022-06-20
        outcome: planned
        text: 已列入明年计划。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    replies:
      - on: 2022-06-20
        outcome: planned
        promise:
          due: 2023-12-31
          text: 列入明年用地计划。
        text: 已列入明年计划。
""",
)

EXPLAINED_WITHOUT_BASIS = Rule(
    code="K434",
    name="explained-without-basis",
    title=N_("Explained, but on what grounds?"),
    message=N_("“{id}” replied with explained, but names no law or policy."),
    mend=N_("Add under `basis` the law or the policy, with its article."),
    why=N_("An enterprise that gets a “no” must be able to read why, and to object."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    replies:
      - on: 2022-06-20
        outcome: explained
        text: 目前办不了。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    replies:
      - on: 2022-06-20
        outcome: explained
        basis: 《土地管理法》第四十四条
        text: 目前办不了。
""",
)

PROMISE_WITHOUT_NEED = Rule(
    code="K435",
    name="promise-without-need",
    title=N_("A promise though the matter is said to be finished"),
    message=N_("“{id}” replied with an outcome that ends the matter, and promises something as well."),
    mend=N_("If something is still to be done, write `outcome: in-progress` or `planned`; otherwise delete `promise`."),
    why=N_("A case counted as solved while something is still promised is counted too early."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    replies:
      - on: 2022-06-20
        outcome: explained
        promise:
          due: 2022-09-30
          text: 九月底前完成审批。
        basis: 《土地管理法》第四十四条
        text: 已说明。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    replies:
      - on: 2022-06-20
        outcome: in-progress
        promise:
          due: 2022-09-30
          text: 九月底前完成审批。
        text: 正在办理。
""",
)

RULES: tuple[Rule, ...] = (
    SOLVED_WITHOUT_EVIDENCE,
    IN_PROGRESS_WITHOUT_PROMISE,
    PLANNED_WITHOUT_PROMISE,
    EXPLAINED_WITHOUT_BASIS,
    PROMISE_WITHOUT_NEED,
)

_OWED = {
    Outcome.SOLVED: ("evidence", SOLVED_WITHOUT_EVIDENCE),
    Outcome.IN_PROGRESS: ("promise", IN_PROGRESS_WITHOUT_PROMISE),
    Outcome.PLANNED: ("promise", PLANNED_WITHOUT_PROMISE),
    Outcome.EXPLAINED: ("basis", EXPLAINED_WITHOUT_BASIS),
}
"""The field that a reply with an outcome owes, and the rule that says so."""


def check_case(case: Case, context: Context) -> Iterator[Finding]:
    """Yield replies that lack what their outcome owes."""
    for department, assignment in case.assignments.items():
        for index, reply in enumerate(assignment.replies):
            owed, rule = _OWED[reply.outcome]
            if getattr(reply, owed):
                if owed == "promise" or not reply.promise:
                    continue
                rule = PROMISE_WITHOUT_NEED
            yield rule.found(
                context.file("case", case.id), ("assignments", department, "replies", index, "outcome"), id=department
            )
