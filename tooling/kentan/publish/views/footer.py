"""The foot of every page: who runs the site, the day of the data, their licence, the record-filing numbers."""

from dataclasses import dataclass
from datetime import date

from kentan.publish.edition import Edition
from kentan.publish.text import Said, clean
from kentan.publish.views.parts import Fact


@dataclass(frozen=True, slots=True)
class FooterView:
    """What the foot of every page shows; `zone` is the time zone in which its days are meant."""

    name: str
    operator: Said | None
    as_of: date
    zone: str
    licence: Fact | None
    filings: tuple[Fact, ...]
    repository: str | None


def footer(edition: Edition) -> FooterView:
    """The foot of the pages in one language."""
    instance, licence = edition.instance, edition.instance.licence
    return FooterView(
        name=edition.name,
        operator=edition.words.said(instance, "operator"),
        as_of=edition.as_of,
        zone=clean(instance.time_zone),
        licence=Fact("", Said(clean(licence.name)), outside=licence.address) if licence else None,
        filings=tuple(Fact("", Said(clean(one.number)), outside=one.address) for one in instance.filings),
        repository=instance.repository,
    )
