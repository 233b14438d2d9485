"""Ballots and evaluations whose counts cannot be."""

from collections.abc import Iterator

from kentan.languages import mark
from kentan.records.finding import Finding
from kentan.rules.rule import Context, Rule

N_ = mark

ANSWERS_DO_NOT_ADD_UP = Rule(
    code="K827",
    name="answers-do-not-add-up",
    title=N_("Answers that do not add up"),
    message=N_("The answers add up to {total}, but {returned} ballots were returned."),
    mend=N_("Correct the counts; ballots without a valid answer are an answer of their own (“invalid”)."),
    why=N_("What is missing from the sum is what was left out of the rate."),
    bad="""\
# registry/surveys/2022-06-huzhou.yml
answers:
  - answer: 满意
    count: 9
    satisfied: true
""",
    good="""\
# registry/surveys/2022-06-huzhou.yml
answers:
  - answer: 满意
    count: 9
    satisfied: true
  - answer: 无效
    count: 1
""",
)

MORE_RETURNED_THAN_SENT = Rule(
    code="K828",
    name="more-returned-than-sent",
    title=N_("More ballots returned than sent"),
    message=N_("{returned} ballots were returned, but only {sent} sent."),
    mend=N_("Correct whichever of the two numbers is wrong."),
    why=N_("A rate of return above 100 % means that somebody voted twice, or that somebody mistyped."),
    bad="""\
# registry/surveys/2022-06-huzhou.yml
sent: 8
returned: 10
""",
    good="""\
# registry/surveys/2022-06-huzhou.yml
sent: 12
returned: 10
""",
)

RULES: tuple[Rule, ...] = (
    ANSWERS_DO_NOT_ADD_UP,
    MORE_RETURNED_THAN_SENT,
)


def check_ledger(context: Context) -> Iterator[Finding]:
    """Yield what is wrong with surveys by themselves."""
    for name, survey in context.ledger.surveys.items():
        file = context.file("survey", name)
        total = sum(answer.count for answer in survey.answers)
        if total != survey.returned:
            yield ANSWERS_DO_NOT_ADD_UP.found(file, ("returned",), total=str(total), returned=str(survey.returned))
        if survey.sent is not None and survey.returned > survey.sent:
            yield MORE_RETURNED_THAN_SENT.found(
                file, ("returned",), returned=str(survey.returned), sent=str(survey.sent)
            )
