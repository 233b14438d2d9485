"""Who makes a change: an account or a key of the roster, with a role that counts on the day."""

from kentan.languages import mark
from kentan.rules.rule import Rule

N_ = mark

UNKNOWN_ACTOR = Rule(
    code="K701",
    name="unknown-actor",
    title=N_("Someone who is not in the roster"),
    message=N_("{actor} is not in registry/people.yml as it stands in the base."),
    mend=N_(
        "Use the account or the key that the roster names (on your own machine `--actor` names the account), or ask a "
        "registrar to enter it first, in a change of its own."
    ),
    why=N_("A fact counts because it is known who vouches for it. Whoever enters a person is never that person."),
    bad="""\
# registry/people.yml of the base; the change is made by account 4711
people:
  staff-01:
    account: 1002
""",
    good="""\
# registry/people.yml of the base; the change is made by account 1002
people:
  staff-01:
    account: 1002
""",
)

ROLE_NOT_IN_FORCE = Rule(
    code="K702",
    name="role-not-in-force",
    title=N_("A role that does not count today"),
    message=N_("No role of {person} counts on {day}."),
    mend=N_("Ask a registrar to enter a new role with its first day, or let a colleague make the change."),
    why=N_("Who has left keeps what they did, but can do nothing more in the office's name."),
    bad="""\
# registry/people.yml; the change is made in September
people:
  staff-01:
    roles:
      - role: staff
        from: 2022-01-01
        until: 2022-06-30
""",
    good="""\
# registry/people.yml; the change is made in September
people:
  staff-01:
    roles:
      - role: staff
        from: 2022-01-01
""",
)

KEY_NOT_VALID = Rule(
    code="K703",
    name="key-not-valid",
    title=N_("A key outside its time"),
    message=N_("The key of {person} that signed this does not count on {day}."),
    mend=N_("Sign with a key that counts today; a registrar enters a new key with its first day."),
    why=N_("A key that was given back or lost may be in anybody's hands."),
    bad="""\
# registry/people.yml; signed with this key in September
people:
  staff-01:
    keys:
      - kind: ssh
        key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI…
        from: 2022-01-01
        until: 2022-06-30
""",
    good="""\
# registry/people.yml; signed with this key in September
people:
  staff-01:
    keys:
      - kind: ssh
        key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI…
        from: 2022-01-01
""",
)

FIRST_REGISTRAR = Rule(
    code="K704",
    name="first-registrar",
    title=N_("A first commit by somebody whom it does not name as registrar"),
    message=N_("The first commit names no registrar with {actor}."),
    mend=N_("Write your id under registrars in registry/instance.yml, and your account in registry/people.yml."),
    why=N_("Everything later is judged by the roster before it; the first roster has to say who answers for it."),
    bad="""\
# registry/instance.yml; the first commit is made by staff-01
registrars:
  - registrar-01
""",
    good="""\
# registry/instance.yml; the first commit is made by registrar-01
registrars:
  - registrar-01
""",
)

RULES = (UNKNOWN_ACTOR, ROLE_NOT_IN_FORCE, KEY_NOT_VALID, FIRST_REGISTRAR)
