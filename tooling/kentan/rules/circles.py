"""Entries that lead from one to the next, and must not lead back: places, topics, merged cases."""

from collections.abc import Callable


def is_in_circle(name: str, following: Callable[[str], str | None], known: dict[str, bool]) -> bool:
    """Whether an entry leads, directly or by way of others, to itself.

    `following` yields the id of the next entry, None where there is none. What is found on the way is added to `known`,
    so that however many entries ask, each is looked at once.
    """
    way: dict[str, int] = {}
    each: str | None = name
    while each is not None and each not in known and each not in way:
        way[each] = len(way)
        each = following(each)
    begins = way.get(each or "", len(way))
    known.update((passed, place >= begins) for passed, place in way.items())
    return known[name]
