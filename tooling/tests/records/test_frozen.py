"""A frozen value type is what `dataclasses` makes of the same class, though its methods are written later."""

import copy
import pickle
from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import Any

import pytest

from kentan.records.frozen import frozen, frozen_value


def declared(make: Callable[[type], type]) -> Any:
    """A type with what fields of records have: no default, a default, a factory, a name that others have too."""

    class Entry:
        """An entry."""

        day: str
        name: str = "none"
        lists: Mapping[str, int] = field(default_factory=dict, metadata={"slot": True})

        @property
        def shown(self) -> str:
            return f"{self.day} {self.name}"

    Entry.__qualname__ = "Entry"
    return make(Entry)


Lazy = declared(frozen)
Whole = declared(dataclass(frozen=True, slots=True, kw_only=True))
LazyInOrder = declared(frozen_value)
WholeInOrder = declared(dataclass(frozen=True, slots=True))
Entry = Lazy  # where `pickle` looks for it


def answers(kind: Any) -> list[Any]:
    """What a type says of itself and its values, or how it refuses."""
    one, same, other = kind(day="x"), kind(day="x"), kind(day="y", name="b", lists={"a": 1})
    asked: list[Callable[[], Any]] = [
        lambda: repr(one),
        lambda: repr(other),
        lambda: (one == same, one == other, one == "x", one != same),
        lambda: one.shown,
        lambda: one.lists is same.lists,
        lambda: repr(replace(other, day="z")),
        lambda: replace(one, nothing=1),
        kind,
        lambda: repr(kind("x")),
        lambda: repr(kind("x", "b", {})),
        lambda: kind("x", "b", {}, 1),
        lambda: hash(one),
        lambda: hash(kind(day="x", lists=())) == hash(kind(day="x", lists=())),
        lambda: setattr(one, "day", "z"),
        lambda: delattr(one, "day"),
        lambda: copy.deepcopy(other) == other,
        lambda: kind.__match_args__,
        lambda: [(each.name, each.default, each.kw_only, dict(each.metadata)) for each in fields(kind)],
        lambda: (kind.__doc__, kind.__module__, kind.__slots__),
    ]
    found: list[Any] = []
    for ask in asked:
        try:
            found.append(ask())
        except (TypeError, AttributeError) as refused:
            found.append((type(refused), str(refused)))
    return found


@pytest.mark.parametrize(("lazy", "whole"), [(Lazy, Whole), (LazyInOrder, WholeInOrder)])
def test_it_answers_as_a_dataclass_does(lazy: Any, whole: Any) -> None:
    assert answers(lazy) == answers(whole)


def test_fields_are_left_out_of_what_they_say_not_to_be_in() -> None:
    def given(make: Callable[[type], type]) -> Any:
        class Kept:
            """What is kept."""

            name: str
            seen: int = field(default=0, repr=False)
            known: dict[str, int] = field(default_factory=dict, compare=False)
            last: str = field(default="", kw_only=True)

        return make(Kept)

    def said(kind: Any) -> list[Any]:
        one, other = kind("x", 1, {"a": 1}), kind("x", 1, {})
        return [repr(one).split("<locals>.")[1], one == other, hash(one) == hash(other), one == kind("x", 2), one.last]

    assert said(given(frozen_value)) == said(given(dataclass(frozen=True, slots=True)))


def test_methods_of_its_own_stay() -> None:
    @frozen_value
    class Own:
        """One with methods of its own."""

        name: str

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "own"

    assert (hash(Own("a")), repr(Own("a")), Own("a") == Own("a"), Own("a") == Own("b")) == (7, "own", True, False)


def test_one_without_fields() -> None:
    @frozen_value
    class Nothing:
        """No field."""

    assert (Nothing() == Nothing(), len({Nothing(), Nothing()})) == (True, 1)


def test_one_that_holds_itself_is_shown() -> None:
    held: list[Any] = []
    value = LazyInOrder("x", "b", held)
    held.append(value)
    assert repr(value) == "Entry(day='x', name='b', lists=[...])"


@pytest.mark.parametrize("first", [repr, hash, lambda value: value == value])
def test_whichever_method_is_called_first(first: Callable[[Any], Any]) -> None:
    kind = declared(frozen)
    value = object.__new__(kind)
    for name, given in (("day", "x"), ("name", "b"), ("lists", ())):
        getattr(kind, name).__set__(value, given)
    assert first(value)


def test_it_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Lazy(day="x").day = "y"


def test_it_comes_back_from_a_pickle() -> None:
    value = Lazy(day="x", lists={"a": 1})
    assert pickle.loads(pickle.dumps(value)) == value
