"""A name where an id belongs: the id that the registry has for it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from kentan.records.finding import Finding
from kentan.records.ledger import Ledger
from kentan.records.nearest import likeliest

_LEVELS = ("省", "市", "区", "县")
"""With what the name of a body begins that is called by its level alone."""


def with_ids(findings: Iterable[Finding], ledger: Ledger) -> list[Finding]:
    """Return the findings; those of a name in the place of an id now say which id the registry has for it."""
    return [_with_id(each, ledger) if each.arguments.get("listed") else each for each in findings]


def _with_id(finding: Finding, ledger: Ledger) -> Finding:
    entries: Mapping[str, Mapping[str, Any]] = {
        "registry/departments.yml": ledger.departments,
        "registry/institutions.yml": ledger.institutions,
        "registry/places.yml": ledger.places,
        "registry/topics.yml": ledger.topics,
    }
    names: dict[str, str] = {}
    for name, entry in entries.get(finding.arguments["listed"], {}).items():
        for said in (entry.name, *getattr(entry, "aliases", ()), *entry.translations.values()):
            names.setdefault(said, name)
    wanted = finding.arguments["value"].strip()
    for place in ledger.places.values():
        if len(place.name) < len(wanted) and finding.arguments["listed"] != "registry/places.yml":
            wanted = wanted.removeprefix(place.name)
    found = likeliest(wanted, names) or likeliest(wanted[1:] if wanted[:1] in _LEVELS else "", names)
    nearest = f"{found} → {names[found]}" if found else ""
    return replace(finding, arguments={**finding.arguments, "nearest": nearest})
