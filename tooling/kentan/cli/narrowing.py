"""Reading of two revisions what a change concerns, and of all else the names that it may be taken for alone.

What a change is judged by is the registry, the files that it touches, what these refer to, and what refers to them
where a rule looks that far (`kentan.review.reach`). The verdict is that of reading everything, but that what was wrong
before in records that the change does not concern stays unsaid (`docs/decisions/0010`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kentan.cli.both_sides import Judged, Over, judge_both_sides
from kentan.cli.searching import ask_far, ask_near, of_one_id, series_of
from kentan.files.git import GitTree, is_in_rooms
from kentan.files.listing import Entry, Listing
from kentan.files.loading import Loaded, kind_of, load
from kentan.files.parts import PartOfTree
from kentan.files.search import Search
from kentan.records.finding import Finding
from kentan.review.reach import alike, reach, references, registry_reach
from kentan.review.unreadable import unreadable

WORTHWHILE = 2_000
"""Files from which on a change is judged by what it concerns alone; below, reading everything is quick."""
_MOST_TOUCHED = 500
_MANY = 200
"""Files that a change concerns from which on they are judged by themselves, on two cores, and not kept."""
_ROOMS = {"case": "cases/", "meeting": "meetings/"}
Name = tuple[str, str]
"""Kind and id of a record."""


@dataclass(frozen=True, slots=True)
class Concerned:
    """What a change concerns on both sides; `judged` are the errors in what was judged already and is not loaded.

    `unreadable` are files of the registry that cannot be read any more: what follows from them is not looked for.
    """

    base: Loaded
    head: Loaded
    judged: tuple[Sequence[Finding], Sequence[Finding]] = ((), ())
    unreadable: Sequence[str] = ()


def is_worthwhile(head: GitTree, files: Sequence[str]) -> bool:
    """Whether a change of so many files is judged by what it concerns."""
    return len(head.entries) >= WORTHWHILE and len(files) <= _MOST_TOUCHED


def load_concerned(
    base: GitTree, head: GitTree, files: Sequence[str], today: date, over: Over = iter, all_placed: bool = True
) -> Concerned:
    """Load of both sides of a change what it concerns; `files` are those that it touches.

    `over` hands over those that are judged by themselves, where there are many; `all_placed` says whether what is
    found in these has line and column.
    """
    touched = [file for file in files if file.startswith(tuple(_ROOMS.values()))]
    old = _OneSide(base, load_registry(base), _load(base, touched))
    registry = load_registry(head) if any(file.startswith("registry/") for file in files) else old.registry
    new = _OneSide(head, registry, _load(head, touched))
    reached = reach(old.own.ledger, new.own.ledger)
    lost = unreadable(old.registry.ledger, registry.ledger)
    if registry is not old.registry and not lost:
        reached = reached.joined(registry_reach(old.registry.ledger, registry.ledger, today))
    names = _Names((base.entries, head.entries))
    shared = _Shared(head, {*touched})
    parts = (old.registry, registry, old.own, new.own)
    series = [""] if reached.everything else series_of(reached, [old.registry.ledger, registry.ledger])
    with Search(head.repository, str(head.revision)) as near, Search(head.repository, str(head.revision)) as far:
        ask_near(near, reached)
        if not reached.within:
            ask_far(far, head.entries, reached, today, series)
        if reached.meetings:
            shared.add(head.entries.below(_ROOMS["meeting"]))
        if reached.within:
            reached = reached.with_meetings(part.ledger for part in (*shared.parts, *parts))
            ask_far(far, head.entries, reached, today, series)
        came_or_went = [file for file in touched if (file in base.entries) != (file in head.entries)]
        shared.add(names.called({*old.own.ledger.files, *new.own.ledger.files, *_records(touched)}))
        shared.add(names.but_for_capitals(_records(came_or_went)))
        shared.add_referred(names, parts)
        shared.add(near.found())
        shared.add_referred(names, parts)
        judged, taken = Judged(), {*shared.known}
        for found in _cases(head.entries, series, far):
            unread = {file: entry for file, entry in found if file not in taken}
            taken |= unread.keys()
            alike = of_one_id(unread, head.entries, {*touched})
            apart = [each for each in unread.items() if each[0] not in alike]
            more = Judged(left=[file for file, _ in apart])
            if len(apart) > _MANY:
                around = shared.with_also(head.entries.below(_ROOMS["meeting"]))
                ledgers = (old.with_shared(around).ledger, new.with_shared(around).ledger)
                more = judge_both_sides(head.repository, apart, ledgers, today, reached, over, all_placed)
            judged = judged.joined(more).joined(Judged(left=[*alike]))
    shared.add(judged.left)
    shared.add(names.called(_misnamed(shared.parts)))
    shared.add_referred(names, parts)
    return Concerned(_told(old, shared), _told(new, shared), judged.without(shared.known), lost)


def _cases(listing: Listing, series: Sequence[str], far: Search) -> Iterator[Iterator[tuple[str, Entry]]]:
    """Yield the cases of some series while others are looked for, then these."""
    yield listing.of_series(_ROOMS["case"], series)
    yield listing.of({*far.found()})


def load_numbers(tree: GitTree, files: Iterable[str], registry: Loaded) -> Loaded:
    """Load of a revision, beside its registry, the records whose ids are the names of these files."""
    return _in_one(tree, [registry, _load(tree, _Names((tree.entries,)).called(_records(files)))])


def load_registry(tree: GitTree) -> Loaded:
    """Load the registry of a revision."""
    return _load(tree, tree.entries.below("registry/"))


@dataclass(frozen=True, slots=True)
class _OneSide:
    """One side of a change: its registry, and the cases and meetings that the change touches."""

    tree: GitTree
    registry: Loaded
    own: Loaded

    def with_shared(self, shared: "_Shared") -> Loaded:
        """Return it with what is the same on both sides."""
        return _in_one(self.tree, [self.registry, *shared.parts, self.own])


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

    def with_also(self, files: Iterable[str]) -> "_Shared":
        """Return these and other files, which are not judged themselves: others are judged by what they say."""
        both = _Shared(self.tree, {*self.known}, [*self.parts])
        both.add(files)
        return both

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


def _told(side: _OneSide, shared: _Shared) -> Loaded:
    """Return one side of a change. Where a reference leads nowhere, all names are told: one of them may be meant."""
    loaded = side.with_shared(shared)
    ledger = loaded.ledger
    nowhere = {
        kind
        for kind, name in references(ledger)
        if (kind, name) not in ledger.files and (kind, name) not in ledger.unread
    }
    unread = (file for kind in nowhere for file in side.tree.entries.below(_ROOMS[kind]) if file not in shared.known)
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


def _misnamed(parts: Iterable[Loaded]) -> Iterator[Name]:
    """Yield kind and id of the records whose files are called otherwise: another file may have the id."""
    for part in parts:
        yield from (name for name, file in part.ledger.files.items() if kind_of(file) != name)


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
