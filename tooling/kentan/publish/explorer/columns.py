"""The columns of the explorer: for each case and facet which codes it has, by year; and the totals of all codes."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from kentan.publish.facets import FACETS, Facet, Filed
from kentan.publish.filing import Filing, Year
from kentan.publish.lookup import digits, numbers, script
from kentan.publish.segments import Segments

Lay = Callable[[str, str | None, Callable[[], bytes]], str]
"""Lays down a file by its name, made where it is not there with that key, and returns its version."""


def lay_columns(cases: Sequence[Filed], filing: Filing, segments: Segments, lay: Lay) -> None:
    """Lay down one file a facet with its column, the due days, one a year with its ids; `cases/index` says what there
    is.

    Each column is a file, because who chooses needs the columns of what is chosen alone. The years need none: the
    cases are in their order.
    """
    sets = [{codes: number for number, codes in enumerate(sorted(found))} for found in filing.sets]
    facets = [_dictionary(facet, found, own) for facet, found, own in zip(FACETS, filing.sets, sets, strict=True)]
    versions = {}
    each = zip(*[one.codes for one in cases], strict=True) if cases else [()] * len(FACETS)
    for facet, own, codes in zip(FACETS, sets, each, strict=True):
        if facet.id != "year":
            written = {codes: digits(number) for codes, number in own.items()}
            column = "".join(map(written.__getitem__, codes))
            versions[facet.id] = lay(f"cases/{facet.id}", None, partial(script, f"cases/{facet.id}", column))
    years, days = [], []
    for year in filing.years:
        own_days = segments.get(f"due-{year.year}", year.cases, partial(_days, year))
        days.append(own_days.decode())
        name = f"ids/{year.year}"
        ids = lay(name, segments.key(year.cases), partial(_ids, name, year.cases))
        years.append([year.year, year.first, len(year.cases), ids])
    versions["due"] = lay("cases/due", None, partial(script, "cases/due", "".join(days)))
    index = {"count": len(cases), "facets": facets, "versions": versions, "years": years}
    lay("cases/index", None, partial(script, "cases/index", index))


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


def _days(year: Year) -> bytes:
    """When cases are due, as the distance from the first day of their year, one more than it; 0 where nothing is due
    (or was before)."""
    start, due = date(year.year, 1, 1), [one.found.due for one in year.cases]
    return numbers(max(0, (when.day - start).days + 1) if when else 0 for when in due).encode()


def _ids(name: str, found: Sequence[Filed]) -> bytes:
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
    stem = numbers(at[stem] for stem, _number in parts)
    return script(name, {"stems": stems, "stem": stem, "number": numbers(distances), "odd": odd})
