"""The files of the open data, below `data/v1/`."""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from hashlib import sha256
from itertools import groupby
from typing import Any

from kentan.publish.data.cells import lines, table
from kentan.publish.data.computed import computed
from kentan.publish.data.packing import ENDING, is_packed, packed
from kentan.publish.data.recipe import FILE as README
from kentan.publish.data.recipe import MEANING, readme
from kentan.publish.data.schema import both, schema
from kentan.publish.data.shape import plain
from kentan.publish.data.tables import AS_OF, TABLES, Table, columns_of
from kentan.publish.edition import Edition
from kentan.publish.facets import Filed
from kentan.publish.filing import Year
from kentan.publish.laying import Laying
from kentan.publish.segments import Segments
from kentan.publish.text import clean
from kentan.records.case import Case
from kentan.records.meeting import Meeting

FOLDER = "data/v1"
_NEXT, _TAIL = b",\n", b"\n]}\n"
_Made = tuple[str | None, Callable[[], bytes]]
"""The key of a file, and how it is made."""
_WRITE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_MEDIA = {"csv": "text/csv", "json": "application/json", "md": "text/markdown"}


def lay_data_files(edition: Edition, segments: Segments, laying: Laying) -> None:
    """Lay down every file, the description of all of them last."""
    resources = []
    for one in TABLES:
        name = table_name(edition, one)
        key, make = _csv(edition, segments, one)
        said = laying.lay(f"{FOLDER}/{name}", key, make, _weighed)
        resources.append({**_resource(name, said, one.meaning), "schema": _fields(one)})
    for year in edition.index.filing.years:
        name = _of_year(edition, year.year)
        key, make = _json(edition, segments, year)
        said = laying.lay(f"{FOLDER}/{name}", key, make, _weighed)
        resources.append(_resource(name, said, "Cases, one a row."))
    found = _of_meetings(edition, segments, "meetings.json", _meetings)
    meetings = _lines(edition.as_of.isoformat(), "meetings", found)
    laying.write(f"{FOLDER}/meetings.json", meetings)
    resources.append(_resource("meetings.json", _weighed(meetings), "Meetings, one a row."))
    resources.append(_resource(README, laying.lay(f"{FOLDER}/{README}", "", readme, _weighed), MEANING))
    laying.lay(f"{FOLDER}/case.schema.json", "", partial(schema, Case))
    laying.lay(f"{FOLDER}/meeting.schema.json", "", partial(schema, Meeting))
    laying.write(f"{FOLDER}/datapackage.json", _package(edition, resources))


def table_name(edition: Edition, one: Table) -> str:
    """The name of a table's file below the folder."""
    return f"{one.name}.csv{ENDING}" if one.of_cases and is_packed(edition) else f"{one.name}.csv"


def json_names(edition: Edition) -> list[str]:
    """The names of the JSON files below the folder: the cases of each year, newest first, and the meetings."""
    years = reversed(edition.index.filing.years)
    return [*(_of_year(edition, one.year) for one in years), "meetings.json"]


def _of_year(edition: Edition, year: int) -> str:
    return f"cases/{year}.json{ENDING if is_packed(edition) else ''}"


def _csv(edition: Edition, segments: Segments, one: Table) -> _Made:
    columns, as_of = columns_of(one), edition.as_of
    values = [(lambda _row: as_of) if column is AS_OF else column.of for column in columns]

    def written(rows: Iterable[Any]) -> bytes:
        return lines([value(row) for value in values] for row in rows)

    head, name = table(column.name for column in columns), table_name(edition, one)
    if one.rows:
        content = head + written(one.rows(edition))
        return None, lambda: content
    if one.of_meetings:
        meetings = head + b"".join(_of_meetings(edition, segments, name, written))
        return None, lambda: meetings
    of_cases = one.of_cases
    assert of_cases

    def each(case: Filed) -> bytes:
        return written(of_cases((case,)))

    return _parted(edition, segments, head, name, edition.index.filing.years, each)


def _json(edition: Edition, segments: Segments, year: Year) -> _Made:
    """The cases of a year as a JSON document, each a line of its own."""
    head, name = _head(edition.as_of.isoformat(), "cases"), _of_year(edition, year.year).replace("/", "-")
    return _parted(edition, segments, head, name, (year,), _record, _TAIL, len(_NEXT))


def _record(one: Filed) -> bytes:
    """A case as a line of a JSON document, behind another one."""
    return _NEXT + _line({**plain(one.case), "computed": computed(one)})


def _parted(
    edition: Edition,
    segments: Segments,
    head: bytes,
    name: str,
    years: Sequence[Year],
    each: Callable[[Filed], bytes],
    tail: bytes = b"",
    before: int = 0,
) -> _Made:
    """A file of cases, one after the other, whose parts are kept; packed each by itself on very large sites. `before`
    is the length of what only parts cases."""
    parts = [
        (f"{at}-{year.year}-{name}", part, 0 if at else before)
        for year in years
        for at, part in enumerate(year.parts())
    ]
    if is_packed(edition):

        def content() -> bytes:
            found = [
                segments.get(kept, part.cases, partial(_packed, part.cases, each, leaving))
                for kept, part, leaving in parts
            ]
            return b"".join((packed(head), *found, packed(tail) if tail else b""))

        return _joined(segments.key(year.cases) for year in years), content
    told = [(segments.lines(kept, part.cases, each), leaving) for kept, part, leaving in parts]
    return _joined(one.digest for one, _leaving in told), lambda: b"".join(
        (head, *(one.joined()[leaving:] for one, leaving in told), tail)
    )


def _joined(keys: Iterable[str | None]) -> str | None:
    """One key of several; None where one of them is not known."""
    found = [key or "" for key in keys]
    return " ".join(found) if all(found) else None


def _packed(cases: Iterable[Filed], each: Callable[[Filed], bytes], leaving: int) -> bytes:
    return packed(b"".join(map(each, cases))[leaving:])


def _meetings(meetings: Iterable[Meeting]) -> bytes:
    return _NEXT.join(_line(plain(meeting)) for meeting in meetings)


def _of_meetings(
    edition: Edition, segments: Segments, name: str, written: Callable[[Iterable[Meeting]], bytes]
) -> list[bytes]:
    """What is written of the meetings of each year."""
    years = [tuple(found) for _year, found in groupby(edition.index.meetings, key=lambda meeting: meeting.id[:4])]
    return segments.each(name, [(segments.keys.of((), found), partial(written, found)) for found in years])


def _line(record: Any) -> bytes:
    return _WRITE(record).encode()


def _lines(as_of: str, name: str, records: Iterable[bytes]) -> bytes:
    """One JSON document in which each record is a line of its own, so that it can be read line by line as well."""
    return _head(as_of, name) + _NEXT.join(records) + _TAIL


def _head(as_of: str, name: str) -> bytes:
    return f'{{"as_of":"{as_of}","{name}":[\n'.encode()


def _weighed(content: bytes) -> str:
    """What the description says of a file: its bytes and its digest."""
    return f"{len(content)} {sha256(content).hexdigest()}"


def _resource(path: str, said: str, meaning: str) -> dict[str, Any]:
    weight, _blank, known = said.partition(" ")
    bare = path.removesuffix(ENDING)
    name, _dot, form = bare.rpartition(".")
    made = {
        "name": f"{name}-{form}".replace("/", "-").lower(),
        "path": path,
        "description": both("publish", meaning),
        "format": form,
        "mediatype": _MEDIA[form],
        "encoding": "utf-8",
        "bytes": int(weight),
        "hash": f"sha256:{known}",
    }
    if bare != path:
        made["compression"] = "gz"
    return {**made, "profile": "tabular-data-resource"} if form == "csv" else made


def _fields(one: Table) -> dict[str, Any]:
    return {
        "fields": [
            {
                "name": column.name,
                "type": column.type,
                "description": both("publish", column.meaning),
                **({"computed": True} if column.computed else {}),
            }
            for column in columns_of(one)
        ]
    }


def _package(edition: Edition, resources: list[dict[str, Any]]) -> bytes:
    instance = edition.instance
    licence = instance.licence
    made: dict[str, Any] = {
        "profile": "data-package",
        "name": "kentan",
        "title": clean(instance.name),
        "version": "1",
        "as_of": edition.as_of.isoformat(),
    }
    if instance.base_address:
        made["homepage"] = instance.base_address
    if licence:
        title = clean(licence.name)
        named = {"path": licence.address} if licence.address else {"name": title.replace(" ", "-")}  # it wants either
        made["licenses"] = [{"title": title, **named}]
    return (json.dumps({**made, "resources": resources}, ensure_ascii=False, indent=1) + "\n").encode()
