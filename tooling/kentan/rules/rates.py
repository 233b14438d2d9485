"""Rates that were published: within their bounds, and equal to their own fraction."""

from collections.abc import Iterator
from decimal import Decimal

from kentan.languages import mark
from kentan.records.finding import Finding, Path
from kentan.records.registry import Claim
from kentan.records.vocabulary import Qualifier
from kentan.rules.rule import Context, Rule

N_ = mark

NUMERATOR_TOO_LARGE = Rule(
    code="K822",
    name="numerator-too-large",
    title=N_("A numerator larger than its denominator"),
    message=N_("{numerator} of {denominator} cannot be."),
    mend=N_("Look at the source again; the two may have changed places."),
    why=N_("A rate above 100 % cannot be checked against anything."),
    bad="""\
# registry/claims/huzhou.yml
claims:
  answered:
    statement: 按时答复率 98%
    value: 98
    unit: "%"
    numerator: 50
    denominator: 49
    indicator: on-time
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
    statement: 按时答复率 98%
    value: 98
    unit: "%"
    numerator: 49
    denominator: 50
    indicator: on-time
    as_of: 2022-07-20
    source:
      title: 示例报道
      publisher: 示例报社
      on: 2022-07-21
""",
)

RATE_WITHOUT_PERCENT = Rule(
    code="K823",
    name="rate-without-percent",
    title=N_("Numerator or denominator of what is no rate"),
    message=N_("{value} {unit} is neither the numerator nor the quotient of {fraction}."),
    mend=N_(
        'For a rate write `unit: "%"` and the value in percent; for a count write the count; or correct '
        "numerator and denominator."
    ),
    why=N_("The figure and its base have to say the same thing before the records are asked."),
    bad="""\
# registry/claims/huzhou.yml
claims:
  answered:
    statement: 按时答复率 98%
    value: 98
    unit: 件
    numerator: 49
    denominator: 50
    indicator: on-time
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
    statement: 50 件中 49 件按时答复
    value: 49
    unit: 件
    numerator: 49
    denominator: 50
    indicator: on-time
    as_of: 2022-07-20
    source:
      title: 示例报道
      publisher: 示例报社
      on: 2022-07-21
""",
)

RATE_IS_NOT_ITS_FRACTION = Rule(
    code="K824",
    name="rate-is-not-its-fraction",
    title=N_("A rate that is not its own fraction"),
    message=N_("{fraction} is {exact} %, not {value} %."),
    mend=N_(
        "Look at the source again. If the source itself says so, write the rate as published, leave "
        "numerator and denominator out and say it in the statement."
    ),
    why=N_("A figure that contradicts itself must not be held against the records."),
    bad="""\
# registry/claims/huzhou.yml
claims:
  answered:
    statement: 满意率 97%
    value: 97
    unit: "%"
    numerator: 186
    denominator: 200
    indicator: satisfaction
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
    statement: 回收率 93%
    value: 93
    unit: "%"
    numerator: 186
    denominator: 200
    indicator: return-rate
    as_of: 2022-07-20
    source:
      title: 示例报道
      publisher: 示例报社
      on: 2022-07-21
""",
)

RATE_OUT_OF_BOUNDS = Rule(
    code="K826",
    name="rate-out-of-bounds",
    title=N_("A rate below 0 or above 100"),
    message=N_("{value} % is no rate."),
    mend=N_("Write the rate in percent, from 0 to 100: 98.5, not 0.985 and not 985."),
    why=N_("Rates are compared in percent."),
    bad="""\
# registry/claims/huzhou.yml
claims:
  answered:
    statement: 按时答复率 98%
    value: 980
    unit: "%"
    indicator: on-time
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
    statement: 按时答复率 98%
    value: 98
    unit: "%"
    indicator: on-time
    as_of: 2022-07-20
    source:
      title: 示例报道
      publisher: 示例报社
      on: 2022-07-21
""",
)

RULES: tuple[Rule, ...] = (
    NUMERATOR_TOO_LARGE,
    RATE_WITHOUT_PERCENT,
    RATE_IS_NOT_ITS_FRACTION,
    RATE_OUT_OF_BOUNDS,
)

_HUNDRED = Decimal(100)


def check_ledger(context: Context) -> Iterator[Finding]:
    """Yield rates of claims that contradict themselves before any record is counted."""
    for claim, _, file, path in context.claims():
        yield from _rate(claim, file, path)


def _rate(claim: Claim, file: str, path: Path) -> Iterator[Finding]:
    is_rate = claim.unit == "%"
    if is_rate and not 0 <= claim.value <= _HUNDRED:
        yield RATE_OUT_OF_BOUNDS.found(file, (*path, "value"), value=str(claim.value))
    above, below = claim.numerator, claim.denominator
    if above is None or below is None:
        return
    if not is_rate:
        if claim.value not in (above, Decimal(above) / (below or 1)):
            yield RATE_WITHOUT_PERCENT.found(
                file, (*path, "unit"), value=str(claim.value), unit=claim.unit, fraction=f"{above}/{below}"
            )
    elif above > below:
        yield NUMERATOR_TOO_LARGE.found(file, (*path, "numerator"), numerator=str(above), denominator=str(below))
    elif below and claim.qualifier is Qualifier.EXACT:
        exact = _HUNDRED * above / below
        step = Decimal(1).scaleb(int(claim.value.as_tuple().exponent))
        if abs(exact - claim.value) > step / 2:
            yield RATE_IS_NOT_ITS_FRACTION.found(
                file,
                (*path, "value"),
                value=str(claim.value),
                fraction=f"{above}/{below}",
                exact=f"{exact:.2f}",
            )
