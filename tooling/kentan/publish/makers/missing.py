"""What the register shows otherwise than it was recorded, or does not show: each with its reason, none left out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kentan.publish.edition import Edition
from kentan.publish.gaps import Gap, gaps
from kentan.publish.index import Index
from kentan.publish.same import found_once
from kentan.publish.text import Said
from kentan.publish.veil import withholds
from kentan.publish.views.corrected import path_in_words
from kentan.publish.views.integrity import Listing
from kentan.publish.views.meeting import number
from kentan.publish.views.parts import Entry, Fact, Link
from kentan.publish.views.shared import case_address, corrections, meeting_address
from kentan.records.case import Case
from kentan.records.meeting import Meeting
from kentan.records.vocabulary import Decision, Disclosure

_ENDS = (Decision.NOT_ACCEPTED, Decision.MERGED, Decision.WITHDRAWN)
_FEW = 30
"""Cases that are named in one line; what is more is counted."""
_Row = tuple[Fact, ...]


def missing(edition: Edition, most: int) -> Iterator[Listing]:
    """The tables of what was corrected, removed, withheld, ended without an answer, and never numbered."""
    _ = edition.words._
    changed = sorted(_changed(edition), key=lambda item: item[1].when, reverse=True)
    corrected = [_row(edition, one, entry) for one, entry in changed if entry.anchor.startswith("correction-")]
    removed = [_row(edition, one, entry) for one, entry in changed if entry.anchor.startswith("redaction-")]
    why = _("What was recorded is never overwritten: a correction shows both values and the reason.")
    yield _listing("corrections", _("Corrections"), why, corrected, most)
    why = _("Personal data and secrets alone may be removed, by two people together.")
    yield _listing("redactions", _("Removed"), why, removed, most)
    why = _("Fields that are recorded and not published, with the reason. Figures count all cases.")
    yield _listing("withheld", _("Withheld"), why, [*_withheld(edition)][::-1], most)
    why = _("What enterprises consented to show.")
    consent = _consent(edition)
    shown = [*_disclosed(edition, consent)]
    yield _listing("disclosure", _("Names of enterprises"), why, shown, most, consent.total())
    why = _("Cases that ended without an answer of their own, by reason.")
    ended = _ended(edition)
    counted = sum(map(len, ended.values()))
    yield _listing("ended", _("Not accepted, merged, withdrawn"), why, [*_reasons(edition, ended)], most, counted)
    why = _("Numbers that no case has taken. A gap is no error, and none is hidden.")
    missed = sum([gap.count for gap in _found_gaps(edition.index)])
    yield _listing("gaps", _("Gaps in the numbers"), why, [*_gaps(edition)], most, missed)


def _listing(anchor: str, title: str, why: str, rows: list[_Row], most: int, counted: int | None = None) -> Listing:
    """A table; a row stands for one thing unless `counted` says how many there are."""
    return Listing(anchor, title, why, tuple(rows[:most]), len(rows), number(len(rows) if counted is None else counted))


def _records(edition: Edition) -> Iterator[Case | Meeting]:
    yield from edition.index.cases
    yield from edition.index.meetings


def _link(edition: Edition, one: Case | Meeting) -> Fact:
    address = case_address(one.id) if isinstance(one, Case) else meeting_address(one.id)
    return Fact(edition.words._("Record"), links=(Link(address, Said(one.id)),))


def _changed(edition: Edition) -> Iterator[tuple[Case | Meeting, Entry]]:
    for one in _records(edition):
        if one.corrections or one.redactions:
            for entry in corrections(edition.words, one):
                yield one, entry


def _row(edition: Edition, one: Case | Meeting, entry: Entry) -> _Row:
    return (_link(edition, one), *entry.facts, Fact(edition.words._("Day"), when=entry.when))


def _withheld(edition: Edition) -> Iterator[_Row]:
    words, _ = edition.words, edition.words._
    records: tuple[Case | Meeting, ...] = (*edition.index.meetings, *edition.index.hidden, *edition.index.cases)
    for one in records:
        for entry in one.withheld:
            if withholds(entry, edition.as_of):
                field = Fact(_("Field"), path_in_words(words, type(one), entry.field))
                reason = Fact(_("Reason"), words.said(entry, "reason"))
                until = Fact(_("Published from"), None if entry.until else Said(_("not set")), when=entry.until)
                yield _link(edition, one), field, reason, until


def _consent(edition: Edition) -> Counter[Disclosure]:
    return Counter(case.enterprise.disclosure for case in edition.index.cases if case.enterprise)


def _disclosed(edition: Edition, consent: Counter[Disclosure]) -> Iterator[_Row]:
    words, _ = edition.words, edition.words._
    for disclosure in Disclosure:
        if consent[disclosure]:
            count = Said(number(consent[disclosure]))
            yield Fact(_("Consent"), Said(words.label(disclosure))), Fact(_("Cases"), count)


def _ended(edition: Edition) -> dict[tuple[Decision, str], list[str]]:
    """The cases that ended without an answer of their own, by decision and reason."""
    words = edition.words
    found: dict[tuple[Decision, str], list[str]] = defaultdict(list)
    for case in edition.index.cases:  # of a hidden one not even that is published
        last = max(case.acceptance, key=lambda entry: entry.on, default=None)
        if last and last.decision in _ENDS:
            found[last.decision, words.label(last.reason) if last.reason else "–"].append(case.id)
    return found


def _reasons(edition: Edition, ended: Mapping[tuple[Decision, str], list[str]]) -> Iterator[_Row]:
    words, _ = edition.words, edition.words._
    for (decision, reason), cases in sorted(ended.items(), key=lambda item: (_ENDS.index(item[0][0]), item[0][1])):
        yield (
            Fact(_("Decision"), Said(words.label(decision))),
            Fact(_("Reason"), Said(reason)),
            Fact(_("Count"), Said(number(len(cases)))),
            Fact(_("Cases"), _more(edition, len(cases)), links=tuple(_links(cases))),
        )


def _links(cases: Iterable[str]) -> Iterator[Link]:
    for case in sorted(cases, reverse=True)[:_FEW]:
        yield Link(case_address(case), Said(case))


def _more(edition: Edition, count: int) -> Said | None:
    return Said(edition.words._("and {count} more").format(count=number(count - _FEW))) if count > _FEW else None


@found_once
def _found_gaps(index: Index) -> tuple[Gap, ...]:
    return gaps(case.id for case in (*index.cases, *index.hidden))


def _gaps(edition: Edition) -> Iterator[_Row]:
    _ = edition.words._
    for gap in _found_gaps(edition.index):
        numbers = gap.first if gap.first == gap.last else f"{gap.first} – {gap.last}"
        yield Fact(_("Missing numbers"), Said(numbers)), Fact(_("Count"), Said(number(gap.count)))
