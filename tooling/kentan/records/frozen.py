"""Frozen value types whose methods are written when they are first called.

`dataclasses` writes six functions for a type when it is declared. A command declares a hundred types and makes values
of a few: most records are filled slot by slot by their reader, and are never compared or shown.
"""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, fields
from typing import Any, TypeVar

_T = TypeVar("_T")
_LATER = ("__init__", "__repr__", "__eq__", "__hash__")


def frozen(of: type[_T]) -> type[_T]:
    """Return the dataclass of a class, as `dataclass(frozen=True, slots=True, kw_only=True)` would make it."""
    kind = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)(of)
    for name in _LATER:
        setattr(kind, name, _later(kind, name))
    for name, method in _ALIKE.items():
        setattr(kind, name, method)
    return kind


def _later(kind: type, name: str) -> Callable[..., Any]:
    """Return the method that writes a type's methods and then is the one of its name."""

    def method(self: Any, *arguments: Any, **named: Any) -> Any:
        _write(kind)
        return getattr(kind, name)(self, *arguments, **named)

    return method


def _write(kind: type) -> None:
    """Write a type's methods, as `dataclasses` does it."""
    declared: dict[str, Any] = {each.name: each for each in fields(kind)}
    about = {name: getattr(kind, name) for name in ("__annotations__", "__module__", "__qualname__", "__doc__")}
    written: Any = dataclass(frozen=True, kw_only=True)(type(kind.__name__, (), {**declared, **about}))
    for name in _LATER:
        setattr(kind, name, written.__dict__[name])


def _refuse_to_set(_: Any, name: str, _value: Any) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for each, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


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
