"""The newest answers as Atom (RFC 4287): of all departments, and of each."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from html import escape
from itertools import chain, starmap
from typing import NamedTuple

from kentan.publish.edition import Edition
from kentan.publish.feeds.times import instant, name_of
from kentan.publish.views.shared import case_address
from kentan.records.case import Case, Reply
from kentan.records.moments import Moment

NEW = 50
_ATOM = "http://www.w3.org/2005/Atom"
_LONGEST = 1000


class Answer(NamedTuple):
    """One reply: which of the department's replies to the case of the same moment it is, from 0. They are in the order
    of their moments."""

    on: Moment
    case_id: str
    department: str
    number: int
    case: Case
    reply: Reply


def newest(cases: Iterable[Case]) -> tuple[list[Answer], dict[str, list[Answer]]]:
    """The newest published answers of all departments, and of each, newest first."""
    replied: dict[str, list[tuple[Moment, str, str, int, Case, Reply]]] = defaultdict(list)
    for case in cases:
        for department, part in case.assignments.items():
            if len(part.replies) == 1:
                (reply,) = part.replies
                replied[department].append((reply.on, case.id, department, 0, case, reply))
            elif part.replies:
                seen: Counter[Moment] = Counter()
                for reply in part.replies:
                    replied[department].append((reply.on, case.id, department, seen[reply.on], case, reply))
                    seen[reply.on] += 1
    of_departments = {
        department: list(starmap(Answer, sorted(found, reverse=True)[:NEW])) for department, found in replied.items()
    }
    return sorted(chain.from_iterable(of_departments.values()), reverse=True)[:NEW], of_departments


def atom(edition: Edition, address: str, title: str, found: list[Answer]) -> bytes:
    """The feed at an address below the language's folder; `found` are its answers, newest first."""
    zone, base = edition.instance.time_zone, edition.instance.base_address
    latest = found[0].on if found else Moment(edition.as_of)
    said = edition.words.said(edition.instance, "operator")
    up = f"{base.rstrip('/')}/{edition.prefix}" if base else "../" * address.count("/")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="{_ATOM}" xml:lang="{edition.language}">',
        _text("title", title),
        _text("id", name_of("feed", edition.instance.name, edition.language, address).urn),
        _text("updated", instant(latest, zone).isoformat()),
        "<author>",
        _text("name", said.one_line if said else edition.name),
        "</author>",
        *([f'<link rel="self" href="{_quoted(up + address)}" />'] if base else []),
        f'<link rel="alternate" href="{_quoted(f"{up}index.html")}" />',
        *(line for one in found for line in _entry(edition, one, up)),
        "</feed>\n",
    ]
    return "\n".join(lines).encode()


def _entry(edition: Edition, one: Answer, up: str) -> tuple[str, ...]:
    words, reply = edition.words, one.reply
    outcome, department = words.label(reply.outcome), words.department(one.department).one_line
    moment = instant(reply.on, edition.instance.time_zone).isoformat()
    said = words.said(reply, "text", one.case.withheld)
    text = said.text.strip() if said else ""
    summary = escape(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…", quote=False)
    return (
        "<entry>",
        _text("title", f"{edition.row(one.case).title.one_line} · {outcome} · {department}"),
        _text("id", name_of("answer", edition.language, one.case.id, one.department, reply.on, one.number).urn),
        _text("updated", moment),
        _text("published", moment),
        f'<link rel="alternate" href="{_quoted(up + case_address(one.case.id))}" />',
        f'<summary type="text">{summary}</summary>' if summary else '<summary type="text" />',
        "</entry>",
    )


def _text(name: str, text: str) -> str:
    return f"<{name}>{escape(text, quote=False)}</{name}>" if text else f"<{name} />"


def _quoted(text: str) -> str:
    return escape(text, quote=False).replace('"', "&quot;")
