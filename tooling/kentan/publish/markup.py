"""The smallest pieces of HTML, of which every page has dozens: tags of states and links. Made once, then looked up."""

from functools import lru_cache
from html import escape

from markupsafe import Markup

from kentan.publish.text import inline
from kentan.publish.views.parts import Link, Tag

_REMEMBERED = 1 << 16


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
