"""From a tree to a ledger: every file read and shaped; one that cannot be read never hides the others."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from typing import Any

from kentan.files.calendars import statutory_years
from kentan.files.canonical import record_of
from kentan.files.canonical_places import places_of
from kentan.files.canonical_scalars import NotCanonical
from kentan.files.document import Document
from kentan.files.encoding import escaped, unprintable
from kentan.files.reading import read
from kentan.files.shaping import Problem, shaper
from kentan.files.tree import Tree, Unreadable
from kentan.records.calendar import CalendarYear
from kentan.records.case import Case
from kentan.records.finding import Finding
from kentan.records.ledger import Comment, Ledger
from kentan.records.meeting import Meeting
from kentan.records.programme import Programme
from kentan.records.registry import Claims, Departments, Instance, Institutions, People, Places, Survey, Topics

TYPES: Mapping[str, type] = {
    "case": Case,
    "meeting": Meeting,
    "programme": Programme,
    "survey": Survey,
    "claims": Claims,
    "calendar": CalendarYear,
    "instance": Instance,
    "departments": Departments,
    "institutions": Institutions,
    "people": People,
    "places": Places,
    "topics": Topics,
}
"""The type of record that each kind of file holds."""
_REGISTRY_FOLDERS = {"programmes": "programme", "surveys": "survey", "claims": "claims", "calendars": "calendar"}
_REGISTRY_FILES = ("instance", "departments", "institutions", "people", "places", "topics")
_MANY = frozenset({"case", "meeting"})
"""Kinds of which there are so many that they are read swiftly where their files are in the canonical form."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A ledger with what reading found, and the way back to lines and columns."""

    tree: Tree
    ledger: Ledger
    findings: tuple[Finding, ...]
    _documents: dict[str, Document] = field(default_factory=dict, repr=False)

    def locate(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings with line and column, read again from their files where they are not known yet."""
        return [found if found.line else self._document(found.file).locate(found) for found in findings]

    def _document(self, file: str) -> Document:
        document = self._documents.get(file)
        if document is None:
            try:
                document = _placed(file, self.tree.read(file))
            except Unreadable:
                document = Document(file, None)
            self._documents[file] = document
        return document


def _placed(file: str, data: bytes) -> Document:
    """Return a file's document, of which only the places are asked."""
    key = kind_of(file)
    if key and key[0] in _MANY:
        try:
            record_of(TYPES[key[0]], data)
            return Document(file, None, places_of(data.decode("utf-8").replace("\r\n", "\n")))
        except NotCanonical:
            pass
    return read(file, data)


def kind_of(file: str) -> tuple[str, str] | None:
    """Return the kind and the id of the record that a path holds, or None where no record belongs there."""
    steps = file.split("/")
    if not steps[-1].endswith(".yml"):
        return None
    name = steps[-1].removesuffix(".yml")
    match steps[:-1]:
        case ["cases", _]:
            return "case", name
        case ["meetings", _]:
            return "meeting", name
        case ["registry"] if name in _REGISTRY_FILES:
            return name, ""
        case ["registry", folder] if folder in _REGISTRY_FOLDERS:
            return _REGISTRY_FOLDERS[folder], name
    return None


def load(tree: Tree) -> Loaded:
    """Read every file of a tree; never raises for anything that a person can write."""
    with _uncollected():
        return _load(tree)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Spare the collector of circles from looking at all records again and again: records form none."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _load(tree: Tree) -> Loaded:
    records: dict[str, dict[str, Any]] = {kind: {} for kind in TYPES}
    paths: dict[tuple[str, str], str] = {}
    unread: set[tuple[str, str]] = set()
    comments: dict[str, tuple[Comment, ...]] = {}
    findings: list[Finding] = []
    for file in tree.files():
        key = kind_of(file)
        if key is None or unprintable(file):
            findings.append(_stray(tree, file))
            continue
        record, found, said = _read(tree, file, key[0])
        findings.extend(found)
        if said:
            comments[file] = said
        if record is None:
            unread.add(key)
            continue
        own = str(getattr(record, "id", key[1])) if key[0] in ("case", "meeting", "programme", "survey") else key[1]
        if (key[0], own) in paths:
            other = paths[(key[0], own)]
            twice = Finding("K322", file, ("id",), {"id": own, "other": other})
            findings.append(read(file, tree.read(file)).locate(twice))
            continue
        records[key[0]][own] = record
        paths[(key[0], own)] = file
    return Loaded(tree, _ledger(records, paths, frozenset(unread), comments), tuple(findings))


def _stray(tree: Tree, file: str) -> Finding:
    """Return why a file is not read as a record: its name, what it is, or that none belongs where it stands."""
    if unprintable(file):
        return Finding("K126", escaped(file)).at(1, 1)
    try:
        tree.read(file)
    except Unreadable as unreadable:
        if unreadable.code != "K101":
            return Finding(unreadable.code, file).at(1, 1)
    return Finding("K324", file).at(1, 1)


def load_file(tree: Tree, file: str, kind: str) -> tuple[Any, list[Finding]]:
    """Return the record of one file, or None, and what is wrong with it."""
    record, findings, _ = _read(tree, file, kind)
    return record, findings


def _read(tree: Tree, file: str, kind: str) -> tuple[Any, list[Finding], tuple[Comment, ...]]:
    """Return the record of one file, or None, what is wrong with it, and its comments."""
    try:
        data = tree.read(file)
    except Unreadable as unreadable:
        return None, [Finding(unreadable.code, file).at(1, 1)], ()
    if kind in _MANY:
        try:
            return record_of(TYPES[kind], data), [], ()
        except NotCanonical:
            pass
    document = read(file, data)
    return *shape(document, kind), document.comments


def shape(document: Document, kind: str) -> tuple[Any, list[Finding]]:
    """Return the record that a document holds, or None, and all findings of reading and shaping, with their places."""
    if document.raw is None:
        return None, list(document.findings)
    problems: list[Problem] = []
    record = shaper(TYPES[kind])(document.raw, problems)
    found = [
        Finding(each.code, document.file, each.path, each.arguments or {}, at_key=each.at_key) for each in problems
    ]
    return record, [*document.findings, *(document.locate(each) for each in found)]


def _ledger(
    records: Mapping[str, Mapping[str, Any]],
    paths: dict[tuple[str, str], str],
    unread: frozenset[tuple[str, str]],
    comments: Mapping[str, tuple[Comment, ...]],
) -> Ledger:
    def single(kind: str) -> Any:
        return records[kind].get("")

    keyed: dict[str, Any] = {}
    for kind in ("departments", "institutions", "people", "places", "topics"):
        found = single(kind)
        keyed[kind] = getattr(found, fields(found)[0].name) if found is not None else {}
    return Ledger(
        instance=single("instance"),
        programmes=records["programme"],
        surveys=records["survey"],
        claims=records["claims"],
        calendars=records["calendar"],
        cases=records["case"],
        meetings=records["meeting"],
        files=paths,
        unread=unread,
        comments=comments,
        statutory=statutory_years(),
        **keyed,
    )
