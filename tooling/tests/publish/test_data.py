"""The open data: whole, the same in each form, described, safe in a spreadsheet, and without what is not published."""

import csv
import gzip
import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kentan.publish.counts import RATES, counts
from kentan.publish.data.cells import guarded, lines
from kentan.publish.data.computed import COMPUTED
from kentan.publish.data.recipe import RECIPE
from kentan.publish.data.shape import NOT_PUBLISHED, plain
from kentan.publish.makers.data import data_pages
from kentan.records.case import Allowance, Correction, Enterprise, Redaction, Withheld
from kentan.records.ledger import Ledger
from kentan.records.meeting import Attendance
from kentan.records.moments import Moment
from kentan.records.registry import Licence
from kentan.records.vocabulary import Disclosure, Provenance
from tests.publish.conftest import DAY
from tests.publish.outputs import editions, outputs
from tests.publish.test_hostile import PAYLOAD, hostile_ledger

ADDRESSES = {
    *("cases.csv", "replies.csv", "deadlines.csv", "meetings.csv", "withheld.csv", "meetings.json"),
    *("departments.csv", "institutions.csv", "places.csv", "topics.csv", "programmes.csv"),
    *("case.schema.json", "meeting.schema.json", "datapackage.json"),
}


@pytest.fixture(scope="module")
def found(sample: Ledger) -> dict[str, bytes]:
    return outputs(sample, DAY)


def rows(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def records(found: dict[str, bytes]) -> list[dict[str, Any]]:
    files = [content for path, content in sorted(found.items()) if path.startswith("data/v1/cases/")]
    return [record for content in files for record in json.loads(content)["cases"]]


def test_the_addresses_stay(found: dict[str, bytes]) -> None:
    assert {f"data/v1/{name}" for name in ADDRESSES} <= set(found)
    assert "data/v1/cases/2022.json" in found


def test_tables_and_records_hold_every_case_and_meeting(sample: Ledger, found: dict[str, bytes]) -> None:
    assert {row["id"] for row in rows(found["data/v1/cases.csv"])} == set(sample.cases)
    assert {record["id"] for record in records(found)} == set(sample.cases)
    meetings = json.loads(found["data/v1/meetings.json"])["meetings"]
    assert {one["id"] for one in meetings} == {row["id"] for row in rows(found["data/v1/meetings.csv"])}


def test_each_record_is_a_line_of_its_own(found: dict[str, bytes]) -> None:
    lines = found["data/v1/cases/2022.json"].decode().split("\n")[1:-2]
    assert all(json.loads(line.removesuffix(",")) for line in lines)


def test_what_is_computed_is_marked_and_the_same_in_both_forms(sample: Ledger, found: dict[str, bytes]) -> None:
    states = editions(sample, DAY)[0].index.computed.states
    by_id = {record["id"]: record["computed"] for record in records(found)}
    for row in rows(found["data/v1/cases.csv"]):
        assert row["computed_as_of"] == "2026-11-22"
        assert row["computed_status"] == states[row["id"]].status.value
        for one in COMPUTED:
            value = by_id[row["id"]].get(one.key, "")
            assert row[f"computed_{one.key}"] == (value if isinstance(value, str) else json.dumps(value))


def test_every_figure_of_the_home_page_follows_from_the_table_of_cases(
    sample: Ledger, found: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cases.csv").write_bytes(found["data/v1/cases.csv"])
    monkeypatch.chdir(tmp_path)
    readme = found["data/v1/README.md"].decode()
    recipe = readme.partition("```python\n")[2].partition("```")[0]
    done: dict[str, Any] = {}
    exec(recipe, done)
    again = done["figures"]
    edition = editions(sample, DAY)[0]
    tiles = counts(edition)
    names = ("received", "open", "due-soon", "overdue", *(indicator for indicator, _tone in RATES))
    assert len(tiles) == len(names)
    for name, tile in zip(names, tiles, strict=True):
        count, total = again[name]
        assert (tile.count, tile.total) == (str(count), None if total is None else str(total)), name
    median = edition.index.computed.figure("days-to-answer-median")
    assert again["days-to-answer-median"] == (median.value, median.denominator)


@pytest.fixture
def packed(sample: Ledger, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The files of a very large site."""
    monkeypatch.setattr("kentan.publish.archive.VERY_MANY", 0)
    return outputs(sample, DAY)


def test_a_very_large_site_packs_what_holds_all_cases_and_nothing_is_lost(
    found: dict[str, bytes], packed: dict[str, bytes]
) -> None:
    names = {path.removesuffix(".gz"): path for path in packed if path.startswith("data/")}
    assert set(names) == {path for path in found if path.startswith("data/")}
    gone = [name for name, path in names.items() if name != path]
    assert {"data/v1/cases.csv", "data/v1/replies.csv", "data/v1/deadlines.csv", "data/v1/cases/2022.json"} <= set(gone)
    for name in gone:
        assert gzip.decompress(packed[names[name]]) == found[name]
        assert len(packed[names[name]]) < len(found[name]) * 0.8
        assert packed[names[name]][4:8] == bytes(4), "a time"


def test_a_very_large_site_describes_and_links_what_is_packed(sample: Ledger, packed: dict[str, bytes]) -> None:
    described = {one["path"]: one for one in json.loads(packed["data/v1/datapackage.json"])["resources"]}
    assert {f"data/v1/{path}" for path in described} <= set(packed)
    one = described["cases.csv.gz"]
    assert (one["format"], one["compression"], one["bytes"]) == ("csv", "gz", len(packed["data/v1/cases.csv.gz"]))
    view = next(iter(data_pages(editions(sample, DAY)[0]))).view()
    assert {table.file for table in view.tables} | set(view.records) <= set(described)
    assert view.packed


def test_every_figure_follows_from_the_packed_table_too(
    found: dict[str, bytes], packed: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done: list[dict[str, Any]] = []
    for name, files in (("cases.csv.gz", packed), ("cases.csv", found)):
        (tmp_path / name).write_bytes(files[f"data/v1/{name}"])
        done.append({})
        exec(RECIPE, done[-1])
    assert done[0]["figures"] == done[1]["figures"]


def test_the_day_of_the_hand_over_and_what_is_due_soon_stand_in_the_table(
    sample: Ledger, found: dict[str, bytes]
) -> None:
    by_id = {row["id"]: row for row in rows(found["data/v1/cases.csv"])}
    handed = {entry.on for part in sample.cases["HZ-2026-0004"].assignments.values() for entry in part.handed_over}
    assert by_id["HZ-2026-0004"]["computed_handed_over_on"] == str(min(handed))
    assert {row["computed_due_soon"] for row in by_id.values()} == {"true", "false"}
    assert by_id["HZ-2026-0004"]["computed_answered_in_time"] == "false"


def test_the_description_names_every_file_and_every_column(found: dict[str, bytes]) -> None:
    package = json.loads(found["data/v1/datapackage.json"])
    described = {f"data/v1/{one['path']}": one for one in package["resources"]}
    for path, content in found.items():
        if path.startswith("data/") and "schema" not in path and "package" not in path:
            assert described[path]["bytes"] == len(content)
        if path.startswith("data/") and path.endswith(".csv"):
            head = content.decode("utf-8-sig").splitlines()[0].split(",")
            assert [field["name"] for field in described[path]["schema"]["fields"]] == head
    for one in package["resources"]:
        for field in one.get("schema", {}).get("fields", []):
            chinese, _slash, english = field["description"].partition(" / ")
            assert chinese != english


def conforms(value: Any, schema: dict[str, Any], definitions: dict[str, Any], where: str) -> None:
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rpartition("/")[2]]
    if isinstance(value, dict) and "properties" in schema:
        assert set(schema.get("required", ())) <= set(value), where
        for key, part in value.items():
            known = schema["properties"].get(key)
            if known is None:
                assert isinstance(part, str), f"{where}.{key}"
                assert key.rpartition("_")[0] in schema["properties"], f"{where}.{key}"
                continue
            conforms(part, known, definitions, f"{where}.{key}")
    elif isinstance(value, dict):
        for key, part in value.items():
            conforms(part, schema["additionalProperties"], definitions, f"{where}.{key}")
    elif isinstance(value, list):
        assert schema["type"] == "array", where
        for part in value:
            conforms(part, schema["items"], definitions, where)
    elif "enum" in schema:
        assert value in schema["enum"], where
    elif isinstance(value, str):
        assert schema["type"] == "string", where


def test_records_conform_to_their_schema(found: dict[str, bytes]) -> None:
    for name, many in (("case", records(found)), ("meeting", json.loads(found["data/v1/meetings.json"])["meetings"])):
        schema = json.loads(found[f"data/v1/{name}.schema.json"])
        for one in many:
            conforms(one, schema, schema["$defs"], one["id"])


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+cmd", "@sum", "＝1+1", "－a", " =1", "\t=1", "=HYPERLINK(1)"])
def test_a_formula_becomes_text(text: str) -> None:
    assert guarded(text).startswith("'")


@pytest.mark.parametrize("text", ["-1", "+1.5", "a=b", "2022-06-08", "", "企业"])
def test_numbers_and_texts_stay(text: str) -> None:
    assert guarded(text) == text


def test_cells_are_plain() -> None:
    day = date(2026, 11, 22)
    row = [None, True, False, 3, "a\nb\u202e", day, Moment(day, 570), Provenance.LIVE]
    assert lines([row]) == b",true,false,3,a b,2026-11-22,2026-11-22 09:30,live\r\n"
    assert plain(Decimal("2.50")) == 2.5
    assert plain(Decimal("2")) == 2


def secret_ledger(sample: Ledger) -> Ledger:
    """A ledger with a canary in every place that is not published."""
    victim = next(one for one in sample.cases.values() if one.ratings and one.enterprise and one.assignments)
    department, part = next((name, part) for name, part in victim.assignments.items() if part.replies)
    reply = replace(part.replies[0], text="kinglet reply", translations={"text_en": "kinglet reply"})
    case = replace(
        victim,
        title="kinglet title",
        translations={"title_en": "kinglet title"},
        enterprise=Enterprise(
            ref="e-7177177",
            disclosure=Disclosure.WITHHELD,
            name="kinglet name",
            sector="kinglet-sector",
            translations={"name_en": "kinglet name"},
        ),
        assignments={**victim.assignments, department: replace(part, replies=(reply,))},
        ratings=(replace(victim.ratings[0], text="kinglet rating"),),
        withheld=(
            Withheld(field="title", reason="依法"),
            Withheld(field=f"assignments.{department}.replies.0", reason="依法"),
            Withheld(field="ratings", reason="依法"),
        ),
        allowed=(Allowance(value="kinglet allowed", reason="kinglet why"),),
        corrections=(
            Correction(on=Moment(DAY), by="kinglet-person", path="title", was="kinglet was", now="kinglet", why="错字"),
        ),
        redactions=(
            Redaction(on=Moment(DAY), by="kinglet-person", path="summary", why="依法", digest="kinglet-digest"),
        ),
    )
    hidden = replace(case, id="HZ-2022-9999", withheld=(Withheld(field="raised.on", reason="依法"),))
    meeting = next(iter(sample.meetings.values()))
    meeting = replace(
        meeting,
        chair="kinglet chair",
        invited=("e-7177177",),
        attendance=replace(meeting.attendance or Attendance(), present=("e-7177177",)),
        withheld=(Withheld(field="chair", reason="依法"),),
    )
    return replace(
        sample,
        cases={**sample.cases, case.id: case, hidden.id: hidden},
        meetings={**sample.meetings, meeting.id: meeting},
        people={**sample.people, "kinglet-person": next(iter(sample.people.values()))},
    )


def test_nothing_leaks_into_any_byte(sample: Ledger) -> None:
    ledger = secret_ledger(sample)
    for path, content in outputs(ledger, DAY).items():
        assert b"kinglet" not in content, path
        assert b"7177177" not in content, path
    refs = {case.enterprise.ref for case in sample.cases.values() if case.enterprise and case.enterprise.ref}
    everything = b"".join(outputs(sample, DAY).values())
    assert not [ref for ref in refs if ref.encode() in everything]


def test_a_withheld_rating_does_not_come_back_as_a_computed_one(sample: Ledger) -> None:
    ledger = secret_ledger(sample)
    case = next(one for one in ledger.cases.values() if one.title == "kinglet title" and one.id != "HZ-2022-9999")
    row = next(row for row in rows(outputs(ledger, DAY)["data/v1/cases.csv"]) if row["id"] == case.id)
    hidden = ("rating", "outcome", "answered_on", "first_answered_on", "satisfied", "solved")
    assert {row[f"computed_{name}"] for name in hidden} == {""}
    withheld = rows(outputs(ledger, DAY)["data/v1/withheld.csv"])
    assert {(row["case"], row["field"]) for row in withheld} >= {(case.id, "ratings"), ("HZ-2022-9999", "raised.on")}


def test_every_field_that_is_left_out_exists() -> None:
    for of, left_out in NOT_PUBLISHED.items():
        assert set(left_out) <= set(of.__dataclass_fields__)  # type: ignore[attr-defined]


def test_hostile_texts_stay_texts(sample: Ledger) -> None:
    for path, content in outputs(hostile_ledger(sample, f"={PAYLOAD}"), DAY).items():
        text = content.decode("utf-8-sig")
        assert "\u202e" not in text, path
        assert "\u0007" not in text, path
        assert "\x00" not in text, path
        if path.endswith(".csv"):
            for row in rows(content):
                assert not [one for one in row.values() if one[:1] in {"=", "@", "\t", "\r"}], path
        if path.endswith(".json"):
            json.loads(text)
        if path.endswith(".js"):
            assert "<" not in text, path


@pytest.mark.parametrize("address", ["https://creativecommons.org/publicdomain/zero/1.0/", None])
def test_a_licence_has_a_path_or_a_name_as_data_packages_want_it(sample: Ledger, address: str | None) -> None:
    assert sample.instance
    instance = replace(sample.instance, licence=Licence(name="CC0 1.0", address=address))
    package = json.loads(outputs(replace(sample, instance=instance), DAY)["data/v1/datapackage.json"])
    expected = {"path": address} if address else {"name": "CC0-1.0"}
    assert package["licenses"] == [{"title": "CC0 1.0", **expected}]
