"""Looking in a commit for cases that a change concerns though it does not touch their files."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from kentan.files.listing import Listing
from kentan.files.search import Search
from kentan.records.ledger import Ledger
from kentan.review.reach import ESCAPE, Reach

_PARTS = 4
"""Processes that look through all years: more than there are cores, so that none waits for a large year at the end."""
_ROOM = "cases/"


def ask_near(search: Search, reached: Reach) -> None:
    """Begin to look for cases of which one and the changed ones may be one matter: in years, by a process each."""
    folders: dict[str, set[str]] = {}
    for text, year in reached.in_years:
        folders.setdefault(_ROOM + year, set()).add(text)
    for folder, texts in folders.items():
        search.ask([*sorted(texts), ESCAPE], [folder])


def series_of(reached: Reach, registries: Iterable[Ledger]) -> list[str]:
    """Return how the names of files begin that are concerned without being looked for: those of whole programmes.

    There are none where more than programmes is looked for: a file of theirs may be concerned by the rest alone.
    """
    found = dict[str, set[str]]()
    for each in registries:
        for name, programme in each.programmes.items():
            found.setdefault(name, set()).add(f"{programme.prefix}-")
    if reached.within or not reached.anywhere <= found.keys():
        return []
    return sorted({prefix for name in reached.anywhere for prefix in found[name]})


def ask_far(search: Search, listing: Listing, reached: Reach, today: date, series: Sequence[str]) -> None:
    """Begin to look in all years for what refers to a change, part by part, but for the files of some series.

    Nothing is looked for without texts.
    """
    words, beginnings = sorted(reached.anywhere), reached.dates(today)
    if (words or beginnings) and "" not in series:
        parts: list[list[str]] = [[] for _ in range(_PARTS)]
        years = [_ROOM + name.rstrip("/") for name, _ in listing.within(_ROOM)]
        for year in sorted(years, key=listing.breadth, reverse=True):
            min(parts, key=lambda part: sum(map(listing.breadth, part))).append(year)
        but_for = [f"{_ROOM}*/{beginning}*" for beginning in series]
        for places in filter(None, parts):
            search.ask_for_words(words, beginnings, [ESCAPE], places, but_for)


def of_one_id(files: Collection[str], listing: Listing, touched: Collection[str]) -> set[str]:
    """Return the files of cases that have their name from one of some files, where several have it, in any year."""
    room, found = _ROOM, set[str]()
    repeated = listing.repeated(room) | {file.rpartition("/")[2] for file in touched} if files else set[str]()
    folders = {room + folder for folder, _ in listing.within(room)} | {
        f"{file.rpartition('/')[0]}/" for file in touched
    }
    for file in files if repeated else ():
        name = file.rpartition("/")[2]
        if name in repeated:
            alike = [path for folder in folders if (path := folder + name) in listing or path in touched]
            found.update(alike if len(alike) > 1 else ())
    return found
