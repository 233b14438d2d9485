"""Two revisions of a repository, read and judged: what `kentan review` and `kentan hook` have in common."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from heapq import nsmallest

from kentan.cli.both_sides import Over
from kentan.cli.narrowing import is_worthwhile, load_concerned, load_numbers, load_registry
from kentan.files.document import Document
from kentan.files.git import GitTree, Repository
from kentan.files.loading import Loaded, kind_of, load, read_bytes
from kentan.files.tree import Unreadable
from kentan.records.finding import Finding
from kentan.records.ledger import Ledger
from kentan.review.names import folded
from kentan.review.passing import passing
from kentan.review.verdict import Side, Verdict, review

MOST_SHOWN = 100
"""Findings of one code that are shown to people; GitHub takes a job's summary of a megabyte."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A verdict whose findings have lines, all or those that people are shown, and the records in which they lie."""

    verdict: Verdict
    head: Loaded
    narrowly: bool = False
    """Whether only what the change concerns was judged, and what else is wrong in the base was not looked for."""
    unreadable: tuple[str, ...] = ()
    """Files of the registry that cannot be read any more: of all else only what the change touches was judged."""

    @property
    def site(self) -> str | None:
        """The public address of the site."""
        instance = self.head.ledger.instance
        return instance.base_address if instance else None


def review_revisions(
    repository: Repository,
    base: str | None,
    head: str,
    actor: str,
    approvers: Iterable[str],
    today: date,
    narrowly: bool | None = None,
    over: Over = iter,
    all_placed: bool = True,
) -> Reviewed:
    """Judge what `head` adds since it parted from `base`, by the registry of `base` as it is now.

    Where the two have no history in common, `head` is compared with `base` itself; `base` is None where there is
    nothing yet. In a large repository only what the change concerns is read, unless `narrowly` says otherwise;
    `over` hands over what of it is judged by itself. Where not all findings are to be placed, those alone have line and
    column that are shown to people.
    """
    parted = repository.merge_base(base, head) or base if base else None
    target = repository.tree(base)
    began = repository.tree_like(parted, target) if parted else target
    tree = repository.tree_like(head, began)
    files = began.entries.touched(tree.entries)
    if narrowly is None:
        narrowly = is_worthwhile(tree, files)
    if narrowly:
        concerned = load_concerned(began, tree, files, today, over, all_placed)
        before, after, judged = concerned.base, concerned.head, concerned.judged
        lost = tuple(concerned.unreadable)
        registry = before if began is target else load_numbers(target, files, load_registry(target))
    else:
        registry = _read(target)
        before, after = registry if began is target else _read(began), _read(tree)
        judged, lost = ((), ()), ()
    new = [file for file in files if file not in began.entries]
    names = began.entries.resembling(new, folded)
    sides = (_side(before, began), _side(after, tree))
    earlier = list(_passing(repository, base, tree, after.ledger)) if base else []
    verdict = review(*sides, registry.ledger, actor, approvers, today, files, names, judged, earlier)
    return Reviewed(_located(verdict, before, after, all_placed), after, narrowly, lost)


@lru_cache(maxsize=4)
def _read(tree: GitTree) -> Loaded:
    if tree.revision is None:
        return Loaded(tree, Ledger(), ())
    tree.read_ahead()
    return load(tree)


def _passing(repository: Repository, base: str, tree: GitTree, head: Ledger) -> Iterator[Finding]:
    """Yield the personal data in states of cases and meetings that earlier commits of a change have."""
    for file, identity in repository.brought(base, str(tree.revision)):
        key = kind_of(file)
        if key is None or key[0] not in ("case", "meeting") or tree.entries.get(file, ("", ""))[1] == identity:
            continue
        try:
            data = repository.object(identity)
        except Unreadable:
            continue  # a clone that was fetched without it has nothing to show
        record, _, source = read_bytes(file, data, key[0])
        now = (head.cases if key[0] == "case" else head.meetings).get(key[1])
        yield from passing(
            file,
            data.decode("utf-8", "replace") if record is None else record,
            source.comments if isinstance(source, Document) else (),
            now.allowed if now else (),
        )


def _side(loaded: Loaded, tree: GitTree) -> Side:
    return Side(ledger=loaded.ledger, findings=loaded.findings, entries=tree.entries)


def last_shown(findings: Iterable[Finding]) -> Mapping[str, str]:
    """Return for each rule the file of the last of its findings that people are shown: nobody reads thousands."""
    files: dict[str, list[str]] = {}
    for each in findings:
        files.setdefault(each.code, []).append(each.file)
    return {code: nsmallest(MOST_SHOWN, found)[-1] for code, found in files.items()}


def _located(verdict: Verdict, base: Loaded, head: Loaded, all_of_them: bool) -> Verdict:
    if not all_of_them:
        return replace(
            verdict,
            introduced=_first_located(verdict.introduced, head),
            needs=_first_located(verdict.needs, head),
        )
    return replace(
        verdict,
        introduced=tuple(head.locate(verdict.introduced)),
        needs=tuple(head.locate(verdict.needs)),
        healed=tuple(base.locate(verdict.healed)),
        remaining=tuple(head.locate(verdict.remaining)),
    )


def _first_located(findings: tuple[Finding, ...], head: Loaded) -> tuple[Finding, ...]:
    """Return findings, of which those have line and column that are shown."""
    last = last_shown(findings)
    return tuple(each if each.file > last[each.code] else head.locate([each])[0] for each in findings)
