"""The page of integrity: what the audit of the history proved, and what is missing from the register, with reasons."""

from dataclasses import dataclass

from kentan.publish.views.parts import Fact


@dataclass(frozen=True, slots=True)
class Listing:
    """One table of the page: what it lists and why, its rows, newest first, and how many there are in all.

    The terms of the first row are the heads of its columns. `counted` says how many cases, numbers or entries the rows
    stand for.
    """

    anchor: str
    title: str
    why: str
    rows: tuple[tuple[Fact, ...], ...]
    total: int
    counted: str


@dataclass(frozen=True, slots=True)
class AuditView:
    """What the audit proved up to a commit; `is_clean` says whether the site was built from just that commit."""

    commit: str
    is_clean: bool
    is_sound: bool
    counted: tuple[Fact, ...]
    breaches: Listing


@dataclass(frozen=True, slots=True)
class IntegrityView:
    """Everything that the page shows; `audit` is None where there is no history."""

    audit: AuditView | None
    listings: tuple[Listing, ...]
