"""The newest answers as Atom (RFC 4287): of all departments, and of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nlargest
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from kentan.publish.edition import Edition
from kentan.publish.feeds.times import instant, name_of
from kentan.publish.views.shared import case_address
from kentan.records.case import Case, Reply
from kentan.records.moments import Moment

NEW = 50
_ATOM = "http://www.w3.org/2005/Atom"
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Answer:
    """One reply: which of the department's replies to the case of the same moment it is, from 0."""

    case: Case
    department: str
    reply: Reply
    number: int


def answers(cases: Iterable[Case]) -> Iterator[Answer]:
    """Every published reply."""
    for case in cases:
        for department, part in case.assignments.items():
            seen: dict[Moment, int] = {}
            for reply in part.replies:
                number = seen.get(reply.on, 0)
                seen[reply.on] = number + 1
                yield Answer(case, department, reply, number)


def newest(found: Iterable[Answer]) -> list[Answer]:
    """The newest answers, newest first."""
    return nlargest(NEW, found, key=lambda one: (one.reply.on, one.case.id, one.department, one.number))


def atom(edition: Edition, address: str, title: str, found: list[Answer]) -> bytes:
    """The feed at an address below the language's folder; `found` are its answers, newest first."""
    register_namespace("", _ATOM)
    zone = edition.instance.time_zone
    feed = Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": edition.language})
    _text(feed, "title", title)
    _text(feed, "id", name_of("feed", edition.instance.name, edition.language, address).urn)
    latest = found[0].reply.on if found else Moment(edition.as_of)
    _text(feed, "updated", instant(latest, zone).isoformat())
    author = _text(feed, "author")
    said = edition.words.said(edition.instance, "operator")
    _text(author, "name", said.one_line if said else edition.name)
    up = "../" * address.count("/")
    if edition.instance.base_address:
        up = f"{edition.instance.base_address.rstrip('/')}/{edition.prefix}"
        _text(feed, "link", rel="self", href=up + address)
    _text(feed, "link", rel="alternate", href=f"{up}index.html")
    for one in found:
        _entry(edition, feed, one, up)
    indent(feed, "")
    body: bytes = tostring(feed, "utf-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body + b"\n"


def _entry(edition: Edition, feed: Element, one: Answer, up: str) -> None:
    words, reply = edition.words, one.reply
    entry = _text(feed, "entry")
    outcome, department = words.label(reply.outcome), words.department(one.department).one_line
    _text(entry, "title", f"{edition.row(one.case).title.one_line} · {outcome} · {department}")
    moment = instant(reply.on, edition.instance.time_zone).isoformat()
    _text(entry, "id", name_of("answer", edition.language, one.case.id, one.department, reply.on, one.number).urn)
    _text(entry, "updated", moment)
    _text(entry, "published", moment)
    _text(entry, "link", rel="alternate", href=up + case_address(one.case.id))
    said = words.said(reply, "text", one.case.withheld)
    text = said.text.strip() if said else ""
    _text(entry, "summary", text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…", type="text")


def _text(parent: Element, name: str, text: str | None = None, **given: str) -> Element:
    made = SubElement(parent, f"{{{_ATOM}}}{name}", given)
    made.text = text
    return made
