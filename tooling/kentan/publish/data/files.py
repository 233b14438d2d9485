"""The files of the open data, below `data/v1/`."""

import json
from collections.abc import Callable, Iterable, Iterator
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
from kentan.publish.data.tables import AS_OF, TABLES, Table, columns_of, is_open
from kentan.publish.edition import Edition
from kentan.publish.facets import Filed
from kentan.publish.segments import Segments
from kentan.publish.text import clean
from kentan.records.case import Case
from kentan.records.meeting import Meeting

FOLDER = "data/v1"
_TAIL = b"\n]}\n"
_MEDIA = {"csv": "text/csv", "json": "application/json", "md": "text/markdown"}


def data_files(edition: Edition, segments: Segments) -> Iterator[tuple[str, bytes]]:
    """Every file as (path below the site's folder, content), the description of all of them last."""
    resources = []
    for one in TABLES:
        name, content = table_name(edition, one), _csv(edition, segments, one)
        resources.append({**_resource(name, content, one.meaning), "schema": _fields(one)})
        yield f"{FOLDER}/{name}", content
    for name, content, meaning in _json(edition, segments):
        resources.append(_resource(name, content, meaning))
        yield f"{FOLDER}/{name}", content
    said = readme()
    resources.append(_resource(README, said, MEANING))
    yield f"{FOLDER}/{README}", said
    yield f"{FOLDER}/case.schema.json", schema(Case)
    yield f"{FOLDER}/meeting.schema.json", schema(Meeting)
    yield f"{FOLDER}/datapackage.json", _package(edition, resources)


def table_name(edition: Edition, one: Table) -> str:
    """The name of a table's file below the folder."""
    return f"{one.name}.csv{ENDING}" if one.of_cases and is_packed(edition) else f"{one.name}.csv"


def json_names(edition: Edition) -> list[str]:
    """The names of the JSON files below the folder: the cases of each year, newest first, and the meetings."""
    years = reversed(edition.index.filing.years)
    return [*(_of_year(edition, year) for year, _first, _cases in years), "meetings.json"]


def _of_year(edition: Edition, year: int) -> str:
    return f"cases/{year}.json{ENDING if is_packed(edition) else ''}"


def _csv(edition: Edition, segments: Segments, one: Table) -> bytes:
    columns = columns_of(one)
    as_of = edition.as_of

    def value(row: Any, column: Any) -> Any:
        found = as_of if column is AS_OF else column.of(row)
        return found if is_open(found) else None

    def written(rows: Iterable[Any]) -> bytes:
        return lines([value(row, column) for column in columns] for row in rows)

    head, name = table(column.name for column in columns), table_name(edition, one)
    if one.rows:
        return head + written(one.rows(edition))
    if one.of_meetings:
        return head + b"".join(_of_meetings(edition, segments, name, written))
    assert one.of_cases
    how = packed if is_packed(edition) else bytes
    found = [how(head)]
    for year in edition.index.filing.years:
        for number, part in enumerate(year.parts()):
            make = partial(_laid, how, written, one.of_cases(part.cases))
            found.append(segments.get(f"{year.year}-{number}-{name}", part.cases, make))
    return b"".join(found)


def _json(edition: Edition, segments: Segments) -> Iterator[tuple[str, bytes, str]]:
    as_of = edition.as_of.isoformat()
    for year in edition.index.filing.years:
        name, how = _of_year(edition, year.year), packed if is_packed(edition) else bytes
        found = [how(_head(as_of, "cases"))]
        for number, part in enumerate(year.parts()):
            kept = f"{number}-{name.replace('/', '-')}"
            make = partial(_laid, how, b"".join, _records(part.cases, number > 0))
            found.append(segments.get(kept, part.cases, make))
        yield name, b"".join((*found, how(_TAIL))), "Cases, one a row."
    meetings = _of_meetings(edition, segments, "meetings.json", _meetings)
    yield "meetings.json", _lines(as_of, "meetings", meetings), "Meetings, one a row."


def _meetings(meetings: Iterable[Meeting]) -> bytes:
    return b",\n".join(_line(plain(meeting)) for meeting in meetings)


def _of_meetings(
    edition: Edition, segments: Segments, name: str, written: Callable[[Iterable[Meeting]], bytes]
) -> list[bytes]:
    """What is written of the meetings of each year."""
    years = [tuple(found) for _year, found in groupby(edition.index.meetings, key=lambda meeting: meeting.id[:4])]
    return segments.each(name, [(segments.keys.of((), found), partial(written, found)) for found in years])


def _line(record: Any) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def _records(cases: Iterable[Filed], goes_on: bool) -> Iterator[bytes]:
    """The cases as lines of a JSON document; where it goes on, each stands behind another one."""
    for one in cases:
        line = _line({**plain(one.case), "computed": computed(one)})
        yield b",\n" + line if goes_on else line
        goes_on = True


def _laid(how: Callable[[bytes], bytes], write: Callable[[Iterable[Any]], bytes], rows: Iterable[Any]) -> bytes:
    return how(write(rows))


def _lines(as_of: str, name: str, records: Iterable[bytes]) -> bytes:
    """One JSON document in which each record is a line of its own, so that it can be read line by line as well."""
    return _head(as_of, name) + b",\n".join(records) + _TAIL


def _head(as_of: str, name: str) -> bytes:
    return f'{{"as_of":"{as_of}","{name}":[\n'.encode()


def _resource(path: str, content: bytes, meaning: str) -> dict[str, Any]:
    bare = path.removesuffix(ENDING)
    name, _dot, form = bare.rpartition(".")
    made = {
        "name": f"{name}-{form}".replace("/", "-").lower(),
        "path": path,
        "description": both("publish", meaning),
        "format": form,
        "mediatype": _MEDIA[form],
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
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
        made["licenses"] = [{"title": clean(licence.name), "path": licence.address}]
    return (json.dumps({**made, "resources": resources}, ensure_ascii=False, indent=1) + "\n").encode()
