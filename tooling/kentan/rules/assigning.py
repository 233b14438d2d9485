"""Who handles a case: one lead at a time, and nobody who was not handed it."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from kentan.clocks.releases import releases
from kentan.languages import mark
from kentan.records.case import Assignment, Case
from kentan.records.finding import Finding
from kentan.records.moments import NEVER, Moment
from kentan.records.vocabulary import ENDS, Decision, Provenance, Role
from kentan.rules.rule import Context, Rule

N_ = mark

TWO_LEADS = Rule(
    code="K401",
    name="two-leads",
    title=N_("Two lead departments at one time"),
    message=N_("“{id}” is lead while “{other}” is lead."),
    mend=N_(
        "Leave one lead: make the other `support`, or, where the lead passed on, write the day on which the "
        "first was released under `ended` of its hand-over."
    ),
    why=N_("With two leads each waits for the other, and nobody's clock is the case's."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-09
    role: lead
  finance:
    handed_over:
      - on: 2022-06-09
    role: lead
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-09
    role: lead
  finance:
    handed_over:
      - on: 2022-06-09
    role: support
""",
)

NO_LEAD = Rule(
    code="K402",
    name="no-lead",
    title=N_("Support without a lead"),
    message=N_("The case was handed over to supporting departments only: none is lead or coordinator."),
    mend=N_("Make the department that answers for the whole `lead`, or add it."),
    why=N_("A case counts as replied when its lead has replied: without a lead it never is."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  finance:
    handed_over:
      - on: 2022-06-09
    role: support
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  finance:
    handed_over:
      - on: 2022-06-09
    role: lead
""",
)

NEVER_HANDED_OVER = Rule(
    code="K403",
    name="never-handed-over",
    title=N_("A department that acts without having been handed the case"),
    message=N_("“{id}” replied or asked for something, but there is no hand-over to it."),
    mend=N_("Add the day of the hand-over under `handed_over`."),
    why=N_("The department's deadline begins with the hand-over; without it no reply is late or on time."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    handed_over:
    replies:
      - on: 2022-06-20
        outcome: explained
        basis: 《土地管理法》第四十四条
        text: 已说明。
    role: lead
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-09
    replies:
      - on: 2022-06-20
        outcome: explained
        basis: 《土地管理法》第四十四条
        text: 已说明。
    role: lead
""",
)

HANDED_OVER_AFTER_THE_END = Rule(
    code="K404",
    name="handed-over-after-the-end",
    title=N_("A hand-over after the case had ended"),
    message=N_("Handed over on {on}, though the case was “{decision}” on {ended}."),
    mend=N_("Correct the date, or record under `acceptance` that the case was reopened before it was handed over."),
    why=N_("A department would work on a case for which no clock runs any more."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: accepted
  - on: 2022-06-10
    decision: withdrawn
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-13
    role: lead
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: accepted
assignments:
  natural-resources:
    handed_over:
      - on: 2022-06-13
    role: lead
""",
)

HANDED_OVER_UNACCEPTED = Rule(
    code="K405",
    name="handed-over-unaccepted",
    title=N_("Handed over without having been accepted"),
    message=N_("The case was handed over, but there is no decision that it was accepted."),
    mend=N_("Add the day and `decision: accepted` under `acceptance`."),
    why=N_("The enterprise has a right to know whether, and since when, its matter is being handled."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: accepted
""",
)

RULES: tuple[Rule, ...] = (
    TWO_LEADS,
    NO_LEAD,
    NEVER_HANDED_OVER,
    HANDED_OVER_AFTER_THE_END,
    HANDED_OVER_UNACCEPTED,
)

_TAKES_UP = frozenset({Decision.ACCEPTED, Decision.REOPENED})
_SUPPORTED_BY = frozenset({Role.LEAD, Role.COORDINATOR})


def check_case(case: Case, context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the assignments of a case as a whole."""
    if not case.assignments:
        return
    leads = []
    roles = set()
    handed_over = False
    for name, assignment in case.assignments.items():
        roles.add(assignment.role)
        if assignment.role is Role.LEAD:
            leads.append(name)
        if assignment.handed_over:
            handed_over = True
        elif assignment.replies or assignment.objections or assignment.pauses or assignment.extensions:
            file = context.file("case", case.id)
            yield NEVER_HANDED_OVER.found(file, ("assignments", name), at_key=True, id=name)
    if len(leads) > 1:
        yield from _two_leads(case, leads, context.file("case", case.id))
    if handed_over:
        if not roles & _SUPPORTED_BY:
            yield NO_LEAD.found(context.file("case", case.id), ("assignments",), at_key=True)
        yield from _acceptance(case, context)


def _two_leads(case: Case, leads: list[str], file: str) -> Iterator[Finding]:
    """Yield the departments that began to lead while another did; one not handed the case yet does from now on.

    In the order in which they began it is enough to ask of the one that leads longest: there may be very many.
    """
    turns = sorted(
        (begin, index, end) for index, name in enumerate(leads) for begin, end in _turns(case.assignments[name])
    )
    longest = turns[0]
    found: dict[int, int] = {}
    for begin, index, end in turns:
        if index != longest[1] and begin < longest[2] and longest[0] < end:
            found.setdefault(index, longest[1])
        if end > longest[2]:
            longest = begin, index, end
    for index, other in found.items():
        name = leads[index]
        yield TWO_LEADS.found(file, ("assignments", name, "role"), id=name, other=leads[other])


def _turns(assignment: Assignment) -> list[tuple[Moment, Moment]]:
    """Return since when and until when a department has a case."""
    ended = zip(assignment.handed_over, releases(assignment), strict=True)
    return [(entry.on, end.on.beginning if end else NEVER) for entry, end in ended] or [(_NOT_YET, NEVER)]


_NOT_YET = Moment(date.max)


def _acceptance(case: Case, context: Context) -> Iterator[Finding]:
    decisions = {entry.decision for entry in case.acceptance}
    if case.provenance is not Provenance.REPORTED and decisions.isdisjoint(_TAKES_UP):
        yield HANDED_OVER_UNACCEPTED.found(context.file("case", case.id), ("acceptance",), at_key=True)
        return
    if decisions.isdisjoint(ENDS):
        return
    file = context.file("case", case.id)
    decided = sorted(case.acceptance, key=attrgetter("on"))
    days = [each.on for each in decided]
    for name, assignment in case.assignments.items():
        for index, entry in enumerate(assignment.handed_over):
            before = bisect_left(days, entry.on.beginning)
            if before and decided[before - 1].decision in ENDS:
                yield HANDED_OVER_AFTER_THE_END.found(
                    file,
                    ("assignments", name, "handed_over", index, "on"),
                    on=str(entry.on),
                    decision=decided[before - 1].decision.value,
                    ended=str(days[before - 1]),
                )
