"""Every way to change one thing that a record says, to see whether anybody would notice."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from kentan.files.loading import shape
from kentan.files.reading import read
from kentan.records.moments import Moment
from kentan.records.vocabulary import Vocabulary

TOLD = Path(__file__).parent / "told"


def record(kind: str) -> Any:
    """The record of that kind in which every field is written."""
    found, findings = shape(read(f"{kind}.yml", (TOLD / f"{kind}.yml").read_bytes()), kind)
    assert [each for each in findings if each.severity == "error"] == []
    return found


def changed(value: Any, left_out: set[str], path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Each thing that is written, by its path, and the record without it, or with another value where one is owed."""
    if is_dataclass(value) and not isinstance(value, type):
        for of in fields(value):
            written, name = getattr(value, of.name), ".".join((*path, of.name))
            if of.name in left_out or name in left_out:
                continue
            default = of.default if of.default is not MISSING else _made(of.default_factory)
            if default is MISSING:
                other = _another(written)
                if other is not None:
                    yield name, replace(value, **{of.name: other})
            elif written != default:
                yield name, replace(value, **{of.name: default})
            for inner, changed_inner in changed(written, left_out, (*path, of.name)):
                yield inner, replace(value, **{of.name: changed_inner})
    elif isinstance(value, Mapping):
        for key, one in value.items():
            for inner, other in changed(one, left_out, (*path, key)):
                yield inner, {**value, key: other}
    elif isinstance(value, tuple) and not isinstance(value, Moment):
        for index, one in enumerate(value):
            for inner, other in changed(one, left_out, (*path, str(index))):
                yield inner, (*value[:index], other, *value[index + 1 :])


def optional(value: Any) -> Iterator[str]:
    """The fields of all records within a record that need not be written."""
    if is_dataclass(value) and not isinstance(value, type):
        for of in fields(value):
            if of.default is not MISSING or of.default_factory is not MISSING:
                yield of.name
            yield from optional(getattr(value, of.name))
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from optional(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from optional(one)


def _made(factory: Any) -> Any:
    return factory() if callable(factory) else MISSING


def _another(value: Any) -> Any:
    """Another value of the same kind; None where it is a name for something else."""
    if isinstance(value, Moment):
        return Moment(value.day + timedelta(days=400), value.minute)
    if isinstance(value, date):
        return value + timedelta(days=400)
    if isinstance(value, Vocabulary):
        return next(each for each in type(value) if each is not value)
    if isinstance(value, str) and not value.isascii():
        return "鹗"
    if isinstance(value, int | Decimal):
        return value + 1
    return None
