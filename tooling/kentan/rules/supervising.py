"""Offices that step in: whom they address."""

from collections.abc import Iterator

from kentan.languages import mark
from kentan.records.case import Case
from kentan.records.finding import Finding
from kentan.rules.rule import Context, Rule

N_ = mark

REMINDS_A_STRANGER = Rule(
    code="K428",
    name="reminds-a-stranger",
    title=N_("A department is reminded that does not have the case"),
    message=N_("“{id}” is reminded, but the case was never assigned to it."),
    mend=N_("Write under `department` one of the departments of this case, or leave the line out to address them all."),
    why=N_("A reminder that goes to the wrong house changes nothing, and looks as if something had been done."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
supervision:
  federation:
    - on: 2022-06-22
      kind: reminder
      department: finance
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
supervision:
  federation:
    - on: 2022-06-22
      kind: reminder
      department: natural-resources
""",
)

RULES: tuple[Rule, ...] = (REMINDS_A_STRANGER,)


def check_case(case: Case, context: Context) -> Iterator[Finding]:
    """Yield reminders of departments that do not have the case."""
    for office, steps in case.supervision.items():
        for index, step in enumerate(steps):
            if step.department and step.department not in case.assignments:
                path = ("supervision", office, index, "department")
                yield REMINDS_A_STRANGER.found(context.file("case", case.id), path, id=step.department)
