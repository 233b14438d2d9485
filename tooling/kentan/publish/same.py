"""The pages of a record are made in one language after the other: what is the same in all of them is found once."""

from collections.abc import Callable
from operator import is_not
from typing import Any, TypeVar

_Found = TypeVar("_Found")


def found_once(function: Callable[..., _Found]) -> Callable[..., _Found]:
    """A function that hands over what it found the last time while it is given the very same objects."""
    given: tuple[Any, ...] = ()
    found: list[_Found] = []

    def once(*now: Any) -> _Found:
        nonlocal given
        if not found or len(now) != len(given) or any(map(is_not, now, given)):
            found[:] = (function(*now),)
            given = now
        return found[0]

    return once
