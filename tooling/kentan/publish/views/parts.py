"""The parts that views are made of: links, tags, facts, and entries for whatever happened on a day."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kentan.publish.text import Said
from kentan.records.moments import Moment

OPEN, GOOD, LATE, CALM, AWAY, ORIGIN = "open", "good", "late", "calm", "away", "origin"
"""The tones of a tag. A tone is shown by a sign and a colour, and what it means is always said in words."""


class Link(NamedTuple):
    """A link to a page of the same language, by its address below the language's folder."""

    address: str
    said: Said


class Tag(NamedTuple):
    """One word or two about a state, with its tone."""

    text: str
    tone: str = CALM


class Fact(NamedTuple):
    """A term and what stands for it: a text, a day, a link, or several of them."""

    term: str
    said: Said | None = None
    when: Moment | date | None = None
    links: tuple[Link, ...] = ()
    outside: str | None = None


class Entry(NamedTuple):
    """Something that happened: when, what, in which state, what was said, and the facts that belong to it.

    `who` is the department or office that did it; `anchor` is its id on the page. `recorded` says how it was recorded
    where that was late.
    """

    anchor: str
    when: Moment
    what: str
    who: Said | None = None
    tag: Tag | None = None
    texts: tuple[Said, ...] = ()
    facts: tuple[Fact, ...] = ()
    recorded: str = ""


class Notice(NamedTuple):
    """What a reader has to know about a record before reading on: that it is made up, reported, withheld."""

    title: str
    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A published report, with its public address where there is one."""

    title: Said
    publisher: Said
    on: date | None
    address: str | None
