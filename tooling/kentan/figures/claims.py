"""Claims judged against the records: holds, does not hold, holds on a reconstruction, cannot be checked, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kentan.clocks.reckoner import Reckoner
from kentan.clocks.state import CaseState
from kentan.figures.bases import Base, decimals_of, possible_bases, smallest_bases
from kentan.figures.compute import compute
from kentan.figures.figure import Figure, rounded
from kentan.figures.indicators import INDICATORS
from kentan.figures.qualifiers import agrees
from kentan.figures.selection import of_claim
from kentan.languages import mark
from kentan.records.case import Case, Source
from kentan.records.ledger import Ledger
from kentan.records.meeting import Meeting
from kentan.records.moments import Moment
from kentan.records.registry import Claim, Survey
from kentan.records.vocabulary import Provenance, Vocabulary

N_ = mark
UNKNOWN_INDICATOR = N_("The claim names an indicator that does not exist.")
NO_INDICATOR = N_("No indicator can reproduce it.")
NO_RECORDS = N_("No record that counts was made; samples never count.")
PARTIAL = N_("Only single matters that the press reported are recorded, so what is missing proves nothing.")
DIFFERS = N_("The records yield another figure.")
OTHER_BASE = N_("The records yield the figure, but over another base.")
OWN_SOURCE = N_("It agrees with what the report itself says; nothing independent confirms it.")
PERCENT = "%"


class Verdict(Vocabulary):
    """What judging a claim comes to."""

    HOLDS = "holds", N_("holds")
    DOES_NOT_HOLD = "does-not-hold", N_("does not hold")
    HOLDS_ON_RECONSTRUCTION = "holds-on-reconstruction", N_("holds on a reconstruction")
    CANNOT_BE_CHECKED = "cannot-be-checked", N_("cannot be checked")


@dataclass(frozen=True, slots=True)
class BaseTest:
    """Whether a figure that a reader may take for the base of a rate can be it, and over which numerators."""

    denominator: int
    numerators: tuple[int, ...]

    @property
    def is_possible(self) -> bool:
        """Whether any numerator over it yields the rate."""
        return bool(self.numerators)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The verdict on one claim. `why` is a message of the catalogue `figures`, or the claim's own words.

    `actual` is what the records yield in the unit of the claim, `figure` all of it. `bases` tests the published
    figures that a reader may take for the base of a rate, and `smallest` names the smallest bases that yield it.
    `base_is_chosen` says that a survey behind the figure stands on a base that was chosen, because none was published.
    """

    programme: str
    id: str
    claim: Claim
    verdict: Verdict
    why: str | None = None
    figure: Figure | None = None
    actual: Fraction | None = None
    bases: tuple[BaseTest, ...] = ()
    smallest: tuple[Base, ...] = ()
    base_is_chosen: bool = False


def judge_claims(ledger: Ledger) -> Iterator[Judgement]:
    """Yield the judgement of every claim of a ledger, in the order of programmes and claims."""
    reckonings: dict[date, _Reckoning] = {}
    for programme, claims in sorted(ledger.claims.items()):
        for name, claim in claims.claims.items():
            reckoning = reckonings.get(claim.as_of)
            if reckoning is None:
                reckoning = reckonings[claim.as_of] = _Reckoning(ledger, claim.as_of)
            yield _judge(ledger, programme, name, claim, reckoning)


class _Reckoning:
    """The states of cases as of one day, each reckoned at most once."""

    def __init__(self, ledger: Ledger, as_of: date) -> None:
        self._reckoner = Reckoner(ledger, Moment(as_of))
        self._states: dict[str, CaseState] = {}

    def state(self, case: Case) -> CaseState:
        state = self._states.get(case.id)
        if state is None:
            state = self._states[case.id] = self._reckoner.reckon(case)
        return state


def _judge(ledger: Ledger, programme: str, name: str, claim: Claim, reckoning: _Reckoning) -> Judgement:
    bases, smallest = _bases(claim)

    def judged(
        verdict: Verdict, why: str | None = None, figure: Figure | None = None, actual: Fraction | None = None
    ) -> Judgement:
        return Judgement(
            programme=programme,
            id=name,
            claim=claim,
            verdict=verdict,
            why=why,
            figure=figure,
            actual=actual,
            bases=bases,
            smallest=smallest,
            base_is_chosen=figure is not None and _is_chosen(ledger, figure),
        )

    if claim.indicator is None:
        return judged(Verdict.CANNOT_BE_CHECKED, claim.uncheckable or NO_INDICATOR)
    if claim.indicator not in INDICATORS:
        return judged(Verdict.CANNOT_BE_CHECKED, UNKNOWN_INDICATOR)
    selection = of_claim(programme, claim.filter)
    figure = compute(claim.indicator, ledger, reckoning.state, selection, as_of=claim.as_of)
    records = (*figure.records, *figure.not_in_numerator)
    actual = actual_of(claim, figure)
    if actual is None or not records:
        return judged(Verdict.CANNOT_BE_CHECKED, NO_RECORDS, figure)
    provenances = {each.provenance for each in _found(ledger, records)}
    if agrees(claim.value, claim.qualifier, actual, claim.unit == PERCENT):
        if _same_base(claim, figure):
            if Provenance.RECONSTRUCTION in provenances:
                return judged(Verdict.HOLDS_ON_RECONSTRUCTION, None, figure, actual)
            if any(_is_of(claim.source, each) for each in _found(ledger, records)):
                return judged(Verdict.CANNOT_BE_CHECKED, OWN_SOURCE, figure, actual)
            return judged(Verdict.HOLDS, None, figure, actual)
        why = OTHER_BASE
    else:
        why = DIFFERS
    if provenances == {Provenance.REPORTED}:
        return judged(Verdict.CANNOT_BE_CHECKED, PARTIAL, figure, actual)
    return judged(Verdict.DOES_NOT_HOLD, why, figure, actual)


def actual_of(claim: Claim, figure: Figure) -> Fraction | None:
    """Return what the records yield in the unit of a claim: the percentage for `%`, else the count behind it."""
    if figure.indicator.is_rate and claim.unit != PERCENT:
        return None if figure.numerator is None else Fraction(figure.numerator)
    return figure.value


def _same_base(claim: Claim, figure: Figure) -> bool:
    """Return whether a published numerator and denominator are those of the records."""
    return claim.numerator in (None, figure.numerator) and claim.denominator in (None, figure.denominator)


def _bases(claim: Claim) -> tuple[tuple[BaseTest, ...], tuple[Base, ...]]:
    """Test which bases can yield a published rate: where its own base was not published, and 0 and 100 say nothing."""
    if claim.unit != PERCENT or claim.denominator is not None or claim.value in (0, 100):
        return (), ()
    decimals = decimals_of(claim.value)
    tests = (
        BaseTest(each, tuple(base.numerator for base in possible_bases(claim.value, decimals, [each])))
        for each in claim.possible_denominators
    )
    return tuple(tests), smallest_bases(claim.value, decimals)


def _found(ledger: Ledger, records: tuple[str, ...]) -> Iterator[Case | Meeting | Survey]:
    for name in records:
        record = ledger.cases.get(name) or ledger.meetings.get(name) or ledger.surveys.get(name)
        if record is not None:
            yield record


def _is_of(source: Source, record: Case | Meeting | Survey) -> bool:
    """Return whether a record was taken from the press, and nothing shows that it was from another report."""
    return record.provenance is Provenance.REPORTED and all(_is_same(source, each) for each in record.sources)


def _is_same(one: Source, other: Source) -> bool:
    if one.address and one.address == other.address:
        return True
    return (one.title, one.publisher) == (other.title, other.publisher)


def _is_chosen(ledger: Ledger, figure: Figure) -> bool:
    return any(name in ledger.surveys and ledger.surveys[name].base_is_chosen for name in figure.records)


def shown(value: Fraction, like: Decimal) -> Decimal:
    """Return an actual value with as many decimals as the published one, rounded half up."""
    return rounded(value, decimals_of(like))
