"""What is kept from one build to the next beside the site: what was found out of records, and compiled templates.

It is read back as Python's own values and code, so it stands where no commit can put anything. Whoever can read and
write there (`kentan.cli.kept`) is handed to a build.
"""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from kentan.publish.indexed import Indexed
from kentan.records.ledger import Ledger

_Found = TypeVar("_Found")


class Keeping(Protocol):
    """Keeps things for the next build; all of it may be lost at any time."""

    @property
    def templates(self) -> Path | None:
        """The folder of compiled templates; None where none are kept."""
        ...

    def indexed(self, ledger: Ledger, day: date) -> Mapping[str, Indexed]:
        """What the index holds of cases, as far as it is kept for that day."""
        ...

    def keep(self, ledger: Ledger, indexed: Mapping[str, Indexed], day: date) -> None:
        """Keep what the index holds of all cases."""
        ...

    def once(self, name: str, key: str | None, make: Callable[[], _Found]) -> _Found:
        """What was made under a name with that key, made now where it is not kept; None is never kept."""
        ...


class NothingKept:
    """Keeps nothing."""

    templates: Path | None = None

    def indexed(self, _ledger: Ledger, _day: date) -> Mapping[str, Indexed]:
        """Nothing is known."""
        return {}

    def keep(self, _ledger: Ledger, _indexed: Mapping[str, Indexed], _day: date) -> None:
        """Let it go."""

    def once(self, _name: str, _key: str | None, make: Callable[[], _Found]) -> _Found:
        """Make it."""
        return make()


NOTHING_KEPT = NothingKept()
