"""A finding: what is wrong, where exactly, and the rule that says so. Its words stand in the catalogue of rules."""

from collections.abc import Mapping
from dataclasses import field, replace
from enum import StrEnum

from kentan.records.frozen import frozen_value

Path = tuple[str | int, ...]
"""Where in a record: the keys and list positions from the top of its file."""


class Severity(StrEnum):
    """How much a finding weighs: only an error makes a command exit with 1."""

    ERROR = "error"
    NOTICE = "notice"


@frozen_value
class Finding:
    """One finding. `line` and `column` count from 1; 0 means that the place is not known yet.

    `arguments` fill the message of the rule named by `code`; they are text from records and as hostile as any.
    `at_key` says that the place is the key of the last step of `path`, not its value. `before` says how many
    characters of the text at `path` stand before what was found, blanks and line breaks not counted; -1 where all of
    it is meant.
    """

    code: str
    file: str
    path: Path = ()
    arguments: Mapping[str, str] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    line: int = 0
    column: int = 0
    at_key: bool = False
    before: int = -1

    def at(self, line: int, column: int) -> "Finding":
        """Return the same finding with its place."""
        return replace(self, line=line, column=column)

    def within(self, before: int) -> "Finding":
        """Return the same finding, of what has so many characters of the text at its path before it."""
        return replace(self, before=before)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The order in which findings are shown: by file, place, code, and the due date of those that name one."""
        told = f"{self.arguments.get('due', '')} {sorted(self.arguments.items())}"
        return (self.file, self.line, self.column, self.code, told)
