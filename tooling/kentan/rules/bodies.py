"""Departments, institutions and accounts act only while they exist: entries of the registry begin and end."""

from collections.abc import Iterator
from datetime import date

from kentan.languages import mark
from kentan.records.case import Case, Correction, Redaction
from kentan.records.finding import Finding, Path
from kentan.records.meeting import Meeting
from kentan.records.registry import Department, Institution, counts
from kentan.rules.rule import Context, Rule

N_ = mark

BODY_DID_NOT_EXIST = Rule(
    code="K315",
    name="body-did-not-exist",
    title=N_("A body that did not exist on that day"),
    message=N_(
        "“{id}” did not exist on {on}. By the registry it counts from {since} on. By the registry it counts until "
        "{until}."
    ),
    mend=N_(
        "Name the body that was responsible on that day (after a reform its successor), or have a registrar "
        "correct the dates."
    ),
    why=N_("After a reform of the institutions cases sent to the old name are answered by nobody."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
assignments:
  tax:
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
""",
)

ACCOUNT_WITHOUT_ROLE = Rule(
    code="K317",
    name="account-without-role",
    title=N_("An account that had no role on that day"),
    message=N_("“{id}” had no role on {on} by registry/people.yml."),
    mend=N_("Write the id of whoever did it, or have a registrar correct the dates of the role."),
    why=N_("Facts may be corrected or removed only by somebody who was entitled to on that day."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
corrections:
  - on: 2022-06-30
    by: staff-01
    path: topic
    was: industrial-land
    now: land
    why: 领域选错。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
corrections:
  - on: 2022-06-30
    by: registrar-01
    path: topic
    was: industrial-land
    now: land
    why: 领域选错。
""",
)

RULES: tuple[Rule, ...] = (
    BODY_DID_NOT_EXIST,
    ACCOUNT_WITHOUT_ROLE,
)


def check_case(case: Case, context: Context) -> Iterator[Finding]:
    """Yield who acts in a case on a day on which it did not exist, or had no role."""
    departments = context.ledger.departments
    for name, assignment in case.assignments.items():
        department = departments.get(name)
        if department and (department.from_ or department.until):
            file = context.file("case", case.id)
            for index, entry in enumerate(assignment.handed_over):
                path: Path = ("assignments", name, "handed_over", index, "on")
                yield from _outside(department, name, entry.on.day, file, path)
    for name, entries in case.supervision.items():
        department = departments.get(name)
        if department and (department.from_ or department.until):
            file = context.file("case", case.id)
            for index, step in enumerate(entries):
                yield from _outside(department, name, step.on.day, file, ("supervision", name, index, "on"))
    if case.corrections or case.redactions:
        yield from _amended(case, context.file("case", case.id), context)


def check_meeting(meeting: Meeting, context: Context) -> Iterator[Finding]:
    """Yield who hosts or comes to a meeting on a day on which it did not exist."""
    file = context.file("meeting", meeting.id)
    day = meeting.day
    if day:
        ledger = context.ledger
        named: list[tuple[Department | Institution | None, str, Path]] = []
        if meeting.host and meeting.host.department:
            name = meeting.host.department
            named.append((ledger.departments.get(name), name, ("host", "department")))
        if meeting.host and meeting.host.institution:
            name = meeting.host.institution
            named.append((ledger.institutions.get(name), name, ("host", "institution")))
        if meeting.attendance:
            for index, name in enumerate(meeting.attendance.departments):
                named.append((ledger.departments.get(name), name, ("attendance", "departments", index)))
            for index, came in enumerate(meeting.attendance.institutions):
                path: Path = ("attendance", "institutions", index, "institution")
                named.append((ledger.institutions.get(came.institution), came.institution, path))
        for body, name, path in named:
            if body:
                yield from _outside(body, name, day, file, path)
    yield from _amended(meeting, file, context)


def _outside(body: Department | Institution, name: str, day: date, file: str, path: Path) -> Iterator[Finding]:
    if not counts(body, day):
        yield BODY_DID_NOT_EXIST.found(
            file, path, id=name, on=str(day), since=str(body.from_ or ""), until=str(body.until or "")
        )


def _amended(record: Case | Meeting, file: str, context: Context) -> Iterator[Finding]:
    """Yield corrections and redactions by an account that had no role on that day."""
    amended: tuple[tuple[str, tuple[Correction | Redaction, ...]], ...] = (
        ("corrections", record.corrections),
        ("redactions", record.redactions),
    )
    for field, entries in amended:
        for index, entry in enumerate(entries):
            person = context.ledger.people.get(entry.by)
            day = entry.on.day
            if person and not any(counts(role, day) for role in person.roles):
                yield ACCOUNT_WITHOUT_ROLE.found(file, (field, index, "by"), id=entry.by, on=str(day))
