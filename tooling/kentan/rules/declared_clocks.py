"""The clocks and office hours that a programme declares: each clock has to be able to run."""

from collections.abc import Iterator

from kentan.languages import mark
from kentan.records.clock import Clock
from kentan.records.finding import Finding, Path
from kentan.records.programme import RuleSet
from kentan.rules.rule import Context, Rule

N_ = mark

UNKNOWN_LADDER = Rule(
    code="K808",
    name="unknown-ladder",
    title=N_("A ladder that the rules do not have"),
    message=N_("There is no ladder “{id}” in this version of the rules."),
    mend=N_("Write the id of a ladder under `ladders`, or declare it there."),
    why=N_("Without its ladder nothing follows when the clock runs out."),
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
        ladder: replies
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
""",
)

UNTIL_WITHOUT_EVERY = Rule(
    code="K811",
    name="until-without-every",
    title=N_("An end of repetitions, but nothing repeats"),
    message=N_("`until` ends what `every` repeats, but `every` is missing."),
    mend=N_("Add `every:`, or write the event under `stops`."),
    why=N_("Read alone, `until` does nothing, and the clock would run once only."),
    bad="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    clocks:
      progress:
        name: 进展报告
        starts:
          - handed-over
        stops:
          - progress-reported
        limit:
          months: 1
        until:
          - settled
""",
    good="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    clocks:
      progress:
        name: 进展报告
        starts:
          - handed-over
        stops:
          - progress-reported
        limit:
          months: 1
        every:
          months: 1
        until:
          - settled
""",
)

CLOSES_BEFORE_IT_OPENS = Rule(
    code="K819",
    name="closes-before-it-opens",
    title=N_("Offices that close before they open"),
    message=N_("The offices open at {opens} and close at {closes}."),
    mend=N_("Correct the two times; write 17:00, not 05:00."),
    why=N_("Deadlines in office hours would never run."),
    bad="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    office_hours:
      opens: "09:00"
      closes: "05:00"
""",
    good="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    office_hours:
      opens: "09:00"
      closes: "17:00"
""",
)

STOPS_AS_IT_STARTS = Rule(
    code="K820",
    name="stops-as-it-starts",
    title=N_("A clock that stops as it starts"),
    message=N_("“{event}” both starts and stops this clock."),
    mend=N_("Take the event out of `starts` or of `stops`."),
    why=N_("Such a clock is always kept: it measures nothing."),
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
          - handed-over
        limit:
          days: 14
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
""",
)

RULES: tuple[Rule, ...] = (
    UNKNOWN_LADDER,
    UNTIL_WITHOUT_EVERY,
    CLOSES_BEFORE_IT_OPENS,
    STOPS_AS_IT_STARTS,
)


def check_ledger(context: Context) -> Iterator[Finding]:
    """Yield what keeps a clock of a programme from running."""
    for rules, file, path in context.versions():
        for name, clock in rules.clocks.items():
            yield from _clock(clock, rules, file, (*path, "clocks", name))
        hours = rules.office_hours
        if hours and hours.opens >= hours.closes:
            yield CLOSES_BEFORE_IT_OPENS.found(
                file, (*path, "office_hours"), at_key=True, opens=hours.opens, closes=hours.closes
            )


def _clock(clock: Clock, rules: RuleSet, file: str, path: Path) -> Iterator[Finding]:
    if clock.ladder and clock.ladder not in rules.ladders:
        yield UNKNOWN_LADDER.found(file, (*path, "ladder"), id=clock.ladder)
    if clock.until and clock.every is None:
        yield UNTIL_WITHOUT_EVERY.found(file, (*path, "until"), at_key=True)
    both = set(clock.starts) & set(clock.stops)
    if both and clock.every is None:
        yield STOPS_AS_IT_STARTS.found(file, (*path, "stops"), event=min(both).value)
