"""The lists of cases: all of them with the explorer, and one for each code of each facet and each counted set.

They are what the explorer falls back to: whole without a script, and in a folder that is opened from a disk.
"""

from collections.abc import Iterator
from functools import partial
from itertools import islice

from kentan.publish.archive import MANY, VERY_MANY
from kentan.publish.edition import Edition
from kentan.publish.facets import FACETS
from kentan.publish.facets import Facet as Filter
from kentan.publish.index import Index
from kentan.publish.page import Page
from kentan.publish.same import found_once
from kentan.publish.sets import names, set_folder
from kentan.publish.text import Said
from kentan.publish.views.listing import Explorer, Facet, ListingView, Part, pages
from kentan.publish.views.parts import Link
from kentan.publish.writing import digest
from kentan.records.case import Case

SECTION = "cases"
KEPT, KEPT_OF_VERY_MANY = 10, 2
"""Beyond MANY cases only the lists by year are whole; the others hold so many of their newest pages, and say so. Beyond
VERY_MANY those by year say of each case what it is called and how it stands."""

_Group = list[tuple[str, Said, tuple[Case, ...]]]
_Cut = tuple[Part, tuple[Case, ...], str | None]


def listings(edition: Edition) -> Iterator[Page]:
    """All cases, and the cases of each code of each facet."""
    _ = edition.words._
    groups = {facet.id: _group(edition, facet) for facet in FACETS}
    facets = tuple(
        Facet(
            _(facet.by),
            _(facet.name),
            tuple((Link(f"{folder}/index.html", said), len(cases)) for folder, said, cases in groups[facet.id]),
        )
        for facet in FACETS
        if groups[facet.id]
    )
    yield from _listing(edition, "cases", _("All cases"), "", edition.index.cases, facets)
    for facet in FACETS:
        if facet.id != "late":  # its lists are those of the counted sets, below
            for folder, said, cases in groups[facet.id]:
                yield from _listing(edition, folder, said.one_line, _(facet.by), cases, ())
    cases = edition.index.cases
    places = {case.id: place for place, case in enumerate(cases)}
    for key, name in names(edition.words).items():
        found = (
            cases[place] for place in sorted(places[one] for one in edition.index.computed.sets[key] if one in places)
        )
        yield from _listing(edition, set_folder(key), name, "", tuple(found), ())


def _group(edition: Edition, facet: Filter) -> _Group:
    """The lists of one facet: folder, name and cases of each code."""
    found = edition.index.filing.by_code[facet.id]
    order = sorted(found, reverse=True)
    if not facet.ordered:
        order.sort(key=lambda code: -len(found[code]))
    return [(facet.folder(code), facet.name_of(edition.words, code), found[code]) for code in order]


def _listing(
    edition: Edition, folder: str, heading: str, about: str, cases: tuple[Case, ...], facets: tuple[Facet, ...]
) -> Iterator[Page]:
    _ = edition.words._
    total, is_brief = len(cases), _is_year(folder) and len(edition.index.cases) > VERY_MANY
    title = heading if folder == "cases" else _("Cases: {what}").format(what=heading)
    description = _("{count} cases, each with who answers for it and how it stands.").format(count=total)
    cut = _cut(edition, folder, cases, is_brief)
    parts = tuple(part for part, _cases, _key in cut)
    around = digest(repr((about, total, parts, facets, is_brief)).encode())
    for part, own, key in reversed(cut):
        yield Page(
            kind="cases",
            language=edition.language,
            address=part.address,
            title=title,
            description=description,
            view=partial(_view, edition, folder, heading, about, total, own, parts, part, facets, is_brief),
            section=SECTION,
            key=key and f"{around} {key}",
            is_short=is_brief,
        )


@found_once
def _cuts(_index: Index) -> dict[str, list[_Cut]]:
    """The pages of the lists that a language asked for, by folder."""
    return {}


def _cut(edition: Edition, folder: str, cases: tuple[Case, ...], is_brief: bool) -> list[_Cut]:
    """The pages of a list, newest first, each with its cases and their key; the same in all languages."""
    known = _cuts(edition.index)
    if folder not in known:
        kept = None if _is_year(folder) else _kept(len(edition.index.cases))
        shown = islice(pages(folder, cases, is_brief), kept)
        known[folder] = [(part, own, edition.keys.of_each(own)) for part, own in shown]
    return known[folder]


def _is_year(folder: str) -> bool:
    return folder[6:].isdigit()


def _kept(cases: int) -> int | None:
    """How many pages a list has on a site of so many cases; None for all."""
    if cases <= MANY:
        return None
    return KEPT if cases <= VERY_MANY else KEPT_OF_VERY_MANY


def _view(
    edition: Edition,
    folder: str,
    heading: str,
    about: str,
    total: int,
    cases: tuple[Case, ...],
    parts: tuple[Part, ...],
    here: Part,
    facets: tuple[Facet, ...],
    is_brief: bool,
) -> ListingView:
    whole = not parts or parts[-1].first <= 1
    return ListingView(
        heading=heading,
        about=about,
        total=total,
        tags=(),
        rows=edition.rows(cases),
        parts=parts,
        here=here.address,
        facets=facets,
        all_cases=None if folder == "cases" else "cases/index.html",
        listed=None if whole else total - parts[-1].first + 1,
        explorer=Explorer(edition.site) if facets and here is parts[0] else None,
        is_brief=is_brief,
    )
