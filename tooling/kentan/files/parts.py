"""Reading a part of a tree: what other files hold is known by name, and read when somebody asks for it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace

from kentan.files.loading import Loaded, kind_of, load, load_file
from kentan.files.tree import Tree
from kentan.records.case import Case
from kentan.records.frozen import frozen_value


@frozen_value
class PartOfTree:
    """A tree of which some files alone are listed, once or as often as the list can be read; all can be read."""

    tree: Tree
    listed: Iterable[str]

    def files(self) -> Iterator[str]:
        """Yield the path of every listed file."""
        return iter(self.listed)

    def read(self, file: str) -> bytes:
        """Return a file's bytes; raises Unreadable."""
        return self.tree.read(file)


@frozen_value
class CasesByName(Mapping[str, Case]):
    """All cases by id, in the order of `paths`: those at hand, and others that are read when they are asked for."""

    tree: Tree
    paths: Mapping[str, str]
    at_hand: Mapping[str, Case]
    _fetched: dict[str, Case] = field(default_factory=dict, repr=False)

    def __iter__(self) -> Iterator[str]:
        """Yield all ids."""
        return iter(self.paths)

    def __len__(self) -> int:
        """Return how many cases there are."""
        return len(self.paths)

    def __contains__(self, name: object) -> bool:
        """Whether there is such a case."""
        return name in self.paths

    def __getitem__(self, name: str) -> Case:
        """Return a case; raises KeyError where there is none, or none any more."""
        case = self.at_hand.get(name) or self._fetched.get(name)
        if case is None:
            case, _ = load_file(self.tree, self.paths[name], "case")
            if not isinstance(case, Case) or case.id != name:
                raise KeyError(name)
            self._fetched[name] = case
        return case


def load_for_few(tree: Tree) -> Loaded:
    """Load an instance of whose cases only a few are asked for: each is read when it is, by the name of its file.

    A case whose file is named otherwise is not found; the check says so of it.
    """
    cases: dict[str, str] = {}
    others: list[str] = []
    for file in tree.files():
        key = kind_of(file)
        if key and key[0] == "case":
            cases.setdefault(key[1], file)
        else:
            others.append(file)
    loaded = load(PartOfTree(tree, others))
    files = {**loaded.ledger.files, **{("case", name): file for name, file in cases.items()}}
    return Loaded(tree, replace(loaded.ledger, cases=CasesByName(tree, cases, {}), files=files), loaded.findings)
