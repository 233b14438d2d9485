"""The texts of cases as Markdown, for generators that take it: what Kentan's page of a case says, but the history of
its file and the proofs of what is owed."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from kentan.clocks.state import ClockState
from kentan.files.loading import load
from kentan.files.tree import DiskTree
from kentan.languages import CHINESE
from kentan.publish.deadlines import name_of, tags_of
from kentan.publish.index import Index, index
from kentan.publish.standing import standing_tags
from kentan.publish.text import Said, moment_in_words
from kentan.publish.views.case_facts import facts_of
from kentan.publish.views.entries import of_decisions, of_ratings, of_supervision
from kentan.publish.views.handling import in_order, of_assignment
from kentan.publish.views.parts import Fact, Link, Tag
from kentan.publish.views.shared import meeting_address
from kentan.publish.views.told import Told, in_words
from kentan.publish.wording import Wording
from kentan.records.case import Case


def texts(corpus: Path, as_of: date) -> Iterator[tuple[Case, str]]:
    """Yield each published case of a repository with its text in Chinese, as of a day."""
    found = index(load(DiskTree(str(corpus))).ledger, as_of)
    words = Wording(found.ledger, CHINESE, CHINESE)
    for case in found.cases:
        yield case, "\n".join(_text(words, found, case)) + "\n"


def _text(words: Wording, found: Index, case: Case) -> Iterator[str]:
    rules, state = found.ledger.rules_of(case), found.computed.states[case.id]
    yield f"{_tags((*standing_tags(words, state, state.outcome), Tag(words.label(case.kind))))}\n"
    yield f"{case.summary}\n"
    if case.raised.statement:
        yield f"> {case.raised.statement.replace(chr(10), f'{chr(10)}> ')}\n"
    yield f"- {case.id}"
    yield from [f"- {_fact(words, fact)}" for fact in facts_of(words, case, _meeting(words, found, case), rules)]
    for name, part in in_order(case):
        yield f"\n## {words.department(name).text} {words.label(part.role)}\n"
        yield from _entries(words, case, of_assignment(name, part))
    yield f"\n## {words._('Decisions, supervision, ratings')}\n"
    yield from _entries(words, case, [*of_decisions(case, rules), *of_supervision(case), *of_ratings(case)])
    yield f"\n## {words._('Deadlines')}\n"
    yield from [_deadline(words, clock) for clock in state.clocks]
    yield f"\n`kentan prove {case.id}`"


def _meeting(words: Wording, found: Index, case: Case) -> Link | None:
    meeting = found.ledger.meetings.get(case.raised.meeting or "")
    return meeting and Link(meeting_address(meeting.id), words.said(meeting, "theme") or Said(meeting.id))


def _entries(words: Wording, case: Case, told: Iterable[Told]) -> Iterator[str]:
    for entry in [in_words(words, one, case.withheld) for one in told]:
        who = f" {entry.who.text}" if entry.who else ""
        tag = f" {_tags([entry.tag])}" if entry.tag else ""
        yield f"- {moment_in_words(entry.when, words.language)} {entry.what}{who}{tag}"
        said = [text.text for text in entry.texts] + [_fact(words, fact) for fact in entry.facts]
        yield from [f"\n  {line}" for text in said for line in text.splitlines() if line]


def _fact(words: Wording, fact: Fact) -> str:
    said = [f"[{link.said.text}](/{link.address})" for link in fact.links]
    said += [fact.said.text] if fact.said else []
    said += [moment_in_words(fact.when, words.language)] if fact.when else []
    return f"{fact.term}{words._(': ')}{' '.join(said)}"


def _deadline(words: Wording, clock: ClockState) -> str:
    due = moment_in_words(clock.due, words.language)
    return f"- {name_of(words, clock).text}{words._(': ')}{due} {_tags(tags_of(words, clock))}"


def _tags(tags: Iterable[Tag]) -> str:
    return " ".join([f"**{tag.text}**" for tag in tags])
