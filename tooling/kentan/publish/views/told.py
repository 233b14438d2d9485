"""Entries before they are put into the words of a language: what all languages have in common.

Whole pages put them into one language (`in_words`), short pages into all languages at once (`kentan.publish.short`).
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple, Protocol

from kentan.languages import mark
from kentan.publish.text import Said
from kentan.publish.views.parts import CALM, Entry, Fact, Link, Tag
from kentan.publish.wording import Translated, Wording
from kentan.records.case import Case, Withheld
from kentan.records.finding import Path
from kentan.records.moments import Moment
from kentan.records.programme import RuleSet
from kentan.records.vocabulary import Vocabulary

N_ = mark
_OF_A_CASE = {
    "decision": "acceptance",
    "grade": "grades",
    "asked": "rating_requests",
    "rating": "ratings",
    "callback": "callbacks",
    "correction": "corrections",
    "redaction": "redactions",
}
_OF_AN_ASSIGNMENT = {
    "hand-over": "handed_over",
    "objection": "objections",
    "pause": "pauses",
    "extension": "extensions",
    "reply": "replies",
    "progress": "progress",
}
"""The kinds of entries, as their anchors begin, and the lists in which they stand."""
_DAYS_THEMSELVES = ("ended", "until", "announced")

Value = Callable[[Wording, tuple[Withheld, ...]], Said | None]
"""What a record says, in the words of one language; withheld fields give the reason instead."""


class Late(Translated, Protocol):
    """An entry that says why it was recorded late, where it was."""

    @property
    def late_reason(self) -> str | None:
        """Why, in one line."""
        return None


class Place(NamedTuple):
    """Where an entry stands: on the page, in the record, and its dated fact in the history."""

    anchor: str
    path: Path
    dated: str


class ToldTag(NamedTuple):
    """A word about a state: a message, into which `score` is filled, or a word of a closed list."""

    text: str | Vocabulary
    tone: str = CALM
    score: int = 0


Text = tuple[Translated, str] | tuple[Translated, str, str]
"""A record with the name of a field in which it says something, or of two."""


class ToldFact(NamedTuple):
    """A fact of an entry: its term, which is a message, and what stands for it: a text, a message or a word of a closed
    list, or what has to be asked for in each language."""

    term: str
    said: Value | Text | str | Vocabulary | None = None
    when: Moment | None = None
    link: Callable[[Wording], Link] | None = None
    outside: str | None = None


class Told(NamedTuple):
    """Something that happened; `what` is a message or a word of a closed list, `who` a department."""

    place: Place
    when: Moment
    what: str | Vocabulary
    who: str | None = None
    tag: ToldTag | None = None
    texts: tuple[Text, ...] = ()
    facts: tuple[ToldFact, ...] = ()


def in_words(words: Wording, told: Told, withheld: tuple[Withheld, ...]) -> Entry:
    """An entry in the words of one language."""
    texts = [text_in_words(words, text, withheld) for text in told.texts]
    return Entry(
        told.place.anchor,
        told.when,
        word(words, told.what),
        words.department(told.who) if told.who else None,
        tag_in_words(words, told.tag) if told.tag else None,
        tuple([said for said in texts if said]),
        tuple([fact_in_words(words, one, withheld) for one in told.facts]),
    )


def word(words: Wording, what: str | Vocabulary) -> str:
    """A message, or the label of a word of a closed list."""
    return words.label(what) if isinstance(what, Vocabulary) else words._(what)


def tag_in_words(words: Wording, tag: ToldTag) -> Tag:
    """A tag in the words of one language."""
    text = word(words, tag.text)
    return Tag(text.format(score=tag.score) if tag.score else text, tag.tone)


def text_in_words(words: Wording, text: Text, withheld: tuple[Withheld, ...]) -> Said | None:
    """A text in the words of one language, of two fields one after the other."""
    said = words.said(text[0], text[1], withheld)
    if len(text) == 2:
        return said
    more, said = words.said(text[0], text[2], withheld), said or Said("")
    return said._replace(text=f"{said.text} {more.text}") if more else said


def fact_in_words(words: Wording, fact: ToldFact, withheld: tuple[Withheld, ...]) -> Fact:
    """A fact in the words of one language."""
    said: Said | None = None
    if isinstance(fact.said, str):
        said = Said(word(words, fact.said))
    elif isinstance(fact.said, tuple):
        said = text_in_words(words, fact.said, withheld)
    elif fact.said:
        said = fact.said(words, withheld)
    return Fact(
        words._(fact.term),
        said,
        fact.when,
        (fact.link(words),) if fact.link else (),
        fact.outside,
    )


@lru_cache(1 << 15)
def place_of(kind: str, number: int, owner: str = "") -> Place:
    """Where an entry stands: the one with that number, from 1, of its kind; `owner` is the department or office."""
    if not owner:
        path: Path = (_OF_A_CASE[kind], number - 1)
    elif kind == "supervision":
        path = (kind, owner, number - 1)
    else:
        path = ("assignments", owner, _OF_AN_ASSIGNMENT[kind], number - 1)
    return Place(f"{kind}-{owner}-{number}" if owner else f"{kind}-{number}", path, dated(path))


def places_in(case: Case) -> Iterator[Place]:
    """Where each entry of a case stands."""
    for kind, field in _OF_A_CASE.items():
        for number in range(1, len(getattr(case, field)) + 1):
            yield place_of(kind, number)
    for office, steps in case.supervision.items():
        for number in range(1, len(steps) + 1):
            yield place_of("supervision", number, office)
    for name, assignment in case.assignments.items():
        for kind, field in _OF_AN_ASSIGNMENT.items():
            for number in range(1, len(getattr(assignment, field)) + 1):
                yield place_of(kind, number, name)


def dated(path: Path) -> str:
    """The path of the day of an entry, as the history names it."""
    found = ".".join(map(str, path))
    return found if path[-1] in _DAYS_THEMSELVES else f"{found}.on"


def plain(content: str) -> Value:
    """A text that has no translations."""
    return lambda words, withheld: words.plain(content, withheld)


def department(name: str) -> Value:
    """The name of a department."""
    return lambda words, _withheld: words.department(name)


def grade(rules: RuleSet | None, key: str) -> Value:
    """The name of a grade as the programme declares it."""
    declared = rules.grades.get(key) if rules else None
    return lambda words, _withheld: (declared and words.said(declared, "name")) or Said(key)


def late(record: Late) -> tuple[ToldFact, ...]:
    """Why an entry was recorded late, where that is said."""
    if record.late_reason is None:
        return ()
    return (ToldFact(N_("Why it was late"), (record, "late_reason")),)


def decided_late(reason: str | None) -> tuple[ToldFact, ...]:
    """Why a decision was late, where that is said."""
    return (ToldFact(N_("Why the decision was late"), plain(reason)),) if reason else ()
