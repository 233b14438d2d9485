"""Frozen value types whose methods are written when they are first called.

`dataclasses` writes six functions for a type when it is declared, which takes a millisecond. A command declares a
hundred types and makes values of a few: most records are filled slot by slot by their reader, and are never compared
or shown.
"""

from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from reprlib import recursive_repr
from typing import Any, TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def frozen(of: type[_T]) -> type[_T]:
    """Return the dataclass of a class, as `dataclass(frozen=True, slots=True, kw_only=True)` would make it."""
    return _frozen(of, kw_only=True)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen_value(of: type[_T]) -> type[_T]:
    """Return the dataclass of a class, as `dataclass(frozen=True, slots=True)` would make it."""
    return _frozen(of, kw_only=False)


def _frozen(of: type[_T], *, kw_only: bool) -> type[_T]:
    own = of.__dict__
    kind = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(of)
    for name, write in _LATER.items():
        if own.get(name) is None:
            setattr(kind, name, _later(kind, name, write))
    for name, method in _ALIKE.items():
        setattr(kind, name, method)
    return kind


def _later(kind: type, name: str, write: Callable[[type], Any]) -> Callable[..., Any]:
    """Return the method that writes one of a type's methods and then is the one of its name."""

    def method(self: Any, *arguments: Any, **named: Any) -> Any:
        written = write(kind)
        written.__qualname__ = f"{kind.__qualname__}.{name}"
        setattr(kind, name, written)
        return written(self, *arguments, **named)

    return method


def _init(kind: type) -> Any:
    """Write what fills the slots of a value, each through its own descriptor, which is quicker than by its name."""
    known: dict[str, Any] = {"_absent": MISSING}
    ordered: list[str] = []
    named: list[str] = []
    body: list[str] = []
    for number, each in enumerate(_fields(kind)):
        known[f"_set{number}"] = getattr(kind, each.name).__set__
        taken = parameter = each.name
        if each.default_factory is not MISSING:
            known[f"_make{number}"], parameter = each.default_factory, f"{each.name}=_absent"
            taken = f"_make{number}() if {each.name} is _absent else {each.name}"
        elif each.default is not MISSING:
            known[f"_default{number}"], parameter = each.default, f"{each.name}=_default{number}"
        (named if each.kw_only else ordered).append(parameter)
        body.append(f"_set{number}(self, {taken})")
    parameters = ", ".join(["self", *ordered, *(["*", *named] if named else [])])
    exec("\n    ".join([f"def __init__({parameters}):", *(body or ["pass"])]), known)
    return known["__init__"]


def _repr(kind: type) -> Any:
    shown = [each.name for each in _fields(kind) if each.repr]

    def __repr__(self: Any) -> str:
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    return recursive_repr()(__repr__)


def _eq(kind: type) -> Any:
    compared = _compared(kind)

    def __eq__(self: Any, other: Any) -> Any:
        if other.__class__ is self.__class__:
            return compared(self) == compared(other)
        return NotImplemented

    return __eq__


def _hash(kind: type) -> Any:
    compared = _compared(kind)

    def __hash__(self: Any) -> int:
        return hash(compared(self))

    return __hash__


def _compared(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """Return what takes those fields out of a value by which it is compared."""
    return taker([each.name for each in _fields(kind) if each.compare])


def taker(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what takes the attributes of some names out of a value, as a tuple however few they are."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _fields(kind: Any) -> tuple["Field[Any]", ...]:
    return fields(kind)


def _refuse_to_set(_: Any, name: str, _value: Any) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for each, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


_LATER: dict[str, Callable[[type], Any]] = {"__init__": _init, "__repr__": _repr, "__eq__": _eq, "__hash__": _hash}
"""What writes the methods that are not the same for every type."""
_ALIKE: dict[str, Any] = {
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _restore,
}
"""The methods that are the same for every type."""


def thawed(kind: type) -> Callable[[], Any]:
    """Return what makes empty values for a reader to fill, which is quickest field by field: they get their type then.

    `value.__class__ = kind` makes it a value of the type, frozen like all others.
    """
    slots: tuple[str, ...] = kind.__slots__  # type: ignore[attr-defined]
    return type(f"Thawed{kind.__name__}", (), {"__slots__": slots})
