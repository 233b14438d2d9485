"""The smallest pieces of short pages, as brief as HTML allows."""

import re
from datetime import date
from functools import lru_cache
from html import escape

from kentan.languages import Language
from kentan.publish.text import Said, moment_in_words, paragraphs, runs_right_to_left
from kentan.publish.views.parts import CALM, Link, Tag

_UNQUOTED = re.compile(r"[\w./#?-]+", re.ASCII).fullmatch
_REMEMBERED = 1 << 14


def inline(said: Said) -> str:
    """One line of text."""
    text = escape(said.text, quote=False)
    if said.stub:
        return f"<i>{text}</i>"
    if said.language or runs_right_to_left(text):
        return f"<bdi{lang(said)}>{text}</bdi>"
    return text


def block(said: Said) -> str:
    """Text as paragraphs."""
    if said.stub:
        return f"<p>{inline(said)}"
    opening = f"<p dir=auto{lang(said)}>" if runs_right_to_left(said.text) else f"<p{lang(said)}>"
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
    return f"<a href={attribute(root + one.address)}{lang(one.said)}>{bare(one.said)}</a>"


@lru_cache(_REMEMBERED)
def attribute(value: str) -> str:
    """The value of an attribute, in quotes where it needs some."""
    return value if _UNQUOTED(value) else f'"{escape(value)}"'


def span(first: date, last: date, language: Language) -> str:
    """A span of days; a single one alone."""
    words = moment_in_words(first, language)
    return words if first == last else f"{words} – {moment_in_words(last, language)}"


def lang(said: Said) -> str:
    """The attribute that names the language of a text, where it is not the page's."""
    return f" lang={said.language}" if said.language and not said.stub else ""


def bare(said: Said) -> str:
    """A text whose language the element around it names."""
    text = escape(said.text, quote=False)
    if said.stub:
        return f"<i>{text}</i>"
    return f"<bdi>{text}</bdi>" if runs_right_to_left(text) else text


def away(address: str, said: str) -> str:
    """A link to another site around some HTML."""
    return f'<a href="{escape(address)}" rel="noopener noreferrer external">{said}</a>'
