"""A file as read: plain values and their places. Scalars stay text; their types come from the record's type."""

from dataclasses import field
from typing import NamedTuple, TypeAlias

from kentan.files.within_text import place_within
from kentan.records.finding import Finding, Path
from kentan.records.frozen import frozen_value
from kentan.records.ledger import Comment

Raw: TypeAlias = "str | list[Raw] | dict[str, Raw] | None"
"""What a file says before it is given a type: text, nothing, a list, or a mapping."""


class Place(NamedTuple):
    """Line and column of a key and of its value, counted from 1; a list's item has the place of its value twice."""

    key_line: int
    key_column: int
    line: int
    column: int


@frozen_value
class Document:
    """One file's content. `raw` is None where the file could not be read; `findings` then say why."""

    file: str
    raw: dict[str, Raw] | None
    places: dict[Path, Place] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    comments: tuple[Comment, ...] = ()
    text: str = ""
    """The file's text with LF, where it could be read."""

    def locate(self, finding: Finding) -> Finding:
        """Return the finding with line and column of its path, or of the nearest part of the path that exists."""
        path = finding.path
        at_key = finding.at_key
        while path and path not in self.places:
            path = path[:-1]
            at_key = True
        place = self.places.get(path)
        if place is None:
            return finding.at(1, 1)
        if at_key:
            return finding.at(place.key_line, place.key_column)
        if finding.before >= 0 and self.text:
            return finding.at(*place_within(self.text, place.line, place.column, finding.before))
        return finding.at(place.line, place.column)
