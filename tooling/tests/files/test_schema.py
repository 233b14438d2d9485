"""The schemas for editors equal the types, are valid, and say in two languages what each field means."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from kentan.files.loading import kind_of
from kentan.files.schema import schemas

ROOT = Path(__file__).resolve().parents[3]
RECORDS = sorted(path for room in ("cases", "meetings", "registry") for path in (ROOT / room).rglob("*.yml"))


class Plain(yaml.SafeLoader):
    """Types scalars as YAML 1.2 does, the way the editor's language server does: no dates, and `on` is a word."""


Plain.yaml_implicit_resolvers = {
    first: [entry for entry in resolvers if not entry[0].endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def test_committed_schemas_are_those_of_the_types() -> None:
    committed = {path.name: path.read_text("utf-8") for path in (ROOT / "registry" / "schema").glob("*.json")}
    assert committed == schemas(), "run: kentan schema"


@pytest.mark.parametrize("name", sorted(schemas()))
def test_schema_is_valid_and_explains_every_field_in_chinese_and_english(name: str) -> None:
    schema = json.loads(schemas()[name])
    jsonschema.Draft7Validator.check_schema(schema)
    for definition in schema["definitions"].values():
        for field in definition["properties"].values():
            chinese, _, english = field["description"].partition("\n\n")
            assert any("\u4e00" <= each <= "\u9fff" for each in chinese)
            assert english


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_record_names_its_schema_and_keeps_to_it(path: Path) -> None:
    found = kind_of(path.relative_to(ROOT).as_posix())
    assert found is not None
    first = path.read_text("utf-8").split("\n")[0]
    address = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / address).resolve() == ROOT / "registry" / "schema" / f"{found[0]}.schema.json"
    schema = json.loads(schemas()[f"{found[0]}.schema.json"])
    jsonschema.Draft7Validator(schema).validate(yaml.load(path.read_text("utf-8"), Plain))
