"""Who may record what: each part of a record has its owners."""

from kentan.languages import mark
from kentan.rules.rule import Rule

N_ = mark

STAFF_ONLY = Rule(
    code="K711",
    name="staff-only",
    title=N_("Only the staff may record this"),
    message=N_("{path} is for the staff to record; {person} is not one of the staff."),
    mend=N_("Take this part out of the change and ask the office that runs the programme to record it."),
    why=N_(
        "The office accepts, assigns, grades, decides and records ratings. If the departments did, each would be "
        "judge in its own matter."
    ),
    bad="""\
# cases/2022/HZ-2022-0001.yml, added by the finance bureau
ratings:
  - on: 2022-06-30
    score: 5
    by: enterprise
""",
    good="""\
# cases/2022/HZ-2022-0001.yml, added by the staff
ratings:
  - on: 2022-06-30
    score: 5
    by: callback
""",
)

OWN_ASSIGNMENT = Rule(
    code="K712",
    name="own-assignment",
    title=N_("Only the department itself may record this"),
    message=N_("{path} is for {department} to record; {person} does not act for it."),
    mend=N_("Let an account of {department} make this change."),
    why=N_("An answer binds the department that gives it, and nobody can give it in its place."),
    bad="""\
# cases/2022/HZ-2022-0001.yml, added by the tax bureau
assignments:
  finance:
    replies:
      - on: 2022-06-20
        outcome: explained
        basis: 《税收征收管理法》
        text: 不属于财政局职责。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml, added by the finance bureau
assignments:
  finance:
    replies:
      - on: 2022-06-20
        outcome: explained
        basis: 《预算法》
        text: 资金已列入下半年预算。
""",
)

OWN_OFFICE = Rule(
    code="K713",
    name="own-office",
    title=N_("Only the supervising office itself may record this"),
    message=N_("{path} is for the office {office} to record; {person} is not its supervisor."),
    mend=N_("Let a supervisor of {office} make this change."),
    why=N_("A reminder or an instruction has weight because it comes from the office under which it stands."),
    bad="""\
# cases/2022/HZ-2022-0001.yml, added by the staff
supervision:
  party-committee-office:
    - on: 2022-06-22
      kind: instruction
""",
    good="""\
# cases/2022/HZ-2022-0001.yml, added by a supervisor of that office
supervision:
  party-committee-office:
    - on: 2022-06-22
      kind: instruction
""",
)

REGISTRAR_ONLY = Rule(
    code="K714",
    name="registrar-only",
    title=N_("Only registrars may change the registry"),
    message=N_("{file} belongs to the registry; {person} is not a registrar."),
    mend=N_("Take this file out of the change and ask a registrar."),
    why=N_("The registry says who may do what and by which deadlines; who is judged by it does not write it."),
    bad="""\
# registry/people.yml, changed by the finance bureau
people:
  finance-02:
    account: 1009
    roles:
      - role: department
        department: finance
        from: 2022-07-01
""",
    good="""\
# registry/people.yml, changed by a registrar
people:
  finance-02:
    account: 1009
    roles:
      - role: department
        department: finance
        from: 2022-07-01
""",
)

OUTSIDE_RECORDS = Rule(
    code="K715",
    name="outside-records",
    title=N_("A file outside the records"),
    message=N_("{file} is no record; only registrars change what is not a record."),
    mend=N_("Take this file out of the change; ask a registrar where it is needed."),
    why=N_("Pages, workflows and settings of Git can change what others see, or what judges them."),
    bad="""\
# .github/workflows/check.yml, changed by the staff
jobs: {}
""",
    good="""\
# cases/2022/HZ-2022-0001.yml, changed by the staff
callbacks:
  - on: 2022-07-04
    result: confirmed
""",
)

DECIDER = Rule(
    code="K716",
    name="decider",
    title=N_("More time is not for this person to decide"),
    message=N_("{path} is decided by: {roles}; {person} has no such role."),
    mend=N_("Leave the decision to those whom the programme names under decided_by."),
    why=N_("The programme says who may give a department more time; nobody gives it to themselves."),
    bad="""\
# cases/2022/HZ-2022-0001.yml, added by the finance bureau
assignments:
  finance:
    extensions:
      - on: 2022-06-15
        decision:
          on: 2022-06-15
          outcome: granted
        until: 2022-07-15
        reason: 需要会商。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml, added by the finance bureau
assignments:
  finance:
    extensions:
      - on: 2022-06-15
        decision:
        until: 2022-07-15
        reason: 需要会商。
""",
)

OWN_MATTER = Rule(
    code="K717",
    name="own-matter",
    title=N_("A judgement on one's own department"),
    message=N_("{path} judges {department}, for which {person} acts."),
    mend=N_("Let one of the staff who does not act for {department} record it."),
    why=N_("Whether a promise was kept, or an objection is right, is not for the one to say whom it concerns."),
    bad="""\
# cases/2022/HZ-2022-0001.yml, added by someone of the staff who also acts for the finance bureau
assignments:
  finance:
    replies:
      - on: 2022-06-20
        outcome: planned
        promise:
          kept:
            on: 2022-07-01
            by: staff
""",
    good="""\
# cases/2022/HZ-2022-0001.yml, added by someone else of the staff
assignments:
  finance:
    replies:
      - on: 2022-06-20
        outcome: planned
        promise:
          kept:
            on: 2022-07-01
            by: staff
""",
)

RULES = (STAFF_ONLY, OWN_ASSIGNMENT, OWN_OFFICE, REGISTRAR_ONLY, OUTSIDE_RECORDS, DECIDER, OWN_MATTER)
