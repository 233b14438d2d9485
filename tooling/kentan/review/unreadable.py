"""Files of the registry that a change makes unreadable: by what is left of it no case can be judged."""

from collections.abc import Iterator

from kentan.records.ledger import Ledger
from kentan.rules.rule import REQUIRED_FILES

_FOLDERS = {"programme": "programmes", "calendar": "calendars"}
_ASKED_BY_CASES = frozenset({"instance", "departments", "institutions", "people", "places", "topics", *_FOLDERS})


def unreadable(base: Ledger, head: Ledger) -> list[str]:
    """Return the paths of files by which cases are judged and that `head` has lost, or has in a form nobody can read.

    Both ledgers hold the registry. Each of these files is an error itself, so that the change may not be merged.
    """
    return sorted(_paths(base, head))


def _paths(base: Ledger, head: Ledger) -> Iterator[str]:
    for kind, name in head.unread - base.unread:
        if kind in _ASKED_BY_CASES:
            yield f"registry/{_FOLDERS[kind]}/{name}.yml" if name else f"registry/{kind}.yml"
    for kind in REQUIRED_FILES:
        if (kind, "") in base.files and (kind, "") not in head.files and (kind, "") not in head.unread:
            yield f"registry/{kind}.yml"
