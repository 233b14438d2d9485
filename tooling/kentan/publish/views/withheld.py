"""What is withheld of a case, with the reasons: on its page, or instead of it."""

from dataclasses import dataclass
from datetime import date

from kentan.publish.veil import withholds
from kentan.publish.views.parts import Fact
from kentan.publish.wording import Wording
from kentan.records.case import Case


@dataclass(frozen=True, slots=True)
class WithheldView:
    """The page of a case of which nothing is published but its id and the reasons."""

    id: str
    withheld: tuple[Fact, ...]


def reasons(words: Wording, case: Case, as_of: date) -> tuple[Fact, ...]:
    """The fields that are withheld on a day, each with the reason and the day from which it is published."""
    found = (entry for entry in case.withheld if withholds(entry, as_of))
    return tuple(Fact(entry.field, words.said(entry, "reason"), when=entry.until) for entry in found)
