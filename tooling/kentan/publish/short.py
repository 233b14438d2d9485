"""The body of a short page, as brief as HTML allows: no end tag and no quote that may be left out, no class twice.

A large site has hundreds of thousands of them, so they are written straight from the view, without a template.
Everything from records is escaped; a text that runs from right to left is isolated, any other needs nothing around it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from html import escape

from markupsafe import Markup

from kentan.languages import Language, messages
from kentan.publish.text import Said, moment_in_words, paragraphs, runs_right_to_left
from kentan.publish.views.case import CaseView
from kentan.publish.views.handling import Handling
from kentan.publish.views.parts import CALM, Entry, Fact, Link, SourceView, Tag
from kentan.publish.views.standing import ClockView

_UNQUOTED = re.compile(r"[\w./#?-]+", re.ASCII).fullmatch
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_REMEMBERED = 1 << 14


class ShortPages:
    """Writes the bodies of short pages of one language."""

    def __init__(self, language: Language) -> None:
        self._ = messages("publish", language)
        self._language = language
        self._colon = self._(": ")
        self._told: Callable[[str, Fact], str] = lru_cache(_REMEMBERED)(self._fact)

    def body(self, root: str, view: CaseView) -> Markup:
        """The body of the page of a case; `root` is the way to the language's folder."""
        _ = self._
        recorded, owed = view.recorded.numbers, [clock for clock in view.clocks if clock.open]
        stopped = [clock for clock in view.clocks if not clock.open]
        parts = [f"<h1{_lang(view.title)}>{_bare(view.title)}</h1><p>", " ".join([tag(one) for one in view.tags])]
        parts += [f" <strong>{escape(one.title)}</strong>" for one in view.notices]
        if view.summary:
            parts.append(block(view.summary))
        if view.statement:
            parts.append(f"<blockquote>{block(view.statement)}</blockquote>")
        if owed:
            parts.append(f"<h2 id=owed>{_('What is owed now, and by whom')}</h2><ul>")
            parts += [self._owed(root, clock) for clock in owed]
            parts.append("</ul>")
        parts.append(f"<ul class=facts><li>{view.id}")
        parts += [f"<li>{self._told(root, one)}" for one in view.facts]
        parts.append("</ul>")
        for part in view.handling:
            parts.append(heading(root, part))
            parts.append(self._entries(root, part.entries, recorded, part.department.said))
        others = view.decisions + view.supervision + view.ratings + view.corrections
        if others:
            parts.append(f"<h2>{_('Decisions, supervision, ratings')}</h2>")
            parts.append(self._entries(root, others, recorded))
        if stopped:
            parts += [f"<h2 id=deadlines>{_('Deadlines')}</h2><ul>", *self._deadlines(stopped), "</ul>"]
        if view.clocks:
            parts.append(f"<p><code>kentan prove {view.id}</code>")
        if view.featured:
            parts.append(f"<p>{self._fact(root, view.featured)}")
        if view.withheld:
            parts.append(f"<h2>{_('What is not published')}</h2><ul>")
            parts += [f"<li>{self._fact(root, one)}" for one in view.withheld]
            parts.append("</ul>")
        parts += [f"<p>{link(root, one)}" for one in view.neighbours]
        if view.sources:
            parts.append(f"<h2 id=sources>{_('Sources')}</h2><ul>")
            parts += [f"<li>{self._source(one)}" for one in view.sources]
            parts.append("</ul>")
        if view.recorded.ways:
            parts.append(f"<h2>{_('How that was recorded')}{view.recorded.remark}</h2><ol>")
            parts += [f"<li>{escape(one, quote=False)}" for one in view.recorded.ways]
            parts.append("</ol>")
        return Markup("".join(parts))

    def _entries(
        self, root: str, found: Iterable[Entry], recorded: Mapping[str, int], whose: Said | None = None
    ) -> str:
        """Entries as a list, each with the number of its recording; `whose` are those that name nobody themselves."""
        parts = ["<ul>"]
        for anchor, when, what, who, state, texts, facts, _how in found:
            parts.append(f"<li id={attribute(anchor)}>{moment_in_words(when, self._language)} {what}")
            if who and who != whose:
                parts.append(f" {inline(who)}")
            if state:
                parts.append(f" {tag(state)}")
            number = recorded.get(anchor)
            if number:
                parts.append(f" {str(number).translate(_RAISED)}")
            parts += [block(one) for one in texts]
            parts += [f"<p>{self._fact(root, one)}" for one in facts]
        parts.append("</ul>")
        return "".join(parts)

    def _owed(self, root: str, clock: ClockView) -> str:
        """What somebody owes, with the proof of the due date."""
        _, language = self._, self._language
        tags = " ".join([tag(one) for one in clock.tags])
        whose = link(root, clock.department) if clock.department else clock.obliges
        rules = f"<li>{link(root, clock.rules)}" if clock.rules else ""
        days = [
            f"<li>{_span(row.first, row.last, language)} · {row.counted} · {escape(row.why, quote=False)}"
            for row in clock.proof
        ]
        notes = [f"<li>{escape(note, quote=False)}" for note in clock.notes]
        return (
            f"<li>{whose} · {inline(clock.name)} · {_('due')} {moment_in_words(clock.due, language)} {tags}"
            f"<details><summary>{escape(clock.rule, quote=False)}</summary>"
            f"<ul>{rules}{''.join(notes)}{''.join(days)}</ul></details>"
        )

    def _deadlines(self, clocks: Iterable[ClockView]) -> Iterable[str]:
        """Each deadline once: with the departments where they do not all stand alike."""
        lines: dict[tuple[Said, str], list[Said]] = {}
        for clock in clocks:
            due = moment_in_words(clock.due, self._language)
            said = f"{due} {' '.join([tag(one) for one in clock.tags])}"
            lines.setdefault((clock.name, said), []).extend([clock.department.said] if clock.department else ())
        names = [name for name, _said in lines]
        for (name, said), departments in lines.items():
            whose = f" {' '.join(map(inline, departments))}" if departments and names.count(name) > 1 else ""
            yield f"<li>{inline(name)}{self._colon}{said}{whose}"

    def _fact(self, root: str, fact: Fact) -> str:
        values = [link(root, one) for one in fact.links]
        if fact.said:
            said = inline(fact.said)
            values.append(_away(fact.outside, said) if fact.outside else said)
        if fact.when:
            values.append(moment_in_words(fact.when, self._language))
        return f"{fact.term}{self._colon}{' '.join(values)}"

    def _source(self, one: SourceView) -> str:
        title = inline(one.title)
        named = [_away(one.address, title) if one.address else title, inline(one.publisher)]
        return " · ".join([*named, moment_in_words(one.on, self._language)] if one.on else named)


def inline(said: Said) -> str:
    """One line of text."""
    text = escape(said.text, quote=False)
    if said.stub:
        return f"<i>{text}</i>"
    if said.language or runs_right_to_left(text):
        return f"<bdi{_lang(said)}>{text}</bdi>"
    return text


def block(said: Said) -> str:
    """Text as paragraphs."""
    if said.stub:
        return f"<p>{inline(said)}"
    opening = f"<p dir=auto{_lang(said)}>" if runs_right_to_left(said.text) else f"<p{_lang(said)}>"
    return "".join([f"{opening}{part}" for part in paragraphs(said.text, quote=False)])


@lru_cache(_REMEMBERED)
def tag(one: Tag) -> str:
    """The tag of a state; its tone by its first letter."""
    tone = "" if one.tone == CALM else f" class={one.tone[0]}"
    return f"<b{tone}>{escape(one.text, quote=False)}</b>"


@lru_cache(_REMEMBERED)
def link(root: str, one: Link) -> str:
    """A link, or its text alone where there is no page for it."""
    if not one.address:
        return inline(one.said)
    return f"<a href={attribute(root + one.address)}{_lang(one.said)}>{_bare(one.said)}</a>"


@lru_cache(_REMEMBERED)
def _role(root: str, department: Link, role: str) -> str:
    return f"{link(root, department)} <small>{escape(role, quote=False)}</small></h2>"


def heading(root: str, part: Handling) -> str:
    """The heading of a department's part."""
    return f"<h2 id={attribute(part.anchor)}>{_role(root, part.department, part.role)}"


def attribute(value: str) -> str:
    """The value of an attribute, in quotes where it needs some."""
    return value if _UNQUOTED(value) else f'"{escape(value)}"'


def _span(first: date, last: date, language: Language) -> str:
    words = moment_in_words(first, language)
    return words if first == last else f"{words} – {moment_in_words(last, language)}"


def _lang(said: Said) -> str:
    return f" lang={said.language}" if said.language and not said.stub else ""


def _bare(said: Said) -> str:
    """A text whose language the element around it names."""
    text = escape(said.text, quote=False)
    if said.stub:
        return f"<i>{text}</i>"
    return f"<bdi>{text}</bdi>" if runs_right_to_left(text) else text


def _away(address: str, said: str) -> str:
    return f'<a href="{escape(address)}" rel="noopener noreferrer external">{said}</a>'
