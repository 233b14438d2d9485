"""From a tree to a ledger: every file read and shaped; one that cannot be read never hides the others."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from kentan.files.canonical import record_of
from kentan.files.canonical_places import places_of
from kentan.files.canonical_scalars import NotCanonical
from kentan.files.document import Document
from kentan.files.encoding import escaped, unprintable
from kentan.files.shaping import Problem, shaper
from kentan.files.tree import Tree, Unreadable
from kentan.records.calendar import CalendarYear
from kentan.records.case import Case
from kentan.records.finding import Finding, Path
from kentan.records.frozen import frozen_value
from kentan.records.ledger import Comment, Ledger
from kentan.records.meeting import Meeting
from kentan.records.programme import Programme
from kentan.records.registry import Claims, Departments, Instance, Institutions, People, Places, Survey, Topics
from kentan.uncollected import uncollected

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
_NAMED_WITHIN = frozenset({"case", "meeting", "programme", "survey"})
"""Kinds whose id stands in the record; others are named by their files."""


@frozen_value
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
            return _canonical(file, data)
        except NotCanonical:
            pass
    return _read_strictly(file, data)


def _read_strictly(file: str, data: bytes) -> Document:
    """Read by the strict reader, which is imported when the first file needs it: that takes as long as 500 cases."""
    from kentan.files.reading import read

    return read(file, data)


def _canonical(file: str, data: bytes, wanted: Collection[Path] | None = None) -> Document:
    """Return the document of a file in canonical form, of which only places are known: all, or those of some parts."""
    text = data.decode("utf-8").replace("\r\n", "\n")
    return Document(file, None, places_of(text, wanted), text=text)


def kind_of(file: str) -> tuple[str, str] | None:
    """Return the kind and the id of the record that a path holds, or None where no record belongs there."""
    folder, _, name = file.rpartition("/")
    if name[-4:] != ".yml":
        return None
    name = name[:-4]
    if folder == "registry":
        return (name, "") if name in _REGISTRY_FILES else None
    kind = _kind_in(folder)
    return (kind, name) if kind else None


@lru_cache(1000)
def _kind_in(folder: str) -> str | None:
    """Return the kind of the records in a folder, but for the registry itself, which has one of each."""
    match folder.split("/"):
        case ["cases", _]:
            return "case"
        case ["meetings", _]:
            return "meeting"
        case ["registry", name]:
            return _REGISTRY_FOLDERS.get(name)
    return None


@uncollected()
def load(tree: Tree, at_hand: Mapping[str, Any] = MappingProxyType({})) -> Loaded:
    """Read every file of a tree; never raises for anything that a person can write.

    `at_hand` are the records of sound files, by path, that need not be read.
    """
    records: dict[str, dict[str, Any]] = {kind: {} for kind in TYPES}
    reading = Reading(tree, at_hand=at_hand)
    for each in reading.records():
        records[each.kind][each.id] = each.record
    return Loaded(tree, _ledger(records, reading), tuple(reading.findings))


class Read(NamedTuple):
    """One record that was read, with its file: the bytes of one in canonical form, else its document."""

    kind: str
    id: str
    file: str
    record: Any
    source: bytes | Document

    def locate(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return findings in this record with line and column."""
        found = list(findings)
        document = self.source
        if isinstance(document, bytes):
            document = _canonical(self.file, document, {each.path for each in found if not each.line})
        return [each if each.line else document.locate(each) for each in found]


@dataclass(slots=True)
class Reading:
    """The files of a tree while they are read one by one, and what has to be known of all of them together."""

    tree: Tree
    files: dict[tuple[str, str], str] = field(default_factory=dict)
    """The file of each record that was read, by kind and id."""
    unread: set[tuple[str, str]] = field(default_factory=set)
    comments: dict[str, tuple[Comment, ...]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    """What is wrong with files, with places."""
    at_hand: Mapping[str, Any] = field(default_factory=dict)
    """Records of sound files, by path, that need not be read."""

    def records(self) -> Iterator[Read]:
        """Read file by file and yield each sound record: of an id the file that is named after it, else the first."""
        misnamed: list[Read] = []
        for file in self.tree.files():
            key = kind_of(file)
            if key is None or unprintable(file):
                self.findings.append(_stray(self.tree, file))
                continue
            record = self.at_hand.get(file)
            source: bytes | Document = b""
            if record is None:
                record, found, source = _read(self.tree, file, key[0])
                self.findings.extend(found)
                if isinstance(source, Document) and source.comments:
                    self.comments[file] = source.comments
            if record is None:
                self.unread.add(key)
                continue
            own = str(getattr(record, "id", key[1])) if key[0] in _NAMED_WITHIN else key[1]
            one = Read(key[0], own, file, record, source)
            if own != key[1]:
                misnamed.append(one)
            elif self._is_first(one):
                yield one
        yield from filter(self._is_first, misnamed)

    def _is_first(self, one: Read) -> bool:
        """Whether no other file has the id; else that is said."""
        other = self.files.setdefault((one.kind, one.id), one.file)
        if other != one.file:
            found = [Finding("K322", one.file, ("id",), {"id": one.id, "other": other})]
            # of one at hand, which was not read, `Loaded.locate` finds the place
            self.findings.extend(one.locate(found) if one.source else found)
        return other == one.file


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


def _read(tree: Tree, file: str, kind: str) -> tuple[Any, list[Finding], bytes | Document]:
    """Return the record of one file, or None, what is wrong with it, and its bytes where it is in canonical form."""
    try:
        data = tree.read(file)
    except Unreadable as unreadable:
        return None, [Finding(unreadable.code, file).at(1, 1)], b""
    return read_bytes(file, data, kind)


def read_bytes(file: str, data: bytes, kind: str) -> tuple[Any, list[Finding], bytes | Document]:
    """Return the record in these bytes, or None, what is wrong with it, and the bytes if they are canonical."""
    if kind in _MANY:
        try:
            return record_of(TYPES[kind], data), [], data
        except NotCanonical:
            pass
    document = _read_strictly(file, data)
    return *shape(document, kind), document


def shape(document: Document, kind: str) -> tuple[Any, list[Finding]]:
    """Return the record that a document holds, or None, and all findings of reading and shaping, with their places."""
    if document.raw is None:
        return None, list(document.findings)
    from kentan.files.lost_words import lost_words

    problems: list[Problem] = []
    record = shaper(TYPES[kind])(document.raw, problems)
    found = [
        Finding(each.code, document.file, each.path, each.arguments or {}, at_key=each.at_key) for each in problems
    ]
    lost = lost_words(document, TYPES[kind])
    return record, [*document.findings, *(document.locate(each) for each in found), *lost]


def _ledger(records: Mapping[str, Mapping[str, Any]], reading: Reading) -> Ledger:
    from kentan.files.calendars import statutory_years

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
        files=reading.files,
        unread=frozenset(reading.unread),
        comments=reading.comments,
        statutory=statutory_years(),
        **keyed,
    )
