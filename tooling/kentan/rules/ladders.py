"""The ladders and cadences that a programme declares: each step can be reached, each meeting missed."""

from collections.abc import Iterator

from kentan.languages import mark
from kentan.records.clock import Step
from kentan.records.finding import Finding, Path
from kentan.records.programme import Cadence, Period
from kentan.rules.rule import Context, Rule

N_ = mark

CADENCE_CONTRADICTS_ITSELF = Rule(
    code="K812",
    name="cadence-contradicts-itself",
    title=N_("A cadence that contradicts itself"),
    message=N_("`{field}` does not fit a cadence of every {every}."),
    mend=N_("A day of the week goes with `every: week`, days of the month with `every: month`."),
    why=N_("Which meeting was missed cannot be said of a cadence that nobody can keep."),
    bad="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    meetings:
      talk:
        name: 恳谈会
        cadence:
          every: month
          weekday: wednesday
""",
    good="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    meetings:
      talk:
        name: 恳谈会
        cadence:
          every: week
          weekday: wednesday
""",
)

STEP_NEVER_REACHED = Rule(
    code="K817",
    name="step-never-reached",
    title=N_("A step of a ladder that cannot be reached"),
    message=N_("The step “{id}” needs exactly one of `before`, `after` and `event`."),
    mend=N_("Say when the step is reached: so long before the due date, so long after it, or by an event."),
    why=N_("A slip that is never due warns nobody."),
    bad="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    ladders:
      reply:
        - id: yellow
          name: 黄牌
          state: overdue
""",
    good="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    ladders:
      reply:
        - id: yellow
          name: 黄牌
          state: overdue
          after:
            days: 0
""",
)

STEP_TWICE = Rule(
    code="K818",
    name="step-twice",
    title=N_("A step of a ladder named twice"),
    message=N_("“{id}” is already the id of a step above."),
    mend=N_("Give each step of a ladder an id of its own."),
    why=N_("Reminders go by the id: the second step would be taken for done."),
    bad="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    ladders:
      reply:
        - id: slip
          name: 黄牌
          state: overdue
          after:
            days: 0
        - id: slip
          name: 红牌
          state: long-overdue
          after:
            days: 7
""",
    good="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    ladders:
      reply:
        - id: yellow
          name: 黄牌
          state: overdue
          after:
            days: 0
        - id: red
          name: 红牌
          state: long-overdue
          after:
            days: 7
""",
)

RULES: tuple[Rule, ...] = (
    CADENCE_CONTRADICTS_ITSELF,
    STEP_NEVER_REACHED,
    STEP_TWICE,
)


def check_ledger(context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the ladders and cadences of programmes."""
    for rules, file, path in context.versions():
        for name, steps in rules.ladders.items():
            yield from _ladder(steps, file, (*path, "ladders", name))
        for name, kind in rules.meetings.items():
            if kind.cadence:
                yield from _cadence(kind.cadence, file, (*path, "meetings", name, "cadence"))


def _ladder(steps: tuple[Step, ...], file: str, path: Path) -> Iterator[Finding]:
    seen = set()
    for index, step in enumerate(steps):
        if sum(part is not None for part in (step.before, step.after, step.event)) != 1:
            yield STEP_NEVER_REACHED.found(file, (*path, index, "id"), id=step.id)
        if step.id in seen:
            yield STEP_TWICE.found(file, (*path, index, "id"), id=step.id)
        seen.add(step.id)


def _cadence(cadence: Cadence, file: str, path: Path) -> Iterator[Finding]:
    """Yield a day of the week in anything but a week, and days of the month in a week."""
    if cadence.weekday and cadence.every is not Period.WEEK:
        yield CADENCE_CONTRADICTS_ITSELF.found(file, (*path, "weekday"), field="weekday", every=cadence.every.value)
    if cadence.days_of_month and cadence.every is Period.WEEK:
        yield CADENCE_CONTRADICTS_ITSELF.found(
            file, (*path, "days_of_month"), at_key=True, field="days_of_month", every=cadence.every.value
        )
