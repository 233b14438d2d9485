"""What can only follow an answer: ratings, call-backs, reopenings."""

from collections.abc import Iterator

from kentan.languages import mark
from kentan.records.case import Callback, Case, Rating
from kentan.records.finding import Finding
from kentan.records.vocabulary import ENDS, Decision
from kentan.rules.order import earlier
from kentan.rules.rule import Context, Rule

N_ = mark

RATED_BEFORE_ANSWERED = Rule(
    code="K417",
    name="rated-before-answered",
    title=N_("Rated before anything was answered"),
    message=N_("Rated on {on}, before anything was answered. The first reply or decision to rate is of {other}."),
    mend=N_("Correct the day, or add the reply that was rated."),
    why=N_("Satisfaction with an answer that was not given yet is invented."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
ratings:
  - on: 2022-06-10
    score: 5
    by: callback
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
ratings:
  - on: 2022-06-30
    score: 5
    by: callback
""",
)

CALLED_BACK_BEFORE_ANSWERED = Rule(
    code="K420",
    name="called-back-before-answered",
    title=N_("Called back before anything was answered"),
    message=N_(
        "Called back on {on}, before anything was answered. The first reply or decision to ask about is of {other}."
    ),
    mend=N_("Correct the day, or add the reply that the call-back was about."),
    why=N_("A call-back asks whether the answer holds; before the answer there is nothing to ask."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
callbacks:
  - on: 2022-06-10
    result: confirmed
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
callbacks:
  - on: 2022-06-30
    result: confirmed
""",
)

REOPENED_BEFORE_ENDED = Rule(
    code="K430",
    name="reopened-before-ended",
    title=N_("Reopened before anything had ended"),
    message=N_("Reopened on {on}, before anything had ended. The first reply or final decision is of {other}."),
    mend=N_("Correct the day, or delete the entry: what is still being handled need not be reopened."),
    why=N_("A reopening starts new clocks; too early it only hides that the first ran out."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: accepted
  - on: 2022-06-15
    decision: reopened
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: accepted
  - on: 2022-07-15
    decision: reopened
""",
)

RULES: tuple[Rule, ...] = (
    RATED_BEFORE_ANSWERED,
    CALLED_BACK_BEFORE_ANSWERED,
    REOPENED_BEFORE_ENDED,
)


def check_case(case: Case, context: Context) -> Iterator[Finding]:
    """Yield ratings, call-backs and reopenings before anything was answered or decided to be at an end."""
    if not (case.ratings or case.callbacks or len(case.acceptance) > 1):
        return
    answers = [reply.on for assignment in case.assignments.values() for reply in assignment.replies]
    ends = [entry.on for entry in case.acceptance if entry.decision in ENDS]
    first = min([*answers, *ends], default=None)
    asked: tuple[tuple[Rule, str, tuple[Rating | Callback, ...]], ...] = (
        (RATED_BEFORE_ANSWERED, "ratings", case.ratings),
        (CALLED_BACK_BEFORE_ANSWERED, "callbacks", case.callbacks),
    )
    for rule, name, entries in asked:
        for index, entry in enumerate(entries):
            if first is None or earlier(entry.on, first):
                file = context.file("case", case.id)
                yield rule.found(file, (name, index, "on"), on=str(entry.on), other=str(first or ""))
    for index, decision in enumerate(case.acceptance):
        if decision.decision is Decision.REOPENED and (first is None or earlier(decision.on, first)):
            file = context.file("case", case.id)
            yield REOPENED_BEFORE_ENDED.found(
                file, ("acceptance", index, "on"), on=str(decision.on), other=str(first or "")
            )
