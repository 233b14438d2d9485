"""What the registry of a revision says: the instance's time zone, the keys of its roster, and who signed by them."""

from kentan.cli.options import zone_in
from kentan.files.git import Repository
from kentan.files.loading import load_file
from kentan.files.signatures import range_of, signers


def time_zone_of(repository: Repository, revision: str | None) -> str:
    """Return the time zone of the instance at a revision; China's where there is none yet."""
    return zone_in(repository.tree(revision))


def ssh_keys_of(repository: Repository, revision: str | None) -> list[str]:
    """Return the public SSH keys that the roster of a revision names."""
    people, _ = load_file(repository.tree(revision), "registry/people.yml", "people")
    entries = people.people.values() if people else ()
    return [key.key for person in entries for key in person.keys if key.kind == "ssh"]


def signer_of(repository: Repository, base: str | None, head: str) -> str | None:
    """Return the key that signed every commit which `head` adds, None where one is unsigned or there are several.

    Keys are those that the roster of `base` names.
    """
    keys = ssh_keys_of(repository, base)
    found = set(signers(repository, range_of(repository, base, head), keys).values())
    return found.pop() if len(found) == 1 else None
