"""The roster: who may do what is known by account and key, and somebody keeps the registry."""

import re
from collections.abc import Iterator

from kentan.languages import mark
from kentan.records.finding import Finding
from kentan.records.vocabulary import PersonRole
from kentan.rules.personal_data import Kind, Match, mask
from kentan.rules.rule import Context, Rule

N_ = mark

ACCOUNT_TWICE = Rule(
    code="K833",
    name="account-twice",
    title=N_("One account under two ids"),
    message=N_("The account {id} is already “{other}”."),
    mend=N_("Join the two entries: one account has one id and a list of roles."),
    why=N_("What such an account may do would depend on which of the two is found first."),
    bad="""\
# registry/people.yml
people:
  registrar-01:
    account: 1001
    roles:
      - role: registrar
        from: 2022-01-01
  staff-01:
    account: 1001
    roles:
      - role: staff
        from: 2022-01-01
""",
    good="""\
# registry/people.yml
people:
  registrar-01:
    account: 1001
    roles:
      - role: registrar
        from: 2022-01-01
      - role: staff
        from: 2022-01-01
""",
)

ROLE_WITHOUT_DEPARTMENT = Rule(
    code="K834",
    name="role-without-department",
    title=N_("A role without its department"),
    message=N_("The role “{role}” is for a department or an office, but `department` is missing."),
    mend=N_("Add `department:` with the id of the department or office."),
    why=N_("Without it the account may write nowhere; with a guess it could write everywhere."),
    bad="""\
# registry/people.yml
people:
  registrar-01:
    roles:
      - role: registrar
        from: 2022-01-01
  department-01:
    roles:
      - role: department
        from: 2022-01-01
""",
    good="""\
# registry/people.yml
people:
  registrar-01:
    roles:
      - role: registrar
        from: 2022-01-01
  department-01:
    roles:
      - role: department
        department: natural-resources
        from: 2022-01-01
""",
)

KEY_TWICE = Rule(
    code="K835",
    name="key-twice",
    title=N_("One key of two people"),
    message=N_("This key is already that of “{other}”."),
    mend=N_("Give each account a key of its own; a key that was shared ends (`until`) for both."),
    why=N_("A signature must name one person; a shared key names nobody."),
    bad="""\
# registry/people.yml
people:
  registrar-01:
    keys:
      - kind: ssh
        key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleOnlyExampleOnlyExampleOnlyExampleO
        from: 2022-01-01
    roles:
      - role: registrar
        from: 2022-01-01
  staff-01:
    keys:
      - kind: ssh
        key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleOnlyExampleOnlyExampleOnlyExampleO
        from: 2022-01-01
    roles:
      - role: staff
        from: 2022-01-01
""",
    good="""\
# registry/people.yml
people:
  registrar-01:
    keys:
      - kind: ssh
        key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleOnlyExampleOnlyExampleOnlyExampleO
        from: 2022-01-01
    roles:
      - role: registrar
        from: 2022-01-01
  staff-01:
    roles:
      - role: staff
        from: 2022-01-01
""",
)

NO_PUBLIC_KEY = Rule(
    code="K836",
    name="no-public-key",
    title=N_("Not a public key"),
    message=N_("This is not the public {kind} key of anybody."),
    mend=N_(
        "For ssh: copy the one line of the file that ends in .pub (`ssh-ed25519 AAAA…`). For gpg: the "
        "fingerprint, 40 digits. Never a private key; one that was committed must be replaced at once."
    ),
    why=N_("With a wrong key no signature is ever recognised; with a private one anybody can sign."),
    bad="""\
# registry/people.yml
people:
  registrar-01:
    keys:
      - kind: ssh
        key: id_ed25519.pub
        from: 2022-01-01
    roles:
      - role: registrar
        from: 2022-01-01
""",
    good="""\
# registry/people.yml
people:
  registrar-01:
    keys:
      - kind: ssh
        key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleOnlyExampleOnlyExampleOnlyExampleO
        from: 2022-01-01
    roles:
      - role: registrar
        from: 2022-01-01
""",
)

NAMED_BUT_NO_REGISTRAR = Rule(
    code="K837",
    name="named-but-no-registrar",
    title=N_("Named as registrar, but not in that role"),
    message=N_("“{id}” is named here, but has no role `registrar` in registry/people.yml."),
    mend=N_("Add the role `registrar` with its dates in registry/people.yml, or name somebody else here."),
    why=N_("The first registrars are the root of all rights; two files must not disagree on them."),
    bad="""\
# registry/instance.yml
registrars:
  - staff-01
""",
    good="""\
# registry/instance.yml
registrars:
  - registrar-01
""",
)

MOBILE_NUMBER_AS_ID = Rule(
    code="K509",
    name="mobile-number-as-id",
    title=N_("A mobile number in the roster"),
    message=N_("What stands here looks like a mobile number: {value}"),
    mend=N_(
        "Let an id say role and number (`department-01`). `account` is the number that the Git host gave the "
        "account, not the telephone by which its owner logs in."
    ),
    why=N_("The roster is published, and every entry that the person makes would repeat the number."),
    bad="""\
# registry/people.yml
people:
  registrar-01:
    account: 13800138000
    roles:
      - role: registrar
        from: 2022-01-01
""",
    good="""\
# registry/people.yml
people:
  registrar-01:
    account: 1001
    roles:
      - role: registrar
        from: 2022-01-01
""",
)

RULES: tuple[Rule, ...] = (
    ACCOUNT_TWICE,
    ROLE_WITHOUT_DEPARTMENT,
    KEY_TWICE,
    NO_PUBLIC_KEY,
    NAMED_BUT_NO_REGISTRAR,
    MOBILE_NUMBER_AS_ID,
)

_ACTS_FOR = frozenset({PersonRole.DEPARTMENT, PersonRole.SUPERVISOR})
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_SSH = ("ssh-ed25519 ", "ssh-rsa ", "ecdsa-sha2-", "sk-ssh-ed25519@openssh.com ", "sk-ecdsa-sha2-")
_HEX = frozenset("0123456789ABCDEFabcdef ")


def check_ledger(context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the roster."""
    people = context.ledger.people
    file = context.file("people")
    accounts: dict[int, str] = {}
    keys: dict[str, str] = {}
    for name, person in people.items():
        if number := _MOBILE.search(re.sub("[^0-9]", "", name)):
            yield MOBILE_NUMBER_AS_ID.found(file, ("people", name), at_key=True, value=_masked(number[0]))
        if number := _MOBILE.fullmatch(str(person.account)):
            yield MOBILE_NUMBER_AS_ID.found(file, ("people", name, "account"), value=_masked(number[0]))
        if person.account is not None:
            other = accounts.setdefault(person.account, name)
            if other != name:
                yield ACCOUNT_TWICE.found(file, ("people", name, "account"), id=str(person.account), other=other)
        for index, role in enumerate(person.roles):
            if role.role in _ACTS_FOR and role.department is None:
                yield ROLE_WITHOUT_DEPARTMENT.found(
                    file, ("people", name, "roles", index, "role"), role=role.role.value
                )
        for index, key in enumerate(person.keys):
            other = keys.setdefault(key.key, name)
            if other != name:
                yield KEY_TWICE.found(file, ("people", name, "keys", index, "key"), other=other)
            if not _is_public_key(key.kind, key.key):
                yield NO_PUBLIC_KEY.found(file, ("people", name, "keys", index, "key"), kind=key.kind)
    yield from _registrars(context)


def _registrars(context: Context) -> Iterator[Finding]:
    """Yield registrars named by the instance who never were registrars in the roster."""
    instance = context.ledger.instance
    for index, name in enumerate(instance.registrars if instance else ()):
        person = context.ledger.people.get(name)
        if person and not any(role.role is PersonRole.REGISTRAR for role in person.roles):
            yield NAMED_BUT_NO_REGISTRAR.found(context.file("instance"), ("registrars", index), id=name)


def _masked(number: str) -> str:
    return mask(Match(Kind.MOBILE, 0, len(number), number))


def _is_public_key(kind: str, key: str) -> bool:
    if kind == "ssh":
        return key.startswith(_SSH) and len(key.split()) >= 2
    return set(key) <= _HEX and len(key.replace(" ", "")) in (16, 40, 64)
