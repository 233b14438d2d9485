"""JSON Schemas for editors, made from the records' types: completion and help in Chinese and English.

The checker does not use them; they are `registry/schema/<kind>.schema.json`, and a test compares them with the types.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, get_args, get_origin

from kentan.files.loading import TYPES
from kentan.languages import CHINESE, translate
from kentan.records.describe import (
    Between,
    FreeText,
    OneFact,
    Pattern,
    TranslationsOf,
    hints_of,
    inner,
    is_mapping,
    is_record,
    is_required,
    key_of,
    marker,
    meaning,
)
from kentan.records.moments import Moment

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_SCALARS: Mapping[Any, dict[str, Any]] = {
    str: {"type": ["string", "number", "boolean"]},  # what an editor takes for a number is text to us
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Decimal: {"type": "number"},
    date: {"type": "string", "pattern": f"^{_DAY}$"},
    Moment: {"type": "string", "pattern": f"^{_DAY}([ T][0-2][0-9]:[0-5][0-9])?$"},
}


def schemas() -> dict[str, str]:
    """Return the text of each kind's schema, by the name of its file."""
    return {f"{kind}.schema.json": _text(kind, of) for kind, of in TYPES.items()}


def _text(kind: str, of: type) -> str:
    definitions: dict[str, Any] = {}
    body = _reference(of, definitions)
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"Kentan {kind}",
        **body,
        "definitions": dict(sorted(definitions.items())),
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _both(english: str) -> str:
    chinese = translate("records", english, CHINESE)
    return english if chinese == english else f"{chinese}\n\n{english}"


def _reference(of: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a type; records go to the definitions, each once."""
    of = inner(of)
    if is_record(of):
        name = str(getattr(of, "__name__", of))
        if name not in definitions:
            definitions[name] = {}
            definitions[name] = _record(of, definitions)
        return {"$ref": f"#/definitions/{name}"}
    origin = get_origin(of)
    if origin is Annotated:
        return _annotated(of, definitions)
    if origin is tuple:
        return {"type": ["array", "null"], "items": _reference(get_args(of)[0], definitions)}
    if is_mapping(of):
        keys, values = get_args(of)
        return {
            "type": ["object", "null"],
            "propertyNames": _reference(keys, definitions),
            "additionalProperties": _reference(values, definitions),
        }
    if isinstance(of, type) and issubclass(of, StrEnum):
        return {
            "enum": [member.value for member in of],
            "markdownEnumDescriptions": [_both(str(getattr(member, "label", member))) for member in of],
        }
    return dict(_SCALARS[of])


def _annotated(of: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    schema = _reference(get_args(of)[0], definitions)
    for mark in get_args(of)[1:]:
        match mark:
            case Pattern(expression, example):
                schema = {**schema, "pattern": f"^(?:{expression})$", "examples": [example]}
            case Between(least, most):
                schema = {**schema, "minimum": least, "maximum": most}
            case OneFact(names):
                schema = {"allOf": [schema, {"oneOf": [{"required": [name]} for name in names]}]}
            case _:
                pass
    return schema


def _record(of: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = hints_of(of)
    properties: dict[str, Any] = {}
    required: list[str] = []
    texts: list[str] = []
    translated = False
    for each in fields(of):
        hint = hints[each.name]
        if marker(hint, TranslationsOf):
            translated = True
            continue
        properties[key_of(each)] = _nullable(_reference(hint, definitions), each.default is None, _both(meaning(each)))
        if marker(hint, FreeText):
            texts.append(re.escape(key_of(each)))
        if is_required(each):
            required.append(key_of(each))
    schema: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    if required:
        schema["required"] = required
    if translated and texts:
        schema["patternProperties"] = {f"^(?:{'|'.join(texts)})_[a-z]{{2}}$": {"type": "string"}}
    return schema


def _nullable(schema: dict[str, Any], optional: bool, description: str) -> dict[str, Any]:
    """Return a field's schema with its description; an optional one may stand empty."""
    if not optional:
        return {**({"allOf": [schema]} if "$ref" in schema else schema), "description": description}
    return {"anyOf": [schema, {"type": "null"}], "description": description}
