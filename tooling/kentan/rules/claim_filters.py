"""What the filter of a claim names: the programme, or the registry, has to have it."""

from collections.abc import Container, Iterator

from kentan.languages import mark
from kentan.records.finding import Finding, Path
from kentan.records.programme import Programme
from kentan.records.registry import ClaimFilter
from kentan.records.vocabulary import Channel
from kentan.rules.belonging import (
    UNDECLARED_GRADE,
    UNDECLARED_KIND_OF_MEETING,
    UNDECLARED_KIND_OF_RESULT,
    listed,
)
from kentan.rules.rule import Context, Rule

N_ = mark

UNKNOWN_CHANNEL = Rule(
    code="K318",
    name="unknown-channel",
    title=N_("A claim about a channel that does not exist"),
    message=N_("There is no channel “{id}”; there are: {allowed}."),
    mend=N_("Write one of the channels: {allowed}."),
    why=N_("A claim that counts an unknown channel always counts nothing, and looks as if it did not hold."),
    bad="""\
# registry/claims/huzhou.yml
claims:
  letters:
    statement: 共收到来信 3 件
    value: 3
    unit: 件
    indicator: cases-received
    filter:
      channel: mail
    as_of: 2022-07-20
    source:
      title: 示例报道
      publisher: 示例报社
""",
    good="""\
# registry/claims/huzhou.yml
claims:
  letters:
    statement: 共收到来信 3 件
    value: 3
    unit: 件
    indicator: cases-received
    filter:
      channel: letter
    as_of: 2022-07-20
    source:
      title: 示例报道
      publisher: 示例报社
""",
)

UNKNOWN_SURVEY = Rule(
    code="K319",
    name="unknown-survey",
    title=N_("A survey that is not recorded"),
    message=N_("There is no survey “{id}” under registry/surveys/."),
    mend=N_("Write the id of the survey as its file's name has it, or record the survey first."),
    why=N_("A rate without the ballots behind it cannot be checked."),
    bad="""\
# registry/claims/huzhou.yml
claims:
  satisfied:
    statement: 满意率 98.5%
    value: 98.5
    unit: "%"
    indicator: satisfaction
    filter:
      survey: 2022-06-huzou
    as_of: 2022-07-20
    source:
      title: 示例报道
      publisher: 示例报社
""",
    good="""\
# registry/claims/huzhou.yml
claims:
  satisfied:
    statement: 满意率 98.5%
    value: 98.5
    unit: "%"
    indicator: satisfaction
    filter:
      survey: 2022-06-huzhou
    as_of: 2022-07-20
    source:
      title: 示例报道
      publisher: 示例报社
""",
)

RULES: tuple[Rule, ...] = (
    UNKNOWN_CHANNEL,
    UNKNOWN_SURVEY,
)


def check_ledger(context: Context) -> Iterator[Finding]:
    """Yield what the filter of a claim names that the programme, or the registry, does not have."""
    for claim, name, file, path in context.claims():
        programme = context.ledger.programmes.get(name)
        if programme and claim.filter:
            yield from _filter(claim.filter, programme, file, (*path, "filter"), context)


def _filter(
    restriction: ClaimFilter, programme: Programme, file: str, path: Path, context: Context
) -> Iterator[Finding]:
    versions = programme.versions
    declared: tuple[tuple[str, str | None, Rule, Container[str]], ...] = (
        (
            "meeting_kind",
            restriction.meeting_kind,
            UNDECLARED_KIND_OF_MEETING,
            {i for each in versions for i in each.meetings},
        ),
        ("grade", restriction.grade, UNDECLARED_GRADE, {i for each in versions for i in each.grades}),
        ("result", restriction.result, UNDECLARED_KIND_OF_RESULT, {i for each in versions for i in each.results}),
        ("channel", restriction.channel, UNKNOWN_CHANNEL, {each.value for each in Channel}),
        ("survey", restriction.survey, UNKNOWN_SURVEY, context.known["survey"]),
    )
    for field, value, rule, allowed in declared:
        if value is not None and value not in allowed:
            yield rule.found(file, (*path, field), id=value, allowed=listed(allowed))
