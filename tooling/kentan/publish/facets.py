"""The ways to narrow the cases down, one list of them for the static lists, the explorer and its counts."""

from collections.abc import Callable
from dataclasses import dataclass

from kentan.clocks.state import CaseState
from kentan.clocks.status import Status
from kentan.figures.facts import Facts
from kentan.languages import mark, translate
from kentan.publish.disclosed import Counted, Disclosed, counted, disclosed
from kentan.publish.sectors import sector
from kentan.publish.sets import set_folder
from kentan.publish.text import Said
from kentan.publish.wording import Wording
from kentan.records.case import Case
from kentan.records.ledger import Ledger
from kentan.records.vocabulary import CaseKind, Channel, Level, Outcome, Vocabulary

N_ = mark
_STATUSES = {status.value: status for status in Status}


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow the cases down.

    `values` are the codes that a case has in it (several departments, none where nothing is known); `name_of` says a
    code in words; `ordered` codes stay in their own order, others are shown by their number of cases.
    """

    id: str
    name: str
    by: str
    values: Callable[[Ledger, Case, Disclosed], tuple[str, ...]]
    name_of: Callable[[Wording, str], Said]
    ordered: bool = False

    def folder(self, code: str) -> str:
        """The folder of the static list of the cases that have that code."""
        if self.id == "year":
            return f"cases/{code}"
        return set_folder(code) if self.id == "late" else f"cases/{self.id}/{code}"


def _labels(of: type[Vocabulary]) -> Callable[[Wording, str], Said]:
    members = {member.value: member for member in of}
    return lambda words, code: Said(words.label(members[code]))


def _level(ledger: Ledger, case: Case, _found: Disclosed) -> tuple[str, ...]:
    level = ledger.level_of(case.place)
    return (level.value,) if level else ()


def _late(_ledger: Ledger, _case: Case, found: Disclosed) -> tuple[str, ...]:
    return tuple(code for code, so in (("overdue", found.overdue), ("was-overdue", found.was_overdue)) if so)


def _sector(_ledger: Ledger, case: Case, _found: Disclosed) -> tuple[str, ...]:
    return (case.enterprise.sector,) if case.enterprise and case.enterprise.sector else ()


def _status_name(words: Wording, code: str) -> Said:
    return Said(translate("clocks", _STATUSES[code].label, words.language))


def _late_name(words: Wording, code: str) -> Said:
    return Said(words._("overdue now") if code == "overdue" else words._("ever overdue"))


def _rating_name(words: Wording, code: str) -> Said:
    return Said(words._("{score} of 5").format(score=code))


FACETS = (
    Facet("status", N_("Status"), N_("by status"), lambda _l, _c, found: (found.status.value,), _status_name),
    Facet("programme", N_("Programme"), N_("by programme"), lambda _l, case, _f: (case.programme,), Wording.programme),
    Facet(
        "year",
        N_("Year"),
        N_("by year"),
        lambda _l, case, _f: (str(case.raised.on.day.year),),
        lambda _words, code: Said(code),
        ordered=True,
    ),
    Facet("topic", N_("Topic"), N_("by topic"), lambda _l, case, _f: (case.topic,), Wording.topic),
    Facet(
        "department",
        N_("Department"),
        N_("by department"),
        lambda _l, case, _f: tuple(case.assignments),
        Wording.department,
    ),
    Facet("place", N_("Place"), N_("by place"), lambda _l, case, _f: (case.place,), Wording.place),
    Facet("level", N_("Level"), N_("by level"), _level, _labels(Level)),
    Facet(
        "kind",
        N_("Kind"),
        N_("by kind"),
        lambda _l, case, _f: (case.kind.value,),
        _labels(CaseKind),
    ),
    Facet(
        "channel",
        N_("Channel"),
        N_("by channel"),
        lambda _l, case, _f: (case.raised.channel.value,),
        _labels(Channel),
    ),
    Facet(
        "outcome",
        N_("Outcome"),
        N_("by outcome"),
        lambda _l, _c, found: (found.outcome.value,) if found.outcome else (),
        _labels(Outcome),
    ),
    Facet("late", N_("Overdue"), N_("overdue or not"), _late, _late_name, ordered=True),
    Facet(
        "rating",
        N_("Rating"),
        N_("by rating"),
        lambda _l, _c, found: (str(found.rating),) if found.rating else (),
        _rating_name,
        ordered=True,
    ),
    Facet("sector", N_("Sector"), N_("by sector, where disclosed"), _sector, sector),
)
"""In the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A published case with what is computed of it and its codes in each facet, in the order of FACETS."""

    case: Case
    found: Disclosed
    codes: tuple[tuple[str, ...], ...]
    counted: Counted


def filed(ledger: Ledger, case: Case, state: CaseState, fact: Facts) -> Filed:
    """A published case with its codes."""
    found = disclosed(case, state)
    codes = tuple([facet.values(ledger, case, found) for facet in FACETS])
    return Filed(case, found, codes, counted(case, state, fact, found))
