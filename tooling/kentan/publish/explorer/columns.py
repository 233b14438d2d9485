"""The columns of the explorer: for each case and facet which codes it has, by year; and the totals of all codes."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from kentan.publish.facets import FACETS, Facet, Filed
from kentan.publish.lookup import numbers, script, version
from kentan.records.moments import Moment


def columns(cases: tuple[Filed, ...]) -> Iterator[tuple[str, bytes]]:
    """The files: one a facet with its column, the due days, one a year with its ids; `cases/index` says what there is.

    Each column is a file, because who chooses needs the columns of what is chosen alone. The years need none: the
    cases are in their order.
    """
    sets = [_sets(cases, place) for place in range(len(FACETS))]
    facets = [_dictionary(facet, cases, place, sets[place]) for place, facet in enumerate(FACETS)]
    versions = {}
    for place, facet in enumerate(FACETS):
        if facet.id != "year":
            column = script(f"cases/{facet.id}", numbers(sets[place][one.codes[place]] for one in cases))
            versions[facet.id] = version(column)
            yield f"cases/{facet.id}", column
    years, days = [], []
    first = 0
    for year, group in groupby(cases, key=lambda one: one.case.raised.on.day.year):
        found = list(group)
        days.append(_days(date(year, 1, 1), [one.found.due for one in found]))
        ids = script(f"ids/{year}", _ids(found))
        years.append([year, first, len(found), version(ids)])
        first += len(found)
        yield f"ids/{year}", ids
    due = script("cases/due", "".join(days))
    versions["due"] = version(due)
    yield "cases/due", due
    index = {"count": len(cases), "facets": facets, "versions": versions, "years": years}
    yield "cases/index", script("cases/index", index)


def _sets(cases: tuple[Filed, ...], place: int) -> dict[tuple[str, ...], int]:
    """The sets of codes that cases have in a facet, each with its number."""
    return {codes: number for number, codes in enumerate(sorted({one.codes[place] for one in cases}))}


def _dictionary(facet: Facet, cases: tuple[Filed, ...], place: int, sets: dict[tuple[str, ...], int]) -> dict[str, Any]:
    """What the numbers of a column mean: the codes with their totals, and which codes each set has."""
    totals = Counter(code for one in cases for code in one.codes[place])
    values = sorted(totals)
    at = {code: number for number, code in enumerate(values)}
    return {
        "id": facet.id,
        "values": values,
        "totals": [totals[code] for code in values],
        "sets": [[at[code] for code in codes] for codes in sets],
    }


def _days(start: date, days: list[Moment | None]) -> str:
    """Days as their distance from a day, one more than it; 0 where there is none (or an earlier one)."""
    return numbers(max(0, (when.day - start).days + 1) if when else 0 for when in days)


def _ids(found: list[Filed]) -> dict[str, object]:
    """The ids of the cases of a year: their prefixes, years and numbers; `odd` are those that are padded otherwise."""
    parts = [one.case.id.rsplit("-", 1) for one in found]
    stems = sorted({stem for stem, _number in parts})
    odd = {at: one.case.id for at, one in enumerate(found) if f"{int(parts[at][1]):04d}" != parts[at][1]}
    last: dict[str, int] = {}
    distances = []
    for stem, number in parts:
        step = int(number) - last.get(stem, 0)
        last[stem] = int(number)
        distances.append(2 * step if step >= 0 else -2 * step - 1)
    at = {stem: number for number, stem in enumerate(stems)}
    return {
        "stems": stems,
        "stem": numbers(at[stem] for stem, _number in parts),
        "number": numbers(distances),
        "odd": odd,
    }
