"""Waiting for the enterprise: only before the due date, not too often, not without end."""

from collections.abc import Iterator, Sequence

from kentan.clocks.state import ClockState, PauseProblem, Waiting
from kentan.languages import current, mark
from kentan.records.case import Case
from kentan.records.finding import Finding, Path
from kentan.rules.rule import Context, Nature, Rule

N_ = mark

AFTER_DUE = Rule(
    code="K621",
    name="pause-after-due",
    title=N_("Waiting for the enterprise, but only after the due date"),
    message=N_("The enterprise was asked on {on}, after the due date of “{clock}” ({due}). The time does not count."),
    mend=N_("Add `late_reason:`, which says why the question came so late; the matter stays overdue all the same."),
    why=N_(
        "A question put after the deadline is the usual way to make an overdue matter look as if it waited for others."
    ),
    bad="""\
# due on 2022-06-23
pauses:
  - on: 2022-06-27
    question: 请补充用地红线图。
""",
    good="""\
pauses:
  - on: 2022-06-17
    question: 请补充用地红线图。
""",
)
TOO_MANY = Rule(
    code="K622",
    name="pause-too-many",
    title=N_("More pauses than the programme allows"),
    message=N_("The enterprise was asked once more than “{clock}” allows ({most}). The time does not count."),
    mend=N_("Add `late_reason:`, which says why it had to be asked again; the clock goes on all the same."),
    why=N_("What is needed is asked for at once; asking again and again wears the enterprise out."),
    bad="""\
# one pause is allowed
pauses:
  - on: 2022-06-13
    until: 2022-06-14
    question: 请补充用地红线图。
  - on: 2022-06-15
    until: 2022-06-16
    question: 请再补充营业执照。
""",
    good="""\
pauses:
  - on: 2022-06-13
    until: 2022-06-14
    question: 请补充用地红线图和营业执照。
""",
)
TOO_LONG = Rule(
    code="K623",
    name="pause-too-long",
    nature=Nature.DECAYING,
    title=N_("Waiting for the enterprise longer than the programme allows"),
    message=N_("Waiting since {on}; “{clock}” goes on again from {until}, whether the enterprise has answered or not."),
    mend=N_("Reply with what is known, or withdraw the question. `until:` is the day of the enterprise's answer."),
    why=N_("A matter that waits without end is forgotten; the programme says how long it may."),
    bad="""\
# a pause of ten days at most
pauses:
  - on: 2022-06-13
    until: 2022-08-01
    question: 请补充用地红线图。
""",
    good="""\
pauses:
  - on: 2022-06-13
    until: 2022-06-20
    question: 请补充用地红线图。
""",
)
RULES = (AFTER_DUE, TOO_MANY, TOO_LONG)
_BY_PROBLEM = {
    PauseProblem.AFTER_DUE: AFTER_DUE,
    PauseProblem.TOO_MANY: TOO_MANY,
    PauseProblem.TOO_LONG: TOO_LONG,
}


def check_clocks(case: Case, clocks: Sequence[ClockState], context: Context) -> Iterator[Finding]:
    """Yield what is wrong with pauses. One that is sound for one of several clocks is sound."""
    file = context.file("case", case.id)
    by_path: dict[Path, list[tuple[ClockState, Waiting]]] = {}
    for clock in clocks:
        for waiting in clock.pauses:
            by_path.setdefault(waiting.path, []).append((clock, waiting))
    for path, judged in by_path.items():
        if any(waiting.problem is None for _, waiting in judged):
            continue
        clock, waiting = judged[0]
        rule = _BY_PROBLEM[waiting.problem] if waiting.problem else None
        if rule is None or waiting.entry is None or (rule is not TOO_LONG and waiting.entry.late_reason):
            continue
        pauses = clock.clock.pauses
        yield rule.found(
            file,
            path,
            on=str(waiting.entry.on),
            until=str(waiting.until or ""),
            due=str(clock.due),
            most=str(pauses.at_most) if pauses else "",
            clock=clock.name_in(current()),
        )
