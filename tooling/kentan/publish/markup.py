"""The smallest pieces of HTML, of which every page has dozens: tags of states and links. Made once, then looked up."""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape

from markupsafe import Markup

from kentan.publish.text import Said, inline, runs_right_to_left
from kentan.publish.views.parts import Link, Tag

WAY = "\x00"
"""Stands for the way to the language's folder; no text of a record can hold it."""
_REMEMBERED = 1 << 16
_NEEDS_QUOTES = re.compile("[\\s\"'=<>`&]|^$")


@lru_cache(_REMEMBERED)
def tag(one: Tag) -> Markup:
    """The tag of a state."""
    return Markup(f'<span class="tag tag--{one.tone}">{escape(one.text)}</span>')


@lru_cache(_REMEMBERED)
def link(root: str, one: Link) -> Markup:
    """A link, or its text alone where there is no page for it."""
    if not one.address:
        return inline(one.said)
    return Markup(f'<a href="{escape(root + one.address)}">{inline(one.said)}</a>')


def links(root: str, found: Iterable[Link]) -> Markup:
    """Several links one after the other."""
    return Markup(" ".join([link(root, one) for one in found]))


def line(said: Said) -> str:
    """One line of text; isolated from what stands around it where its direction might differ, or its language does."""
    text = escape(said.text)
    if said.stub:
        return f"<bdi class=stub>{text}</bdi>"
    if said.language:
        return f"<bdi lang={said.language}>{text}</bdi>"
    return f"<bdi>{text}</bdi>" if runs_right_to_left(text) else text


def attribute(text: str) -> str:
    """The value of an attribute, in quotes where it needs them."""
    return f'"{escape(text)}"' if _NEEDS_QUOTES.search(text) else text
