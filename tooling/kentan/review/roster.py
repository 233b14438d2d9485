"""Who somebody is by the roster, and what they may do on a day. Ids and keys, never names."""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from datetime import date

from kentan.records.frozen import frozen
from kentan.records.registry import Key, Person, RoleEntry
from kentan.records.vocabulary import PersonRole


@frozen
class Standing:
    """A person of the roster on a day, with the roles that count then; `person` is empty for somebody unknown.

    `asked` is the account id (`1002`, `account:1002`) or the key (`ssh:SHA256:…`, `gpg:…`) by which they came.
    """

    asked: str
    day: date
    person: str = ""
    roles: tuple[RoleEntry, ...] = ()
    key_expired: bool = False

    @property
    def shown(self) -> str:
        """The id in the roster, or what they came by."""
        return self.person or self.asked

    def has(self, role: PersonRole) -> bool:
        """Whether a role counts on the day."""
        return role in [entry.role for entry in self.roles]

    def is_for(self, role: PersonRole, department: str) -> bool:
        """Whether the role counts on the day for that department or office."""
        return (role, department) in [(entry.role, entry.department) for entry in self.roles]

    def acts_for(self, department: str) -> bool:
        """Whether any role counts on the day for that department."""
        return department in [entry.department for entry in self.roles]


def standing(people: Mapping[str, Person], asked: str, day: date) -> Standing:
    """Return what somebody may do on a day; whoever is named by no entry, or by two, is unknown."""
    return standing_of(matches(people, asked), people, asked, day)


Matches = list[tuple[str, Key | None]]
"""Who may be meant by an account or a key: ids in the roster, each with the key that it has for them."""


def matches(people: Mapping[str, Person], asked: str) -> Matches:
    """Return every entry of the roster that has an account or a key."""
    return [(name, key) for name, person in people.items() for key in _matching(person, asked)]


def standing_of(matches: Matches, people: Mapping[str, Person], asked: str, day: date) -> Standing:
    """Return the same where it is known who may be meant."""
    if len({name for name, _ in matches}) != 1:
        return Standing(asked=asked, day=day)
    name = matches[0][0]
    if not any(key is None or _counts(key.from_, key.until, day) for _, key in matches):
        return Standing(asked=asked, day=day, person=name, key_expired=True)
    roles = tuple(entry for entry in people[name].roles if _counts(entry.from_, entry.until, day))
    return Standing(asked=asked, day=day, person=name, roles=roles)


def _matching(person: Person, asked: str) -> list[Key | None]:
    """Return None for an account that is meant, and each key that is meant."""
    kind, _, value = asked.partition(":")
    if kind in ("ssh", "gpg"):
        return [key for key in person.keys if key.kind == kind and value in _names_of(key)]
    account = value if kind == "account" else asked
    return [None] if person.account is not None and str(person.account) == account else []


def _names_of(key: Key) -> frozenset[str]:
    """Return the texts by which a key may be called: a GPG key's fingerprint, an SSH key itself and its fingerprint."""
    if key.kind == "gpg":
        return frozenset([key.key.replace(" ", "").upper()])
    return frozenset([key.key, *ssh_fingerprint(key.key)])


def ssh_fingerprint(key: str) -> tuple[str, ...]:
    """Return the fingerprint of a public SSH key as `ssh-keygen -l` shows it; nothing where it is no such key."""
    parts = key.split()
    try:
        blob = base64.b64decode(parts[1] if len(parts) > 1 else "", validate=True)
    except (binascii.Error, ValueError):
        return ()
    digest = base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")
    return (f"SHA256:{digest}",) if blob else ()


def _counts(from_: date, until: date | None, day: date) -> bool:
    return from_ <= day and (until is None or day <= until)
