"""A finding with its words, as it is shown and as it is kept until the next check."""

from collections.abc import Sequence
from typing import Any

from kentan.records.finding import Finding, Severity
from kentan.records.frozen import frozen_value
from kentan.reports.printable import printable


@frozen_value
class Worded:
    """A finding as people read it. `address` is that of its rule's page, empty where the site's address is unknown."""

    finding: Finding
    name: str
    title: str
    message: str
    mend: str
    address: str

    @property
    def is_error(self) -> bool:
        """Whether it makes a command exit with 1."""
        return self.finding.severity is Severity.ERROR

    @property
    def place(self) -> str:
        """File, line and column, as editors and terminals know to follow them."""
        return f"{printable(self.finding.file)}:{self.finding.line}:{self.finding.column}"


Row = tuple[Any, ...]
"""A finding with its words in plain values, as JSON holds them."""


def row_of(worded: Worded) -> Row:
    """Return the plain values of a finding with its words."""
    found = worded.finding
    place = (found.code, found.file, found.path, dict(found.arguments))
    seen = (found.severity, found.line, found.column, found.at_key)
    return (*place, *seen, worded.name, worded.title, worded.message, worded.mend, worded.address)


def worded_of(row: Sequence[Any]) -> Worded:
    """Return the finding with its words that plain values tell of."""
    code, file, path, arguments, severity, line, column, at_key, *words = row
    finding = Finding(code, file, tuple(path), arguments, Severity(severity), line, column, at_key)
    return Worded(finding, *words)
