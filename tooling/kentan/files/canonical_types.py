"""Types of fields as the swift reader sees them: what stands in one line, and what in lines of its own."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from kentan.records.describe import FreeText


def inner(hint: Any) -> Any:
    """Return a field's type without `| None`."""
    if get_origin(hint) in (Union, UnionType):
        (hint,) = [each for each in get_args(hint) if each is not type(None)]
    return hint


def is_record(hint: Any) -> bool:
    """Whether a type is that of a record."""
    return is_dataclass(hint)


def is_mapping(hint: Any) -> bool:
    """Whether a type is that of a mapping from keys to values."""
    origin = get_origin(hint)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def is_scalar(hint: Any) -> bool:
    """Whether a value stands in one line, behind its key."""
    free = marker(hint, FreeText)
    if free:
        return bool(free.single_line)
    return not (is_record(hint) or is_mapping(hint) or get_origin(hint) is tuple)


def marker(hint: Any, of: type) -> Any:
    """Return the marker of a type, or None."""
    if get_origin(hint) is not Annotated:
        return None
    return next((each for each in get_args(hint)[1:] if isinstance(each, of)), None)
