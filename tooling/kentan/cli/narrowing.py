"""Reading of two revisions what a change concerns, and of all else the names that it may be taken for alone.

What a change is judged by is the registry, the files that it touches, what these refer to, and what refers to them
where a rule looks that far (`kentan.review.reach`). The verdict is that of reading everything, but that what was wrong
before in records that the change does not concern stays unsaid (`docs/decisions/0010`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kentan.files.git import GitTree, is_in_rooms
from kentan.files.listing import Listing
from kentan.files.loading import Loaded, kind_of, load
from kentan.files.parts import PartOfTree
from kentan.files.search import Search
from kentan.review.reach import Reach, alike, differing, reach, references

WORTHWHILE = 2_000
"""Files from which on a change is judged by what it concerns alone; below, reading everything is quick."""
_MOST_TOUCHED = 500
_ESCAPE = "\\"
"""With it a text can be written in other letters: a file that has one is always read."""
_ROSTER = "registry/people.yml"
_ASIDE = ("registry/surveys/", "registry/claims/")
"""Folders of the registry that no case and no meeting asks for."""
_HALVES = 2
"""Processes that look through all years."""
_ROOMS = {"case": "cases/", "meeting": "meetings/"}
Name = tuple[str, str]
"""Kind and id of a record."""


def is_worthwhile(base: GitTree, head: GitTree, files: Sequence[str]) -> bool:
    """Whether a change of so many files is judged by what it concerns: not where all are judged by other rules."""
    return (
        len(head.entries) >= WORTHWHILE
        and len(files) <= _MOST_TOUCHED
        and all(is_narrow(file) for file in files)
        and (_ROSTER not in files or all(_has_roster(each) for each in (base, head)))
    )


def is_narrow(file: str) -> bool:
    """Whether a file is none by which all records are judged: of the registry, the roster, surveys and claims alone."""
    return not file.startswith("registry/") or file == _ROSTER or file.startswith(_ASIDE)


def _has_roster(tree: GitTree) -> bool:
    """Whether the roster can be read: if not, no reference to a person is called unknown."""
    return _ROSTER in _load(tree, [_ROSTER]).ledger.files.values()


def load_concerned(base: GitTree, head: GitTree, files: Sequence[str]) -> tuple[Loaded, Loaded]:
    """Load of both sides of a change what it concerns; `files` are those that it touches."""
    touched = [file for file in files if file.startswith(tuple(_ROOMS.values()))]
    before, after = _load(base, touched), _load(head, touched)
    old = load_registry(base)
    new = load_registry(head) if any(file.startswith("registry/") for file in files) else old
    reached = reach(before.ledger, after.ledger, differing(old.ledger.people, new.ledger.people))
    with Search(head.repository, str(head.revision)) as search:
        _ask(search, head.entries, reached)
        names = _Names((base.entries, head.entries))
        shared = _Shared(head, {*touched})
        came_or_went = [file for file in touched if (file in base.entries) != (file in head.entries)]
        shared.add(names.called({*before.ledger.files, *after.ledger.files, *_records(touched)}))
        shared.add(names.but_for_capitals(_records(came_or_went)))
        if reached.meetings:
            shared.add(head.entries.below(_ROOMS["meeting"]))
        parts = (old, new, before, after)
        shared.add_referred(names, parts)
        shared.add(search.found())
        shared.add_referred(names, parts)
    return _side(base, old, before, shared), _side(head, new, after, shared)


def load_numbers(tree: GitTree, files: Iterable[str], registry: Loaded) -> Loaded:
    """Load of a revision, beside its registry, the records whose ids are the names of these files."""
    return _in_one(tree, [registry, _load(tree, _Names((tree.entries,)).called(_records(files)))])


def load_registry(tree: GitTree) -> Loaded:
    """Load the registry of a revision."""
    return _load(tree, tree.entries.below("registry/"))


@dataclass(slots=True)
class _Shared:
    """Files that are the same on both sides of a change, read once for both; `known` are those that need no reading."""

    tree: GitTree
    known: set[str]
    parts: list[Loaded] = field(default_factory=list)

    def add(self, files: Iterable[str]) -> bool:
        """Read files; returns whether there was anything to read."""
        new = {*files} - self.known
        self.known |= new
        if new:
            self.parts.append(_load(self.tree, new))
        return bool(new)

    def add_referred(self, names: "_Names", others: Sequence[Loaded]) -> None:
        """Read what these and other records refer to, and what that refers to."""
        while self.add(names.called(each for part in (*self.parts, *others) for each in references(part.ledger))):
            pass


@dataclass(frozen=True, slots=True)
class _Names:
    """The files of cases and meetings on some sides, by what their names say."""

    sides: Sequence[Listing]

    def called(self, names: Iterable[Name]) -> Iterator[str]:
        """Yield the files that are called as records, or whose number is equal but for zeros."""
        folders = {
            kind: {room + folder for side in self.sides for folder, _ in side.within(room)}
            for kind, room in _ROOMS.items()
        }
        for kind, name in names:
            for each in alike(name) if kind == "case" else (name,):
                for folder in folders.get(kind, ()):
                    path = f"{folder}{each}.yml"
                    if any(path in side for side in self.sides):
                        yield path

    def but_for_capitals(self, names: Iterable[Name]) -> Iterator[str]:
        """Yield the files of other records whose names differ from these in capital letters at most."""
        wanted: dict[str, set[str]] = {}
        for kind, name in names:
            wanted.setdefault(kind, set()).add(f"{name}.yml".lower())
        for kind, known in wanted.items():
            for side in self.sides:
                yield from (file for file in side.below(_ROOMS[kind]) if file[file.rindex("/") + 1 :].lower() in known)


def _ask(search: Search, listing: Listing, reached: Reach) -> None:
    """Begin to look for what refers to a change: in years of which more is asked by a process each, else by halves."""
    room = _ROOMS["case"]
    own: dict[str, set[str]] = {}
    for text, year in reached.in_years:
        own.setdefault(room + year, set()).add(text)
    for folder, texts in own.items():
        search.ask([*sorted(texts | reached.anywhere), _ESCAPE], [folder])
    if reached.anywhere:
        others = {room + name.rstrip("/") for name, _ in listing.within(room)} - own.keys()
        years = sorted(others, key=listing.breadth)
        for places in filter(None, (years[first::_HALVES] for first in range(_HALVES))):
            search.ask([*sorted(reached.anywhere), _ESCAPE], places)


def _side(tree: GitTree, registry: Loaded, own: Loaded, shared: _Shared) -> Loaded:
    """Return one side of a change. Where a reference leads nowhere, all names are told: one of them may be meant."""
    loaded = _in_one(tree, [registry, *shared.parts, own])
    ledger = loaded.ledger
    nowhere = {
        kind
        for kind, name in references(ledger)
        if (kind, name) not in ledger.files and (kind, name) not in ledger.unread
    }
    unread = (file for kind in nowhere for file in tree.entries.below(_ROOMS[kind]) if file not in shared.known)
    names = {*_records(unread)}
    return replace(loaded, ledger=replace(ledger, unread=ledger.unread | (names - ledger.files.keys())))


def _in_one(tree: GitTree, parts: Sequence[Loaded]) -> Loaded:
    """Return what was read of a revision part by part as if it were read at once; the first part is its registry."""
    if not _stand_apart(parts):
        parts = [parts[0], _load(tree, (file for part in parts[1:] for file in part.tree.files()))]
    files = {name: file for part in parts for name, file in part.ledger.files.items()}
    cases = {name: case for part in parts for name, case in part.ledger.cases.items()}
    ledger = replace(
        parts[0].ledger,
        cases=dict(sorted(cases.items(), key=lambda each: files["case", each[0]].split("/"))),
        meetings={name: meeting for part in parts for name, meeting in part.ledger.meetings.items()},
        files=files,
        comments={file: comments for part in parts for file, comments in part.ledger.comments.items()},
        unread=frozenset().union(*(part.ledger.unread for part in parts)),
    )
    return Loaded(tree, ledger, tuple(found for part in parts for found in part.findings))


def _stand_apart(parts: Sequence[Loaded]) -> bool:
    """Whether each record is called as its file, and none stands in two parts."""
    names = [name for part in parts for name in (*part.ledger.files, *part.ledger.unread)]
    return len(names) == len({*names}) and all(
        kind_of(file) == name for part in parts for name, file in part.ledger.files.items()
    )


def _records(files: Iterable[str]) -> list[Name]:
    """Return kind and id that files tell by their names."""
    return [name for name in map(kind_of, files) if name and name[0] in _ROOMS]


def _load(tree: GitTree, files: Iterable[str]) -> Loaded:
    """Load those of some files that a revision has."""
    chosen = sorted(
        {file for file in files if file in tree.entries and is_in_rooms(file)}, key=lambda file: file.split("/")
    )
    tree.read_ahead(chosen)
    return load(PartOfTree(tree, chosen))
