"""A page for each case, and the lists of cases by programme, department, topic, status and year."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from kentan.publish.edition import Edition
from kentan.publish.page import Page
from kentan.publish.sectors import sector
from kentan.publish.sets import names, set_folder
from kentan.publish.standing import clocks
from kentan.publish.text import Said
from kentan.publish.views.case import Around, CasePage, CaseView, meeting_link
from kentan.publish.views.listing import Facet, ListingView, Part, pages
from kentan.publish.views.parts import Link
from kentan.publish.views.row import Row
from kentan.publish.views.shared import case_address
from kentan.publish.views.withheld import WithheldView, reasons
from kentan.publish.wording import Wording
from kentan.records.case import Case
from kentan.records.moments import Moment

SECTION = "cases"


def case_pages(edition: Edition) -> Iterator[Page]:
    """One page a case."""
    for case in edition.index.cases:
        row = edition.row(case)
        summary = edition.words.said(case, "summary", case.withheld)
        yield Page(
            kind="case",
            language=edition.language,
            address=row.address,
            title=f"{row.title.one_line} ({case.id})",
            description=_short(summary.one_line if summary else row.title.one_line),
            view=partial(case_view, edition, case),
            section=SECTION,
            search="",
        )

    for case in edition.index.hidden:
        yield Page(
            kind="withheld",
            language=edition.language,
            address=case_address(case.id),
            title=case.id,
            description=edition.words._("This case exists and is not published. Figures count it."),
            view=partial(_withheld, edition, case),
            section=SECTION,
        )


def _withheld(edition: Edition, case: Case) -> WithheldView:
    return WithheldView(case.id, reasons(edition.words, case, edition.as_of))


def case_view(edition: Edition, case: Case) -> CaseView:
    """The view of one case, with what belongs to it from elsewhere."""
    ledger, words = edition.index.ledger, edition.words
    rules = ledger.rules_of(case)
    state = edition.index.computed.states[case.id]
    meeting = ledger.meetings.get(case.raised.meeting) if case.raised.meeting else None
    theme = words.said(meeting, "theme", meeting.withheld) if meeting else None
    grades = {
        entry.grade: _declared(words, rules.grades.get(entry.grade) if rules else None, entry.grade)
        for entry in case.grades
    }
    return CasePage(
        words,
        case,
        Around(
            state=state,
            standing=edition.standing(case),
            clocks=clocks(words, state),
            merged_here=tuple(_case_link(edition, name) for name in edition.index.merged_into.get(case.id, ())),
            meeting=meeting_link(meeting.id, theme or Said(meeting.id)) if meeting else None,
            sector=sector(words, case.enterprise.sector) if case.enterprise and case.enterprise.sector else None,
            grade_names=grades,
            file=ledger.files.get(("case", case.id), ""),
            site=edition.name,
            as_of=edition.as_of,
        ),
    ).view()


def _declared(words: Wording, declared: object, key: str) -> Said:
    return (declared and words.said(declared, "name")) or Said(key)  # type: ignore[arg-type,return-value]


def _case_link(edition: Edition, case: str) -> Link:
    found = edition.index.ledger.cases.get(case)
    title = edition.row(found).title if found else Said(case)
    return Link(case_address(case), Said(f"{case} {title.text}", title.language))


def listings(edition: Edition) -> Iterator[Page]:
    """All cases, and the cases of each value of each facet."""
    _ = edition.words._
    groups = _groups(edition)
    facets = tuple(
        Facet(name, tuple((Link(f"{folder}/index.html", said), len(rows)) for folder, said, rows in values))
        for name, values in groups
    )
    everything = edition.rows(edition.index.cases)
    yield from _listing(edition, "cases", _("All cases"), "", everything, facets)
    for name, values in groups:
        for folder, said, rows in values:
            yield from _listing(edition, folder, said.one_line, name, tuple(rows), ())
    cases = edition.index.ledger.cases
    for key, name in names(edition.words).items():
        found = sorted((cases[one] for one in edition.index.computed.sets[key] if one in cases), key=_age)
        yield from _listing(edition, set_folder(key), name, "", edition.rows(tuple(found)), ())


_Group = list[tuple[str, Said, list[Row]]]


def _groups(edition: Edition) -> list[tuple[str, _Group]]:
    words, _ = edition.words, edition.words._
    found: dict[str, dict[str, tuple[Said, list[Row]]]] = defaultdict(dict)
    for case in edition.index.cases:
        row = edition.row(case)
        year = str(case.raised.on.day.year)
        values = [
            ("programme", f"cases/programme/{case.programme}", words.programme(case.programme)),
            ("year", f"cases/{year}", Said(year)),
            ("topic", f"cases/topic/{case.topic}", words.topic(case.topic)),
        ]
        status = edition.standing(case)
        values.append(("status", f"cases/status/{status.status}", Said(status.label)))
        values += [("department", f"cases/department/{name}", words.department(name)) for name in case.assignments]
        for facet, folder, said in values:
            found[facet].setdefault(folder, (said, []))[1].append(row)
    names = [
        ("status", _("by status")),
        ("programme", _("by programme")),
        ("year", _("by year")),
        ("topic", _("by topic")),
        ("department", _("by department")),
    ]
    return [
        (name, [(folder, said, rows) for folder, (said, rows) in sorted(found[facet].items(), key=_by_count)])
        for facet, name in names
        if found[facet]
    ]


def _age(case: Case) -> tuple[Moment, str]:
    return case.raised.on, case.id


def _by_count(item: tuple[str, tuple[Said, list[Row]]]) -> tuple[int, str]:
    return -len(item[1][1]), item[0]


def _listing(
    edition: Edition, folder: str, heading: str, about: str, rows: tuple[Row, ...], facets: tuple[Facet, ...]
) -> Iterator[Page]:
    _ = edition.words._
    for address, shown, parts in pages(folder, rows):
        yield Page(
            kind="cases",
            language=edition.language,
            address=address,
            title=heading if folder == "cases" else _("Cases: {what}").format(what=heading),
            description=_("{count} cases, each with who answers for it and how it stands.").format(count=len(rows)),
            view=partial(_view, folder, heading, about, len(rows), shown, parts, facets),
            section=SECTION,
        )


def _view(
    folder: str,
    heading: str,
    about: str,
    total: int,
    rows: tuple[Row, ...],
    parts: tuple[Part, ...],
    facets: tuple[Facet, ...],
) -> ListingView:
    back = None if folder == "cases" else "cases/index.html"
    return ListingView(heading, about, total, (), rows, parts, facets, back)


def _short(text: str) -> str:
    """What a search engine shows: no more than it takes."""
    return text if len(text) <= 150 else f"{text[:149]}…"
