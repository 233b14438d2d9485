"""The pages of departments, topics and programmes."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from kentan.publish.edition import Edition
from kentan.publish.feeds.files import answers_address, deadlines_address
from kentan.publish.index import Index
from kentan.publish.keys import Keys
from kentan.publish.makers.meetings import meeting_row
from kentan.publish.page import Page
from kentan.publish.same import found_once
from kentan.publish.text import Said
from kentan.publish.views.parts import Fact, Link
from kentan.publish.views.profile import comparison, profile
from kentan.publish.views.registry import DepartmentView, NamedCount, NamesView, ProgrammeView
from kentan.publish.views.rounds import rounds_view
from kentan.publish.views.rules_in_words import versions
from kentan.publish.views.scores import burden, hosts_view, scores_view
from kentan.publish.views.shared import sources
from kentan.publish.wording import Wording
from kentan.records.programme import Programme
from kentan.records.registry import Department
from kentan.records.vocabulary import Role

SHOWN = 20
"""So many of the newest cases or meetings stand on the page of a department or programme; lists hold all."""


def registry_pages(edition: Edition) -> Iterator[Page]:
    """Departments, topics and programmes: their lists, and a page for each department and programme."""
    yield from _departments(edition)
    yield from _topics(edition)
    yield from _programmes(edition)


def _departments(edition: Edition) -> Iterator[Page]:
    _ = edition.words._
    index, no_cases = edition.index, edition.keys.of_each(())
    yield Page(
        "departments",
        edition.language,
        "departments/index.html",
        _("Departments"),
        _("Every department side by side: what it received, answered in time, solved, and what its interval is."),
        partial(comparison, edition),
        "departments",
    )
    for name, department in index.ledger.departments.items():
        said = edition.words.department(name)
        yield Page(
            "department",
            edition.language,
            f"departments/{name}.html",
            said.one_line,
            _("The cases that {department} leads and supports, and how they stand.").format(department=said.one_line),
            partial(_department, edition, name, department),
            "departments",
            search="",
            key=_concerned(edition.index, edition.keys).get(name, no_cases),
        )


@found_once
def _concerned(index: Index, keys: Keys) -> Mapping[str, str | None]:
    """The key of the cases on which the page of each department rests."""
    return {name: keys.of_each(cases) for name, cases in index.computed.measures.concerned.items()}


def _department(edition: Edition, name: str, department: Department) -> DepartmentView:
    words, _ = edition.words, edition.words._
    cases = edition.index.by_department.get(name, ())
    facts = [Fact(_("Type"), Said(words.label(department.type))), Fact(_("Level"), Said(words.label(department.level)))]
    facts += [Fact(_("Also known as"), words.plain(alias)) for alias in department.aliases]
    if department.from_:
        facts.append(Fact(_("since"), when=department.from_))
    if department.until:
        facts.append(Fact(_("until"), when=department.until))
    states = edition.index.computed.states
    return DepartmentView(
        name=words.department(name),
        facts=tuple(facts),
        leads=sum([states[case.id].lead == name for case in cases]),
        supports=sum([case.assignments[name].role is not Role.LEAD for case in cases]),
        profile=profile(edition, name),
        rows=edition.rows(cases[-SHOWN:][::-1]),
        all_cases=Link(f"cases/department/{name}/index.html", Said(_("All cases of this department"))),
        feeds=(
            Link(answers_address(name), Said(_("answers (Atom)"))),
            Link(deadlines_address(name), Said(_("open deadlines (calendar)"))),
        ),
    )


def _topics(edition: Edition) -> Iterator[Page]:
    _ = edition.words._
    counted = Counter(case.topic for case in edition.index.cases)
    rows = tuple(
        NamedCount(Link(f"cases/topic/{name}/index.html", edition.words.topic(name)), None, None, counted[name])
        for name in sorted(counted, key=lambda name: (-counted[name], name))
    )
    yield Page(
        "topics",
        edition.language,
        "topics/index.html",
        _("Topics"),
        _("What enterprises raise, by topic."),
        partial(NamesView, _("Topics"), rows),
        "topics",
    )


def _programmes(edition: Edition) -> Iterator[Page]:
    _ = edition.words._
    cases = Counter(case.programme for case in edition.index.cases)
    meetings = Counter(meeting.programme for meeting in edition.index.meetings)
    programmes = edition.index.ledger.programmes
    rows = tuple(
        NamedCount(
            Link(f"programmes/{name}.html", edition.words.programme(name)),
            edition.words.department(programme.organiser),
            meetings[name],
            cases[name],
        )
        for name, programme in sorted(programmes.items())
    )
    yield Page(
        "programmes",
        edition.language,
        "programmes/index.html",
        _("Programmes"),
        _("The programmes, each with its rules in plain words."),
        partial(NamesView, _("Programmes"), rows),
        "programmes",
    )
    for name, programme in sorted(programmes.items()):
        said = edition.words.programme(name)
        summary = edition.words.said(programme, "summary")
        yield Page(
            "programme",
            edition.language,
            f"programmes/{name}.html",
            said.one_line,
            (summary.one_line if summary else said.one_line)[:150],
            partial(_programme, edition, programme, cases[name]),
            "programmes",
            search="",
        )


def _programme(edition: Edition, programme: Programme, cases: int) -> ProgrammeView:
    words, _ = edition.words, edition.words._
    facts = [
        Fact(_("Organiser"), words.department(programme.organiser)),
        Fact(_("Places"), _joined(words, [words.place(place) for place in programme.places])),
        Fact(_("began on"), when=programme.began),
    ]
    if programme.ended:
        facts.append(Fact(_("ended on"), when=programme.ended))
    held = [meeting for meeting in edition.index.meetings if meeting.programme == programme.id]
    return ProgrammeView(
        name=words.programme(programme.id),
        summary=words.said(programme, "summary"),
        facts=tuple(facts),
        versions=tuple(versions(words, programme, edition.as_of)),
        rounds=rounds_view(edition, programme),
        scores=scores_view(edition, programme),
        hosts=hosts_view(edition, programme),
        burden=tuple(burden(edition, programme)),
        meetings=tuple(meeting_row(edition, meeting) for meeting in reversed(held[-SHOWN:])),
        cases=cases,
        all_cases=Link(f"cases/programme/{programme.id}/index.html", Said(_("All cases of this programme"))),
        sources=sources(words, programme.sources),
    )


def _joined(words: Wording, found: Sequence[Said]) -> Said:
    """Several names as one text, in another language where one of them is."""
    return Said(words.listed(one.text for one in found), next((one.language for one in found if one.language), None))
