"""The strict reader: YAML's events into plain values with their places; nothing that surprises, nothing that explodes.

Refused are anchors, aliases, tags, several documents, deep nesting and equal keys. Scalars stay text: `NO`, `0755` and
`12:30` mean what they say. Plain `~`, `null` and nothing are nothing.
"""

from collections.abc import Iterator
from typing import Any

import yaml

from kentan.files.comments import comments, may_have_comments
from kentan.files.document import Document, Place, Raw
from kentan.files.encoding import decode, forbidden_character
from kentan.files.syntax import full_width_colon, syntax_finding
from kentan.records.finding import Finding, Path

MOST_DEPTH = 16
_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_WIDE_BLANKS = ("\u3000", "\u00a0")


class _Refused(Exception):
    """The file holds something that is not read; carries the finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def read(file: str, data: bytes) -> Document:
    """Return what a file says, with places and findings; never raises for any bytes."""
    text, findings = decode(file, data)
    if text is None:
        return Document(file, None, findings=tuple(findings))
    try:
        reader = _Reader(file, text)
        raw = reader.document()
    except _Refused as refused:
        return Document(file, None, findings=(*findings, refused.finding))
    except yaml.YAMLError as error:
        return Document(file, None, findings=(*findings, syntax_finding(file, text, error)))
    if not isinstance(raw, dict):
        code = "K104" if raw is None else "K120"
        refusal = full_width_colon(file, text) or Finding(code, file).at(1, 1)
        return Document(file, None, findings=(*findings, refusal))
    noted = comments(text, reader.scalars)
    return Document(file, raw, reader.places, (*findings, *reader.findings), noted, text)


class _Reader:
    """Builds plain values out of the parser's events, one file at a time."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.places: dict[Path, Place] = {}
        self.findings: list[Finding] = []
        self.scalars: list[Any] = []
        events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self._events = self._noted(events) if may_have_comments(text) else events

    def _noted(self, events: Iterator[Any]) -> Iterator[Any]:
        """Yield events, and keep those of scalars: where they end, a comment may begin."""
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self.scalars.append(event)
            yield event

    def document(self) -> Raw:
        """Return the value of the only document."""
        next(self._events)  # the start of the stream
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            return None
        event = next(self._events)
        self.places[()] = self._place(event, event)
        raw = self._value(event, (), 0)
        next(self._events)  # the end of the document
        event = next(self._events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise _Refused(self._found("K116", event))
        return raw

    def _value(self, event: Any, path: Path, depth: int) -> Raw:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise _Refused(self._found("K114", event))
        if event.tag is not None:
            raise _Refused(self._found("K115", event))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if depth == MOST_DEPTH:
            raise _Refused(self._found("K117", event, most=str(MOST_DEPTH)))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return self._mapping(path, depth)

    def _scalar(self, event: Any) -> str | None:
        value: str = event.value
        if not event.style:
            return None if value in _NOTHING else value
        if event.style == '"':
            odd = forbidden_character(value)
            if odd:
                self.findings.append(self._found(odd[0], event, character=odd[1]))
        return value

    def _sequence(self, path: Path, depth: int) -> list[Raw]:
        items: list[Raw] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            item = (*path, len(items))
            self.places[item] = self._place(event, event)
            items.append(self._value(event, item, depth + 1))
        return items

    def _mapping(self, path: Path, depth: int) -> dict[str, Raw]:
        entries: dict[str, Raw] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                code = "K114" if isinstance(event, yaml.AliasEvent) else "K121"
                raise _Refused(self._found(code, event))
            if event.anchor is not None:
                raise _Refused(self._found("K114", event))
            if event.tag is not None:
                raise _Refused(self._found("K115", event))
            name: str = event.value
            item = (*path, name)
            value = next(self._events)
            if name in entries:
                self.findings.append(self._found("K119", event, field=name))
                self._value(value, (*path, f"{name} "), depth + 1)
                continue
            odd = forbidden_character(name)
            if odd:
                self.findings.append(self._found(odd[0], event, character=odd[1]))
            if name[:1] in _WIDE_BLANKS:
                self.findings.append(self._found("K124", event))
                name = name.lstrip("".join(_WIDE_BLANKS))
                item = (*path, name)
            self.places[item] = self._place(event, value)
            entries[name] = self._value(value, item, depth + 1)
        return entries

    def _found(self, code: str, event: Any, **arguments: str) -> Finding:
        mark = event.start_mark
        return Finding(code, self.file, arguments=arguments).at(mark.line + 1, mark.column + 1)

    @staticmethod
    def _place(key: Any, value: Any) -> Place:
        start, mark = key.start_mark, value.start_mark
        return Place(start.line + 1, start.column + 1, mark.line + 1, mark.column + 1)
