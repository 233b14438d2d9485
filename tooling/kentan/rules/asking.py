"""Objections, extensions and pauses: asked first, decided then, and over after they began."""

from collections.abc import Iterator

from kentan.languages import mark
from kentan.records.case import Assignment, Case, Extension, Objection
from kentan.records.finding import Finding, Path
from kentan.records.moments import Moment
from kentan.rules.order import before, earlier
from kentan.rules.rule import Context, Rule

N_ = mark

DECIDED_BEFORE_ASKED = Rule(
    code="K413",
    name="decided-before-asked",
    title=N_("Decided before it was asked"),
    message=N_("Decided on {on}, before it was asked on {other}."),
    mend=N_("Correct whichever of the two days is wrong."),
    why=N_("An extension or an objection decided beforehand looks like an arrangement."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    extensions:
      - on: 2022-06-17
        decision:
          on: 2022-06-16
          outcome: granted
        until: 2022-07-01
        reason: 需省厅批复。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    extensions:
      - on: 2022-06-17
        decision:
          on: 2022-06-20
          outcome: granted
        until: 2022-07-01
        reason: 需省厅批复。
""",
)

PAUSE_ENDS_BEFORE_IT_BEGINS = Rule(
    code="K414",
    name="pause-ends-before-it-begins",
    title=N_("A pause that ends before it begins"),
    message=N_("The pause ends on {on}, before it begins on {other}."),
    mend=N_("Correct whichever of the two days is wrong. While the enterprise has not answered, leave `until` empty."),
    why=N_("A pause moves the due date; one that runs backwards moves it nowhere that can be explained."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    pauses:
      - on: 2022-06-15
        until: 2022-06-13
        question: 请补充红线图。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    pauses:
      - on: 2022-06-15
        until: 2022-06-17
        question: 请补充红线图。
""",
)

EXTENDED_INTO_THE_PAST = Rule(
    code="K422",
    name="extended-into-the-past",
    title=N_("An extension until a day that had passed"),
    message=N_("Asked for on {other}, the extension ends on {on}, before that."),
    mend=N_("Write the day until which time is needed."),
    why=N_("An extension granted backwards makes a late reply look as if it had been on time."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    extensions:
      - on: 2022-06-17
        until: 2022-06-10
        reason: 需省厅批复。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    extensions:
      - on: 2022-06-17
        until: 2022-07-01
        reason: 需省厅批复。
""",
)

PAUSES_OVERLAP = Rule(
    code="K426",
    name="pauses-overlap",
    title=N_("A pause that begins before the last one ended"),
    message=N_("This pause begins on {on}, before the one above it has ended. That one ends on {other}."),
    mend=N_("Write the end of the first pause under `until`, or join the two."),
    why=N_("Overlapping pauses would be counted twice, and give the department days that nobody granted."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    pauses:
      - on: 2022-06-13
        question: 请补充红线图。
      - on: 2022-06-15
        until: 2022-06-16
        question: 请补充立项文件。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    pauses:
      - on: 2022-06-13
        until: 2022-06-14
        question: 请补充红线图。
      - on: 2022-06-15
        until: 2022-06-16
        question: 请补充立项文件。
""",
)

PROPOSES_ITSELF = Rule(
    code="K427",
    name="proposes-itself",
    title=N_("An objection that proposes the objecting department"),
    message=N_("“{id}” says that the case is not its own, and proposes itself."),
    mend=N_("Name under `proposed` the department that should handle it, or leave the line out."),
    why=N_("The staff have to know to whom the case should go instead."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-09
    objections:
      - on: 2022-06-10
        proposed: natural-resources
        reason: 不属于本局职责。
    role: lead
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-09
    objections:
      - on: 2022-06-10
        proposed: finance
        reason: 不属于本局职责。
    role: lead
""",
)

RULES: tuple[Rule, ...] = (
    DECIDED_BEFORE_ASKED,
    PAUSE_ENDS_BEFORE_IT_BEGINS,
    EXTENDED_INTO_THE_PAST,
    PAUSES_OVERLAP,
    PROPOSES_ITSELF,
)


def check_case(case: Case, context: Context) -> Iterator[Finding]:
    """Yield impossible orders among the requests of departments."""
    for department, assignment in case.assignments.items():
        if assignment.objections or assignment.extensions or assignment.pauses:
            file = context.file("case", case.id)
            path: Path = ("assignments", department)
            yield from _asked(assignment, file, path)
            for index, objection in enumerate(assignment.objections):
                if objection.proposed == department:
                    yield PROPOSES_ITSELF.found(file, (*path, "objections", index, "proposed"), id=department)


def _asked(assignment: Assignment, file: str, path: Path) -> Iterator[Finding]:
    """Yield decisions before their request, and pauses and extensions that end before they begin."""
    requested: tuple[tuple[str, tuple[Objection | Extension, ...]], ...] = (
        ("objections", assignment.objections),
        ("extensions", assignment.extensions),
    )
    for name, requests in requested:
        for index, request in enumerate(requests):
            if request.decision:
                where = (*path, name, index, "decision", "on")
                yield from before(DECIDED_BEFORE_ASKED, request.decision.on, request.on, file, where)
    for index, extension in enumerate(assignment.extensions):
        if extension.until < extension.on.day:
            yield EXTENDED_INTO_THE_PAST.found(
                file, (*path, "extensions", index, "until"), on=str(extension.until), other=str(extension.on)
            )
    last: Moment | None = None
    for index, pause in enumerate(assignment.pauses):
        where = (*path, "pauses", index)
        if pause.until:
            yield from before(PAUSE_ENDS_BEFORE_IT_BEGINS, pause.until, pause.on, file, (*where, "until"))
        if index and (last is None or earlier(pause.on, last)):
            yield PAUSES_OVERLAP.found(file, (*where, "on"), on=str(pause.on), other=str(last or ""))
        last = pause.until
