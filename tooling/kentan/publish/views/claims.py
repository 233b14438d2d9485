"""The page of claims: every figure that somebody published, and whether the records bear it out."""

from dataclasses import dataclass
from datetime import date

from kentan.publish.text import Said
from kentan.publish.views.parts import Link, SourceView, Tag


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim: what was said, by whom, and what the records say."""

    anchor: str
    statement: Said
    published: str
    as_of: date
    computed: str | None
    verdict: Tag | None
    why: tuple[Said, ...]
    source: SourceView


@dataclass(frozen=True, slots=True)
class ClaimsOf:
    """The claims about one programme."""

    programme: Link
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class ClaimsView:
    """The page of claims; `counted` says how many there are of each verdict."""

    counted: tuple[tuple[Tag, int], ...]
    programmes: tuple[ClaimsOf, ...]
