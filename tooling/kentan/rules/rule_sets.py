"""One version of a programme's rules: what its parts name of each other, and its scales."""

from collections.abc import Container, Iterator

from kentan.languages import mark
from kentan.records.clock import Condition
from kentan.records.finding import Finding, Path
from kentan.records.programme import RuleSet
from kentan.rules.rule import Context, Rule

N_ = mark

CONDITION_ON_UNKNOWN_GRADE = Rule(
    code="K809",
    name="condition-on-unknown-grade",
    title=N_("A deadline for a grade that the rules do not have"),
    message=N_("There is no grade “{id}” in this version of the rules."),
    mend=N_("Write the id of a grade under `grades`, or declare it there."),
    why=N_("A clock for an unknown grade never runs."),
    bad="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    clocks:
      reply:
        name: 答复
        starts:
          - handed-over
        stops:
          - replied
        limit:
          days: 14
        applies:
          grades:
            - urgent
    grades:
      ordinary:
        name: 一般
""",
    good="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    clocks:
      reply:
        name: 答复
        starts:
          - handed-over
        stops:
          - replied
        limit:
          days: 14
        applies:
          grades:
            - ordinary
    grades:
      ordinary:
        name: 一般
""",
)

CONDITION_ON_UNKNOWN_MEETING = Rule(
    code="K810",
    name="condition-on-unknown-meeting",
    title=N_("A deadline for a kind of meeting that the rules do not have"),
    message=N_("There is no kind of meeting “{id}” in this version of the rules."),
    mend=N_("Write the id of a kind under `meetings`, or declare it there."),
    why=N_("A clock for an unknown kind of meeting never runs."),
    bad="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    clocks:
      hand-over:
        name: 交办
        starts:
          - meeting-held
        stops:
          - handed-over
        limit:
          days: 2
        applies:
          meeting_kinds:
            - salon
""",
    good="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    clocks:
      hand-over:
        name: 交办
        starts:
          - meeting-held
        stops:
          - handed-over
        limit:
          days: 2
        applies:
          meeting_kinds:
            - talk
""",
)

LOW_IS_SATISFIED = Rule(
    code="K841",
    name="low-is-satisfied",
    title=N_("A rating both low and satisfied"),
    message=N_("A rating of {low} or less is low, one of {satisfied} or more is satisfied: the two overlap."),
    mend=N_("Write a `low` below `satisfied`, such as 2 and 4."),
    why=N_("The same rating would start a reopening and count as satisfied."),
    bad="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    rating:
      low: 4
      satisfied: 3
""",
    good="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    rating:
      low: 2
      satisfied: 4
""",
)

SCALE_UPSIDE_DOWN = Rule(
    code="K842",
    name="scale-upside-down",
    title=N_("A scale that is upside down"),
    message=N_("The lowest score is {least}, the highest {most}."),
    mend=N_("Exchange `least` and `most`, or correct the one that is wrong."),
    why=N_("No score can lie on such a scale."),
    bad="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    scores:
      activity:
        name: 活跃度
        asks: 是否按约定举办？
        least: 5
        most: 1
""",
    good="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    scores:
      activity:
        name: 活跃度
        asks: 是否按约定举办？
        least: 1
        most: 5
""",
)

RULES: tuple[Rule, ...] = (
    CONDITION_ON_UNKNOWN_GRADE,
    CONDITION_ON_UNKNOWN_MEETING,
    LOW_IS_SATISFIED,
    SCALE_UPSIDE_DOWN,
)


def check_ledger(context: Context) -> Iterator[Finding]:
    """Yield what is wrong within the versions of programmes' rules."""
    for rules, file, path in context.versions():
        for name, clock in rules.clocks.items():
            if clock.applies:
                yield from _condition(clock.applies, rules, file, (*path, "clocks", name, "applies"))
        for name, dimension in rules.scores.items():
            if dimension.least >= dimension.most:
                yield SCALE_UPSIDE_DOWN.found(
                    file, (*path, "scores", name), at_key=True, least=str(dimension.least), most=str(dimension.most)
                )
        if rules.rating and rules.rating.low >= rules.rating.satisfied:
            yield LOW_IS_SATISFIED.found(
                file, (*path, "rating"), at_key=True, low=str(rules.rating.low), satisfied=str(rules.rating.satisfied)
            )


def _condition(condition: Condition, rules: RuleSet, file: str, path: Path) -> Iterator[Finding]:
    """Yield the grades and kinds of meeting of a condition that the same rules do not declare."""
    named: tuple[tuple[str, tuple[str, ...], Container[str], Rule], ...] = (
        ("grades", condition.grades, rules.grades, CONDITION_ON_UNKNOWN_GRADE),
        ("meeting_kinds", condition.meeting_kinds, rules.meetings, CONDITION_ON_UNKNOWN_MEETING),
    )
    for field, names, declared, rule in named:
        for index, name in enumerate(names):
            if name not in declared:
                yield rule.found(file, (*path, field, index), id=name)
