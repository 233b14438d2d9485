"""What a programme declares, for a field in which one of its own words has to stand."""

from collections.abc import Iterator, Mapping
from typing import Any

from kentan.records.finding import Finding, Path
from kentan.records.ledger import Ledger
from kentan.records.programme import Programme


def declared(finding: Finding, ledger: Ledger) -> Mapping[str, str]:
    """Return the ids that may stand where the finding is, with their names; nothing where that is not known.

    The record itself could not be read: a case is known to be a programme's by the prefix of its file's name, and a
    meeting may be that of any programme here. The newest version of their rules counts.
    """
    path = finding.path
    field = finding.arguments.get("field", "")
    if field and path[-1:] != (field,):
        path = (*path, field)
    part = _part(finding.file.partition("/")[0], path)
    names: dict[str, str] = {}
    for programme in _programmes(finding.file, ledger) if part else ():
        entries: Mapping[str, Any] = getattr(programme.versions[-1], part)
        for name, entry in entries.items():
            names.setdefault(name, entry.name)
    return names


def _part(room: str, path: Path) -> str:
    """Return the part of a version of the rules that declares what may stand at a path; empty where none does."""
    match room, path:
        case "cases", ("grades", _, "grade"):
            return "grades"
        case "meetings", ("kind",):
            return "meetings"
        case "meetings", ("results", _, "kind"):
            return "results"
        case "meetings", ("scores", _):
            return "scores"
    return ""


def _programmes(file: str, ledger: Ledger) -> Iterator[Programme]:
    prefix = file.rpartition("/")[2].partition("-")[0]
    for programme in ledger.programmes.values():
        if not file.startswith("cases/") or programme.prefix == prefix:
            yield programme
