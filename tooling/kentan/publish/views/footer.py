"""The foot of every page: who runs the site, the day of the data, their licence, the record-filing numbers."""

from dataclasses import dataclass
from datetime import date

from kentan.publish.edition import Edition
from kentan.publish.text import Said
from kentan.records.registry import Filing, Licence


@dataclass(frozen=True, slots=True)
class FooterView:
    """What the foot of every page shows."""

    name: str
    operator: Said | None
    as_of: date
    licence: Licence | None
    filings: tuple[Filing, ...]
    repository: str | None


def footer(edition: Edition) -> FooterView:
    """The foot of the pages in one language."""
    instance = edition.instance
    return FooterView(
        name=edition.name,
        operator=edition.words.said(instance, "operator"),
        as_of=edition.as_of,
        licence=instance.licence,
        filings=instance.filings,
        repository=instance.repository,
    )
