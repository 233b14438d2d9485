"""JSON Schemas of the published records, made from the records' own types; descriptions in Chinese and English."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from kentan.languages import CHINESE, translate
from kentan.publish.data.computed import COMPUTED, VALUES
from kentan.publish.data.shape import published
from kentan.records.case import Case
from kentan.records.describe import Between, Pattern, key_of, meaning
from kentan.records.meeting import Meeting
from kentan.records.moments import Moment

_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_SCALARS: Mapping[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Decimal: {"type": "number"},
    date: {"type": "string", "format": "date"},
    Moment: {"type": "string", "pattern": f"^{_DAY}( [0-9]{{2}}:[0-9]{{2}})?$"},
}


def schema(of: type[Case] | type[Meeting]) -> bytes:
    """The schema of one published case or meeting."""
    definitions: dict[str, Any] = {}
    reference = _of(of, definitions)
    if of is Case:
        definitions["Case"]["properties"]["computed"] = {
            "description": both("publish", VALUES),
            "type": "object",
            "properties": {
                one.key: {"type": one.types, "description": both("publish", one.meaning)} for one in COMPUTED
            },
        }
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **reference, "$defs": definitions}
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def both(domain: str, english: str) -> str:
    """A text in Chinese and in English."""
    return f"{translate(domain, english, CHINESE)} / {english}"


def _of(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if is_dataclass(hint):
        name = str(getattr(hint, "__name__", hint))
        if name not in definitions:
            definitions[name] = {}
            definitions[name] = _record(hint, definitions)
        return {"$ref": f"#/$defs/{name}"}
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _of(parts[0], definitions)
    if origin is Annotated:
        made = _of(parts[0], definitions)
        for marker in parts[1:]:
            if isinstance(marker, Pattern):
                made = {**made, "pattern": f"^(?:{marker.expression})$", "examples": [marker.example]}
            elif isinstance(marker, Between):
                made = {**made, "minimum": marker.least, "maximum": marker.most}
        return made
    if origin is tuple:
        return {"type": "array", "items": _of(parts[0], definitions)}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _of(parts[1], definitions)}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [member.value for member in hint]}
    return dict(_SCALARS[hint])


def _record(of: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    hints, known = get_type_hints(of, include_extras=True), dict(published(of))
    properties: dict[str, Any] = {}
    required = []
    for field in fields(of):
        if field.name not in known or field.name == "translations":
            continue
        made = _of(hints[field.name], definitions)
        properties[key_of(field)] = {**made, "description": both("records", meaning(field))}
        # a text may be withheld: then it is missing, and `withheld` says why
        free = "FreeText" in repr(hints[field.name])
        if not free and field.default is MISSING and field.default_factory is MISSING:
            required.append(key_of(field))
    made = {"type": "object", "properties": properties}
    return {**made, "required": required} if required else made
