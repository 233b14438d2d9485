"""A name where an id belongs: the id that the registry has for it, or what the programme or the site knows."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from kentan.languages import CHINESE, ENGLISH
from kentan.records.finding import Finding
from kentan.records.labels import told
from kentan.records.ledger import Ledger
from kentan.records.nearest import likeliest, names_of
from kentan.records.sectors import KNOWN, sector_name
from kentan.rules.declared import declared

_LEVELS = ("省", "市", "区", "县")
"""With what the name of a body begins that is called by its level alone."""


def with_ids(findings: Iterable[Finding], ledger: Ledger) -> list[Finding]:
    """Return the findings; those of a name in the place of an id now say which ids there are."""
    return [_helped(each, ledger) if each.code in ("K202", "K211") else each for each in findings]


def _helped(finding: Finding, ledger: Ledger) -> Finding:
    if finding.arguments.get("listed"):
        return _with_id(finding, ledger)
    if finding.code == "K211" and finding.path[-1:] == ("sector",):
        return _with_sectors(finding)
    ids = declared(finding, ledger)
    if not ids:
        return finding
    if finding.code == "K202":
        return replace(finding, arguments={**finding.arguments, "words": told(ids.items())})
    likely = _likely(finding.arguments["value"], {name: word for word, name in ids.items()})
    said = {"expected": "", "declared": told(ids.items()), "likely": likely}
    return replace(finding, arguments={**finding.arguments, **said})


def _with_sectors(finding: Finding) -> Finding:
    """Return the finding with the sectors that have names: others may be written, too."""
    slugs = {name: name.replace(" ", "-") for name in sorted(KNOWN)}
    names = {sector_name(slug, language) or slug: slug for language in (ENGLISH, CHINESE) for slug in slugs.values()}
    said = {
        "sectors": told((slug, name) for name, slug in slugs.items()),
        "likely": _likely(finding.arguments["value"], names),
    }
    return replace(finding, arguments={**finding.arguments, **said})


def _likely(written: str, names: Mapping[str, str]) -> str:
    """Return the name that was meant and its id; empty where none is near."""
    found = likeliest(written, names)
    return f"{found} → {names[found]}" if found else ""


def _with_id(finding: Finding, ledger: Ledger) -> Finding:
    entries: Mapping[str, Mapping[str, Any]] = {
        "registry/departments.yml": ledger.departments,
        "registry/institutions.yml": ledger.institutions,
        "registry/places.yml": ledger.places,
        "registry/topics.yml": ledger.topics,
    }
    names: dict[str, str] = {}
    for name, known in names_of(entries.get(finding.arguments["listed"], {})).items():
        for said in known:
            names.setdefault(said, name)
    wanted = finding.arguments["value"].strip()
    for place in ledger.places.values():
        if len(place.name) < len(wanted) and finding.arguments["listed"] != "registry/places.yml":
            wanted = wanted.removeprefix(place.name)
    nearest = _likely(wanted, names) or _likely(wanted[1:] if wanted[:1] in _LEVELS else "", names)
    return replace(finding, arguments={**finding.arguments, "nearest": nearest})
