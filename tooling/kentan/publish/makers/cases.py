"""A page for each case."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import NamedTuple

from kentan.clocks.history import Happening, history
from kentan.clocks.state import CaseState, ClockState
from kentan.publish.archive import KIND as ARCHIVED
from kentan.publish.archive import is_archived
from kentan.publish.deadlines import deadlines
from kentan.publish.disclosed import disclosed
from kentan.publish.edition import Edition
from kentan.publish.page import Known, Page
from kentan.publish.proof import Alike
from kentan.publish.same import found_once
from kentan.publish.short import short_pages
from kentan.publish.standing import standing_tags
from kentan.publish.text import Said
from kentan.publish.views.case import Around, CasePage, CaseView, meeting_link
from kentan.publish.views.parts import Link
from kentan.publish.views.recorded import RecordingOf
from kentan.publish.views.shared import case_address
from kentan.publish.views.timeline import timeline_of
from kentan.publish.views.withheld import WithheldView, reasons
from kentan.records.case import Case
from kentan.records.ledger import Ledger
from kentan.records.programme import RuleSet
from kentan.rules.review.recording import allowed_days

SECTION = "cases"
_disclosed, _rules = found_once(disclosed), found_once(Ledger.rules_of)


@found_once
def _proofs(_clocks: tuple[ClockState, ...]) -> dict[int, tuple[Alike, ...]]:
    """The proofs of a case that a language asked for."""
    return {}


def case_pages(edition: Edition) -> Iterator[Page]:
    """One page a case."""
    return (known.page() for known in known_cases(edition, (*edition.index.cases, *edition.index.hidden)))


def known_cases(edition: Edition, cases: Iterable[Case]) -> Iterator[Known]:
    """One page a case, each made when it is asked for."""
    published = edition.index.ledger.cases
    for case in cases:
        if case.id not in published:
            yield Known(edition.language, case_address(case.id), None, partial(_hidden_page, edition, case))
            continue
        short = is_archived(edition, case)
        key = _key(edition, case)
        address = case_address(case.id)
        kind = ARCHIVED if short else "case"
        yield Known(edition.language, address, key and f"{kind} {key}", partial(_page, edition, case, short, key))


class Batch(NamedTuple):
    """Some cases whose pages are known together."""

    name: str
    cases: tuple[Case, ...]

    def key(self, edition: Edition) -> str | None:
        """While it is the same, none of these pages is made again; it is the same in all languages."""
        if not self.cases or self.cases[0].id not in edition.index.ledger.cases:
            return None
        shown = chain.from_iterable(_shown_with(edition, case) for case in self.cases)
        others = [(case.id, is_archived(edition, case), _history(edition, case)) for case in self.cases]
        return edition.keys.of_each(shown, others)


def batches(edition: Edition) -> list[Batch]:
    """All cases in batches of some hundred, the same in all languages, oldest first, and last those that are hidden."""
    parts = [(year, part) for year in edition.index.filing.years for part in year.parts()]
    found = [
        Batch(f"cases/{year.year}/{part.first - year.first}", tuple(one.case for one in part.cases))
        for year, part in parts
    ]
    return [*found, Batch("cases/hidden", edition.index.hidden)]


def _page(edition: Edition, case: Case, short: bool, key: str | None) -> Page:
    title = edition.words.said(case, "title", case.withheld) or Said(case.id)
    summary = None if short else edition.words.said(case, "summary", case.withheld)
    return Page(
        kind=ARCHIVED if short else "case",
        language=edition.language,
        address=case_address(case.id),
        title=f"{title.one_line} ({case.id})",
        description=_short((summary or title).one_line, 150),
        view=partial(short_page if short else case_view, edition, case),
        section=SECTION,
        search="",
        key=key,
        is_short=short,
    )


def _hidden_page(edition: Edition, case: Case) -> Page:
    return Page(
        kind="withheld",
        language=edition.language,
        address=case_address(case.id),
        title=case.id,
        description=edition.words._("This case exists and is not published. Figures count it."),
        view=partial(_withheld, edition, case),
        section=SECTION,
    )


def _key(edition: Edition, case: Case) -> str | None:
    """The key of a case's page; it is the same in all languages."""
    known = edition.keys.known
    if case.id not in known:
        known[case.id] = edition.keys.of(_shown_with(edition, case), (), _history(edition, case))
    return known[case.id]


def _shown_with(edition: Edition, case: Case) -> tuple[Case, ...]:
    """A case and those that were merged into it, whose titles its page shows."""
    merged = edition.index.merged_into.get(case.id)
    if merged is None:
        return (case,)
    cases = edition.index.ledger.cases
    return case, *(cases[name] for name in merged if name in cases)


def _history(edition: Edition, case: Case) -> str:
    """A digest of what the history says of a case and of its meeting."""
    if edition.recorded is None:
        return ""
    names = [("case", case.id)]
    if case.raised.meeting:
        names.append(("meeting", case.raised.meeting))
    return edition.recorded.digest(*names)


def _withheld(edition: Edition, case: Case) -> WithheldView:
    return WithheldView(case.id, reasons(edition.words, case, edition.as_of))


def case_view(edition: Edition, case: Case) -> CaseView:
    """The view of one case, with what belongs to it from elsewhere."""
    ledger, words = edition.index.ledger, edition.words
    rules = _rules(ledger, case)
    state = edition.index.computed.states[case.id]
    meeting = ledger.meetings.get(case.raised.meeting) if case.raised.meeting else None
    theme = words.said(meeting, "theme", meeting.withheld) if meeting else None
    shown = _disclosed(case, state)
    clocks = shown.clocks
    return CasePage(
        words,
        case,
        Around(
            happenings=published(edition, case, state),
            tags=standing_tags(words, state, shown.outcome),
            clocks=deadlines(words, clocks, _proofs(clocks)),
            merged_here=tuple(_case_link(edition, name) for name in edition.index.merged_into.get(case.id, ())),
            meeting=meeting_link(meeting.id, theme or Said(meeting.id)) if meeting else None,
            rules=rules,
            file=ledger.files.get(("case", case.id), ""),
            site=edition.name,
            as_of=edition.as_of,
            lead=shown.lead,
            recorded=_recording(edition, case, rules),
            timeline=timeline_of(words, clocks, edition.as_of),
        ),
    ).view()


def short_page(edition: Edition, case: Case) -> str:
    """The body of the short page of one case."""
    return short_pages(edition).body(case, edition.language)


def recording_of(edition: Edition, case: Case) -> RecordingOf | None:
    """What the history says of a case; None where there is none."""
    return _recording(edition, case, edition.index.ledger.rules_of(case))


def _recording(edition: Edition, case: Case, rules: RuleSet | None) -> RecordingOf | None:
    if edition.recorded is None:
        return None
    whole = edition.index.computed.states[case.id].case
    allowed = allowed_days(rules.recorded_within if rules else None)
    return RecordingOf(edition.words, edition.recorded, whole, case, allowed)


def published(edition: Edition, case: Case, state: CaseState) -> tuple[Happening, ...]:
    """What happened, without what is withheld: told anew from the published record where anything is."""
    if not case.withheld:
        return state.happenings
    meeting = edition.index.ledger.meetings.get(case.raised.meeting or "")
    return history(case, meeting, as_of=state.as_of)


def _case_link(edition: Edition, case: str) -> Link:
    found = edition.index.ledger.cases.get(case)
    title = edition.row(found).title if found else Said(case)
    return Link(case_address(case), Said(f"{case} {title.text}", title.language))


def _short(text: str, most: int) -> str:
    """What a search engine shows: no more than it takes."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
