"""Reading of two revisions what a change concerns, and of all else the names alone.

What a change is judged by is the registry, the files that it touches, what these refer to, and what refers to them
where a rule looks that far (`kentan.review.reach`). The verdict is that of reading everything, but that what was wrong
before in records that the change does not concern stays unsaid (`docs/decisions/0010`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kentan.files.git import GitTree
from kentan.files.loading import Loaded, kind_of, load
from kentan.files.parts import PartOfTree
from kentan.records.ledger import Ledger
from kentan.review.reach import alike, reach, references

WORTHWHILE = 2_000
"""Files from which on a change is judged by what it concerns alone; below, reading everything is quick."""
_MOST_TOUCHED = 500
_ESCAPE = "\\"
"""With it a text can be written in other letters: a file that has one is always read."""


def is_worthwhile(tree: GitTree, files: Sequence[str]) -> bool:
    """Whether a change of so many files is judged by what it concerns: not where all are judged by other rules."""
    return (
        len(tree.entries) >= WORTHWHILE
        and len(files) <= _MOST_TOUCHED
        and not any(file.startswith("registry/") for file in files)
    )


def load_concerned(base: GitTree, head: GitTree, files: Sequence[str]) -> tuple[Loaded, Loaded]:
    """Load of both sides of a change what it concerns; `files` are those that it touches."""
    names = _Names({**base.entries, **head.entries})
    registry = _load(base, (file for file in base.entries if file.startswith("registry/")))
    wanted = {file for file in files if file.startswith(("cases/", "meetings/"))}
    before, after = _load(base, wanted), _load(head, wanted)
    reached = reach(before.ledger, after.ledger, wanted)
    found = _mentioning(head, reached.anywhere, "cases")
    for year in {year for _, year in reached.in_years}:
        found += _mentioning(head, {text for text, of in reached.in_years if of == year}, f"cases/{year}")
    if reached.meetings:
        found += [file for file in head.entries if file.startswith("meetings/")]
    named = {*before.ledger.files, *after.ledger.files, *(key for file in files if (key := kind_of(file)))}
    more = {*found, *names.called(named)}
    while more:
        wanted |= more
        before, after = _load(base, wanted), _load(head, wanted)
        more = set(names.called([*references(before.ledger), *references(after.ledger)])) - wanted
    others = names.others(wanted)
    one, other = (_with_names(registry, each, others) for each in (before, after))
    return one, other


def load_numbers(tree: GitTree, files: Iterable[str]) -> Loaded:
    """Load of a revision the registry, and of cases and meetings those whose ids are the names of these files."""
    names = _Names(tree.entries)
    registry = _load(tree, (file for file in tree.entries if file.startswith("registry/")))
    wanted = set(names.called(key for file in files if (key := kind_of(file))))
    return _with_names(registry, _load(tree, wanted), names.others(wanted))


def _load(tree: GitTree, files: Iterable[str]) -> Loaded:
    """Load those of some files that a revision has."""
    chosen = GitTree(tree.repository, tree.revision)
    chosen.__dict__["entries"] = {file: tree.entries[file] for file in files if file in tree.entries}
    chosen.read_ahead()
    return load(PartOfTree(tree, list(chosen.files())))


def _with_names(registry: Loaded, records: Loaded, others: frozenset[tuple[str, str]]) -> Loaded:
    """Return registry and records in one; of all others the ids are known by their names."""
    common, own = registry.ledger, records.ledger
    unread = common.unread | own.unread | others
    ledger: Ledger = replace(
        common,
        cases=own.cases,
        meetings=own.meetings,
        files={**own.files, **common.files},
        comments={**own.comments, **common.comments},
        unread=unread if unread.isdisjoint(own.files) else unread - own.files.keys(),
    )
    return Loaded(records.tree, ledger, (*registry.findings, *records.findings))


def _mentioning(tree: GitTree, texts: Iterable[str], folder: str) -> list[str]:
    listed = sorted(texts)
    if not listed:
        return []
    return tree.repository.mentioning(str(tree.revision), [*listed, _ESCAPE], folder)


@dataclass(frozen=True)
class _Names:
    """The files of cases and meetings, by what their names say."""

    files: Iterable[str]

    @cached_property
    def _records(self) -> list[str]:
        return [file for file in self.files if file.startswith(("cases/", "meetings/"))]

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        """Files by the last part of their path."""
        found: dict[str, list[str]] = {}
        for file in self._records:
            name = file[file.rindex("/") + 1 :]
            if name in found:
                found[name].append(file)
            else:
                found[name] = [file]
        return found

    def called(self, names: Iterable[tuple[str, str]]) -> list[str]:
        """Return the files that are called as records, or whose number is equal but for zeros."""
        found = list[str]()
        for kind, name in names:
            for each in alike(name) if kind == "case" else (name,):
                found += self._by_name.get(f"{each}.yml", ())
        return found

    def others(self, wanted: set[str]) -> frozenset[tuple[str, str]]:
        """Return kind and id of all but the wanted files."""
        return frozenset([key for file in self._records if file not in wanted and (key := kind_of(file))])
