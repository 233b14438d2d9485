"""Claims: each says how it is checked, or why not, and of which day it is."""

from collections.abc import Iterator

from kentan.languages import mark
from kentan.records.finding import Finding, Path
from kentan.records.registry import Claim
from kentan.rules.rule import Context, Rule

N_ = mark

NEITHER_CHECKABLE_NOR_NOT = Rule(
    code="K825",
    name="neither-checkable-nor-not",
    title=N_("A claim that says neither how nor why not to check it"),
    message=N_("Exactly one of `indicator` and `uncheckable` is needed."),
    mend=N_("Name the indicator that should reproduce the figure, or write under `uncheckable` why no record can."),
    why=N_("Every published figure gets a verdict, or the reason why it has none."),
    bad="""\
# registry/claims/huzhou.yml
claims:
  answered:
    statement: 微信群成员超过 4 万人
    value: 40000
    unit: 人
    qualifier: over
    as_of: 2022-07-20
    source:
      title: 示例报道
      publisher: 示例报社
      on: 2022-07-21
""",
    good="""\
# registry/claims/huzhou.yml
claims:
  answered:
    statement: 微信群成员超过 4 万人
    value: 40000
    unit: 人
    qualifier: over
    uncheckable: 群成员不在记录之内
    as_of: 2022-07-20
    source:
      title: 示例报道
      publisher: 示例报社
      on: 2022-07-21
""",
)

CLAIMED_BEFORE_ITS_DAY = Rule(
    code="K830",
    name="claimed-before-its-day",
    title=N_("Claimed before the day that it is about"),
    message=N_("The figure is as of {on}, but was published on {other}."),
    mend=N_("Correct `as_of`; where the report does not say it, write the day of publication."),
    why=N_("The records are counted as of that day; later ones must not help the figure."),
    bad="""\
# registry/claims/huzhou.yml
claims:
  meetings:
    statement: 共举办恳谈会 42 场
    value: 42
    unit: 场
    indicator: meetings-held
    as_of: 2022-08-20
    source:
      title: 示例报道
      publisher: 示例报社
      on: 2022-07-21
""",
    good="""\
# registry/claims/huzhou.yml
claims:
  meetings:
    statement: 共举办恳谈会 42 场
    value: 42
    unit: 场
    indicator: meetings-held
    as_of: 2022-07-20
    source:
      title: 示例报道
      publisher: 示例报社
      on: 2022-07-21
""",
)

RULES: tuple[Rule, ...] = (
    NEITHER_CHECKABLE_NOR_NOT,
    CLAIMED_BEFORE_ITS_DAY,
)


def check_ledger(context: Context) -> Iterator[Finding]:
    """Yield what is wrong with claims by themselves."""
    for claim, _, file, path in context.claims():
        yield from _claim(claim, file, path)


def _claim(claim: Claim, file: str, path: Path) -> Iterator[Finding]:
    if (claim.indicator is None) == (claim.uncheckable is None):
        yield NEITHER_CHECKABLE_NOR_NOT.found(file, (*path, "statement"))
    if claim.source.on and claim.as_of > claim.source.on:
        yield CLAIMED_BEFORE_ITS_DAY.found(file, (*path, "as_of"), on=str(claim.as_of), other=str(claim.source.on))
