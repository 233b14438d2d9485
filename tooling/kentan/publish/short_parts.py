"""Parts of a short page in one language, out of its smallest pieces (`pieces.py`)."""

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape

from kentan.clocks.state import CaseState, ClockState
from kentan.publish.deadlines import tags_of
from kentan.publish.pieces import attribute, away, inline, link, span, tag
from kentan.publish.recorded import Step
from kentan.publish.standing import standing_tags
from kentan.publish.text import moment_in_words
from kentan.publish.views import case_facts
from kentan.publish.views.parts import Fact, SourceView, Tag
from kentan.publish.views.recorded import brief
from kentan.publish.views.shared import corrections, department_link, provenance, sources
from kentan.publish.views.standing import ClockView
from kentan.publish.views.told import ToldFact, ToldTag, fact_in_words, tag_in_words, word
from kentan.publish.views.withheld import reasons
from kentan.publish.wording import Wording
from kentan.records.case import Case, Withheld
from kentan.records.vocabulary import Outcome, Role, Vocabulary

ROOT = "../../"
"""The way from the page of a case to its language's folder."""
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def superscript(number: int) -> str:
    """The number of an entry's recording, as it stands behind the entry."""
    return str(number).translate(_SUPERSCRIPT)


def standing(words: Wording, case: Case, state: CaseState, outcome: Outcome | None) -> str:
    """How a case stands, and where its record comes from."""
    tags = (*standing_tags(words, state, outcome), Tag(words.label(case.kind)))
    notice = provenance(words, case.provenance)
    return " ".join([tag(one) for one in tags]) + (f" <strong>{escape(notice.title)}</strong>" if notice else "")


def listed(words: Wording, facts: Iterable[Fact]) -> str:
    """Facts as entries of a list."""
    return "".join([f"<li>{fact(words, one)}" for one in facts])


def paragraph(words: Wording, told: ToldFact, withheld: tuple[Withheld, ...]) -> str:
    """A fact as a paragraph."""
    return f"<p>{fact(words, fact_in_words(words, told, withheld))}"


def way(words: Wording, step: Step | None, claimed: bool, unattested: bool) -> str:
    """How an entry was recorded, as an entry of a list."""
    return f"<li>{escape(brief(words, step, claimed=claimed, unattested=unattested), quote=False)}"


def fact(words: Wording, one: Fact) -> str:
    """A fact: what it is called, and what is said of it."""
    values = [link(ROOT, target) for target in one.links]
    if one.said:
        said = inline(one.said)
        values.append(away(one.outside, said) if one.outside else said)
    if one.when:
        values.append(moment_in_words(one.when, words.language))
    return f"{one.term}{words._(': ')}{' '.join(values)}"


def handling(words: Wording, name: str, role: Role) -> str:
    """The heading of a department's part."""
    shown, said = link(ROOT, department_link(words, name)), escape(words.label(role), quote=False)
    return f"<h2 id={attribute(f'handling-{name}')}>{shown} <small>{said}</small></h2>"


def done(words: Wording, what: str | Vocabulary, who: str | None, state: ToldTag | None) -> str:
    """What was done, by whom, and with which outcome."""
    by = f" {inline(words.department(who))}" if who else ""
    return f" {word(words, what)}{by}" + (f" {tag(tag_in_words(words, state))}" if state else "")


def corrections_list(words: Wording, case: Case, numbers: Mapping[str, int]) -> str:
    """What was corrected and removed."""
    parts = []
    for entry in corrections(words, case):
        number = numbers.get(entry.anchor)
        step = f" {superscript(number)}" if number else ""
        when = moment_in_words(entry.when, words.language)
        parts.append(f"<li id={attribute(entry.anchor)}>{when} {entry.what}{step}")
        parts += [f"<p>{fact(words, one)}" for one in entry.facts]
    return "".join(parts)


def owed_by(words: Wording, clock: ClockView) -> str:
    """What somebody owes, with the proof of the due date."""
    _, language = words._, words.language
    tags = " ".join([tag(one) for one in clock.tags])
    whose = link(ROOT, clock.department) if clock.department else clock.obliges
    days = [
        f"<li>{span(row.first, row.last, language)} · {row.counted} · {escape(row.why, quote=False)}"
        for row in clock.proof
    ]
    notes = [f"<li>{escape(note, quote=False)}" for note in clock.notes]
    return (
        f"<li>{whose} · {inline(clock.name)} · {_('due')} {moment_in_words(clock.due, language)} {tags}"
        f"<details><summary>{escape(clock.rule, quote=False)}</summary>"
        f"<ul><li>{link(ROOT, clock.rules)}{''.join(notes)}{''.join(days)}</ul></details>"
    )


def deadline_tags(words: Wording, clock: ClockState) -> str:
    """How a deadline stands."""
    return "".join([f" {tag(one)}" for one in tags_of(words, clock)])


def featured(words: Wording, case: Case) -> str:
    """The month for which it was chosen as a model case, and why."""
    found = case_facts.featured(words, case)
    return f"<p>{fact(words, found)}" if found else ""


def not_published(words: Wording, case: Case, as_of: date) -> str:
    """What of a case is withheld, and why."""
    found = reasons(words, case, as_of)
    return f"<h2>{words._('What is not published')}</h2><ul>{listed(words, found)}</ul>" if found else ""


def sources_list(words: Wording, case: Case) -> str:
    """The sources of a case, under their heading."""
    found = "".join([f"<li>{_source(words, one)}" for one in sources(words, case.sources)])
    return f"<h2 id=sources>{words._('Sources')}</h2><ul>{found}</ul>"


def _source(words: Wording, one: SourceView) -> str:
    title = inline(one.title)
    named = [away(one.address, title) if one.address else title, inline(one.publisher)]
    return " · ".join([*named, moment_in_words(one.on, words.language)] if one.on else named)
