"""Bringing files into the canonical form without losing anything that a person wrote."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kentan.files.cache import folder_of
from kentan.files.formatting import canonical
from kentan.files.loading import kind_of, load, shape
from kentan.files.parts import PartOfTree
from kentan.files.pickling import digest, keep, recall
from kentan.files.reading import read
from kentan.files.tree import DiskTree, Unreadable
from kentan.files.writing import write as write_file
from kentan.itself import versions
from kentan.records.finding import Finding

_KEPT = "formatted"


@dataclass(frozen=True, slots=True)
class Formatted:
    """What formatting did: files that changed, files whose line ends were CRLF, and why others were left alone."""

    changed: tuple[str, ...]
    windows_line_ends: tuple[str, ...]
    unread: tuple[Finding, ...]


def format_files(
    root: str, files: Sequence[str], write: bool, over: Callable[[Sequence[str]], Iterable[str]] = iter
) -> Formatted:
    """Format the given files of an instance (all where none is given); write them only where `write` says so.

    `over` hands them over one by one. When all are formatted, the digests of those in canonical form are kept in
    `.git/kentan`, so that these are but read the next time.
    """
    tree = DiskTree(root)
    everything = list(tree.files())
    registry = PartOfTree(tree, [file for file in everything if file.startswith("registry/")])
    offices = {programme.id: programme.supervisors for programme in load(registry).ledger.programmes.values()}
    key = digest(repr((versions(), sorted(offices.items()))).encode())
    folder = None if files else folder_of(root)
    known: set[str] = (folder and recall(os.path.join(folder, _KEPT), key)) or set()
    formatted: set[str] = set()
    changed, windows, unread = [], [], []
    for file in over(files or everything):
        kind = kind_of(file)
        if kind is None:
            unread.append(Finding("K324", file).at(1, 1))
            continue
        try:
            data = tree.read(file)
        except Unreadable as refused:
            unread.append(Finding(refused.code, file).at(1, 1))
            continue
        name = f"{file} {digest(data)}"
        if name in known:
            formatted.add(name)
            continue
        formed, serious = _formed(file, kind[0], data, offices)
        unread.extend(serious)
        if formed == data:
            formatted.add(name)
        elif formed is not None:
            changed.append(file)
            if b"\r\n" in data:
                windows.append(file)
            if write:
                write_file(os.path.join(root, file), formed)
    if folder and formatted != known:
        keep(os.path.join(folder, _KEPT), key, formatted)
    return Formatted(tuple(changed), tuple(windows), tuple(unread))


def _formed(
    file: str, kind: str, data: bytes, offices: Mapping[str, Sequence[str]]
) -> tuple[bytes | None, Sequence[Finding]]:
    """Return the canonical form of a file, None where it is left alone, and why; a byte-order mark is no reason."""
    document = read(file, data)
    record, findings = shape(document, kind)
    serious = [found for found in findings if found.code != "K107"]
    if record is None or serious:
        return None, serious
    own = offices.get(record.programme, ()) if kind == "case" else ()
    return canonical(document, kind, own).encode(), ()
