"""The HTML of a template in fewer bytes, for the shell of short pages: what HTML allows to leave out, and what only the
theme's styles and scripts ask for.

Every text in it is escaped, so that `<`, `>` and quotes stand in tags alone.
"""

import re

from kentan.publish.text import RIGHT_TO_LEFT
from kentan.publish.views.parts import CALM, ORIGIN

_TAG = re.compile(r'<span class="tag tag--(\w+)">([^<]*)</span>')
_LEFT_OUT = (
    (re.compile(r"(?<=>)\s*\n\s*(?=<)"), ""),
    (re.compile(r'<time datetime="[^"]*"[^<>]*>([^<]*)</time>'), r"\1"),
    (re.compile(f"<bdi>([^<{RIGHT_TO_LEFT}]*)</bdi>"), r"\1"),
    (re.compile(r'="([^\s"\'=<>`]+)"(?=[ >])'), r"=\1"),
    (re.compile(r"(<[a-z]+) class=(?:columns\w*|day|list|list__title|name|proof|said|tags)(?=[ >])"), r"\1"),
    (re.compile(r'(<td(?: class=count)?) data-term=(?:"[^"]*"|[^\s<>]+)'), r"\1"),
    (re.compile(r"<span class=list__sub>([^<]*)(?:<small>([^<]*)</small>)?</span>"), r"<br><small>\1\2</small>"),
    (re.compile(r"</(?:li|td|th|tr|thead|tbody|dt|dd|p)>"), ""),
)


def brief(html: str) -> str:
    """The same page in fewer bytes."""
    html = _TAG.sub(_tag, html)
    for found, instead in _LEFT_OUT:
        html = found.sub(instead, html)
    return html


def _tag(found: re.Match[str]) -> str:
    """The tag of a state as short pages have it: its tone by its first letter."""
    tone, text = found.groups()
    if tone == ORIGIN:
        return f"<small>※ {text}</small>"
    return f"<b>{text}</b>" if tone == CALM else f"<b class={tone[0]}>{text}</b>"
