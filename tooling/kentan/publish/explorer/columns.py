"""The columns of the explorer: for each case and facet which codes it has, by year; and the totals of all codes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from kentan.publish.facets import FACETS, Facet, Filed
from kentan.publish.filing import Filing
from kentan.publish.lookup import numbers, script, version
from kentan.records.moments import Moment


def columns(cases: tuple[Filed, ...], filing: Filing) -> Iterator[tuple[str, bytes]]:
    """The files: one a facet with its column, the due days, one a year with its ids; `cases/index` says what there is.

    Each column is a file, because who chooses needs the columns of what is chosen alone. The years need none: the
    cases are in their order.
    """
    sets = [{codes: number for number, codes in enumerate(sorted(found))} for found in filing.sets]
    facets = [_dictionary(facet, found, own) for facet, found, own in zip(FACETS, filing.sets, sets, strict=True)]
    versions = {}
    for place, facet in enumerate(FACETS):
        if facet.id != "year":
            own = sets[place]
            column = script(f"cases/{facet.id}", numbers([own[one.codes[place]] for one in cases]))
            versions[facet.id] = version(column)
            yield f"cases/{facet.id}", column
    years, days = [], []
    for year, first, found in filing.years:
        days.append(_days(date(year, 1, 1), [one.found.due for one in found]))
        ids = script(f"ids/{year}", _ids(found))
        years.append([year, first, len(found), version(ids)])
        yield f"ids/{year}", ids
    due = script("cases/due", "".join(days))
    versions["due"] = version(due)
    yield "cases/due", due
    index = {"count": len(cases), "facets": facets, "versions": versions, "years": years}
    yield "cases/index", script("cases/index", index)


def _dictionary(facet: Facet, found: Mapping[tuple[str, ...], int], sets: Iterable[tuple[str, ...]]) -> dict[str, Any]:
    """What the numbers of a column mean: the codes with their totals, and which codes each set has."""
    totals: Counter[str] = Counter()
    for codes, count in found.items():
        totals.update(dict.fromkeys(codes, count))
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


def _ids(found: Sequence[Filed]) -> dict[str, object]:
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
