"""The registry judges others: it is changed by itself, its entries end, and nobody enters themselves."""

from kentan.languages import mark
from kentan.rules.rule import Rule

N_ = mark

OWN_JUDGE = Rule(
    code="K741",
    name="own-judge",
    title=N_("A change together with what judges it"),
    message=N_("{file} judges records and is changed together with them."),
    mend=N_("Make two changes: this file first, by a registrar; the records when that has been merged."),
    why=N_("Rules, roster and checker of the base judge a change; in one change they could be bent for it."),
    bad="""\
# registry/programmes/huzhou.yml, in the same change as cases/2022/HZ-2022-0001.yml
versions:
  - from: 2022-01-01
    clocks:
      reply:
        limit:
          days: 60
""",
    good="""\
# registry/programmes/huzhou.yml, in a change of its own
versions:
  - from: 2022-01-01
    clocks:
      reply:
        limit:
          days: 14
  - from: 2022-08-01
    clocks:
      reply:
        limit:
          days: 30
""",
)

REGISTRY_ENTRY_GONE = Rule(
    code="K742",
    name="registry-entry-gone",
    title=N_("An entry of the registry is gone"),
    message=N_("{path} was entered in {file} and is gone."),
    mend=N_("Put it back and end it with until, where it has one."),
    why=N_("Old records refer to it; a department that was merged still gave its answers."),
    bad="""\
# registry/departments.yml: the land bureau stood here
departments:
  natural-resources:
    name: 自然资源和规划局
""",
    good="""\
# registry/departments.yml
departments:
  land:
    name: 国土资源局
    until: 2019-01-10
  natural-resources:
    name: 自然资源和规划局
    from: 2019-01-11
""",
)

ROSTER_REWRITTEN = Rule(
    code="K743",
    name="roster-rewritten",
    title=N_("An entry of the roster was rewritten"),
    message=N_("{path} was entered as “{was}” and now says “{now}”."),
    mend=N_("Leave the entry, end it with until, and add a new one with its first day."),
    why=N_("Who could do what on which day has to be known for ever, or nothing of that time can be checked."),
    bad="""\
# registry/people.yml: the role was department
people:
  finance-01:
    roles:
      - role: staff
        from: 2022-01-01
""",
    good="""\
# registry/people.yml
people:
  finance-01:
    roles:
      - role: department
        department: finance
        from: 2022-01-01
        until: 2022-07-31
      - role: staff
        from: 2022-08-01
""",
)

SECOND_REGISTRAR = Rule(
    code="K744",
    name="second-registrar",
    title=N_("A grant that a second registrar has to confirm"),
    message=N_("{path}: a registrar neither changes their own entry nor makes registrars or supervisors alone."),
    mend=N_("Ask another registrar to approve the change; where there is none, the body's head decides."),
    why=N_("Whoever could give themselves a role, or make a second self, could do everything alone."),
    bad="""\
# registry/people.yml, changed by registrar-01 alone
people:
  registrar-01:
    roles:
      - role: registrar
        from: 2022-01-01
      - role: supervisor
        department: federation
        from: 2022-07-01
""",
    good="""\
# registry/people.yml, changed by registrar-01 and approved by registrar-02
people:
  registrar-01:
    roles:
      - role: registrar
        from: 2022-01-01
      - role: supervisor
        department: federation
        from: 2022-07-01
""",
)

HAS_COUNTED = Rule(
    code="K745",
    name="has-counted",
    title=N_("Rules or results that have counted already"),
    message=N_("{path} has counted already; a change reaches back, and a second registrar has to agree."),
    mend=N_("Add a new version that counts from a day to come; or ask another registrar to approve the change."),
    why=N_("A deadline moved for days gone by turns late answers into punctual ones, and old figures into wrong ones."),
    bad="""\
# registry/programmes/huzhou.yml: the limit was 14 days
versions:
  - from: 2022-01-01
    clocks:
      reply:
        limit:
          days: 60
""",
    good="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    clocks:
      reply:
        limit:
          days: 14
  - from: 2022-08-01
    clocks:
      reply:
        limit:
          days: 60
""",
)

RULES = (OWN_JUDGE, REGISTRY_ENTRY_GONE, ROSTER_REWRITTEN, SECOND_REGISTRAR, HAS_COUNTED)
